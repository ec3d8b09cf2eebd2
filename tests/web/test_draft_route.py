"""The route for unsaved text of a closing page: who may use it, and what it accepts."""

import json
from typing import Any
from uuid import uuid4

import pytest

from assessment.ids import AssessmentId
from tests.web.app_client import PAGE, AppClient

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
QUESTION_NOT_FOUND = "There is no such question in this assessment. Choose one from the task list."
NOT_FROM_A_PAGE = "This text was not sent by a question page."
FROM_ANOTHER_SITE = "This request comes from another site."


def draft_body(client: AppClient, assessment: AssessmentId | str, **changes: Any) -> dict[str, Any]:
    """Return the values that the script of a question page sends."""
    body = {"assessment": str(assessment), "question": "P1", "seen": 0, "page": PAGE, "person": str(client.lead.id)}
    return body | {"fields": {"rationale": "Half a sen"}} | changes


def test_text_of_a_closing_page_is_kept(client: AppClient) -> None:
    assessment = client.start_assessment()

    response = client.send_draft(draft_body(client, assessment))

    assert (response.status, response.content) == (204, b"")
    assert client.unsaved_rationales(assessment) == ["Half a sen"]


def test_a_page_that_sends_twice_has_one_draft(client: AppClient) -> None:
    assessment = client.start_assessment()

    client.send_draft(draft_body(client, assessment))
    client.send_draft(draft_body(client, assessment, fields={"rationale": "Half a sentence"}))

    assert client.unsaved_rationales(assessment) == ["Half a sentence"]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://evil.example",
        "http://localhost",
        "http://localhost:1",
        "http://[",
        "http://localhost:8501.evil.example",
    ],
)
def test_another_site_and_a_program_without_an_origin_are_refused(client: AppClient, origin: str | None) -> None:
    assessment = client.start_assessment()

    response = client.send_draft(draft_body(client, assessment), origin=origin)

    assert (response.status, response.text) == (403, FROM_ANOTHER_SITE)
    assert client.unsaved_rationales(assessment) == []


def test_more_than_a_closing_page_can_send_is_refused(client: AppClient) -> None:
    assessment = client.start_assessment()

    response = client.send_draft(draft_body(client, assessment, fields={"rationale": "x" * 64 * 1024}))

    assert (response.status, response.text) == (413, "This text is too long for a closing page to send.")
    assert client.unsaved_rationales(assessment) == []


def test_the_longest_text_that_fits_is_kept_although_it_is_too_long_to_be_saved(client: AppClient) -> None:
    assessment = client.start_assessment()

    assert client.send_draft(draft_body(client, assessment, fields={"rationale": "x" * 60_000})).status == 204

    assert client.unsaved_rationales(assessment) == ["x" * 60_000]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"rationale=Half+a+sen",
        b"\xff\xfe",
        b"[" * 60_000,
        b"9" * 60_000,
        b'{"assessment": NaN}',
        b"null",
        b"[]",
        b"{}",
    ],
    ids=["nothing", "a form", "not UTF-8", "nested", "a long number", "not a number", "null", "a list", "an object"],
)
def test_a_body_that_no_page_sends_is_refused(client: AppClient, body: bytes) -> None:
    response = client.send_draft(body)

    assert (response.status, response.text) == (400, NOT_FROM_A_PAGE)


@pytest.mark.parametrize(
    "changes",
    [
        {"assessment": "../../x"},
        {"assessment": None},
        {"question": "P" * 21},
        {"question": 1},
        {"seen": -1},
        {"seen": 2**31},
        {"seen": "many"},
        {"page": "../../x"},
        {"page": PAGE.upper()},
        {"fields": ["rationale"]},
        {"fields": {"rationale": 1}},
        {"fields": {"rationale": None}},
        {"viewer": "Somebody else"},
    ],
    ids=str,
)
def test_a_malformed_value_is_refused(client: AppClient, changes: dict[str, Any]) -> None:
    assessment = client.start_assessment()

    response = client.send_draft(draft_body(client, assessment) | changes)

    assert (response.status, response.text) == (400, NOT_FROM_A_PAGE)
    assert client.unsaved_rationales(assessment) == []


@pytest.mark.parametrize(
    "field",
    [
        "reply",
        "level",
        "version",
        "evidence",
        "evidence.1.title",
        "evidence.------------------------------------.title",
        "evidence.3f2b8c1e-0d4a-4c56-9b7e-5a1f60d2e894.dated",
        "evidence.3f2b8c1e-0d4a-4c56-9b7e-5a1f60d2e894.title.title",
        "rationale ",
        "",
    ],
)
def test_a_field_that_no_page_has_is_refused(client: AppClient, field: str) -> None:
    assessment = client.start_assessment()

    response = client.send_draft(draft_body(client, assessment, fields={field: "good"}))

    assert (response.status, response.text) == (
        409,
        "This text does not belong to a question on this page. Reload the page and type it again.",
    )
    assert client.unsaved_rationales(assessment) == []


def test_a_reason_is_not_kept_for_a_question_that_always_applies(client: AppClient) -> None:
    assessment = client.start_assessment()

    response = client.send_draft(draft_body(client, assessment, fields={"not_applicable": "We say so."}))

    assert response.status == 409
    assert client.unsaved_rationales(assessment) == []


def test_more_fields_than_a_page_has_are_refused(client: AppClient) -> None:
    fields = {f"evidence.{uuid4()}.title": "Board paper" for _ in range(51)}

    assert client.send_draft(draft_body(client, client.start_assessment(), fields=fields)).status == 409


@pytest.mark.parametrize(
    ("text", "holds"),
    [("a\x00b", "a NUL character, which cannot be kept"), ("\ud800", "half a character (a lone surrogate)")],
)
def test_characters_that_cannot_be_kept_are_refused(client: AppClient, text: str, holds: str) -> None:
    response = client.send_draft(draft_body(client, client.start_assessment(), fields={"rationale": text}))

    assert (response.status, response.text) == (409, f"The text that was typed holds {holds}. Type that text again.")


@pytest.mark.parametrize("question", ["ZZ", "", "P1 ", "\x00", "P1' OR '1'='1"])
def test_an_unknown_question_is_refused(client: AppClient, question: str) -> None:
    response = client.send_draft(draft_body(client, client.start_assessment(), question=question))

    assert (response.status, response.text) == (409, QUESTION_NOT_FOUND)


def test_an_unknown_assessment_is_refused(client: AppClient) -> None:
    response = client.send_draft(draft_body(client, str(uuid4())))

    assert (response.status, response.text) == (409, ASSESSMENT_NOT_FOUND)


def test_a_submitted_assessment_accepts_no_text(client: AppClient) -> None:
    assessment = client.submit_assessment("Example dog unit")

    response = client.send_draft(draft_body(client, assessment, seen=1))

    assert response.status == 409
    assert response.text.startswith("This assessment was submitted on ")
    assert response.text.endswith(" and takes no more answers. Start the next round to answer again.")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_the_route_accepts_no_other_method(client: AppClient, method: str) -> None:
    body = json.dumps(draft_body(client, client.start_assessment())).encode()

    assert client.request(method, "/drafts", {"Origin": client.app.url}, body).status == 405
