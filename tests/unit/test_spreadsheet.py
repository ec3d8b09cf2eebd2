"""A table becomes CSV and a workbook in which numbers and days are typed, and nothing that was typed is a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from assessment.exports.spreadsheet import Cell, Sheet, csv_text, workbook

MADE = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(file: bytes, *, page: int = 1) -> list[list[tuple[str, str]]]:
    """Return the type and the text of every cell with a value: ``s`` for text, ``n`` for a number or a day."""
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        texts = [
            "".join(part.itertext())
            for part in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
        ]
        rows = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{page}.xml")).iter(f"{MAIN}row")
        return [[_cell(cell, texts) for cell in row.iter(f"{MAIN}c")] for row in rows]


def _cell(cell: ElementTree.Element, texts: list[str]) -> tuple[str, str]:
    assert cell.find(f"{MAIN}f") is None, "a cell holds a formula"
    kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v") or ""
    return kind, texts[int(value)] if kind == "s" else value


def sheet(*cell: Cell, title: str = "Actions") -> Sheet:
    return Sheet(title=title, headings=[f"Column {place}" for place, _ in enumerate(cell, start=1)], rows=[cell])


def test_a_workbook_holds_text_numbers_and_days_each_as_what_it_is() -> None:
    _, row = cells(workbook([sheet("Agreed", 3, 2.5, date(2026, 12, 1), None)], title="Example", made=MADE))

    days = (date(2026, 12, 1) - date(1899, 12, 30)).days
    assert row == [("s", "Agreed"), ("n", "3"), ("n", "2.5"), ("n", str(days))]


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "{=1}", "|calc"]
)
def test_nothing_that_was_typed_is_a_formula_or_a_link(typed: str) -> None:
    shown = typed if typed.startswith("{") else f"'{typed}"

    assert cells(workbook([sheet(typed, "http://evil.example")], title="Example", made=MADE))[1] == [
        ("s", shown),
        ("s", "http://evil.example"),
    ]
    assert list(csv.reader(io.StringIO(csv_text(sheet(typed)).removeprefix("\ufeff"), newline="")))[1] == [shown]


def test_a_csv_has_days_as_numbers_with_dashes_and_nothing_where_there_is_nothing() -> None:
    assert (
        csv_text(sheet("Agreed", 3, 2.5, date(2026, 12, 1), None)).splitlines()[1] == '"Agreed",3,2.5,"2026-12-01",""'
    )


def test_equal_tables_made_at_one_time_give_equal_workbooks() -> None:
    first, second = (workbook([sheet("Agreed")], title="Example", made=MADE) for _ in range(2))

    assert first == second
    assert first != workbook([sheet("Agreed")], title="Example", made=MADE + timedelta(seconds=1))


def test_each_table_is_a_page_of_the_workbook() -> None:
    file = workbook([sheet("Agreed"), sheet("Owner", title="People")], title="Example", made=MADE)

    assert cells(file, page=2)[1] == [("s", "Owner")]


def test_a_text_that_a_cell_cannot_hold_is_refused_and_never_cut_or_left_out() -> None:
    with pytest.raises(ValueError, match=r"^Actions: a text of 32,768 characters does not fit into a cell\.$"):
        workbook([sheet("x" * 32_768)], title="Example", made=MADE)
