"""A report is looked at as often as anybody likes and issued when it has changed; what was issued never changes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
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
from assessment.errors import InvalidInput, NotFound, NotPermitted, ReportUnchanged
from assessment.exports.assessment_exports import preview_report
from assessment.exports.building import BuildHere, Made, Source
from assessment.exports.issuing import build_every_format, issue_report, take_report
from assessment.ids import ActionId, AssessmentId, QuestionCode
from assessment.report.report_format import build_report_as
from assessment.report.report_subject import EarlierVersion, ReportSubject
from assessment.rounds.improvement_action import ImprovementAction
from assessment.views.improvement_view import open_improvement_actions
from assessment.views.report_desk import ReportDesk, open_report_desk
from assessment.views.report_view import read_report
from assessment.views.verify_report import identify_file
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_exports import text_of
from tests.signed_in_people import Somebody, somebody

DAY = timedelta(days=1)
BOARD = "the joint board of 3 December 2026"
ACTION = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))
ONE, TWO = ActionId(UUID(int=1)), ActionId(UUID(int=2))


class WebPagesOnly(BuildHere):
    """Makes a web page for each file of a version, which takes a fraction of the time that a PDF does."""

    def build(self, make: Callable[[Source], Made], source: Source) -> Made:
        assert make is build_every_format
        page = build_report_as(ReportFormat.HTML, source)  # type: ignore[arg-type]
        return dict.fromkeys(ReportFormat, page)  # type: ignore[return-value]


def submitted_assessment(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def issue(
    workspace: Workspace, id: AssessmentId, *, at: datetime, issued: datetime | None = None, every_format: bool = False
) -> int:
    builder = BuildHere() if every_format else WebPagesOnly()
    return issue_report(
        workspace.store, workspace.actor, workspace.library, id, issued_for=BOARD, at=at, issued=issued, builder=builder
    )


def taken(workspace: Workspace, id: AssessmentId, version: int, form: ReportFormat = ReportFormat.HTML) -> bytes:
    return take_report(workspace.store, workspace.actor, id, version, form, at=AT)[1]


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


def subject(workspace: Workspace, id: AssessmentId, *, at: datetime, issued_for: str = "") -> ReportSubject:
    with workspace.store.read() as unit:
        return read_report(unit, workspace.actor, workspace.library, id, at=at, issued_for=issued_for)[1]


def desk(workspace: Workspace, id: AssessmentId, *, at: datetime = AT, by: Somebody | None = None) -> ReportDesk:
    actor = workspace.actor if by is None else by.actor
    return open_report_desk(workspace.store, actor, workspace.library, id, at=at)


def of_the_collaboration(workspace: Workspace, id: AssessmentId, name: str, role: Role) -> Somebody:
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return somebody(workspace.store, name, force=None, roles=[(role, found.collaboration.id)])


def test_looking_makes_no_version_and_says_on_every_page_that_nothing_is_issued(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)

    name, pdf = preview_report(workspace.store, workspace.actor, workspace.library, id, at=AT)

    pages = text_of(pdf)
    assert name == "Example dog unit 2026 preview"
    assert pages.count("Preview, not issued · OFFICIAL") == 2 * pages.count("Page ")
    assert "Not issued: a preview of 22 November 2026, OFFICIAL" in pages
    assert "Version" not in pages.partition("Document control")[2].partition("Question bank")[0]
    assert (desk(workspace, id).versions, desk(workspace, id).next_version) == ((), 1)
    assert entries(workspace, id)[-1].event is Event.REPORT_PREVIEWED


def test_an_issued_version_names_the_people_it_is_for_and_is_no_preview(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)

    assert issue(workspace, id, at=AT) == 1

    page = taken(workspace, id, 1).decode()
    assert f"Version 1, 22 November 2026, OFFICIAL, for {BOARD}" in page
    assert "review, not issued" not in page
    assert subject(workspace, id, at=AT, issued_for=BOARD).version == 2


def test_while_nothing_has_changed_no_other_version_is_issued_and_the_one_that_holds_the_same_is_named(
    workspace: Workspace,
) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    before = entries(workspace, id)

    with pytest.raises(ReportUnchanged) as unchanged:
        issue(workspace, id, at=AT + DAY)

    assert str(unchanged.value).startswith("Version 1, issued on 22 November 2026, holds the same. Nothing has changed")
    assert entries(workspace, id) == before
    assert not desk(workspace, id, at=AT + DAY).has_changed


def test_a_report_that_has_changed_gets_the_next_version_and_the_page_says_what_changed(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issue(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    save_action(workspace, id, ACTION)
    save_action(workspace, id, replace(ACTION, owner="Kim"), expected_version=1)

    changed = desk(workspace, id)
    assert (changed.has_changed, changed.changes) == (True, ("1 action was saved", "the assessment was submitted"))
    assert issue(workspace, id, at=AT) == 2
    assert (desk(workspace, id).has_changed, desk(workspace, id).changes) == (False, ())
    recorded = [each for each in entries(workspace, id) if each.event is Event.REPORT_ISSUED]
    assert [(each.version, each.detail["draft"]) for each in recorded] == [(1, True), (2, False)]
    assert workspace.store.verify_audit().problems == ()


def test_an_action_that_became_overdue_is_a_change_without_anything_done(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    save_action(workspace, id, ACTION)
    issue(workspace, id, at=AT)

    later = desk(workspace, id, at=AT + 30 * DAY)

    assert (later.has_changed, later.changes) == (True, ())


def test_every_file_of_a_version_is_taken_again_byte_for_byte_whatever_has_changed_since(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    as_issued = subject(workspace, id, at=AT, issued_for=BOARD)
    issue(workspace, id, at=AT, every_format=True)
    save_action(workspace, id, ACTION)
    issue(workspace, id, at=AT)

    for form in ReportFormat:
        assert taken(workspace, id, 1, form) == build_report_as(form, as_issued)
        last = entries(workspace, id)[-1]
        assert (last.event, last.version, last.detail["form"]) == (Event.REPORT_TAKEN, 1, form)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE report_file SET content = x'00' WHERE form = 'html'",
        "UPDATE report_file SET content = 'text' WHERE form = 'html'",
        "DELETE FROM report_file",
    ],
)
def test_a_file_that_is_no_longer_as_it_was_issued_is_not_handed_out(
    workspace: Workspace, tmp_path: Path, tampering: str
) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    with closing(sqlite3.connect(tmp_path / "data" / "assessments.db")) as connection:
        connection.execute(tampering)
        connection.commit()

    with pytest.raises(InvalidInput, match=r"^Version 1 is not handed out: its file is no longer as it was issued"):
        taken(workspace, id, 1)


def test_a_version_is_for_somebody(workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match=r"^Say whom this version is for, then try again\.$"):
        issue_report(
            workspace.store, workspace.actor, workspace.library, submitted_assessment(workspace), issued_for=" ", at=AT
        )


def test_a_draft_is_marked_beside_its_version(workspace: Workspace) -> None:
    id = workspace.start()
    issue(workspace, id, at=AT)

    assert "1, DRAFT" in taken(workspace, id, 1).decode()


def test_each_assessment_has_its_own_versions(workspace: Workspace) -> None:
    first, second = workspace.start(), workspace.start("Example air support")

    assert [issue(workspace, first, at=AT), issue(workspace, second, at=AT)] == [1, 1]


def test_a_file_is_identified_with_its_version_by_who_issued_it_and_whoever_took_it(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    file = taken(workspace, id, 1)

    issued, took = map(str, identify_file(workspace.store, CommandLine(), file))

    about = f"on Example dog unit, round 2026 (assessment {id}), issued 22 November 2026 at 14:02 (UK time)"
    assert issued.startswith(f"Report issued as PDF, version 1, {about}, by Sam Reed for {BOARD}. OFFICIAL. Entry 4 ")
    assert took.startswith(f"Report as web page, version 1, {about}, to Sam Reed. OFFICIAL. Entry 5 ")


def test_only_a_lead_issues_and_a_board_member_takes_what_was_issued(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    member = of_the_collaboration(workspace, id, "Bo", Role.BOARD_MEMBER)
    with pytest.raises(NotPermitted, match=r"^You may not issue a report on this assessment"):
        issue_report(workspace.store, member.actor, workspace.library, id, issued_for=BOARD, at=AT)
    issue(workspace, id, at=AT)

    name, file = take_report(workspace.store, member.actor, id, 1, ReportFormat.HTML, at=AT)

    assert (name, file) == ("Example dog unit 2026 version 1", taken(workspace, id, 1))
    assert [(each.version, each.issued_for) for each in desk(workspace, id, by=member).versions] == [(1, BOARD)]
    assert desk(workspace, id, by=member).names == {}
    assert list(desk(workspace, id).names.values()) == ["Sam Reed"]


def test_a_version_that_was_a_draft_stays_with_those_who_may_read_drafts(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issue(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    inspector = somebody(workspace.store, "Ira", force=None, roles=[Role.INSPECTOR])
    issue(workspace, id, at=AT)

    assert [each.version for each in desk(workspace, id, by=inspector).versions] == [2]
    take_report(workspace.store, inspector.actor, id, 2, ReportFormat.HTML, at=AT)
    for hidden in (1, 3):
        with pytest.raises(NotFound, match=r"^There is no such version of this report"):
            take_report(workspace.store, inspector.actor, id, hidden, ReportFormat.HTML, at=AT)


def test_changes_in_actions_are_counted_from_the_last_report_of_an_earlier_day(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    save_action(workspace, id, ACTION)
    issue(workspace, id, at=AT)
    save_action(workspace, id, replace(ACTION, state=ActionState.DONE), expected_version=1)
    issue(workspace, id, at=AT + DAY)
    save_action(workspace, id, replace(ACTION, what="Train them."), id_of_action=TWO)

    # Two versions of one day compare with one earlier version.
    for at in (AT + DAY, AT + DAY + timedelta(hours=1)):
        assert subject(workspace, id, at=at).earlier == EarlierVersion(version=1, issued=AT, actions={ONE: ACTION})
    issue(workspace, id, at=AT + DAY)
    assert "Since version 1 of 22 November 2026: 1 new, 1 done." in taken(workspace, id, 3).decode()
    next_day = subject(workspace, id, at=AT + 2 * DAY).earlier
    assert next_day is not None
    assert (next_day.version, next_day.actions[ONE].state) == (3, ActionState.DONE)


def test_neither_a_draft_nor_a_report_of_the_same_day_counts_as_an_earlier_version(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    issue(workspace, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + DAY)
    issue(workspace, id, at=AT + DAY)

    assert subject(workspace, id, at=AT + DAY).earlier is None


def test_the_page_of_actions_shows_the_changes_that_the_report_shows(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    save_action(workspace, id, ACTION)
    assert [
        line.changed
        for line in open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=AT).lines
    ] == [""]
    issue(workspace, id, at=AT)
    save_action(workspace, id, replace(ACTION, due=date(2027, 1, 1)), expected_version=1)

    view = open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=AT + DAY)

    assert view.progress == "Since version 1 of 22 November 2026: 1 with a new due date."
    assert [line.changed for line in view.lines] == ["was due on 1 December 2026"]


def test_reports_on_a_round_are_issued_where_something_has_changed_and_else_taken(
    workspace: Workspace, tmp_path: Path, command: CliRunner
) -> None:
    id, out = submitted_assessment(workspace), tmp_path / "reports"
    issued = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    issue(workspace, id, at=AT, issued=issued)

    result = command.invoke(app, ["report", "--round", "2026", "--pages", "-o", str(out)])

    (page,) = out.iterdir()
    assert (result.exit_code, page.read_bytes()) == (0, taken(workspace, id, 1))
    (only,) = desk(workspace, id).versions
    assert (only.issued, only.recorded) == (issued, AT)
    page.unlink()
    save_action(workspace, id, ACTION)

    command.invoke(app, ["report", "--round", "2026", "--pages", "-o", str(out)])

    assert "Version 2, " in page.read_text(encoding="utf-8")
    assert [each.version for each in desk(workspace, id).versions] == [2, 1]
