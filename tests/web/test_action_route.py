"""The route of the form of an action: who may save one, what is accepted, and what is said back."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import uuid6

from assessment.codes import ActionState, Event, Role
from assessment.ids import AssessmentId
from assessment.rounds.improvement_action import ImprovementAction
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.improvement_view import open_improvement_actions
from tests.signed_in_people import Somebody, somebody
from tests.web.app_client import AppClient, HttpResponse, cookie

SIGN: dict[str, Any] = {
    "question": "P1",
    "about": "P1.2",
    "what": " Sign the agreement. ",
    "owner": "Head of Legal",
    "ownerId": None,
    "due": "2099-12-01",
    "state": "planned",
    "reason": "",
}
NOT_FROM_A_FORM = "This action was not sent by the page of the actions."


def put(
    client: AppClient,
    assessment: AssessmentId,
    action: object,
    *,
    id: UUID | str,
    expected_version: object = 0,
    by: Somebody | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    person = by or client.lead
    sent = {
        "Origin": client.app.url,
        "Cookie": cookie(person.actor),
        "Content-Type": "application/json",
        "X-Person": str(person.id),
    } | dict(headers or {})
    body = json.dumps({"expectedVersion": expected_version, "action": action}).encode()
    return client.request("PUT", f"/assessments/{assessment}/actions/{id}", sent, body)


def said(response: HttpResponse) -> tuple[int, Any]:
    assert response.headers["cache-control"] == "no-store"
    return response.status, json.loads(response.text)


def stored(client: AppClient, assessment: AssessmentId) -> list[ImprovementAction]:
    view = open_improvement_actions(client.store, client.lead.actor, client.library, assessment, at=datetime.now(UTC))
    return [line.stored.action for line in view.lines]


def test_an_action_is_saved_once_however_often_it_is_sent(client: AppClient) -> None:
    assessment, id = client.start_assessment(), uuid6.uuid7()

    first = said(put(client, assessment, SIGN, id=id))
    again = said(put(client, assessment, SIGN, id=id))

    assert first == again == (200, {"version": 1, "savedAt": first[1]["savedAt"]})
    (action,) = stored(client, assessment)
    assert (action.what, action.about, action.due) == ("Sign the agreement.", "P1.2", date(2099, 12, 1))


def test_a_withdrawn_action_keeps_its_reason(client: AppClient) -> None:
    assessment, id = client.start_assessment(), uuid6.uuid7()
    withdrawn = SIGN | {"state": "withdrawn", "reason": "The unit closes."}
    put(client, assessment, SIGN, id=id)

    assert put(client, assessment, withdrawn, id=id, expected_version=1).status == 200
    assert [(each.state, each.reason) for each in stored(client, assessment)] == [
        (ActionState.WITHDRAWN, "The unit closes.")
    ]


def test_a_save_over_a_colleagues_newer_version_is_answered_with_it(client: AppClient) -> None:
    assessment, id = client.start_assessment(), uuid6.uuid7()
    put(client, assessment, SIGN | {"what": "Theirs."}, id=id)

    status, told = said(put(client, assessment, SIGN | {"what": "Mine."}, id=id))

    assert status == 409
    assert told["message"].startswith(f"This action was changed by {client.lead.name} at ")
    assert told["stored"]["version"] == 1
    assert told["stored"]["action"] == SIGN | {"what": "Theirs."}
    assert [each.what for each in stored(client, assessment)] == ["Theirs."]


def test_an_action_of_another_assessment_is_neither_shown_nor_changed(client: AppClient) -> None:
    assessment, other, id = client.start_assessment(), client.start_assessment("Example air support"), uuid6.uuid7()
    put(client, other, SIGN | {"what": "Of the other."}, id=id)

    status, told = said(put(client, assessment, SIGN, id=id))

    assert status == 409
    assert "stored" not in told
    assert [each.what for each in stored(client, other)] == ["Of the other."]


def test_every_problem_is_told_with_its_field(client: AppClient) -> None:
    assessment = client.start_assessment()
    wrong = SIGN | {"about": "S1.1", "what": " ", "ownerId": str(uuid6.uuid7()), "state": "withdrawn"}

    status, told = said(put(client, assessment, wrong, id=uuid6.uuid7()))

    assert (status, [problem["field"] for problem in told["problems"]]) == (
        422,
        ["about", "state", "owner", "what", "reason"],
    )
    no_day = said(put(client, assessment, SIGN | {"due": "20991201"}, id=uuid6.uuid7()))
    assert no_day == (
        422,
        {"problems": [{"field": "due", "message": "Give the due date as a day, a month and a year."}]},
    )
    assert stored(client, assessment) == []


def test_what_no_form_sends_is_refused(client: AppClient) -> None:
    assessment, id = client.start_assessment(), uuid6.uuid7()

    for answer in (
        put(client, assessment, SIGN | {"more": 1}, id=id),
        put(client, assessment, SIGN | {"state": "dropped"}, id=id),
        put(client, assessment, SIGN, id=id, expected_version=-1),
        put(client, assessment, SIGN, id="7"),
        put(client, assessment, SIGN, id=id, headers={"X-Person": "nobody"}),
    ):
        assert said(answer) == (400, {"message": NOT_FROM_A_FORM})
    assert put(client, assessment, SIGN, id=id, headers={"Content-Type": "text/plain"}).status == 415
    assert put(client, assessment, SIGN | {"what": "x" * 200_000}, id=id).status == 413
    assert put(client, assessment, SIGN, id=id, headers={"Origin": "http://evil.example"}).status == 403
    assert stored(client, assessment) == []


def test_only_whoever_may_plan_saves_an_action_and_a_refusal_is_recorded(client: AppClient) -> None:
    assessment = client.start_assessment()
    with client.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    board = somebody(client.store, "Bo Dean", roles=[(Role.BOARD_MEMBER, found.collaboration.id)])

    status, told = said(put(client, assessment, SIGN, id=uuid6.uuid7(), by=board))

    assert (status, told["message"].partition(".")[0]) == (403, "You may not plan actions on this assessment")
    with client.store.read() as unit:
        refusals = [
            entry.detail["where"]
            for entry in unit.audit.of_chain(PEOPLE_CHAIN)
            if entry.event is Event.REQUEST_REFUSED and entry.by == str(board.id)
        ]
    assert refusals == ["improvement_action"]
    assert put(client, assessment, SIGN, id=uuid6.uuid7(), headers={"Cookie": "a=b"}).status == 401
    assert stored(client, assessment) == []
