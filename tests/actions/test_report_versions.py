"""Each issued report shows the next version, and the changes in the actions since the board's last version."""

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
from assessment.views.improvement_view import open_improvement_actions
from assessment.views.report_versions import ReportVersion, list_report_versions
from assessment.views.report_view import read_report
from assessment.views.verify_report import identify_file
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_exports import text_of
from tests.signed_in_people import somebody

DAY = timedelta(days=1)
ACTION = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))
ONE, TWO = ActionId(UUID(int=1)), ActionId(UUID(int=2))


def submitted_assessment(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def issue_report(
    workspace: Workspace,
    id: AssessmentId,
    *,
    at: datetime,
    report_format: ReportFormat = ReportFormat.PDF,
    issue_time: datetime | None = None,
) -> bytes:
    return export_report(
        workspace.store, workspace.actor, workspace.library, id, report_format=report_format, at=at, issued=issue_time
    )[1]


def save_action(
    workspace: Workspace,
    id: AssessmentId,
    action: ImprovementAction,
    *,
    id_of_action: ActionId = ONE,
    expected_version: int = 0,
) -> None:
    save_improvement_action(
        workspace.store,
        workspace.actor,
        workspace.library,
        id,
        action,
        id=id_of_action,
        expected_version=expected_version,
        at=AT,
    )


def subject(workspace: Workspace, id: AssessmentId, *, at: datetime) -> ReportSubject:
    with workspace.store.read() as unit:
        return read_report(unit, workspace.actor, workspace.library, id, at=at)[1]


def test_versions_are_numbered_in_one_series_across_formats_and_drafts(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issue_report(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    page = issue_report(workspace, id, at=AT, report_format=ReportFormat.HTML)
    issue_report(workspace, id, at=AT + DAY)

    recorded = [each for each in entries(workspace, id) if each.event is Event.REPORT_ISSUED]
    assert [(each.version, each.detail["draft"]) for each in recorded] == [(1, True), (2, False), (3, False)]
    assert "Version 2, " in page.decode()
    assert workspace.store.verify_audit().problems == ()


def test_a_draft_is_marked_beside_its_version(workspace: Workspace) -> None:
    pdf = issue_report(workspace, workspace.start(), at=AT)

    assert "Version 1, DRAFT" in text_of(pdf).replace("\n", " ")


def test_each_assessment_has_its_own_versions(workspace: Workspace) -> None:
    first, second = workspace.start(), workspace.start("Example air support")
    issue_report(workspace, first, at=AT)
    issue_report(workspace, second, at=AT)

    assert subject(workspace, first, at=AT).version == subject(workspace, second, at=AT).version == 2


def test_equal_answers_issue_time_and_version_give_equal_files_and_another_version_gives_another_file(
    workspace: Workspace,
) -> None:
    id = submitted_assessment(workspace)
    before = subject(workspace, id, at=AT)

    for report_format in ReportFormat:
        assert build_report_as(report_format, before) == build_report_as(report_format, before)
        assert build_report_as(report_format, before) != build_report_as(report_format, replace(before, version=2))
    assert issue_report(workspace, id, at=AT) == build_report_as(ReportFormat.PDF, before)


def test_a_file_is_identified_with_its_version(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    first, second = issue_report(workspace, id, at=AT), issue_report(workspace, id, at=AT)

    assert first != second
    found = [identify_file(workspace.store, CommandLine(), file) for file in (first, second)]
    assert [[each.entry.version for each in times] for times in found] == [[1], [2]]
    assert "Report as PDF, version 2, on Example dog unit" in str(found[1][0])


def test_the_list_of_versions_names_every_issued_report_newest_first(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue_time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    page = issue_report(workspace, id, at=AT, report_format=ReportFormat.HTML)
    pdf = issue_report(workspace, id, at=AT + DAY, issue_time=issue_time)

    newest, oldest = list_report_versions(workspace.store, workspace.actor, id)
    assert newest == ReportVersion(
        version=2,
        what="Report as PDF",
        issued=issue_time,
        recorded=AT + DAY,
        is_draft=False,
        classification=Classification.OFFICIAL.value,
        sha256=hashlib.sha256(pdf).hexdigest(),
        by="Sam Reed",
    )
    assert (oldest.version, oldest.what, oldest.sha256) == (1, "Report as web page", hashlib.sha256(page).hexdigest())


def test_somebody_who_may_not_see_downloads_reads_the_list_of_versions_without_names(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue_report(workspace, id, at=AT)
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    member = somebody(workspace.store, "Board member", force=None, roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    stranger = somebody(workspace.store, "Stranger")

    assert [(each.version, each.by) for each in list_report_versions(workspace.store, member.actor, id)] == [(1, None)]
    with pytest.raises(NotFound):
        list_report_versions(workspace.store, stranger.actor, id)


def test_changes_in_actions_are_counted_from_the_last_report_of_an_earlier_day(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    save_action(workspace, id, ACTION)
    issue_report(workspace, id, at=AT)
    save_action(workspace, id, replace(ACTION, state=ActionState.DONE), expected_version=1)
    save_action(workspace, id, replace(ACTION, what="Train them."), id_of_action=TWO)
    issue_report(workspace, id, at=AT + DAY)

    # Two reports of one day compare with one earlier version.
    for at in (AT + DAY, AT + DAY + timedelta(hours=1)):
        assert subject(workspace, id, at=at).earlier == EarlierVersion(version=1, issued=AT, actions={ONE: ACTION})
    page = issue_report(workspace, id, at=AT + DAY, report_format=ReportFormat.HTML).decode()
    assert "Since version 1 of 22 November 2026: 1 new, 1 done." in page
    next_day = subject(workspace, id, at=AT + 2 * DAY).earlier
    assert next_day is not None
    assert (next_day.version, next_day.actions[ONE].state) == (3, ActionState.DONE)


def test_neither_a_draft_nor_a_report_of_the_same_day_counts_as_an_earlier_version(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issue_report(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + DAY)
    issue_report(workspace, id, at=AT + DAY)

    assert subject(workspace, id, at=AT + DAY).earlier is None


def test_the_page_of_actions_shows_the_changes_that_the_report_shows(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    save_action(workspace, id, ACTION)
    assert [
        line.changed
        for line in open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=AT).lines
    ] == [""]
    issue_report(workspace, id, at=AT)
    save_action(workspace, id, replace(ACTION, due=date(2027, 1, 1)), expected_version=1)

    view = open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=AT + DAY)

    assert view.progress == "Since version 1 of 22 November 2026: 1 with a new due date."
    assert [line.changed for line in view.lines] == ["was due on 1 December 2026"]


def test_a_report_made_for_a_round_has_the_next_version(
    workspace: Workspace, tmp_path: Path, command: CliRunner
) -> None:
    id, out = submitted_assessment(workspace), tmp_path / "reports"
    issue_report(workspace, id, at=AT)

    result = command.invoke(app, ["report", "--round", "2026", "--pages", "-o", str(out)])

    assert result.exit_code == 0
    (page,) = out.iterdir()
    assert "Version 2, " in page.read_text(encoding="utf-8")
    assert [each.version for each in list_report_versions(workspace.store, workspace.actor, id)] == [2, 1]
