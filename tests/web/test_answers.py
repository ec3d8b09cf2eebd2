"""The address for a level at the moment it is clicked: who may use it, and what it takes."""

import json
import re
from typing import Any

import pytest

from assessment.terms import AssessmentId
from tests.web.door import PAGE, Answer, Door

NOT_OF_A_PAGE = "This is not a level of a question's page."


def clicked(assessment: AssessmentId, **others: Any) -> dict[str, Any]:
    """What the script of a question's page sends."""
    return {"assessment": str(assessment), "question": "P1", "seen": 0, "page": PAGE, "level": "good"} | others


def clicks(door: Door, sent: object, *, origin: str | None = None) -> Answer:
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return door.ask("POST", "/answers", {"Origin": origin or door.app.url}, body)


def level(door: Door, assessment: AssessmentId) -> str | None:
    chosen = door.card(assessment).stored.response.level
    return chosen.code if chosen else None


def test_a_level_is_saved_and_the_time_told(door: Door) -> None:
    assessment = door.has_started()

    answer = clicks(door, clicked(assessment))

    assert answer.status == 200
    assert re.fullmatch(r"\d\d:\d\d", answer.text)
    assert level(door, assessment) == "good"


def test_another_site_is_refused(door: Door) -> None:
    assessment = door.has_started()

    assert clicks(door, clicked(assessment), origin="http://evil.example").status == 403
    assert level(door, assessment) is None


@pytest.mark.parametrize(
    "others",
    [{"level": 4}, {"level": "x" * 101}, {"level": None}, {"seen": -1}, {"page": "p"}, {"rationale": "x"}],
    ids=str,
)
def test_what_is_misshapen_is_refused(door: Door, others: dict[str, Any]) -> None:
    answer = clicks(door, clicked(door.has_started(), **others))

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 60_000, b"x" * 70_000], ids=range(5))
def test_what_is_not_of_a_page_is_refused(door: Door, body: bytes) -> None:
    answer = clicks(door, body)

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


def test_a_level_that_nobody_offers_is_refused_in_words(door: Door) -> None:
    assessment = door.has_started()

    answer = clicks(door, clicked(assessment, level="splendid"))

    assert (answer.status, answer.text) == (
        409,
        "There is no such level in this assessment. Reload the page and choose again.",
    )
    assert level(door, assessment) is None


def test_a_submitted_assessment_takes_none(door: Door) -> None:
    assessment = door.has_submitted("Example air support")

    assert clicks(door, clicked(assessment, level="outstanding", seen=1)).status == 409
    assert level(door, assessment) == "good"
