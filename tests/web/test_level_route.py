"""The address for a level at the moment it is clicked: who may use it, and what it takes."""

import json
import re
from typing import Any

import pytest

from assessment.ids import AssessmentId
from tests.signed_in_people import somebody
from tests.web.app_client import PAGE, AppClient, HttpAnswer, cookie

ASSESSMENT_NOT_FOUND = "There is no such assessment. Open it from the home page."
NOT_OF_A_PAGE = "This level was not sent by a question page."


def clicked(client: AppClient, assessment: AssessmentId, **others: Any) -> dict[str, Any]:
    """What the script of a question's page sends."""
    sent = {"assessment": str(assessment), "question": "P1", "seen": 0, "page": PAGE, "person": str(client.lead.id)}
    return sent | {"level": "good"} | others


def clicks(client: AppClient, sent: object, *, origin: str | None = None) -> HttpAnswer:
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return client.ask("POST", "/answers", {"Origin": origin or client.app.url}, body)


def level(client: AppClient, assessment: AssessmentId) -> str | None:
    chosen = client.card(assessment).stored.response.level
    return chosen.code if chosen else None


def test_a_level_is_saved_and_the_time_told(client: AppClient) -> None:
    assessment = client.has_started()

    answer = clicks(client, clicked(client, assessment))

    assert answer.status == 200
    assert re.fullmatch(r"\d\d:\d\d", answer.text)
    assert level(client, assessment) == "good"


def test_another_site_is_refused(client: AppClient) -> None:
    assessment = client.has_started()

    assert clicks(client, clicked(client, assessment), origin="http://evil.example").status == 403
    assert level(client, assessment) is None


@pytest.mark.parametrize(
    "others",
    [{"level": 4}, {"level": "x" * 101}, {"level": None}, {"seen": -1}, {"page": "p"}, {"rationale": "x"}],
    ids=str,
)
def test_what_is_misshapen_is_refused(client: AppClient, others: dict[str, Any]) -> None:
    answer = clicks(client, clicked(client, client.has_started(), **others))

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 60_000, b"x" * 70_000], ids=range(5))
def test_what_is_not_of_a_page_is_refused(client: AppClient, body: bytes) -> None:
    answer = clicks(client, body)

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


def test_a_level_that_nobody_offers_is_refused_in_words(client: AppClient) -> None:
    assessment = client.has_started()

    answer = clicks(client, clicked(client, assessment, level="splendid"))

    assert (answer.status, answer.text) == (
        409,
        "There is no such level in this assessment. Reload the page and choose again.",
    )
    assert level(client, assessment) is None


def test_a_submitted_assessment_takes_none(client: AppClient) -> None:
    assessment = client.has_submitted("Example drone unit")

    assert clicks(client, clicked(client, assessment, level="outstanding", expected_version=1)).status == 409
    assert level(client, assessment) == "good"


def test_v5_0_0_8_3_1_a_level_without_a_session_or_under_another_person_s_is_not_saved(client: AppClient) -> None:
    assessment = client.has_started()
    body = json.dumps(clicked(client, assessment)).encode()
    other = cookie(somebody(client.store, "Kim").actor)

    without = client.ask("POST", "/answers", {"Origin": client.app.url, "Cookie": ""}, body)
    under_another = client.ask("POST", "/answers", {"Origin": client.app.url, "Cookie": other}, body)

    assert (without.status, under_another.status) == (401, 401)
    assert level(client, assessment) is None


def test_v5_0_0_8_2_2_a_level_of_an_assessment_that_is_not_theirs_is_refused_as_if_it_were_not_there(
    client: AppClient,
) -> None:
    assessment = client.has_started()
    kim = somebody(client.store, "Kim")
    body = json.dumps(clicked(client, assessment) | {"person": str(kim.id)}).encode()

    answer = client.ask("POST", "/answers", {"Origin": client.app.url, "Cookie": cookie(kim.actor)}, body)

    assert (answer.status, answer.text) == (409, ASSESSMENT_NOT_FOUND)
    assert level(client, assessment) is None
