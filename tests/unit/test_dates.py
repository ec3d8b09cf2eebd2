"""A day is read as people in the UK type it, and in no other order."""

from datetime import date

import pytest

from assessment.dates import typed_day, uk_date


@pytest.mark.parametrize(
    "typed",
    [
        "3/4/2027",
        "03/04/2027",
        "3.4.2027",
        "3-4-2027",
        "3 4 2027",
        "3 April 2027",
        "3 april, 2027",
        "3rd Apr 2027",
        " 3  APRIL  2027 ",
        "2027-04-03",
    ],
)
def test_the_third_of_april_can_be_typed_in_many_ways(typed: str) -> None:
    assert typed_day(typed) == date(2027, 4, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tomorrow",
        "3 April",
        "3/4/27",
        "4/31/2027",
        "31 June 2027",
        "29/2/2027",
        "3 Ap 2027",
        "3 Ma 2027",
        "April 3 2027",
        "0/4/2027",
        "3/13/2027",
        "3/4/0000",
        "3/4/2027/5",
        "٣/٤/٢٠٢٧",
    ],
)
def test_anything_else_is_no_day(typed: str) -> None:
    assert typed_day(typed) is None


def test_a_leap_day_and_every_day_as_it_is_shown_are_read() -> None:
    assert typed_day("29 February 2028") == date(2028, 2, 29)
    for month in range(1, 13):
        assert typed_day(uk_date(date(2026, month, 28))) == date(2026, month, 28)
