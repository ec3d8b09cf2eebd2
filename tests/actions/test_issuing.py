"""Nothing leaves the app unrecorded: who took what, of which assessment, and when; and a file can be known again."""

import hashlib
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.actions.submitting import submit_assessment
from assessment.comparison.table import Selection
from assessment.errors import NotSaved
from assessment.issuing.comparisons import issue_comparison, take_comparison
from assessment.issuing.recording import Read, Taking, make_and_record
from assessment.issuing.reports import export_answers, issue_report
from assessment.rounds.assessment import Classification
from assessment.store import Store
from assessment.store.audit import Event
from assessment.store.unit import Unit
from assessment.views.many import Form, report_in
from assessment.views.report import read_report
from tests.actions.conftest import AT, Desk
from tests.actions.trail import entries, head
from tests.report.reading import reader

LATER = AT + timedelta(hours=1)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in reader(pdf).pages)


def test_a_report_is_recorded_with_its_hash_marking_bank_and_issue_time(desk: Desk) -> None:
    id = desk.start()

    _, pdf = issue_report(desk.store, desk.asker, desk.library, id, at=LATER)

    last = entries(desk, id)[-1]
    assert (last.event, last.by, last.at, last.number) == (Event.REPORT_ISSUED, str(desk.person.id), LATER, 2)
    assert last.detail == {
        "form": "pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "classification": "OFFICIAL",
        "bank": desk.bank.fingerprint,
        "issued": "2026-11-22T15:02:00+00:00",
        "draft": True,
    }


def test_the_web_page_and_the_export_are_recorded_too(desk: Desk) -> None:
    id = desk.start()

    _, page = issue_report(desk.store, desk.asker, desk.library, id, form=Form.PAGE, at=AT)
    _, text = export_answers(desk.store, desk.asker, desk.library, id, at=LATER)

    assert [(each.event, each.detail["form"], each.detail["sha256"]) for each in entries(desk, id)[1:]] == [
        (Event.REPORT_ISSUED, "html", hashlib.sha256(page).hexdigest()),
        (Event.EXPORTED, "json", hashlib.sha256(text.encode()).hexdigest()),
    ]


def test_a_comparison_is_recorded_in_each_assessment_that_has_a_row_in_it(desk: Desk) -> None:
    shown, other, left_out = (
        desk.start(name) for name in ("Example dog unit", "Example dog team", "Example forensics")
    )
    for id in (shown, other, left_out):
        desk.record(id, desk.response(4))
        submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)
    only = Selection(text="dog", by_force=True)

    table = take_comparison(desk.store, desk.asker, desk.library, only, fingerprint=None, at=LATER)
    pdf = issue_comparison(desk.store, desk.asker, desk.library, only, fingerprint=None, at=LATER)

    for id in (shown, other):
        assert [(each.event, each.detail["form"], each.detail["sha256"]) for each in entries(desk, id)[-2:]] == [
            (Event.COMPARISON_TAKEN, "csv", hashlib.sha256(table.encode()).hexdigest()),
            (Event.COMPARISON_TAKEN, "pdf", hashlib.sha256(pdf).hexdigest()),
        ]
    assert entries(desk, left_out)[-1].event is Event.SUBMITTED


def test_a_report_says_how_far_the_audit_trail_had_come(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    before = head(desk, id)

    _, pdf = issue_report(desk.store, desk.asker, desk.library, id, at=AT)
    _, page = issue_report(desk.store, desk.asker, desk.library, id, form=Form.PAGE, at=AT)

    assert before.number == 2
    assert f"Audit trail Entry 2, {before.hmac[:16]}" in text_of(pdf).replace("\n", " ")
    assert "Entry 3, " in page.decode()


def test_a_comparison_says_how_far_the_trail_of_each_collaboration_had_come(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)
    before = head(desk, id)

    pdf = issue_comparison(desk.store, desk.asker, desk.library, Selection(), fingerprint=None, at=LATER)

    assert f"Example dog unit Entry 3, {before.hmac[:16]}" in text_of(pdf).replace("\n", " ")


def test_the_same_head_and_issue_time_give_the_same_bytes(desk: Desk) -> None:
    id = desk.start()
    with desk.store.read() as unit:
        _, subject = read_report(unit, desk.asker, desk.library, id, at=AT)

    for form in Form:
        assert report_in(form, subject) == report_in(form, subject)
    assert issue_report(desk.store, desk.asker, desk.library, id, at=AT)[1] == report_in(Form.PDF, subject)


def a_taking(_: object) -> Taking:
    return Taking(
        event=Event.EXPORTED, form="json", classification=Classification.OFFICIAL, bank="sha256:" + "0" * 64, issued=AT
    )


def test_what_changes_while_a_file_is_made_is_in_the_file_that_is_handed_out(desk: Desk) -> None:
    id = desk.start()
    made: list[int] = []

    def read(unit: Unit) -> Read[int]:
        found = unit.assessments.find(id)
        assert found is not None
        return Read(source=len(unit.audit.of(found)), about=[found])

    def make(entries: int) -> bytes:
        made.append(entries)
        if len(made) == 1:  # somebody answers meanwhile
            desk.record(id, desk.response(4))
        return str(entries).encode()

    _, file = make_and_record(desk.store, desk.asker, read=read, make=make, taking=a_taking, at=AT)

    assert (made, file) == ([1, 2], b"2")
    assert [each.event for each in entries(desk, id)] == [Event.STARTED, Event.SAVED, Event.EXPORTED]


def test_a_file_is_made_in_the_end_though_somebody_always_answers_meanwhile(desk: Desk) -> None:
    id = desk.start()
    made: list[int] = []

    def read(unit: Unit) -> Read[int]:
        found = unit.assessments.find(id)
        assert found is not None
        return Read(source=len(unit.audit.of(found)), about=[found])

    def make(entries: int) -> bytes:
        made.append(entries)
        if len(made) <= 2:
            desk.record(id, desk.response(len(made)), seen=len(made) - 1)
        return str(entries).encode()

    _, file = make_and_record(desk.store, desk.asker, read=read, make=make, taking=a_taking, at=AT)

    assert (made, file) == ([1, 2, 3], b"3")
    assert desk.store.verify_audit().problems == ()


def test_a_file_whose_taking_cannot_be_recorded_is_not_handed_out(desk: Desk, tmp_path: Path) -> None:
    id = desk.start()
    path = tmp_path / "data" / "assessments.db"

    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    with closing(Store.open(url, clock=lambda: AT)) as read_only, pytest.raises(NotSaved):
        issue_report(read_only, desk.asker, desk.library, id, at=AT)
