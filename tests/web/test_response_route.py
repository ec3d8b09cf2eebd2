"""The route of the question form: who may save and see an answer, what is accepted, and what is said back."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from assessment.codes import Event, Role
from assessment.store.audit_chain import PEOPLE_CHAIN
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, HttpResponse, a_save, cookie, response_path

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
QUESTION_NOT_FOUND = "There is no such question in this assessment. Choose one from the task list."
NOT_FROM_A_FORM = "This answer was not sent by a question page."
FROM_ANOTHER_SITE = "This request comes from another site."
EVIDENCE = {"id": "3f2b8c1e-0d4a-4c56-9b7e-5a1f60d2e894", "title": "Board paper", "reference": "BP/12"}


def said(response: HttpResponse) -> tuple[int, Any]:
    """Return the status and what was said in JSON, after checking that no browser keeps it."""
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"] == "application/json"
    return response.status, json.loads(response.text)


def test_an_answer_is_saved_and_shown_as_it_is_stored(client: AppClient) -> None:
    assessment = client.start_assessment()
    sent: dict[str, Any] = {
        "met": ["P1.2", "P1.1"],
        "notApplicable": None,
        "finding": None,
        "rationale": " Agreed in May. ",
        "evidence": [
            EVIDENCE
            | {"date": "2026-05-01", "owner": "Kent Police", "validUntil": "2027-05-01", "classification": "OFFICIAL"}
        ],
    }

    status, saved = said(client.put_response(assessment, a_save(**sent)))
    shown = said(client.get_response(assessment))

    assert status == 200
    assert saved == {"version": 1, "savedAt": saved["savedAt"]}
    assert datetime.fromisoformat(saved["savedAt"]) == client.stored(assessment).saved_at
    assert shown == (
        200,
        {
            "version": 1,
            "savedAt": saved["savedAt"],
            "savedBy": client.lead.name,
            "response": sent | {"met": ["P1.1", "P1.2"], "rationale": "Agreed in May.", "minorityViews": []},
        },
    )


def test_an_answer_that_was_never_saved_is_shown_as_version_0(client: AppClient) -> None:
    empty: dict[str, Any] = {"met": None, "notApplicable": None, "finding": None, "rationale": "", "evidence": []}
    empty["minorityViews"] = []

    assert said(client.get_response(client.start_assessment())) == (
        200,
        {"version": 0, "savedAt": None, "savedBy": None, "response": empty},
    )


def test_a_save_that_is_repeated_gets_the_same_reply_although_somebody_has_saved_since(client: AppClient) -> None:
    assessment = client.start_assessment()
    save = a_save(met=["P1.1"], evidence=[{"title": "Board paper"}])

    first = said(client.put_response(assessment, save))
    again = said(client.put_response(assessment, save))
    client.put_response(assessment, a_save(expected_version=1, met=[]))
    later = said(client.put_response(assessment, save))

    assert first == again == later
    assert client.stored(assessment).version == 2


def test_a_save_over_a_colleagues_newer_version_is_answered_with_it(client: AppClient) -> None:
    assessment = client.start_assessment()
    client.put_response(assessment, a_save(met=["P1.1"], rationale="Theirs"))

    status, told = said(client.put_response(assessment, a_save(met=[], rationale="Mine")))

    assert status == 409
    assert told["stored"] == said(client.get_response(assessment))[1]
    assert told["stored"]["savedBy"] == client.lead.name
    assert told["message"].startswith(f"This answer was changed by {client.lead.name} on ")
    assert client.stored(assessment).response.rationale == "Theirs"


def test_every_problem_is_told_with_its_field(client: AppClient) -> None:
    assessment = client.start_assessment()
    spared = next(each.code for each in client.library.latest().questions() if each.not_applicable_when is not None)
    evidence = [EVIDENCE, {"title": "", "reference": "x" * 501}]

    told = said(client.put_response(assessment, a_save(met=["P1.99"], finding=True, evidence=evidence)))
    without_reason = said(client.put_response(assessment, a_save(notApplicable=" "), question=spared))
    too_long = said(client.put_response(assessment, a_save(rationale="x" * 60_000)))
    of_nobody = said(client.put_response(assessment, a_save(minorityViews=[{"force": EVIDENCE["id"], "text": "No."}])))
    no_day = said(client.put_response(assessment, a_save(evidence=[EVIDENCE | {"date": "2026-02-30"}])))
    no_end = said(client.put_response(assessment, a_save(evidence=[EVIDENCE | {"validUntil": "never"}])))
    over = EVIDENCE | {"date": "2026-05-01", "validUntil": "2026-04-30"}
    is_over = said(client.put_response(assessment, a_save(evidence=[over])))

    def fields(answer: tuple[int, Any]) -> tuple[int, list[str]]:
        status, body = answer
        assert all(problem["message"].endswith(".") for problem in body["problems"])
        return status, [problem["field"] for problem in body["problems"]]

    assert fields(told) == (422, ["met", "finding", "evidence.1.title", "evidence.1.reference"])
    assert fields(without_reason) == (422, ["notApplicable"])
    assert fields(too_long) == (422, ["rationale"])
    assert fields(of_nobody) == (422, ["minorityViews"])
    assert fields(no_day) == (422, ["evidence.0.date"])
    assert fields(no_end) == fields(is_over) == (422, ["evidence.0.validUntil"])
    assert client.stored(assessment).version == 0


@pytest.mark.parametrize(
    ("text", "holds"),
    [("a\x00b", "a NUL character, which cannot be kept"), ("\ud800", "half a character (a lone surrogate)")],
)
def test_characters_that_cannot_be_kept_are_refused(client: AppClient, text: str, holds: str) -> None:
    told = said(client.put_response(client.start_assessment(), a_save(rationale=text)))

    message = f"The rationale of P1 holds {holds}. Type that text again."
    assert told == (422, {"problems": [{"field": "rationale", "message": message}]})


@pytest.mark.parametrize("code", ["<FORGED>", "", "P1.0", "P2.1", "good", "P1.1 P1.2"])
def test_v5_0_0_2_2_2_a_statement_that_is_not_on_the_list_is_not_saved(client: AppClient, code: str) -> None:
    assessment = client.start_assessment()

    status, told = said(client.put_response(assessment, a_save(met=["P1.1", code])))

    assert (status, [problem["field"] for problem in told["problems"]]) == (422, ["met"])
    assert client.stored(assessment).version == 0


def test_the_longest_answer_is_saved(client: AppClient) -> None:
    assessment = client.start_assessment()
    evidence = [{"id": str(uuid4()), "title": "👮" * 200, "reference": "👮" * 500} for _ in range(20)]

    save = a_save(met=["P1.1"], rationale="👮" * 4000, evidence=evidence)

    # A browser escapes no letters.
    response = client.put_response(assessment, json.dumps(save, ensure_ascii=False).encode())

    assert response.status == 200
    assert len(client.stored(assessment).response.evidence) == 20


def test_an_operation_that_saved_something_else_is_not_taken_for_a_repetition(client: AppClient) -> None:
    assessment = client.start_assessment()
    other = client.start_assessment("Example boats")
    operation = str(uuid4())
    client.put_response(assessment, a_save(operation=operation, rationale="One"))

    other_text = client.put_response(assessment, a_save(operation=operation, rationale="Two"))
    elsewhere = client.put_response(other, a_save(operation=operation, rationale="One"))

    assert (other_text.status, elsewhere.status) == (409, 422)
    assert client.stored(assessment).response.rationale == "One"
    assert client.stored(other).version == 0


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

    response = client.put_response(assessment, headers={"Origin": origin})

    assert (response.status, response.text) == (403, FROM_ANOTHER_SITE)
    assert client.stored(assessment).version == 0


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
def test_a_body_of_another_type_is_refused(client: AppClient, kind: str | None) -> None:
    assessment = client.start_assessment()

    told = said(client.put_response(assessment, headers={"Content-Type": kind}))

    assert told == (415, {"message": NOT_FROM_A_FORM})
    assert client.stored(assessment).version == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"rationale=Half+a+sen",
        b"\xff\xfe",
        b"[" * 60_000,
        b"9" * 60_000,
        b'{"expectedVersion": NaN}',
        b"null",
        b"[]",
        b"{}",
    ],
    ids=["nothing", "a form", "not UTF-8", "nested", "a long number", "not a number", "null", "a list", "an object"],
)
def test_a_body_that_no_form_sends_is_refused(client: AppClient, body: bytes) -> None:
    assert said(client.put_response(client.start_assessment(), body)) == (400, {"message": NOT_FROM_A_FORM})


@pytest.mark.parametrize(
    "changes",
    [
        {"expectedVersion": -1},
        {"expectedVersion": 2**31 - 1},
        {"expectedVersion": None},
        {"operation": "again"},
        {"response": None},
        {"response": []},
        {"response": {"level": "good"}},
        {"response": {"not_applicable": "Not ours."}},
        {"response": {"met": "P1.1"}},
        {"response": {"met": [1]}},
        {"response": {"met": ["P1.1"], "notApplicable": "Not ours."}},
        {"response": {"met": ["P1.1"] * 201}},
        {"response": {"finding": "no"}},
        {"response": {"finding": 0}},
        {"response": {"rationale": None}},
        {"response": {"evidence": [{"reference": "BP/12"}]}},
        {"response": {"evidence": [EVIDENCE | {"id": "1"}]}},
        {"response": {"evidence": [EVIDENCE, EVIDENCE]}},
        {"response": {"minorityViews": [{"force": EVIDENCE["id"], "text": "x"}] * 2}},
        {"response": {"minorityViews": [{"force": "kent", "text": "x"}]}},
        {"response": {"minorityViews": [{"force": EVIDENCE["id"]}]}},
        {"response": {"evidence": [EVIDENCE | {"dated": "2026-05-01"}]}},
        {"viewer": "Somebody else"},
    ],
    ids=str,
)
def test_what_no_form_sends_is_refused(client: AppClient, changes: dict[str, Any]) -> None:
    assessment = client.start_assessment()

    told = said(client.put_response(assessment, a_save() | changes))

    assert told == (400, {"message": NOT_FROM_A_FORM})
    assert client.stored(assessment).version == 0


def test_more_than_any_answer_is_refused(client: AppClient) -> None:
    told = said(client.put_response(client.start_assessment(), a_save(rationale="x" * 128 * 1024)))

    assert told == (413, {"message": "This answer is too long to be sent. Shorten it."})


@pytest.mark.parametrize("person", [None, "", "Sam", "1"])
def test_a_form_says_whom_it_was_drawn_for(client: AppClient, person: str | None) -> None:
    assessment = client.start_assessment()
    headers = {"Cookie": cookie(client.lead.actor)} | ({} if person is None else {"X-Person": person})

    assert client.put_response(assessment, headers={"X-Person": person}).status == 400
    assert client.request("GET", response_path(assessment), headers).status == 400
    assert client.stored(assessment).version == 0


def test_v5_0_0_8_3_1_an_answer_without_a_session_or_in_another_persons_is_neither_saved_nor_shown(
    client: AppClient,
) -> None:
    assessment = client.start_assessment()
    in_anothers = cookie(somebody(client.store, "Kim").actor)
    person = {"X-Person": str(client.lead.id)}

    for session, status, message in (
        ("", 401, "You are not signed in, or your session has ended. Sign in to continue."),
        (in_anothers, 403, "Somebody else is signed in here now. Reload the page to continue as them."),
    ):
        saved = client.put_response(assessment, headers={"Cookie": session})
        shown = client.request("GET", response_path(assessment), {"Cookie": session, **person})
        assert said(saved) == said(shown) == (status, {"message": message})
    assert client.stored(assessment).version == 0


def test_v5_0_0_8_2_2_an_answer_of_others_is_refused_as_if_there_were_none_and_that_is_on_record(
    client: AppClient,
) -> None:
    assessment = client.start_assessment()
    kim = somebody(client.store, "Kim")

    assert said(client.put_response(assessment, by=kim)) == (404, {"message": ASSESSMENT_NOT_FOUND})
    assert said(client.get_response(assessment, by=kim)) == (404, {"message": ASSESSMENT_NOT_FOUND})
    assert client.stored(assessment).version == 0
    with client.store.read() as unit:
        refusals = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.by == str(kim.id)]
    assert [(each.event, each.detail["where"]) for each in refusals] == [(Event.REQUEST_REFUSED, "response")] * 2


def test_whoever_may_only_read_an_assessment_cannot_answer_it(client: AppClient) -> None:
    assessment = client.submit_assessment("Example horses")
    inspector = somebody(client.store, "Ines", force=None, roles=[Role.INSPECTOR])

    saved = client.put_response(assessment, a_save(expected_version=1), by=inspector)
    shown = client.get_response(assessment, by=inspector)

    assert (saved.status, shown.status) == (403, 403)
    assert "You may not " in saved.text
    assert client.stored(assessment).version == 1


@pytest.mark.parametrize("assessment", ["x", str(UUID(int=1)), "' OR '1'='1"])
def test_an_unknown_assessment_is_not_found(client: AppClient, assessment: str) -> None:
    assert said(client.put_response(assessment)) == (404, {"message": ASSESSMENT_NOT_FOUND})
    assert said(client.get_response(assessment)) == (404, {"message": ASSESSMENT_NOT_FOUND})


@pytest.mark.parametrize("question", ["ZZ", "p1", "P1 ", "P1' OR '1'='1"])
def test_an_unknown_question_is_not_found(client: AppClient, question: str) -> None:
    assessment = client.start_assessment()

    assert said(client.put_response(assessment, question=question)) == (404, {"message": QUESTION_NOT_FOUND})
    assert said(client.get_response(assessment, question=question)) == (404, {"message": QUESTION_NOT_FOUND})


def test_a_submitted_assessment_accepts_no_answer_but_shows_those_it_has(client: AppClient) -> None:
    assessment = client.submit_assessment("Example dog unit")

    status, told = said(client.put_response(assessment, a_save(expected_version=1, met=[])))

    assert status == 403
    assert told["message"].startswith("This assessment was submitted on ")
    assert told["message"].endswith(" and takes no more answers. Start the next round to answer again.")
    assert said(client.get_response(assessment))[1]["version"] == 1


@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH"])
def test_the_route_accepts_no_other_method(client: AppClient, method: str) -> None:
    path = response_path(client.start_assessment())

    assert client.request(method, path, {"Origin": client.app.url}, b"{}").status == 405
