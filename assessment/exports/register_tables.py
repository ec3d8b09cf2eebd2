"""The register as CSV, as an Excel workbook and as JSON, in the format ``collaboration-register/1``.

The format is on the page ``docs/reference/register-format.md``.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from assessment.codes import ExportForm, RegisterField
from assessment.errors import InvalidInput, sentence
from assessment.exports.spreadsheet import LONGEST_CELL, Cell, Sheet, about_sheet, csv_text, workbook
from assessment.ids import CollaborationId
from assessment.register.entry import Membership, RegisterEntry
from assessment.register.fields import FIELDS, FieldForm
from assessment.register.files.columns import COLUMNS, Column, Mark, Shown
from assessment.register.files.workbook_reading import SHEET
from assessment.register.files.written_lists import write_facts, write_memberships, write_signatures
from assessment.register.files.written_values import marked_as_text

FORMAT: Final = "collaboration-register/1"
_FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that a spreadsheet has right. Days before it are written as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRegister:
    """The collaborations that are exported, each as whoever asks may see it, in their order."""

    entries: Sequence[RegisterEntry]
    predecessors: Mapping[CollaborationId, str]
    """How those that came before one of them are named: by the name, or by the id where others have that name too."""
    made: datetime

    @property
    def in_full(self) -> tuple[RegisterEntry, ...]:
        """Return those that the file shows more of than a public register would."""
        return tuple(each for each in self.entries if not each.unseen)


def register_as(form: ExportForm, register: ExportedRegister) -> bytes:
    """Return the file in that form. Raise :class:`InvalidInput` where a cell of a workbook cannot hold a text."""
    match form:
        case ExportForm.JSON:
            return json.dumps(_document(register), ensure_ascii=False, indent=2).encode()
        case ExportForm.CSV:
            return csv_text(_sheet(register)).encode()
        case ExportForm.XLSX:
            sheet = _sheet(register)
            _require_fitting_cells(sheet)
            sheets = [sheet, about_sheet(_about(register))]
            return workbook(sheets, title="Register of collaborations", made=register.made)


def _sheet(register: ExportedRegister) -> Sheet:
    rows = [[_cell(each, column, register.predecessors) for column in COLUMNS] for each in register.entries]
    return Sheet(title=SHEET, headings=[each.value for each in COLUMNS], rows=rows)


def _require_fitting_cells(sheet: Sheet) -> None:
    """Raise :class:`InvalidInput` where a workbook cannot hold what the register says."""
    for row in sheet.rows:
        for column, cell in zip(COLUMNS, row, strict=True):
            if isinstance(cell, str) and len(cell) >= LONGEST_CELL:
                raise InvalidInput(
                    sentence(
                        "register_cell_too_long",
                        "{collaboration} has more {field} than a cell of a workbook can hold. Download CSV or JSON.",
                        collaboration=row[COLUMNS.index(RegisterField.NAME)],
                        field=column,
                    )
                )


def _about(register: ExportedRegister) -> Sequence[Sequence[Cell]]:
    return [
        ("Format", FORMAT),
        ("Exported", register.made),
        ("Collaborations", len(register.entries)),
        ("Shown in full", len(register.in_full)),
        ("Empty cells", "Not known; in rows with “public” in the last column also not shown."),
    ]


def _cell(entry: RegisterEntry, column: Column, names: Mapping[CollaborationId, str]) -> Cell:
    match column:
        case Mark.ID:
            return str(entry.id)
        case Mark.SHOWN:
            return _shown(entry).value
        case RegisterField.PREDECESSOR:
            return None if entry.predecessor is None else marked_as_text(names[entry.predecessor])
        case _:
            return _CELLS.get(FIELDS[column].form, _text)(getattr(entry, column), column)


def _shown(entry: RegisterEntry) -> Shown:
    return Shown.PUBLIC if entry.unseen else Shown.EVERYTHING


def _text(value: str | None, _: RegisterField) -> Cell:
    return value and marked_as_text(value)


def _day(value: date | None, _: RegisterField) -> Cell:
    return value.isoformat() if value is not None and value < _FIRST_DAY else value


def _number(value: Decimal | int | None, _: RegisterField) -> Cell:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _yes_or_no(value: bool | None, _: RegisterField) -> Cell:
    return None if value is None else "yes" if value else "no"


def _lines(value: Sequence[object], name: RegisterField) -> Cell:
    return _WRITTEN[name](value)


_CELLS: Final[Mapping[FieldForm, Callable[..., Cell]]] = {
    FieldForm.DAY: _day,
    FieldForm.DECIMAL: _number,
    FieldForm.POUNDS: _number,
    FieldForm.YES_OR_NO: _yes_or_no,
    FieldForm.LIST: _lines,
}
"""How the fields of each form stand in a cell. The others are texts, codes and ids of forces."""
_WRITTEN: Final[Mapping[RegisterField, Callable[..., str]]] = {
    RegisterField.MEMBERSHIPS: write_memberships,
    RegisterField.SIGNATURES: write_signatures,
    RegisterField.FACTS: write_facts,
}


def _document(register: ExportedRegister) -> dict[str, object]:
    return {
        "format": FORMAT,
        "exported": register.made.astimezone(UTC).isoformat(timespec="seconds"),
        "collaborations": [_object(each) for each in register.entries],
    }


def _object(entry: RegisterEntry) -> dict[str, object]:
    """Return what is shown of a collaboration, by the codes of its fields; None for what is not known."""
    shown = [each for each in FIELDS if each not in entry.unseen]
    return {"id": str(entry.id), "shown": _shown(entry).value} | {
        name.value: _json(getattr(entry, name), is_public=bool(entry.unseen)) for name in shown
    }


def _json(value: object, *, is_public: bool) -> object:
    match value:
        case "":
            return None
        case None | bool() | int() | StrEnum():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return _number(value, RegisterField.STAFF_FTE)
        case tuple():
            return [_part(each, is_public=is_public) for each in value]
        case _:
            return str(value)


def _part(part: object, *, is_public: bool) -> dict[str, object]:
    hidden = {"id", "cost_share", "contact"} if is_public and isinstance(part, Membership) else {"id"}
    columns = asdict(part)  # type: ignore[call-overload]
    return {name: _json(value, is_public=is_public) for name, value in columns.items() if name not in hidden}
