"""The tables of a report: no heading loses a letter to the next line, and no row stands alone."""

import pytest

from assessment.bank.library import Library
from assessment.report import blocks, styles, typefaces
from assessment.report.chapters import board_document, report_document
from assessment.report.chapters.comparison_chapter import comparison_document
from assessment.report.comparison_content import comparison_content
from assessment.report.parts import Document, TablePart
from assessment.report.report_content import report_content
from assessment.report.text_metrics import words_width
from assessment.settings import Settings
from tests.report.sample_reports import SAMPLES, nine_compared

BETWEEN_COLUMNS = 8.0
"""The least room between two columns, in points."""


def test_the_heading_of_a_column_never_breaks_within_a_word() -> None:
    typefaces.register()
    documents: list[Document] = [report_document(report_content(make())) for make in SAMPLES.values()]
    documents += [
        board_document(report_content(SAMPLES["typical"]())),
        comparison_document(comparison_content(nine_compared())),
    ]
    tables = [part for document in documents for part in document.parts if isinstance(part, TablePart)]

    broken = {
        (table.summary, column.title)
        for table in tables
        for place, column in enumerate(table.columns)
        for word in column.title.split()
        if words_width(word, size=_size(table), strong=True) > _room(table, place)
    }

    assert len(tables) > 20
    assert broken == set()


def test_no_word_of_a_grade_breaks_in_the_column_of_what_is_evidenced() -> None:
    typefaces.register()
    words = [
        word for level in Library(Settings.from_environment({}).banks).latest().scale for word in level.title.split()
    ]
    rooms = [
        _room(part, place)
        for make in SAMPLES.values()
        for part in report_document(report_content(make())).parts
        if isinstance(part, TablePart)
        for place, column in enumerate(part.columns)
        if column.title == "Evidenced"
    ]

    assert "improvement" in words
    assert [word for word in words if words_width(word, size=styles.SMALL_CELL.size) > min(rooms)] == []


def _size(table: TablePart) -> float:
    return styles.SMALL_CELL.size if table.is_small else styles.CELL.size


def _room(table: TablePart, place: int) -> float:
    column, *after = table.columns[place:]
    whole = sum(each.width for each in table.columns)
    # There is more room between a column of numbers and one of words, and none after the last.
    apart = (
        0 if not after else 2 * BETWEEN_COLUMNS if column.is_numbers and not after[0].is_numbers else BETWEEN_COLUMNS
    )
    return column.width / whole * styles.CONTENT_WIDTH - apart


@pytest.mark.parametrize("left_over", [1, 30])
def test_no_row_stands_alone_on_the_last_page_of_a_table(left_over: float) -> None:
    typefaces.register()
    rows = [[blocks.Paragraph(f"Row {number}", styles.CELL)] for number in range(10)]
    table = blocks.table([("Heading", styles.CELL)], rows, [200.0], summary="Ten rows")
    _, height = table.wrap(200, 10_000)

    _, rest = table.split(200, height - left_over)

    assert len(rest._cellvalues) == 3  # the heading and two rows
