"""Blocks break over pages where they may, and stay within their width."""

import re
from io import BytesIO

import pytest
from reportlab.graphics.shapes import Drawing

from assessment.charts import palette
from assessment.report import styles
from assessment.report.blocks import Badge, Figure, Heading, Paragraph
from assessment.report.report_canvas import ReportCanvas
from assessment.report.styles import BODY, H1
from assessment.report.typefaces import REGULAR
from tests.report.report_builders import ISSUED

SENTENCE = "A sentence of some eight words, said again. "


def test_a_paragraph_breaks_where_the_page_ends() -> None:
    paragraph = Paragraph(SENTENCE * 12, BODY)
    every = paragraph.lines(300)

    before, after = paragraph.split(300, 5 * BODY.leading)

    assert before.lines(300) + after.lines(300) == every
    assert len(before.lines(300)) == 5


def test_a_part_keeps_its_lines_at_any_width() -> None:
    _, after = Paragraph(SENTENCE * 8, BODY).split(300, 5 * BODY.leading)

    assert after.lines(300) == after.lines(200)


def test_a_page_never_begins_or_ends_with_a_single_line_of_a_paragraph() -> None:
    paragraph = Paragraph(SENTENCE * 8, BODY)
    number = len(paragraph.lines(300))

    assert paragraph.split(300, BODY.leading) == []
    before, after = paragraph.split(300, (number - 1) * BODY.leading)
    assert (len(before.lines(300)), len(after.lines(300))) == (number - 2, 2)


def test_a_paragraph_of_three_lines_stays_on_one_page() -> None:
    assert Paragraph("one\ntwo\nthree", BODY).split(300, 2 * BODY.leading) == []


def test_a_label_stays_with_the_first_part() -> None:
    before, after = Paragraph(SENTENCE * 8, BODY, label="•").split(300, 5 * BODY.leading)

    assert (before.label, after.label) == ("•", "")


def test_a_heading_makes_room_for_what_stands_beside_it() -> None:
    badge = Badge("Good", palette.colours(4, levels=5))
    alone = Heading(SENTENCE * 2, H1, rank=0, key="alone")
    beside = Heading(SENTENCE * 2, H1, rank=0, key="beside", beside=badge)

    assert all(line.width <= 300 - badge.width - 8 for line in beside.lines(300))
    assert len(beside.lines(300)) > len(alone.lines(300))


def test_a_pill_with_a_long_word_shrinks_to_its_room() -> None:
    badge = Badge("A grade with a title that is very long indeed", palette.colours(1, levels=5))

    width, _ = badge.wrap(100, 100)

    assert width <= 100.001
    assert badge.word == "A grade with a title that is very long indeed"


def test_text_is_large_enough_to_be_read_on_paper() -> None:
    assert styles.BODY.size == 11
    small = (styles.CELL, styles.SMALL_CELL, styles.CAPTION, styles.CONTENTS, styles.SMALL, styles.DETAIL)
    assert all(style.size >= 9.5 for style in small)


def test_numbers_in_a_column_end_at_its_right_edge() -> None:
    text = "".join(f"{mean}\n" for mean in ("3.27", "13 of 13"))

    class Issued(ReportCanvas):
        issued = ISSUED

    canvas = Issued(BytesIO(), initialFontName=REGULAR)
    paragraph = Paragraph(text.strip(), styles.to_the_right(styles.CELL))

    paragraph.wrap(100, 100)
    paragraph.drawOn(canvas, 0, 0)

    starts = [float(x) for x in re.findall(r"1 0 0 1 ([\d.]+) [\d.]+ Tm", "\n".join(canvas._code))]
    first, second = paragraph.lines(100)
    assert [start + line.width for start, line in zip(starts[-2:], (first, second), strict=True)] == pytest.approx(
        [100, 100], abs=0.01
    )


def test_a_drawing_taller_than_a_page_is_made_smaller() -> None:
    figure = Figure(Drawing(400, 2_000), alternative="A tower.")

    width, height = figure.wrap(470, 700)

    assert height <= styles.CONTENT_HEIGHT - 60
    assert width / height == pytest.approx(400 / 2_000)
