"""Writes tables as CSV and as an Excel workbook. Numbers and dates are typed; nothing that was typed is a formula.

::

    actions = Sheet(title="Actions", headings=("What", "Due"), rows=[("Sign the agreement", date(2026, 12, 1))])
    csv_text(actions)
    workbook([actions], title="Roads policing 2026", made=now())
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Final, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessment.dates import UK
from assessment.rounds.spreadsheet_text import as_text

Cell: TypeAlias = str | int | float | date | None
"""Text, a number, a day, a moment with its time zone (shown as UK time), or nothing.

Text that a spreadsheet would run gets an apostrophe before it.
"""

_BYTE_ORDER_MARK: Final = "\ufeff"
"""Tells a spreadsheet that the text is UTF-8, so that it shows accents correctly."""
LONGEST_CELL: Final = 32_767
"""The most characters that a cell of a workbook holds."""
_WIDTHS: Final = (10, 60)
"""The narrowest and the widest column, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table. Its title is at most 31 characters long, without any of ``[]:*?/\\``."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def about_sheet(rows: Iterable[Sequence[Cell]]) -> Sheet:
    """Return the table that says what a workbook is about, an item and its detail in each row."""
    return Sheet(title="About", headings=("Item", "Detail"), rows=list(rows))


def csv_text(sheet: Sheet) -> str:
    """Return the table as CSV for a spreadsheet. Days are written as ``2026-11-22``, and moments in UTC."""
    lines = StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_NONNUMERIC)
    for row in (sheet.headings, *sheet.rows):
        writer.writerow([_in_csv(cell) for cell in row])
    return _BYTE_ORDER_MARK + lines.getvalue()


def workbook(sheets: Iterable[Sheet], *, title: str, made: datetime) -> bytes:
    """Return an Excel workbook of the tables, each with its headings frozen and filters on them.

    The same tables, title and time give the same bytes. Raise :class:`ValueError` for a text of more than 32,767
    characters, which a cell cannot hold.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": made.astimezone(UK).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left", "valign": "top"})
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, bold=bold, wrapped=wrapped, day=day, moment=moment)
    return file.getvalue()


def _write(page: Worksheet, sheet: Sheet, *, bold: Format, wrapped: Format, day: Format, moment: Format) -> None:
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, as_text(heading), bold)
        longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
        page.set_column(column, column, min(max(longest, len(heading), _WIDTHS[0]) + 2, _WIDTHS[1]))
    for line, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case None | "":
                    continue
                case datetime():
                    page.write_datetime(line, column, cell.astimezone(UK).replace(tzinfo=None), moment)
                case date():
                    page.write_datetime(line, column, cell, day)
                case int() | float():
                    page.write_number(line, column, cell, wrapped)
                case _:
                    if page.write_string(line, column, as_text(cell), wrapped):
                        raise ValueError(f"{sheet.title}: a text of {len(cell):,} characters does not fit into a cell.")
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)


def _in_csv(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(UTC).isoformat()
        case date():
            return cell.isoformat()
        case int() | float():
            return cell
        case _:
            return as_text(cell)
