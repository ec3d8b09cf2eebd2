"""Raises: the ways to bring an answered question to a higher level, each with the fewest statements."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assessment.bank.model import Level, Question, Statement
from assessment.ids import StatementCode
from assessment.scoring.placement import place


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """Statements to be met besides those that are, and the place on the scale that the question then has."""

    statements: tuple[Statement, ...]
    place: int


def raises(question: Question, met: AbstractSet[StatementCode], scale: tuple[Level, ...]) -> tuple[Raise, ...]:
    """Return the ways to raise a question, one for each level above its own that it can reach; staying comes first.

    A level is reached with its own statements and all but one of those below. The one that is left out is not
    essential, and of those that are not it is the last.
    """
    now = place(question, met, scale).level
    found = [Raise(statements=(), place=now.place)]
    for level in scale[now.place :]:
        own = [statement for statement in question.statements if statement.level.place == level.place]
        if own:
            needed = _needed(question, met, own, level)
            codes = {statement.code for statement in needed}
            found.append(Raise(statements=needed, place=place(question, met | codes, scale).level.place))
    return tuple(found)


def _needed(
    question: Question, met: AbstractSet[StatementCode], own: list[Statement], level: Level
) -> tuple[Statement, ...]:
    below = [statement for statement in question.statements if statement.level.place < level.place]
    gaps = [statement for statement in below if statement.code not in met]
    forgiven = next((gap for gap in reversed(gaps) if not gap.is_essential), None)
    return tuple(statement for statement in [*below, *own] if statement.code not in met and statement is not forgiven)
