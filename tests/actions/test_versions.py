"""Each report that is handed out bears the next version, and says what became of the actions since the board's last."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.access import CommandLine, Role
from assessment.actions.planning import plan_action
from assessment.actions.submitting import submit_assessment
from assessment.errors import NotFound
from assessment.issuing.reports import issue_report
from assessment.report.subject import EarlierIssue, ReportSubject
from assessment.rounds.action import Action, ActionState
from assessment.rounds.assessment import Classification
from assessment.store.audit import Event
from assessment.terms import ActionId, AssessmentId, QuestionCode
from assessment.views.issued import find_issued
from assessment.views.issues import Issue, issues_of
from assessment.views.many import Form, report_in
from assessment.views.plan import open_plan
from assessment.views.report import read_report
from tests.actions.conftest import AT, Desk
from tests.actions.test_issuing import text_of
from tests.actions.trail import entries
from tests.people import somebody

DAY = timedelta(days=1)
SIGN = Action(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))
ONE, TWO = ActionId(UUID(int=1)), ActionId(UUID(int=2))


def submitted(desk: Desk) -> AssessmentId:
    id = desk.start()
    desk.record(id, desk.response(4))
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)
    return id


def issued(desk: Desk, id: AssessmentId, *, at: datetime, form: Form = Form.PDF, says: datetime | None = None) -> bytes:
    return issue_report(desk.store, desk.asker, desk.library, id, form=form, at=at, issued=says)[1]


def planned(desk: Desk, id: AssessmentId, action: Action, *, as_: ActionId = ONE, seen: int = 0) -> None:
    plan_action(desk.store, desk.asker, desk.library, id, action, id=as_, seen=seen, at=AT)


def subject(desk: Desk, id: AssessmentId, *, at: datetime) -> ReportSubject:
    with desk.store.read() as unit:
        return read_report(unit, desk.asker, desk.library, id, at=at)[1]


def test_pdf_and_web_page_draft_and_submitted_are_counted_in_one_row(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    issued(desk, id, at=AT)
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)
    page = issued(desk, id, at=AT, form=Form.PAGE)
    issued(desk, id, at=AT + DAY)

    recorded = [each for each in entries(desk, id) if each.event is Event.REPORT_ISSUED]
    assert [(each.version, each.detail["draft"]) for each in recorded] == [(1, True), (2, False), (3, False)]
    assert "Version 2. Submitted." in page.decode()
    assert desk.store.verify_audit().problems == ()


def test_a_draft_says_so_beside_its_number(desk: Desk) -> None:
    pdf = issued(desk, desk.start(), at=AT)

    assert "Version 1, DRAFT" in text_of(pdf).replace("\n", " ")


def test_each_assessment_counts_its_own(desk: Desk) -> None:
    first, second = desk.start(), desk.start("Example air support")
    issued(desk, first, at=AT)
    issued(desk, second, at=AT)

    assert subject(desk, first, at=AT).version == subject(desk, second, at=AT).version == 2


def test_the_same_answers_issue_time_and_number_give_the_same_bytes_and_another_number_gives_others(
    desk: Desk,
) -> None:
    id = submitted(desk)
    before = subject(desk, id, at=AT)

    for form in Form:
        assert report_in(form, before) == report_in(form, before)
        assert report_in(form, before) != report_in(form, replace(before, version=2))
    assert issued(desk, id, at=AT) == report_in(Form.PDF, before)


def test_a_file_is_known_again_by_its_version(desk: Desk) -> None:
    id = submitted(desk)
    first, second = issued(desk, id, at=AT), issued(desk, id, at=AT)

    assert first != second
    found = [find_issued(desk.store, CommandLine(), file) for file in (first, second)]
    assert [[each.entry.version for each in times] for times in found] == [[1], [2]]
    assert "Report as PDF, version 2, on Example dog unit" in str(found[1][0])


def test_the_register_names_every_issue_newest_first(desk: Desk) -> None:
    id = submitted(desk)
    says = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    page = issued(desk, id, at=AT, form=Form.PAGE)
    pdf = issued(desk, id, at=AT + DAY, says=says)

    newest, oldest = issues_of(desk.store, desk.asker, id)
    assert newest == Issue(
        version=2,
        what="Report as PDF",
        issued=says,
        recorded=AT + DAY,
        is_draft=False,
        classification=Classification.OFFICIAL.value,
        sha256=hashlib.sha256(pdf).hexdigest(),
        by="Sam Reed",
    )
    assert (oldest.version, oldest.what, oldest.sha256) == (1, "Report as web page", hashlib.sha256(page).hexdigest())


def test_who_may_not_see_who_has_looked_reads_the_register_without_names(desk: Desk) -> None:
    id = submitted(desk)
    issued(desk, id, at=AT)
    with desk.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    member = somebody(desk.store, "Board member", force=None, roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    stranger = somebody(desk.store, "Stranger")

    assert [(each.version, each.by) for each in issues_of(desk.store, member.asker, id)] == [(1, None)]
    with pytest.raises(NotFound):
        issues_of(desk.store, stranger.asker, id)


def test_an_issue_from_before_versions_were_recorded_counts(desk: Desk) -> None:
    id = submitted(desk)
    with desk.store.begin() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        detail = {"form": "pdf", "sha256": "0" * 64, "classification": "OFFICIAL", "issued": AT.isoformat()}
        unit.audit.add(
            Event.REPORT_ISSUED, assessment=found, by="old", at=AT, detail={**detail, "bank": "", "draft": False}
        )

    assert subject(desk, id, at=AT).version == 2
    assert [each.version for each in issues_of(desk.store, desk.asker, id)] == [1]


def test_the_actions_are_told_as_they_were_in_the_last_report_of_an_earlier_day(desk: Desk) -> None:
    id = submitted(desk)
    planned(desk, id, SIGN)
    issued(desk, id, at=AT)
    planned(desk, id, replace(SIGN, state=ActionState.DONE), seen=1)
    planned(desk, id, replace(SIGN, what="Train them."), as_=TWO)
    issued(desk, id, at=AT + DAY)

    # Taken twice on one day, it says the same twice.
    for at in (AT + DAY, AT + DAY + timedelta(hours=1)):
        assert subject(desk, id, at=at).earlier == EarlierIssue(version=1, issued=AT, actions={ONE: SIGN})
    pdf = issued(desk, id, at=AT + DAY, form=Form.PAGE).decode()
    assert "Since version 1 of 22 November 2026: 1 new, 1 done." in pdf
    next_day = subject(desk, id, at=AT + 2 * DAY).earlier
    assert next_day is not None
    assert (next_day.version, next_day.actions[ONE].state) == (3, ActionState.DONE)


def test_neither_a_draft_nor_a_report_of_the_same_day_is_what_the_board_had_before(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    issued(desk, id, at=AT)
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT + DAY)
    issued(desk, id, at=AT + DAY)

    assert subject(desk, id, at=AT + DAY).earlier is None


def test_the_page_of_actions_says_what_the_report_would(desk: Desk) -> None:
    id = submitted(desk)
    planned(desk, id, SIGN)
    assert [line.changed for line in open_plan(desk.store, desk.asker, desk.library, id, at=AT).lines] == [""]
    issued(desk, id, at=AT)
    planned(desk, id, replace(SIGN, due=date(2027, 1, 1)), seen=1)

    plan = open_plan(desk.store, desk.asker, desk.library, id, at=AT + DAY)

    assert plan.progress == "Since version 1 of 22 November 2026: 1 with another day."
    assert [line.changed for line in plan.lines] == ["was due on 1 December 2026"]


def test_a_report_of_a_round_bears_the_next_version(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, out = submitted(desk), tmp_path / "reports"
    issued(desk, id, at=AT)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'assessments.db'}")

    result = CliRunner().invoke(app, ["report", "--round", "2026", "--pages", "-o", str(out)])

    assert result.exit_code == 0
    (page,) = out.iterdir()
    assert "Version 2. Submitted." in page.read_text(encoding="utf-8")
    assert [each.version for each in issues_of(desk.store, desk.asker, id)] == [2, 1]
