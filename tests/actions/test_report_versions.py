"""Each report that is handed out bears the next version, and says what became of the actions since the board's last."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.access import CommandLine
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.submitting import submit_assessment
from assessment.codes import ActionState, Event, ReportFormat, Role
from assessment.errors import NotFound
from assessment.exports.assessment_exports import export_report
from assessment.ids import ActionId, AssessmentId, QuestionCode
from assessment.report.report_format import build_report_as
from assessment.report.report_subject import EarlierVersion, ReportSubject
from assessment.rounds.assessment import Classification
from assessment.rounds.improvement_action import ImprovementAction
from assessment.settings import sqlite_address
from assessment.views.improvement_view import open_improvement_actions
from assessment.views.report_versions import ReportVersion, list_report_versions
from assessment.views.report_view import read_report
from assessment.views.verify_report import identify_file
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_exports import text_of
from tests.signed_in_people import somebody

DAY = timedelta(days=1)
SIGN = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))
ONE, TWO = ActionId(UUID(int=1)), ActionId(UUID(int=2))


def submitted(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def issued(
    workspace: Workspace,
    id: AssessmentId,
    *,
    at: datetime,
    report_format: ReportFormat = ReportFormat.PDF,
    says: datetime | None = None,
) -> bytes:
    return export_report(
        workspace.store, workspace.actor, workspace.library, id, report_format=report_format, at=at, issued=says
    )[1]


def planned(
    workspace: Workspace, id: AssessmentId, action: ImprovementAction, *, as_: ActionId = ONE, expected_version: int = 0
) -> None:
    save_improvement_action(
        workspace.store,
        workspace.actor,
        workspace.library,
        id,
        action,
        id=as_,
        expected_version=expected_version,
        at=AT,
    )


def subject(workspace: Workspace, id: AssessmentId, *, at: datetime) -> ReportSubject:
    with workspace.store.read() as unit:
        return read_report(unit, workspace.actor, workspace.library, id, at=at)[1]


def test_pdf_and_web_page_draft_and_submitted_are_counted_in_one_row(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issued(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    page = issued(workspace, id, at=AT, report_format=ReportFormat.HTML)
    issued(workspace, id, at=AT + DAY)

    recorded = [each for each in entries(workspace, id) if each.event is Event.REPORT_ISSUED]
    assert [(each.version, each.detail["draft"]) for each in recorded] == [(1, True), (2, False), (3, False)]
    assert "Version 2. Submitted." in page.decode()
    assert workspace.store.verify_audit().problems == ()


def test_a_draft_says_so_beside_its_number(workspace: Workspace) -> None:
    pdf = issued(workspace, workspace.start(), at=AT)

    assert "Version 1, DRAFT" in text_of(pdf).replace("\n", " ")


def test_each_assessment_counts_its_own(workspace: Workspace) -> None:
    first, second = workspace.start(), workspace.start("Example air support")
    issued(workspace, first, at=AT)
    issued(workspace, second, at=AT)

    assert subject(workspace, first, at=AT).version == subject(workspace, second, at=AT).version == 2


def test_the_same_answers_issue_time_and_number_give_the_same_bytes_and_another_number_gives_others(
    workspace: Workspace,
) -> None:
    id = submitted(workspace)
    before = subject(workspace, id, at=AT)

    for form in ReportFormat:
        assert build_report_as(form, before) == build_report_as(form, before)
        assert build_report_as(form, before) != build_report_as(form, replace(before, version=2))
    assert issued(workspace, id, at=AT) == build_report_as(ReportFormat.PDF, before)


def test_a_file_is_known_again_by_its_version(workspace: Workspace) -> None:
    id = submitted(workspace)
    first, second = issued(workspace, id, at=AT), issued(workspace, id, at=AT)

    assert first != second
    found = [identify_file(workspace.store, CommandLine(), file) for file in (first, second)]
    assert [[each.entry.version for each in times] for times in found] == [[1], [2]]
    assert "Report as PDF, version 2, on Example dog unit" in str(found[1][0])


def test_the_register_names_every_issue_newest_first(workspace: Workspace) -> None:
    id = submitted(workspace)
    says = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    page = issued(workspace, id, at=AT, report_format=ReportFormat.HTML)
    pdf = issued(workspace, id, at=AT + DAY, says=says)

    newest, oldest = list_report_versions(workspace.store, workspace.actor, id)
    assert newest == ReportVersion(
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


def test_who_may_not_see_who_has_looked_reads_the_register_without_names(workspace: Workspace) -> None:
    id = submitted(workspace)
    issued(workspace, id, at=AT)
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    member = somebody(workspace.store, "Board member", force=None, roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    stranger = somebody(workspace.store, "Stranger")

    assert [(each.version, each.by) for each in list_report_versions(workspace.store, member.actor, id)] == [(1, None)]
    with pytest.raises(NotFound):
        list_report_versions(workspace.store, stranger.actor, id)


def test_the_actions_are_told_as_they_were_in_the_last_report_of_an_earlier_day(workspace: Workspace) -> None:
    id = submitted(workspace)
    planned(workspace, id, SIGN)
    issued(workspace, id, at=AT)
    planned(workspace, id, replace(SIGN, state=ActionState.DONE), expected_version=1)
    planned(workspace, id, replace(SIGN, what="Train them."), as_=TWO)
    issued(workspace, id, at=AT + DAY)

    # Taken twice on one day, it says the same twice.
    for at in (AT + DAY, AT + DAY + timedelta(hours=1)):
        assert subject(workspace, id, at=at).earlier == EarlierVersion(version=1, issued=AT, actions={ONE: SIGN})
    pdf = issued(workspace, id, at=AT + DAY, report_format=ReportFormat.HTML).decode()
    assert "Since version 1 of 22 November 2026: 1 new, 1 done." in pdf
    next_day = subject(workspace, id, at=AT + 2 * DAY).earlier
    assert next_day is not None
    assert (next_day.version, next_day.actions[ONE].state) == (3, ActionState.DONE)


def test_neither_a_draft_nor_a_report_of_the_same_day_is_what_the_board_had_before(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issued(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + DAY)
    issued(workspace, id, at=AT + DAY)

    assert subject(workspace, id, at=AT + DAY).earlier is None


def test_the_page_of_actions_says_what_the_report_would(workspace: Workspace) -> None:
    id = submitted(workspace)
    planned(workspace, id, SIGN)
    assert [
        line.changed
        for line in open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=AT).lines
    ] == [""]
    issued(workspace, id, at=AT)
    planned(workspace, id, replace(SIGN, due=date(2027, 1, 1)), expected_version=1)

    plan = open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=AT + DAY)

    assert plan.progress == "Since version 1 of 22 November 2026: 1 with a new due date."
    assert [line.changed for line in plan.lines] == ["was due on 1 December 2026"]


def test_a_report_of_a_round_bears_the_next_version(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, out = submitted(workspace), tmp_path / "reports"
    issued(workspace, id, at=AT)
    monkeypatch.setenv("DATABASE_URL", sqlite_address(tmp_path / "data" / "assessments.db"))

    result = CliRunner().invoke(app, ["report", "--round", "2026", "--pages", "-o", str(out)])

    assert result.exit_code == 0
    (page,) = out.iterdir()
    assert "Version 2. Submitted." in page.read_text(encoding="utf-8")
    assert [each.version for each in list_report_versions(workspace.store, workspace.actor, id)] == [2, 1]
