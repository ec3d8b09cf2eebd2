"""Breaking text into lines: nothing is lost, nothing is too wide, and words stay apart when they are read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from assessment.report.line_breaking import Line, lines
from assessment.report.parts import Span
from assessment.report.printable_text import printable
from assessment.report.typefaces import REGULAR, width
from tests.report.pdf_reader import squeezed


def texts(broken: tuple[Line, ...]) -> list[str]:
    """Return the text of each line."""
    return ["".join(run.text for run in line.runs) for line in broken]


def a_width_for(words: str) -> float:
    """Return the width of these words at size 10."""
    return width(words, font=REGULAR, size=10)


def test_words_that_fit_stand_on_one_line() -> None:
    assert texts(lines([Span("one two")], size=10, available=a_width_for("one two"))) == ["one two"]


def test_a_line_that_ends_between_words_ends_in_a_space() -> None:
    assert texts(lines([Span("one two three")], size=10, available=a_width_for("one two"))) == ["one two ", "three"]


def test_the_space_at_the_end_of_a_line_takes_no_room() -> None:
    first, _ = lines([Span("one two three")], size=10, available=a_width_for("one two"))

    assert first.width == pytest.approx(a_width_for("one two"))


def test_a_word_wider_than_the_line_is_cut_without_a_space() -> None:
    broken = texts(lines([Span("a " + "w" * 10)], size=10, available=a_width_for("w" * 4)))

    assert broken == ["a ", "wwww", "wwww", "ww"]


def test_a_new_line_ends_a_line() -> None:
    assert texts(lines([Span("one\ntwo\n\nthree")], size=10, available=500)) == ["one ", "two ", "", "three"]


def test_a_word_may_run_from_one_weight_into_the_next() -> None:
    (line,) = lines([Span("P1", strong=True), Span(": good")], size=10, available=500)

    assert [run.text for run in line.runs] == ["P1", ": good"]


def test_no_text_is_one_empty_line() -> None:
    assert texts(lines([Span("")], size=10, available=100)) == [""]


@given(any_of.text(max_size=300), any_of.floats(min_value=1, max_value=400))
def test_nothing_is_lost_and_nothing_added_at_any_width(text: str, available: float) -> None:
    broken = texts(lines([Span(text)], size=10, available=available))

    assert squeezed("".join(broken)) == squeezed(printable(text))


@given(any_of.text(max_size=300), any_of.floats(min_value=20, max_value=400))
def test_no_line_is_wider_than_the_room_there_is(text: str, available: float) -> None:
    assert all(line.width <= available + 0.001 for line in lines([Span(text)], size=10, available=available))
