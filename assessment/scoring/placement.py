"""Placement: the level that the statements met in a question reach, and what is missing for the next.

The rule: a question is at the highest level of which all statements are met, with at most one statement of the levels
below it not met, and no essential one; where there is none, it is at the lowest level.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assessment.bank.model import Level, Question, Statement
from assessment.ids import StatementCode


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


def place(question: Question, met: AbstractSet[StatementCode], scale: tuple[Level, ...]) -> Placement:
    """Return where the statements that are met place a question. Codes of other statements count for nothing."""
    lowest, *higher = scale
    level = next((level for level in reversed(higher) if _reaches(question, met, level)), lowest)
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


def _reaches(question: Question, met: AbstractSet[StatementCode], level: Level) -> bool:
    own = [statement for statement in question.statements if statement.level == level]
    below = [
        statement
        for statement in question.statements
        if statement.level.place < level.place and statement.code not in met
    ]
    return (
        bool(own)
        and all(statement.code in met for statement in own)
        and len(below) <= 1
        and not any(statement.is_essential for statement in below)
    )
