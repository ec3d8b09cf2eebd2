"""Placement: the level that the statements met in a question reach, and what is missing for the next.

The rule: a question is at the highest level of which all statements are met, with at most one statement of the levels
below it not met, and no essential one; where there is none, it is at the lowest level.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from assessment.bank.model import Bank, Level, Question, Statement
from assessment.ids import QuestionCode, StatementCode
from assessment.rounds.response import Responses


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where the statements that are met place a question."""

    level: Level
    gap: Statement | None
    """The one statement below the level that is not met and is forgiven."""
    missing: tuple[Statement, ...]
    """The statements of the next level and below that are not met, the essential ones first."""
    ahead: tuple[Statement, ...]
    """The statements above the level that are met already."""


Placements = Mapping[QuestionCode, Placement]
"""The placement of every question that has one."""


def placements(bank: Bank, responses: Responses) -> Placements:
    """Return the placement of every answered question, in bank order.

    A question that does not apply or is unanswered has none. Pages, reports and exports all take their levels here.
    """
    return {
        question.code: place(question, met, bank.scale)
        for question in bank.questions()
        if (response := responses.get(question.code)) is not None and (met := response.met) is not None
    }


def place(question: Question, met: AbstractSet[StatementCode], scale: tuple[Level, ...]) -> Placement:
    """Return where the statements that are met place a question. Codes of other statements count for nothing."""
    level = scale[_place_reached(question, met) - 1]
    unmet = [statement for statement in question.statements if statement.code not in met]
    near = [statement for statement in unmet if statement.level.place <= level.place + 1]
    return Placement(
        level=level,
        gap=next((statement for statement in unmet if statement.level.place < level.place), None),
        missing=tuple(sorted(near, key=lambda statement: not statement.is_essential)),
        ahead=tuple(
            statement
            for statement in question.statements
            if statement.code in met and statement.level.place > level.place
        ),
    )


def _place_reached(question: Question, met: AbstractSet[StatementCode]) -> int:
    """Return the place of the level that is reached, counted from 1."""
    gaps = essential_gaps = 0
    reached = 1
    for place, own in groupby(question.statements, key=lambda statement: statement.level.place):
        unmet = [statement for statement in own if statement.code not in met]
        if not unmet and gaps <= 1 and not essential_gaps:
            reached = place
        gaps += len(unmet)
        essential_gaps += sum(statement.is_essential for statement in unmet)
    return reached
