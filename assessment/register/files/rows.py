"""A table to what each of its rows says of a collaboration, with every cell that cannot be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.forces import Forces
from assessment.ids import CollaborationId
from assessment.register.fields import FIELDS, FieldForm
from assessment.register.files.columns import Column, Mark, Shown, read_headings
from assessment.register.files.read_lists import read_list
from assessment.register.files.tables import Cell, Refused, Remark, Table, TableRow
from assessment.register.files.typed_cells import CellReader
from assessment.register.files.written_values import WrittenValues, short

_UUID_LENGTH: Final = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """What a row says. Columns that the file does not have are in none of its parts."""

    number: int
    id: CollaborationId | None = None
    values: Mapping[RegisterField, object] = field(default_factory=dict)
    """What each cell says. A predecessor is the text by which it is named."""
    refused: frozenset[Column] = frozenset()
    """The columns whose cell was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What a file says, and what is wrong in it and was mended."""

    rows: tuple[ReadRow, ...]
    places: Mapping[Column, int]
    """The place of each column that it has, from 0."""
    problems: tuple[Remark, ...]
    mended: tuple[Remark, ...]


def read_rows(table: Table, forces: Forces) -> ReadFile:
    """Return what the rows below the headings say. Raise :class:`InvalidInput` where there are none."""
    if len(table.rows) < 2:
        raise InvalidInput(
            sentence(
                "import_no_rows",
                "The table has no rows below its headings. Give each collaboration a row, and the first row headings.",
            )
        )
    first, *others = table.rows
    headings = read_headings(first.number, first.cells)
    reader = _RowReader(
        forces=forces,
        by_place=headings.by_place,
        counts_from_1904=table.counts_from_1904,
        problems=[*table.problems, *headings.problems],
        mended=list(table.mended),
    )
    return ReadFile(
        rows=tuple(map(reader.read, others)),
        places={column: place for place, column in headings.by_place.items()},
        problems=tuple(reader.problems),
        mended=tuple(reader.mended),
    )


@dataclass
class _RowReader:
    forces: Forces
    by_place: Mapping[int, Column]
    counts_from_1904: bool
    problems: list[Remark]
    mended: list[Remark]

    def read(self, row: TableRow) -> ReadRow:
        values: dict[Column, object] = {}
        refused: set[Column] = set()
        missing: Iterable[Cell] = [None] * (max(self.by_place, default=-1) + 1 - len(row.cells))
        for place, cell in enumerate((*row.cells, *missing)):
            column = self.by_place.get(place)
            if cell is Refused.REFUSED:
                refused |= {column} if column is not None else set()
                continue
            try:
                if column is None:
                    _require_empty(cell)
                else:
                    values[column] = self._value(cell, column, row=row.number, place=place)
            except InvalidInput as invalid:
                refused |= {column} if column is not None else set()
                self.problems += [Remark(row=row.number, column=place, says=each) for each in invalid.sentences]
        id = values.get(Mark.ID)
        return ReadRow(
            number=row.number,
            id=CollaborationId(id) if isinstance(id, UUID) else None,
            values={column: value for column, value in values.items() if isinstance(column, RegisterField)},
            refused=frozenset(refused),
        )

    def _value(self, cell: Cell, column: Column, *, row: int, place: int) -> object:
        mended: list[Sentence] = []
        values = WrittenValues(forces=self.forces, mended=mended)
        try:
            match column:
                case Mark.ID:
                    return _id(cell)
                case Mark.SHOWN:
                    _require_everything(cell)
                    return None
                case _:
                    read = CellReader(values=values, counts_from_1904=self.counts_from_1904).read(cell, column)
                    if FIELDS[column].form is FieldForm.LIST:
                        return read_list(str(read), column, values)
                    return read
        finally:
            self.mended += [Remark(row=row, column=place, says=each) for each in dict.fromkeys(mended)]


def _require_empty(cell: Cell) -> None:
    if cell is not None and not (isinstance(cell, str) and not cell.strip()):
        raise InvalidInput(
            sentence(
                "import_no_heading",
                "There is no heading above this cell. Give the column one, or empty it. In a CSV file, a cell with a "
                "comma in it stands in quotation marks.",
            )
        )


def _id(cell: Cell) -> UUID | None:
    text = "" if cell is None else str(cell).strip()
    if not text:
        return None
    try:
        if len(text) == _UUID_LENGTH:
            return UUID(text)
    except ValueError:
        pass
    raise InvalidInput(
        sentence(
            "import_id_unclear",
            "“{found}” is no id. Copy the id from an export, or empty the cell to add a new collaboration.",
            found=short(text),
        )
    )


def _require_everything(cell: Cell) -> None:
    text = "" if cell is None else str(cell).strip().casefold()
    if text == Shown.PUBLIC:
        raise InvalidInput(
            sentence(
                "import_public_row",
                "The file shows only the public part of this collaboration. To import it would empty the rest: take an "
                "export in which an administrator sees everything.",
            )
        )
    if text not in ("", Shown.EVERYTHING):
        raise InvalidInput(
            sentence(
                "import_shown_unclear",
                "“{found}” does not belong in this column. Write everything, or leave the cell empty.",
                found=short(text),
            )
        )
