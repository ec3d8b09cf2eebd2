"""Short phrases of the pages."""

import pytest

from pages.components.layout.phrases import about_minutes


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (1, "about 3 minutes"),
        (4, "about 12 minutes"),
        (5, "about 15 minutes"),
        (13, "about 40 minutes"),
        (15, "about 45 minutes"),
        (20, "about 1 hour"),
        (53, "about 2 hours 40 minutes"),
    ],
)
def test_the_time_that_questions_take_is_told_as_a_person_would(questions: int, words: str) -> None:
    assert about_minutes(questions) == words
