"""A day is read as people in the UK type it, and in no other order."""

from datetime import date

import pytest

from assessment.dates import typed_day, uk_date
from tests.typed_days import DAYS


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_a_day_is_read_as_people_in_the_uk_type_it(typed: str, day: str | None) -> None:
    assert typed_day(typed) == (None if day is None else date.fromisoformat(day))


def test_every_day_as_it_is_shown_is_read() -> None:
    for month in range(1, 13):
        assert typed_day(uk_date(date(2026, month, 28))) == date(2026, month, 28)
