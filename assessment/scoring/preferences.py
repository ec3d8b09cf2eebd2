"""Preferences: which of equally short ways to a grade is named, as whole numbers that add up.

The way that ends the most limits is preferred; then the one with the most statements of the lowest level, then of the
level above it, and so on; then the one whose statements come first in the bank. The number of a way has these in its
digits, in that order, and at the end a bit for each statement.
"""

from collections.abc import Iterable, Sequence

from assessment.bank.model import Statement
from assessment.ids import StatementCode


class Preferences:
    """The numbers of the statements that are not met, which are given in bank order."""

    def __init__(self, statements: Sequence[Statement], *, levels: int) -> None:
        count = len(statements)
        self._statements = statements
        self._ends_a_limit: int = (count + 1) ** levels << count
        self._of: dict[StatementCode, int] = {
            statement.code: ((count + 1) ** (levels - statement.level.place) << count) + (1 << count - 1 - position)
            for position, statement in enumerate(statements)
        }

    def number(self, statements: Iterable[Statement], *, limits_ended: int) -> int:
        """Return the number of a way: the greater, the more it is preferred."""
        return limits_ended * self._ends_a_limit + sum(self._of[statement.code] for statement in statements)

    def statements(self, number: int) -> list[Statement]:
        """Return the statements of the way that has this number, in bank order."""
        count = len(self._statements)
        return [statement for position, statement in enumerate(self._statements) if number >> count - 1 - position & 1]
