"""Words and numbers, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bank.scalars import control_character, fold, is_date, misreading, read_number, read_whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Fraction(0)),
        ("1", Fraction(1)),
        ("0.1", Fraction(1, 10)),
        ("1.50", Fraction(3, 2)),
        ("-2.25", Fraction(-9, 4)),
        ("0.3333333333333", Fraction(3333333333333, 10**13)),
        ("0.33333333333333", None),
        ("1e3", None),
        ("1e999999999", None),
        ("9" * 10_000, None),
        ("010", None),
        (".5", None),
        ("5.", None),
        ("+1", None),
        ("1_000", None),
        ("1,5", None),
        ("٣", None),
        ("1/3", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("1\n", None),
    ],
)
def test_a_number_is_a_plain_decimal_or_none(text: str, number: Fraction | None) -> None:
    assert read_number(text) == number


@given(st.decimals(min_value=-9999, max_value=9999, places=4))
def test_a_decimal_is_read_exactly(number: Decimal) -> None:
    assert read_number(f"{number:f}") == Fraction(number)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("2", 2), ("02", None), ("-1", None), ("1.0", None), ("", None)]
)
def test_a_whole_number_is_digits_or_none(text: str, number: int | None) -> None:
    assert read_whole(text) == number


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("NO", "true or false"),
        ("y", "true or false"),
        ("Off", "true or false"),
        ("True", "true or false"),
        ("~", "nothing"),
        ("Null", "nothing"),
        ("010", "a number"),
        ("0o17", "a number"),
        ("0x1F", "a number"),
        ("1_000", "a number"),
        ("2026.1", "a number"),
        (".5", "a number"),
        ("1e5", "a number"),
        ("-.INF", "a number"),
        (".NaN", "a number"),
        ("12:30", "a number of minutes or seconds"),
        ("12:30:45.5", "a number of minutes or seconds"),
        ("2020-07-21", "a date"),
        ("2020-07-21T09:00:00Z", "a date"),
        ("2020-07-21 was a Tuesday", None),
        ("2020-07", None),
        ("No purpose is agreed", None),
        ("12:30 or later", None),
        ("24-hour cover", None),
        ("1.2.3", None),
        ("P1", None),
        (".", None),
    ],
)
def test_bare_words_that_programs_misread_are_known(text: str, reading: str | None) -> None:
    assert misreading(text) == reading


@pytest.mark.parametrize("text", ["2020", "2020-07", "2020-07-21", "2024-02-29"])
def test_a_date_is_as_exact_as_is_known(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2020-13", "2020-7", "20", "0000", "21 July 2020", "2020-07-21 ", "２０２０"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not is_date(text)


def test_wrapping_and_composition_do_not_change_a_text() -> None:
    assert fold("  Ty\u0302 \n  bach\r\n\tyng Nghymru ") == "Tŷ bach yng Nghymru"


def test_a_hard_space_is_part_of_the_text() -> None:
    assert fold("£10\u00a0million") == "£10\u00a0million"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ŵŷ – 👮🏽‍♀️ “quotes”\nand\ta tab", None),
        ("a\x00b", "U+0000"),
        ("a\x1b[31m", "U+001B"),
        ("a\ud800b", "U+D800"),
        ("a\u202eb", "U+202E"),
        ("\ufeffa", "U+FEFF"),
    ],
)
def test_characters_that_cannot_be_shown_are_found(text: str, found: str | None) -> None:
    assert control_character(text) == found
