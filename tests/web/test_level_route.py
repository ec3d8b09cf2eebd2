"""The route for a level that is clicked: who may use it, and what it accepts."""

import json
import re
from typing import Any

import pytest

from assessment.ids import AssessmentId
from tests.signed_in_people import somebody
from tests.web.app_client import PAGE, AppClient, HttpResponse, cookie

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
NOT_FROM_A_PAGE = "This level was not sent by a question page."


def level_body(client: AppClient, assessment: AssessmentId, **changes: Any) -> dict[str, Any]:
    """Return the values that the script of a question page sends."""
    sent = {"assessment": str(assessment), "question": "P1", "seen": 0, "page": PAGE, "person": str(client.lead.id)}
    return sent | {"level": "good"} | changes


def post_level(client: AppClient, sent: object, *, origin: str | None = None) -> HttpResponse:
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return client.request("POST", "/answers", {"Origin": origin or client.app.url}, body)


def level(client: AppClient, assessment: AssessmentId) -> str | None:
    chosen = client.question_view(assessment).stored.response.level
    return chosen.code if chosen else None


def test_a_level_is_saved_and_the_time_of_saving_returned(client: AppClient) -> None:
    assessment = client.start_assessment()

    response = post_level(client, level_body(client, assessment))

    assert response.status == 200
    assert re.fullmatch(r"\d\d:\d\d", response.text)
    assert level(client, assessment) == "good"


def test_another_site_is_refused(client: AppClient) -> None:
    assessment = client.start_assessment()

    assert post_level(client, level_body(client, assessment), origin="http://evil.example").status == 403
    assert level(client, assessment) is None


@pytest.mark.parametrize(
    "changes",
    [{"level": 4}, {"level": "x" * 101}, {"level": None}, {"seen": -1}, {"page": "p"}, {"rationale": "x"}],
    ids=str,
)
def test_a_malformed_value_is_refused(client: AppClient, changes: dict[str, Any]) -> None:
    response = post_level(client, level_body(client, client.start_assessment(), **changes))

    assert (response.status, response.text) == (400, NOT_FROM_A_PAGE)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 60_000, b"x" * 70_000], ids=range(5))
def test_a_body_that_no_page_sends_is_refused(client: AppClient, body: bytes) -> None:
    response = post_level(client, body)

    assert (response.status, response.text) == (400, NOT_FROM_A_PAGE)


def test_an_unknown_level_is_refused_with_a_sentence(client: AppClient) -> None:
    assessment = client.start_assessment()

    response = post_level(client, level_body(client, assessment, level="splendid"))

    assert (response.status, response.text) == (
        409,
        "There is no such level in this assessment. Reload the page and choose again.",
    )
    assert level(client, assessment) is None


def test_a_submitted_assessment_accepts_no_level(client: AppClient) -> None:
    assessment = client.submit_assessment("Example drone unit")

    assert post_level(client, level_body(client, assessment, level="outstanding", seen=1)).status == 409
    assert level(client, assessment) == "good"


def test_v5_0_0_8_3_1_a_level_sent_without_a_session_or_in_another_persons_is_not_saved(client: AppClient) -> None:
    assessment = client.start_assessment()
    body = json.dumps(level_body(client, assessment)).encode()
    cookie_of_other = cookie(somebody(client.store, "Kim").actor)

    without_session = client.request("POST", "/answers", {"Origin": client.app.url, "Cookie": ""}, body)
    in_another_session = client.request("POST", "/answers", {"Origin": client.app.url, "Cookie": cookie_of_other}, body)

    assert (without_session.status, in_another_session.status) == (401, 401)
    assert level(client, assessment) is None


def test_v5_0_0_8_2_2_a_level_for_an_assessment_of_others_is_refused_as_if_there_were_none(
    client: AppClient,
) -> None:
    assessment = client.start_assessment()
    kim = somebody(client.store, "Kim")
    body = json.dumps(level_body(client, assessment) | {"person": str(kim.id)}).encode()

    response = client.request("POST", "/answers", {"Origin": client.app.url, "Cookie": cookie(kim.actor)}, body)

    assert (response.status, response.text) == (409, ASSESSMENT_NOT_FOUND)
    assert level(client, assessment) is None
