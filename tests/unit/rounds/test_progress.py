"""Coverage: the counts of answered questions."""

import pytest

from assessment.codes import TaskStatus
from assessment.rounds.progress import Coverage, coverage
from assessment.rounds.response import NotApplicable
from tests.bank_builders import GOOD, a_question, a_response, responses

QUESTIONS = [a_question(f"P{number}") for number in range(1, 5)]


def test_a_level_not_applicable_and_unanswered_are_counted_apart() -> None:
    given = responses(
        a_response("P1", GOOD),
        a_response("P2", NotApplicable(reason="No posts.")),
        a_response("P3", None, rationale="To be checked"),
    )

    counts = coverage(QUESTIONS, given)

    assert counts == Coverage(asked=4, answered=1, not_applicable=1)
    assert (counts.unanswered, counts.applicable) == (2, 3)


def test_the_findings_of_questions_that_apply_are_open_until_they_are_answered() -> None:
    asked = [a_question(f"P{number}", finding=f"F{number}") for number in range(1, 5)]
    given = responses(
        a_response("P1", GOOD, finding=False),
        a_response("P2", None, finding=True),
        a_response("P3", NotApplicable(reason="No posts.")),
    )

    assert coverage(asked, given).open_findings == 1


def test_a_theme_is_not_completed_while_a_finding_is_open() -> None:
    counts = Coverage(asked=1, answered=1, not_applicable=0, open_findings=1)

    assert counts.status is TaskStatus.IN_PROGRESS


def test_responses_to_other_questions_are_not_counted() -> None:
    assert coverage(QUESTIONS[:1], responses(a_response("P2", GOOD))) == Coverage(asked=1, answered=0, not_applicable=0)


@pytest.mark.parametrize(
    ("answered", "not_applicable", "status"),
    [
        (0, 0, TaskStatus.NOT_STARTED),
        (1, 0, TaskStatus.IN_PROGRESS),
        (0, 1, TaskStatus.IN_PROGRESS),
        (2, 1, TaskStatus.COMPLETED),
        (0, 3, TaskStatus.COMPLETED),
    ],
)
def test_a_theme_is_completed_when_every_question_has_a_reply(
    answered: int, not_applicable: int, status: TaskStatus
) -> None:
    assert Coverage(asked=3, answered=answered, not_applicable=not_applicable).status is status
