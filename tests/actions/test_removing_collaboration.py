"""A collaboration that was registered by mistake can be removed while nothing was ever assessed in it."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.access import CommandLine, Credential
from assessment.actions.deleting import delete_draft
from assessment.actions.keeping_register import register_collaboration, save_register_entry
from assessment.actions.loading_register import load_register
from assessment.actions.removing_collaboration import remove_collaboration
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_assessment
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotFound, NotOpen, NotPermitted
from assessment.ids import CollaborationId
from assessment.store.audit_chain import chain_of
from assessment.store.audit_search import AuditQuery
from assessment.store.register_search import RegisterQuery
from assessment.views.audit_view import AuditFilter, search_audit
from assessment.views.collaboration_view import open_collaboration
from assessment.views.home_view import open_home
from assessment.views.register_view import open_entry, open_register
from tests.actions.conftest import AT, Workspace
from tests.actions.test_keeping_register import administrator, an_entry
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import somebody

__all__ = ["administrator"]

REASON = "It is the dog unit under another name."


def names(workspace: Workspace, actor: Credential) -> list[str]:
    page = open_register(workspace.store, actor, RegisterQuery(today=AT.date()))
    assert (page.number, page.every) == (len(page.entries), len(page.entries))
    return [each.name for each in page.entries]


def collaboration_of(workspace: Workspace, name: str = "Example dog unit") -> CollaborationId:
    with workspace.store.read() as unit:
        return next(id for id, each in unit.register.names().items() if each == name)


def test_what_is_removed_is_found_nowhere_and_its_name_can_be_used_again(
    workspace: Workspace, administrator: Credential
) -> None:
    due = replace(an_entry("Joint forensics"), review_on=date(2025, 5, 3))
    id = register_collaboration(workspace.store, administrator, due)
    assert open_collaboration(workspace.store, administrator, workspace.library, id).may_remove

    remove_collaboration(workspace.store, administrator, id, reason=REASON)

    assert names(workspace, administrator) == []
    assert open_home(workspace.store, administrator, workspace.library, on=AT.date()).waiting == ()
    with pytest.raises(NotFound, match="There is no such collaboration"):
        open_entry(workspace.store, administrator, id)
    again = register_collaboration(workspace.store, administrator, an_entry("JOINT forensics"))
    assert names(workspace, administrator) == ["JOINT forensics"]
    assert again != id


def test_the_audit_trail_keeps_what_was_said_and_why_it_was_removed(
    workspace: Workspace, administrator: Credential
) -> None:
    id = register_collaboration(workspace.store, administrator, an_entry("Joint forensics"))

    remove_collaboration(workspace.store, administrator, id, reason=f"  {REASON}\n")

    with workspace.store.read() as unit:
        found = unit.audit_search.find(AuditQuery(chain=chain_of(id)), most=5, skip=0)
    assert [each.entry.event for each in found] == [Event.COLLABORATION_REMOVED, Event.COLLABORATION_REGISTERED]
    assert found[0].entry.detail == {"name": "Joint forensics", "reason": REASON}
    page = search_audit(workspace.store, administrator, AuditFilter(event=Event.COLLABORATION_REMOVED))
    assert [(each.what, each.chain) for each in page.lines] == [
        ("Collaboration removed from the register", "Joint forensics (removed from the register)")
    ]
    assert workspace.store.verify_audit().rows == ()


@pytest.mark.parametrize("reason", ["", " \n", "\u200b"])
def test_a_reason_is_needed(workspace: Workspace, administrator: Credential, reason: str) -> None:
    id = register_collaboration(workspace.store, administrator, an_entry())

    with pytest.raises(InvalidInput, match=r"^Give a reason, then try again\.$"):
        remove_collaboration(workspace.store, administrator, id, reason=reason)

    assert names(workspace, administrator) == ["Joint forensics"]


def test_only_an_administrator_or_its_lead_removes_it(workspace: Workspace, administrator: Credential) -> None:
    id = register_collaboration(workspace.store, administrator, an_entry())
    others = [
        somebody(workspace.store, "Max", force=KENT).actor,
        somebody(workspace.store, "Rae", force=ESSEX, roles=[(Role.RESPONDENT, id)]).actor,
        somebody(workspace.store, "Ira", force=None, roles=[Role.INSPECTOR]).actor,
    ]
    for each in others:
        assert not open_collaboration(workspace.store, each, workspace.library, id).may_remove
        with pytest.raises(NotPermitted):
            remove_collaboration(workspace.store, each, id, reason=REASON)
    lead = somebody(workspace.store, "Lee", force=KENT, roles=[(Role.LEAD, id)]).actor

    remove_collaboration(workspace.store, lead, id, reason=REASON)

    assert names(workspace, administrator) == []


def test_its_lead_removes_it_once_the_only_draft_is_deleted(workspace: Workspace, administrator: Credential) -> None:
    draft = workspace.start()
    id = collaboration_of(workspace)
    with pytest.raises(NotOpen) as refused:
        remove_collaboration(workspace.store, workspace.actor, id, reason=REASON)
    assert str(refused.value) == (
        "Example dog unit has been assessed, so it stays in the register. If the work has ended, give it the status "
        "“closed”."
    )
    assert not open_collaboration(workspace.store, workspace.actor, workspace.library, id).may_remove
    delete_draft(workspace.store, workspace.actor, draft, at=AT)
    assert open_collaboration(workspace.store, workspace.actor, workspace.library, id).may_remove

    remove_collaboration(workspace.store, workspace.actor, id, reason=REASON)

    assert names(workspace, administrator) == []
    assert workspace.start() != draft
    assert workspace.store.verify_audit().rows == ()


def test_what_was_submitted_once_stays_also_when_it_was_withdrawn(
    workspace: Workspace, administrator: Credential
) -> None:
    started = workspace.start()
    workspace.record(started, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, started, at=AT)
    withdraw_assessment(workspace.store, workspace.actor, started, reason="Another unit was meant.", at=AT)

    with pytest.raises(NotOpen):
        remove_collaboration(workspace.store, administrator, collaboration_of(workspace), reason=REASON)


def test_what_another_came_from_is_removed_only_after_that_was_changed(
    workspace: Workspace, administrator: Credential
) -> None:
    first = register_collaboration(workspace.store, administrator, an_entry("First"))
    second = replace(an_entry("Second"), predecessor=first)
    register_collaboration(workspace.store, administrator, second)
    assert not open_collaboration(workspace.store, administrator, workspace.library, first).may_remove

    with pytest.raises(InvalidInput, match=r"^Second came from First\. Change what came before it first\.$"):
        remove_collaboration(workspace.store, administrator, first, reason=REASON)

    stored = open_entry(workspace.store, administrator, second.id).entry
    save_register_entry(workspace.store, administrator, replace(stored, predecessor=None))
    remove_collaboration(workspace.store, administrator, first, reason=REASON)
    assert names(workspace, administrator) == ["Second"]
    with pytest.raises(InvalidInput, match="is no longer in the register"):
        save_register_entry(workspace.store, administrator, replace(stored, version=2, predecessor=first))


def test_what_was_removed_is_not_loaded_or_added_again(workspace: Workspace, administrator: Credential) -> None:
    known = an_entry("Known from a report")
    load_register(workspace.store, CommandLine(), [known])
    remove_collaboration(workspace.store, administrator, known.id, reason=REASON)

    load = load_register(workspace.store, CommandLine(), [known])

    assert (load.new, load.there, load.removed) == ((), (), (known,))
    with pytest.raises(NotFound):
        register_collaboration(workspace.store, administrator, known)
