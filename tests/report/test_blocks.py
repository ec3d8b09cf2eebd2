"""Blocks: how they break over pages, and that they stay within their width."""

from assessment.charts import palette
from assessment.report.blocks import Heading, Paragraph, Pill
from assessment.report.styles import BODY, H1

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


def test_three_lines_are_not_torn_apart() -> None:
    assert Paragraph("one\ntwo\nthree", BODY).split(300, 2 * BODY.leading) == []


def test_a_label_stays_with_the_first_part() -> None:
    before, after = Paragraph(SENTENCE * 8, BODY, label="•").split(300, 5 * BODY.leading)

    assert (before.label, after.label) == ("•", "")


def test_a_heading_makes_room_for_what_stands_beside_it() -> None:
    pill = Pill("Good", palette.colours(4, levels=5))
    alone = Heading(SENTENCE * 2, H1, rank=0, key="alone")
    beside = Heading(SENTENCE * 2, H1, rank=0, key="beside", beside=pill)

    assert all(line.width <= 300 - pill.width - 8 for line in beside.lines(300))
    assert len(beside.lines(300)) > len(alone.lines(300))


def test_a_pill_with_a_long_word_shrinks_to_its_room() -> None:
    pill = Pill("A grade with a title that is very long indeed", palette.colours(1, levels=5))

    width, _ = pill.wrap(100, 100)

    assert width <= 100.001
    assert pill.word == "A grade with a title that is very long indeed"
