"""Short phrases of the pages."""

import pytest

from assessment.rounds.progress import Coverage
from pages.components.layout.phrases import about_minutes, answered


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


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (Coverage(asked=53, answered=45, not_applicable=3), "48 of 53 answered, 3 of them not applicable"),
        (Coverage(asked=13, answered=13, not_applicable=0), "13 of 13 answered"),
    ],
)
def test_what_does_not_apply_counts_as_answered_wherever_answers_are_counted(done: Coverage, words: str) -> None:
    assert answered(done) == words
