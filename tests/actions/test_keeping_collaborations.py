"""A lead renames and archives a collaboration, renames a round, and deletes a draft that was never submitted."""

from dataclasses import replace

import pytest

from assessment.access import Credential
from assessment.access.credential import CommandLine
from assessment.actions.archiving import archive_collaboration, restore_collaboration
from assessment.actions.deleting import delete_draft
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.renaming import rename_round
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import DutyKind, Event, ReportFormat, Role
from assessment.errors import InvalidInput, NotFound, NotOpen
from assessment.exports.assessment_exports import preview_report
from assessment.ids import AssessmentId
from assessment.views.account_view import open_account
from assessment.views.answered_assessment import open_assessment
from assessment.views.audit_view import AuditFilter, audit_filter_choices, search_audit
from assessment.views.home_view import Home, open_home
from assessment.views.people_view import open_person
from assessment.views.register_view import open_entry
from assessment.views.verify_report import identify_file
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_classifying import stored
from tests.actions.test_home import FIRST_ROUND, TODAY
from tests.signed_in_people import grant, somebody


def home(workspace: Workspace, actor: Credential | None = None, *, archived: bool = False) -> Home:
    return open_home(workspace.store, actor or workspace.actor, workspace.library, on=TODAY, archived=archived)


def names(home: Home) -> list[str]:
    return [line.newest.collaboration.name for line in home.lines]


def submitted(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def rename(workspace: Workspace, id: AssessmentId, name: str) -> None:
    entry = open_entry(workspace.store, workspace.actor, stored(workspace, id).collaboration.id).entry
    save_register_entry(workspace.store, workspace.actor, replace(entry, name=name))


def test_a_collaboration_is_renamed_in_every_round_and_the_name_before_is_on_record(workspace: Workspace) -> None:
    first = submitted(workspace)
    second = start_assessment(
        workspace.store, workspace.actor, workspace.library, replace(FIRST_ROUND, follows=first), at=AT
    )

    for _ in range(2):
        rename(workspace, second, " Example  K9 unit")

    assert [stored(workspace, id).collaboration.name for id in (first, second)] == ["Example K9 unit"] * 2
    history = open_entry(workspace.store, workspace.actor, stored(workspace, first).collaboration.id).history
    assert [each.detail["changes"] for each in history] == [
        {"name": {"was": "Example dog unit", "is": "Example K9 unit"}}
    ]
    assert workspace.store.verify_audit().rows == ()


def test_no_collaboration_takes_a_name_that_looks_like_that_of_another(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.start("Example air support")

    with pytest.raises(InvalidInput, match="already has a collaboration called EXAMPLE Air Support"):
        rename(workspace, id, "EXAMPLE Air Support")
    with pytest.raises(InvalidInput, match="The name is empty"):
        rename(workspace, id, " \u200b")
    assert stored(workspace, id).collaboration.name == "Example dog unit"


def test_a_round_is_renamed_while_it_is_open(workspace: Workspace) -> None:
    id = workspace.start()
    rename_round(workspace.store, workspace.actor, id, "2026/27", at=AT)
    assert stored(workspace, id).round.title == "2026/27"
    last = entries(workspace, id)[-1]
    assert (last.event, last.detail["title_was"]) == (Event.ROUND_RENAMED, "2026")

    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    with pytest.raises(NotOpen) as refused:
        rename_round(workspace.store, workspace.actor, id, "2027", at=AT)
    assert str(refused.value) == ("This assessment was submitted on 22 November 2026 as 2026/27, and keeps that title.")


def test_an_archived_collaboration_leaves_home_with_all_that_waits_and_is_found_in_the_archive(
    workspace: Workspace,
) -> None:
    workspace.start("Example air support")
    id = workspace.start()
    for _ in range(2):
        archive_collaboration(workspace.store, workspace.actor, id, at=AT)

    shown = home(workspace)
    assert (names(shown), shown.archived) == (["Example air support"], 1)
    # What is left of it in the register waits with its draft, and nothing of the archived one.
    assert [each.duty and each.duty.name for each in shown.waiting] == [None, "Example air support"]
    assert names(home(workspace, archived=True)) == ["Example dog unit"]
    assert open_assessment(workspace.store, workspace.actor, workspace.library, id).assessment.id == id

    for _ in range(2):
        restore_collaboration(workspace.store, workspace.actor, id, at=AT)
    assert names(home(workspace)) == ["Example air support", "Example dog unit"]
    events = [each.event for each in entries(workspace, id)[-2:]]
    assert events == [Event.COLLABORATION_ARCHIVED, Event.COLLABORATION_RESTORED]
    assert workspace.store.verify_audit().rows == ()


def test_an_archive_hides_nothing_from_an_inspector(workspace: Workspace) -> None:
    id = submitted(workspace)
    inspector = somebody(workspace.store, "Ira Hall", force=None, roles=[Role.INSPECTOR])

    archive_collaboration(workspace.store, workspace.actor, id, at=AT)

    shown = home(workspace, inspector.actor)
    assert (names(shown), shown.archived) == (["Example dog unit"], 0)


def test_the_next_round_of_an_archived_collaboration_is_shown_on_home(workspace: Workspace) -> None:
    first = submitted(workspace)
    archive_collaboration(workspace.store, workspace.actor, first, at=AT)

    start_assessment(workspace.store, workspace.actor, workspace.library, replace(FIRST_ROUND, follows=first), at=AT)

    assert (names(home(workspace)), home(workspace).archived) == (["Example dog unit"], 0)


def test_a_deleted_draft_is_found_nowhere_but_in_the_audit_trail(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    kept = stored(workspace, id)

    delete_draft(workspace.store, workspace.actor, id, at=AT)

    assert home(workspace).every == 0
    # The collaboration stays in the register, where its lead goes on looking after it.
    assert [each.duty and each.duty.kind for each in home(workspace).waiting] == [DutyKind.WITHOUT_CONTACT]
    with pytest.raises(NotFound, match="There is no such assessment"):
        open_assessment(workspace.store, workspace.actor, workspace.library, id)
    with pytest.raises(NotFound, match="There is no such assessment"):
        workspace.record(id, workspace.response(3), expected_version=1)
    with workspace.store.read() as unit:
        last = unit.audit.of(kept)[-1]
    assert (last.event, last.by) == (Event.DRAFT_DELETED, str(workspace.person.id))
    assert workspace.store.verify_audit().rows == ()


def test_a_deleted_draft_keeps_its_name_for_its_lead_and_in_the_audit_trail(workspace: Workspace) -> None:
    id = workspace.start()
    delete_draft(workspace.store, workspace.actor, id, at=AT)
    grant(workspace.store, workspace.person.id, Role.ADMINISTRATOR)

    account = open_account(workspace.store, workspace.actor)
    panel = open_person(workspace.store, workspace.actor, workspace.person.id)
    assert "lead, Example dog unit (Kent Police)" in [each.words for each in panel.line.grants]
    assert "Example dog unit" not in panel.collaborations.values()
    assert "lead, Example dog unit (Kent Police)" in [line.words for line in account.grants]
    assert "Example dog unit" in audit_filter_choices(workspace.store, workspace.actor).chains.values()
    (line,) = search_audit(workspace.store, workspace.actor, AuditFilter(event=Event.DRAFT_DELETED)).lines
    assert (line.what, line.chain) == ("Draft deleted", "Example dog unit")


def test_what_was_submitted_once_is_not_deleted_even_after_it_was_withdrawn(workspace: Workspace) -> None:
    id = submitted(workspace)
    refused = "Only a draft that was never submitted can be deleted. Others have read what was submitted, so it stays"
    with pytest.raises(NotOpen, match=refused):
        delete_draft(workspace.store, workspace.actor, id, at=AT)

    withdraw_submission(workspace.store, workspace.actor, id, reason="G10 is wrong.", at=AT)

    with pytest.raises(NotOpen, match=refused):
        delete_draft(workspace.store, workspace.actor, id, at=AT)
    assert stored(workspace, id).id == id


def test_a_report_on_a_deleted_draft_is_still_known(workspace: Workspace) -> None:
    id = workspace.start()
    _, file = preview_report(
        workspace.store, workspace.actor, workspace.library, id, report_format=ReportFormat.HTML, at=AT
    )
    delete_draft(workspace.store, workspace.actor, id, at=AT)

    found = identify_file(workspace.store, CommandLine(), file)

    assert [str(each).partition(", made")[0] for each in found] == [
        f"Preview of the report as web page, on Example dog unit, round 2026 (assessment {id})"
    ]
