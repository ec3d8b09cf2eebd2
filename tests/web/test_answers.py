"""The address for a level at the moment it is clicked: who may use it, and what it takes."""

import json
import re
from typing import Any

import pytest

from assessment.terms import AssessmentId
from tests.people import somebody
from tests.web.door import PAGE, Answer, Door, cookie

NO_ASSESSMENT = "There is no such assessment. Open it from the home page."
NOT_OF_A_PAGE = "This is not a level of a question's page."


def clicked(door: Door, assessment: AssessmentId, **others: Any) -> dict[str, Any]:
    """What the script of a question's page sends."""
    sent = {"assessment": str(assessment), "question": "P1", "seen": 0, "page": PAGE, "person": str(door.lead.id)}
    return sent | {"level": "good"} | others


def clicks(door: Door, sent: object, *, origin: str | None = None) -> Answer:
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return door.ask("POST", "/answers", {"Origin": origin or door.app.url}, body)


def level(door: Door, assessment: AssessmentId) -> str | None:
    chosen = door.card(assessment).stored.response.level
    return chosen.code if chosen else None


def test_a_level_is_saved_and_the_time_told(door: Door) -> None:
    assessment = door.has_started()

    answer = clicks(door, clicked(door, assessment))

    assert answer.status == 200
    assert re.fullmatch(r"\d\d:\d\d", answer.text)
    assert level(door, assessment) == "good"


def test_another_site_is_refused(door: Door) -> None:
    assessment = door.has_started()

    assert clicks(door, clicked(door, assessment), origin="http://evil.example").status == 403
    assert level(door, assessment) is None


@pytest.mark.parametrize(
    "others",
    [{"level": 4}, {"level": "x" * 101}, {"level": None}, {"seen": -1}, {"page": "p"}, {"rationale": "x"}],
    ids=str,
)
def test_what_is_misshapen_is_refused(door: Door, others: dict[str, Any]) -> None:
    answer = clicks(door, clicked(door, door.has_started(), **others))

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 60_000, b"x" * 70_000], ids=range(5))
def test_what_is_not_of_a_page_is_refused(door: Door, body: bytes) -> None:
    answer = clicks(door, body)

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


def test_a_level_that_nobody_offers_is_refused_in_words(door: Door) -> None:
    assessment = door.has_started()

    answer = clicks(door, clicked(door, assessment, level="splendid"))

    assert (answer.status, answer.text) == (
        409,
        "There is no such level in this assessment. Reload the page and choose again.",
    )
    assert level(door, assessment) is None


def test_a_submitted_assessment_takes_none(door: Door) -> None:
    assessment = door.has_submitted("Example drone unit")

    assert clicks(door, clicked(door, assessment, level="outstanding", seen=1)).status == 409
    assert level(door, assessment) == "good"


def test_v5_0_0_8_3_1_a_level_without_a_session_or_under_another_person_s_is_not_saved(door: Door) -> None:
    assessment = door.has_started()
    body = json.dumps(clicked(door, assessment)).encode()
    other = cookie(somebody(door.store, "Kim").asker)

    without = door.ask("POST", "/answers", {"Origin": door.app.url, "Cookie": ""}, body)
    under_another = door.ask("POST", "/answers", {"Origin": door.app.url, "Cookie": other}, body)

    assert (without.status, under_another.status) == (401, 401)
    assert level(door, assessment) is None


def test_v5_0_0_8_2_2_a_level_of_an_assessment_that_is_not_theirs_is_refused_as_if_it_were_not_there(
    door: Door,
) -> None:
    assessment = door.has_started()
    kim = somebody(door.store, "Kim")
    body = json.dumps(clicked(door, assessment) | {"person": str(kim.id)}).encode()

    answer = door.ask("POST", "/answers", {"Origin": door.app.url, "Cookie": cookie(kim.asker)}, body)

    assert (answer.status, answer.text) == (409, NO_ASSESSMENT)
    assert level(door, assessment) is None
