"""The address for text that a closing page could no longer send: who may use it, and what it takes."""

import json
from typing import Any
from uuid import uuid4

import pytest

from assessment.ids import AssessmentId
from tests.web.app_client import PAGE, AppClient

ASSESSMENT_NOT_FOUND = "There is no such assessment. Open it from the home page."
NO_QUESTION = "There is no such question in this assessment. Open it from the task list."
NOT_OF_A_PAGE = "This text was not sent by a question page."
OF_ANOTHER_SITE = "This request comes from another site."


def typed(client: AppClient, assessment: AssessmentId | str, **others: Any) -> dict[str, Any]:
    """What the script of a question's page sends."""
    sent = {"assessment": str(assessment), "question": "P1", "seen": 0, "page": PAGE, "person": str(client.lead.id)}
    return sent | {"fields": {"rationale": "Half a sen"}} | others


def test_text_of_a_closing_page_is_kept(client: AppClient) -> None:
    assessment = client.has_started()

    answer = client.hands_over(typed(client, assessment))

    assert (answer.status, answer.content) == (204, b"")
    assert client.waiting(assessment) == ["Half a sen"]


def test_a_page_that_closes_twice_has_one_text(client: AppClient) -> None:
    assessment = client.has_started()

    client.hands_over(typed(client, assessment))
    client.hands_over(typed(client, assessment, fields={"rationale": "Half a sentence"}))

    assert client.waiting(assessment) == ["Half a sentence"]


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
def test_another_site_and_a_program_that_does_not_say_where_it_comes_from_are_refused(
    client: AppClient, origin: str | None
) -> None:
    assessment = client.has_started()

    answer = client.hands_over(typed(client, assessment), origin=origin)

    assert (answer.status, answer.text) == (403, OF_ANOTHER_SITE)
    assert client.waiting(assessment) == []


def test_more_than_a_closing_page_can_send_is_refused(client: AppClient) -> None:
    assessment = client.has_started()

    answer = client.hands_over(typed(client, assessment, fields={"rationale": "x" * 64 * 1024}))

    assert (answer.status, answer.text) == (413, "This text is too long for a closing page to send.")
    assert client.waiting(assessment) == []


def test_the_longest_text_that_fits_is_kept_though_it_is_too_long_to_be_saved(client: AppClient) -> None:
    assessment = client.has_started()

    assert client.hands_over(typed(client, assessment, fields={"rationale": "x" * 60_000})).status == 204

    assert client.waiting(assessment) == ["x" * 60_000]


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
def test_what_is_not_of_a_page_is_refused(client: AppClient, body: bytes) -> None:
    answer = client.hands_over(body)

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)


@pytest.mark.parametrize(
    "others",
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
def test_what_is_misshapen_is_refused(client: AppClient, others: dict[str, Any]) -> None:
    assessment = client.has_started()

    answer = client.hands_over(typed(client, assessment) | others)

    assert (answer.status, answer.text) == (400, NOT_OF_A_PAGE)
    assert client.waiting(assessment) == []


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
    assessment = client.has_started()

    answer = client.hands_over(typed(client, assessment, fields={field: "good"}))

    assert (answer.status, answer.text) == (
        409,
        "This text does not belong to a question on this page. Reload the page and type it again.",
    )
    assert client.waiting(assessment) == []


def test_a_reason_is_not_kept_for_a_question_that_always_applies(client: AppClient) -> None:
    assessment = client.has_started()

    answer = client.hands_over(typed(client, assessment, fields={"not_applicable": "We say so."}))

    assert answer.status == 409
    assert client.waiting(assessment) == []


def test_more_fields_than_a_page_has_are_refused(client: AppClient) -> None:
    fields = {f"evidence.{uuid4()}.title": "Board paper" for _ in range(51)}

    assert client.hands_over(typed(client, client.has_started(), fields=fields)).status == 409


@pytest.mark.parametrize(
    ("text", "holds"),
    [("a\x00b", "a NUL character, which cannot be kept"), ("\ud800", "half a character (a lone surrogate)")],
)
def test_characters_that_cannot_be_kept_are_refused(client: AppClient, text: str, holds: str) -> None:
    answer = client.hands_over(typed(client, client.has_started(), fields={"rationale": text}))

    assert (answer.status, answer.text) == (409, f"The text that was typed holds {holds}. Type that text again.")


@pytest.mark.parametrize("question", ["ZZ", "", "P1 ", "\x00", "P1' OR '1'='1"])
def test_an_unknown_question_is_refused(client: AppClient, question: str) -> None:
    answer = client.hands_over(typed(client, client.has_started(), question=question))

    assert (answer.status, answer.text) == (409, NO_QUESTION)


def test_an_unknown_assessment_is_refused(client: AppClient) -> None:
    answer = client.hands_over(typed(client, str(uuid4())))

    assert (answer.status, answer.text) == (409, ASSESSMENT_NOT_FOUND)


def test_a_submitted_assessment_takes_no_more_text(client: AppClient) -> None:
    assessment = client.has_submitted("Example dog unit")

    answer = client.hands_over(typed(client, assessment, expected_version=1))

    assert answer.status == 409
    assert answer.text.startswith("This assessment was submitted on ")
    assert answer.text.endswith(" and takes no more answers. Start a new round to answer again.")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_there_is_nothing_else_to_do_at_that_address(client: AppClient, method: str) -> None:
    body = json.dumps(typed(client, client.has_started())).encode()

    assert client.ask(method, "/drafts", {"Origin": client.app.url}, body).status == 405
