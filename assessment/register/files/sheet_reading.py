"""The cells of one sheet of a workbook, with those that are refused by row and column.

What a table needs of SpreadsheetML: ECMA-376, part 1, sections 18.3.1.4 and 18.18.11.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Final, NoReturn

from assessment.errors import InvalidInput, Sentence, sentence
from assessment.register.files.excel_dates import day_of
from assessment.register.files.tables import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Refused,
    Remark,
    TableRow,
    too_many_columns,
    too_many_rows,
)
from assessment.register.files.workbook_xml import BROKEN, Begin, End, Piece, Text, text_until, whole
from assessment.register.files.written_values import error_value

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_FORMULA: Final = sentence(
    "import_formula", "The cell holds a formula. Copy it and paste it as a value: formulas are never read here."
)
_MERGED: Final = sentence(
    "import_merged", "The cell is merged with others. Take them apart, and give each row its own value."
)
_NO_DAY: Final = sentence("import_no_day", "Excel shows the cell as a time or a day that there is not. Type it again.")


class _RefusedCell(Exception):
    """What the cell holds is refused, with the words for it."""

    def __init__(self, says: Sentence) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    column: int


@dataclass(kw_only=True)
class SheetReader:
    """Reads the cells of a sheet. What is refused or mended of them is kept by row and column."""

    texts: Sequence[str]
    """The texts that the cells of all sheets share."""
    is_date: Sequence[bool]
    """For each style of cells whether it shows numbers as days."""
    counts_from_1904: bool
    problems: list[Remark] = field(default_factory=list)
    mended: list[Remark] = field(default_factory=list)
    _cells: dict[int, dict[int, Cell]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows that hold anything."""
        return tuple(
            TableRow(number=number, cells=tuple(cells.get(column) for column in range(max(cells) + 1)))
            for number, cells in sorted(self._cells.items())
        )

    def read(self, pieces: Iterator[Piece]) -> None:
        """Read every cell. Raise :class:`InvalidInput` where there are too many, and for a broken sheet."""
        cells, at = count(1), _Place(0, -1)
        for piece in pieces:
            match piece:
                case Begin("row", given):
                    at = _Place(whole(given.get("r", str(at.row + 1))), -1)
                case Begin("c", given):
                    if next(cells) > MOST_CELLS:
                        raise InvalidInput(too_many_rows())
                    at = _place(given["r"]) if "r" in given else _Place(at.row, at.column + 1)
                    self._read_cell(given, pieces, at)
                case Begin("mergeCell", {"ref": ref}):
                    self._refuse(_place(ref.partition(":")[0]), _MERGED)

    def _read_cell(self, given: Mapping[str, str], pieces: Iterator[Piece], at: _Place) -> None:
        try:
            cell = self._cell(given, _content(pieces), at)
        except _RefusedCell as refused:
            self._refuse(at, refused.says)
        else:
            if cell is not None and cell != "":
                self._keep(at, cell)

    def _keep(self, at: _Place, cell: Cell) -> None:
        if at.column >= MOST_COLUMNS:
            raise InvalidInput(too_many_columns())
        self._cells.setdefault(at.row, {})[at.column] = cell
        if len(self._cells) > MOST_ROWS + 1:
            raise InvalidInput(too_many_rows())

    def _refuse(self, at: _Place, says: Sentence) -> None:
        self._keep(at, Refused.REFUSED)
        self.problems.append(Remark(row=at.row, column=at.column, says=says))

    def _cell(self, given: Mapping[str, str], text: str, at: _Place) -> Cell:
        kind = given.get("t", "n")
        if kind in ("inlineStr", "str"):
            return text
        if not text:
            return None
        if kind == "n":
            return self._number(text, whole(given.get("s", "0")), at)
        return _KINDS[kind](self, text) if kind in _KINDS else _broken()

    def _shared(self, text: str) -> str:
        place = whole(text)
        return self.texts[place] if place < len(self.texts) else _broken()

    def _yes_or_no(self, text: str) -> bool:
        return text.strip() in ("1", "true")

    def _error(self, text: str) -> Cell:
        raise _RefusedCell(error_value(text))

    def _iso_day(self, text: str) -> date:
        try:
            return date.fromisoformat(text[: len("2026-11-01")])
        except ValueError:
            raise _RefusedCell(_NO_DAY) from None

    def _number(self, text: str, style: int, at: _Place) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return _broken()
        if not math.isfinite(number):
            return _broken()
        if style >= len(self.is_date) or not self.is_date[style]:
            return number
        day = day_of(number, counts_from_1904=self.counts_from_1904)
        if day is None:
            raise _RefusedCell(_NO_DAY)
        if number != int(number):
            says = sentence("import_time_left_out", "The time of day was left out, and the day read as {day}.", day=day)
            self.mended.append(Remark(row=at.row, column=at.column, says=says))
        return day


_KINDS: Final[dict[str, Callable[[SheetReader, str], Cell]]] = {
    "s": SheetReader._shared,
    "b": SheetReader._yes_or_no,
    "e": SheetReader._error,
    "d": SheetReader._iso_day,
}
"""How the value of each kind of cell is read, beside texts and numbers."""


def _content(pieces: Iterator[Piece]) -> str:
    """Return the text of the value of the cell that has begun. Raise :class:`_RefusedCell` for a formula."""
    content = []
    has_formula = is_value = False
    for piece in pieces:
        match piece:
            case End("c"):
                break
            case Begin("f"):
                has_formula = True
            case Begin("is"):
                content.append(text_until("is", pieces))
            case Begin("v") | End("v"):
                is_value = isinstance(piece, Begin)
            case Text(text) if is_value:
                content.append(text)
    if has_formula:
        raise _RefusedCell(_FORMULA)
    return "".join(content)


def _place(reference: str) -> _Place:
    """Return the row, from 1, and the column, from 0, of a cell such as ``AB12``."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return _broken()
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return _Place(int(found[2]), column - 1)


def _broken() -> NoReturn:
    raise InvalidInput(BROKEN)
