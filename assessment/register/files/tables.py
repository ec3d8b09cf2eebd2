"""A table that was read from a file, with what is wrong in it and what was mended, each by its row and column."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from assessment.errors import Sentence, sentence

LARGEST_FILE: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 2_000
"""The most rows with entries, without the headings."""
MOST_COLUMNS: Final = 100
MOST_CELLS: Final = 100_000
"""The most cells of a workbook, empty ones that only have a format included."""


class Refused(Enum):
    """Stands for a cell whose content was refused. Nothing more is said about it."""

    REFUSED = "refused"


Cell: TypeAlias = str | float | bool | date | Refused | None
"""Text, a number, yes or no, a day, or nothing. A CSV file has texts only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is wrong or was mended. `row` counts from 1, which holds the headings, and is 0 for the whole file."""

    row: int = 0
    column: int | None = None
    """Its place from 0; None for the whole row."""
    says: Sentence

    @property
    def letters(self) -> str:
        """Return the column as a spreadsheet names it, such as ``AB``; empty for the whole row."""
        return "" if self.column is None else column_letters(self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row with its number in the file and its cells. Cells that are missing at its end are empty."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows that hold anything, the headings first."""

    rows: tuple[TableRow, ...]
    problems: tuple[Remark, ...] = ()
    mended: tuple[Remark, ...] = ()
    counts_from_1904: bool = False
    """True for a workbook that counts its days from 1904."""


def column_letters(column: int) -> str:
    """Return the column with that place, from 0, as a spreadsheet names it."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(ord("A") + letter) + letters, column - 1
    return letters


def too_many_rows() -> Sentence:
    """Return the words for a table with too many rows."""
    return sentence(
        "import_too_many_rows", "The table has more than {most:,} rows. Divide it into several files.", most=MOST_ROWS
    )


def too_many_columns() -> Sentence:
    """Return the words for a table with too many columns."""
    return sentence(
        "import_too_many_columns",
        "The table has more than {most} columns. Delete those that are not the register’s.",
        most=MOST_COLUMNS,
    )
