"""The routes of comments and of questions that are handed over: what is accepted, and what is said back."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

import pytest

from assessment.codes import Role
from assessment.ids import AssessmentId
from assessment.views.collaboration_view import find_collaboration
from assessment.views.theme_form import open_theme_form
from tests.signed_in_people import Somebody, somebody
from tests.web.app_client import AppClient, cookie

SENT = {"question": "P1", "text": " Is it signed? "}
HOSTILE = "<script>alert(1)</script> [x](javascript:y) **b**"


@pytest.fixture(scope="module")
def id(client: AppClient) -> AssessmentId:
    return client.start_assessment()


def put(
    client: AppClient,
    path: str,
    body: object,
    *,
    by: Somebody | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, Any]:
    person = by or client.lead
    sent = {
        "Origin": client.app.url,
        "Cookie": cookie(person.actor),
        "Content-Type": "application/json",
        "X-Person": str(person.id),
    } | dict(headers)
    response = client.request("PUT", path, sent, body if isinstance(body, bytes) else json.dumps(body).encode())
    assert response.headers["cache-control"] == "no-store"
    return response.status, json.loads(response.text)


def comment_path(id: AssessmentId, comment: UUID | str) -> str:
    return f"/assessments/{id}/comments/{comment}"


def form_of(client: AppClient, id: AssessmentId) -> dict[str, Any]:
    return open_theme_form(client.store, client.lead.actor, client.library, id, "P1").data


def test_a_comment_is_written_removed_and_brought_back_and_each_time_all_of_them_come_back(
    client: AppClient, id: AssessmentId
) -> None:
    path = comment_path(id, comment := uuid4())
    written = [put(client, path, SENT) for _ in range(2)]
    removed = put(client, path, SENT | {"isRemoved": True})
    back = put(client, path, SENT)

    own = {"id": str(comment), "author": "Sam Reed", "isOwn": True, "text": "Is it signed?", "of": ""}
    for status, body in (*written, removed, back):
        assert (status, body["version"], len(body["comments"])) == (200, 1, 1)
        assert {name: body["comments"][0][name] for name in own} == own
    assert [body["comments"][0]["isRemoved"] for _, body in (*written, removed, back)] == [False, False, True, False]


def test_questions_are_handed_to_a_colleague_and_taken_back(client: AppClient, id: AssessmentId) -> None:
    own = find_collaboration(client.store, client.lead.actor, id)
    robin = somebody(client.store, "Robin", roles=[(Role.RESPONDENT, own)])
    path, questions = f"/assessments/{id}/handed", ["P2", "P3"]

    handed = put(client, path, {"questions": questions, "to": str(robin.id), "note": HOSTILE})
    shown = {each["code"]: each["holder"] for each in form_of(client, id)["questions"]}
    taken = put(client, path, {"questions": questions, "to": None})

    assert (handed[0], taken[0]) == (200, 200)
    assert {code for code, holder in shown.items() if holder} == {"P2", "P3"}
    assert (shown["P2"]["to"], shown["P2"]["note"]) == ("Robin", HOSTILE)
    assert [each["holder"] for each in form_of(client, id)["questions"] if each["holder"]] == []


def test_what_was_typed_for_another_respondent_is_refused(client: AppClient, id: AssessmentId) -> None:
    other = f"?of={uuid4()}"

    for path, body in (
        (comment_path(id, uuid4()) + other, SENT),
        (f"/assessments/{id}/handed{other}", {"questions": ["P1"], "to": None}),
    ):
        status, said = put(client, path, body)
        assert (status, "been released since" in said["message"]) == (403, True)


def test_what_no_page_of_ours_sends_is_refused(client: AppClient, id: AssessmentId) -> None:
    comment, handed = comment_path(id, uuid4()), f"/assessments/{id}/handed"
    whole = {"questions": ["P1"], "to": None}

    said = {
        "no id": put(client, comment_path(id, "7"), SENT),
        "not JSON": put(client, comment, b"{"),
        "another field": put(client, comment, SENT | {"by": "Kim"}),
        "no person": put(client, comment, SENT, headers={"X-Person": "7"}),
        "no such respondent": put(client, f"{handed}?of=7", whole),
        "another type": put(client, comment, SENT, headers={"Content-Type": "text/plain"}),
        "handed by another type": put(client, handed, whole, headers={"Content-Type": "text/plain"}),
        "too many": put(client, handed, whole | {"questions": ["P1"] * 201}),
        "too long": put(client, comment, SENT | {"text": "x" * 500_000}),
        "handed too long": put(client, handed, whole | {"note": "x" * 500_000}),
    }

    assert {name: status for name, (status, _) in said.items()} == {
        **dict.fromkeys(["no id", "not JSON", "another field", "no person", "no such respondent", "too many"], 400),
        **dict.fromkeys(["another type", "handed by another type"], 415),
        **dict.fromkeys(["too long", "handed too long"], 413),
    }
    assert said["no id"][1] == {"message": "This was not sent by a page of the answers."}


def test_what_is_wrong_is_said(client: AppClient, id: AssessmentId) -> None:
    stranger = somebody(client.store, "Una")

    empty = put(client, comment_path(id, uuid4()), SENT | {"text": " "})
    nobody = put(client, f"/assessments/{id}/handed", {"questions": ["P1"], "to": str(stranger.id)})
    not_theirs = put(client, comment_path(id, uuid4()), SENT, by=stranger)

    assert empty == (
        422,
        {"problems": [{"field": "", "message": "Write something first. An empty comment is not sent."}]},
    )
    assert nobody[0] == 422
    assert nobody[1]["problems"][0]["message"].startswith("These questions cannot be handed to this person")
    assert not_theirs == (404, {"message": "There is no such assessment. Choose one on the home page."})
