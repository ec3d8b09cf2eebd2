"""The import of register files: every fault is named and nothing is written, or everything is."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from assessment.access import CommandLine, Credential
from assessment.actions.importing_register import (
    CheckedRegisterFile,
    ImportedRegister,
    check_register_file,
    import_register,
)
from assessment.actions.keeping_register import register_collaboration, save_register_entry
from assessment.codes import Event, ExportForm, Role
from assessment.errors import InvalidInput, NotPermitted, RegisterChanged
from assessment.exports.register_export import export_register
from assessment.ids import CollaborationId
from assessment.register import RegisterEntry
from assessment.store import Store
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.register_search import RegisterQuery
from tests.actions.conftest import AT, Workspace
from tests.register_files import FAULTS, KNOWN, TAKEN, csv_of, rows, with_faults, workbook_of
from tests.signed_in_people import somebody

EVERYTHING = RegisterQuery(today=AT.date())


@pytest.fixture
def administrator(workspace: Workspace) -> Credential:
    actor = somebody(workspace.store, "Alex", force=None, roles=[Role.ADMINISTRATOR]).actor
    for id, name in ((KNOWN[0], "First"), (KNOWN[1], "Second"), (UUID(int=3), TAKEN)):
        register_collaboration(workspace.store, actor, RegisterEntry(id=CollaborationId(id), name=name))
    return actor


def names(store: Store) -> list[str]:
    with store.read() as unit:
        return list(unit.register.names().values())


def checked(workspace: Workspace, actor: Credential, content: bytes) -> CheckedRegisterFile:
    found = check_register_file(workspace.store, actor, content)
    assert found.file.problems == ()
    return found


@pytest.mark.parametrize(("made", "is_csv"), [(csv_of, True), (workbook_of, False)], ids=["CSV", "XLSX"])
def test_a_file_of_500_collaborations_with_40_faults_names_all_by_row_and_column_and_writes_nothing(
    workspace: Workspace, administrator: Credential, made: Callable[..., bytes], is_csv: bool
) -> None:
    faulty, expected = with_faults(rows(), is_csv=is_csv)
    content = made(faulty)

    found = check_register_file(workspace.store, administrator, content)
    with pytest.raises(InvalidInput, match="the file has problems"):
        import_register(workspace.store, administrator, content, seen=found.seen)

    assert len(found.file.problems) == len(FAULTS) == 40
    assert {(each.row, each.letters, each.says.code) for each in found.file.problems} == expected
    assert len({code for _, _, code in expected}) >= 20
    assert len(found.file.outcomes) == 460
    assert names(workspace.store) == ["First", "Second", TAKEN]


def test_without_a_fault_all_500_are_imported_and_what_is_exported_then_changes_nothing(
    workspace: Workspace, administrator: Credential
) -> None:
    store = workspace.store
    content = workbook_of(rows())
    found = checked(workspace, administrator, content)
    assert found.file.mended == ()

    done = import_register(store, administrator, content, seen=found.seen)

    assert done == ImportedRegister(new=498, changed=2, same=0)
    assert len(names(store)) == 501
    for form in (ExportForm.CSV, ExportForm.XLSX):
        again = export_register(store, administrator, EVERYTHING, form=form, at=AT)
        found = checked(workspace, administrator, again)
        assert (found.file.mended, found.file.new, found.file.changing, found.file.same) == ((), (), (), 501)
    with store.read() as unit:
        imports = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.event is Event.REGISTER_IMPORTED]
        assert [(each.detail["new"], each.detail["changed"]) for each in imports] == [(498, 2)]
        assert [each.event for each in unit.register.history(CollaborationId(KNOWN[0]))] == [
            Event.COLLABORATION_REGISTERED,
            Event.REGISTER_CHANGED,
        ]
    assert store.verify_audit().rows == ()


def test_what_changed_since_the_dry_run_is_not_overwritten(workspace: Workspace, administrator: Credential) -> None:
    content = csv_of(rows(2))
    found = checked(workspace, administrator, content)
    first = found.file.changing[0].stored
    assert first is not None
    save_register_entry(workspace.store, administrator, replace(first, board="Another board"))

    with pytest.raises(RegisterChanged, match="since the file was checked"):
        import_register(workspace.store, administrator, content, seen=found.seen)

    assert names(workspace.store) == ["First", "Second", TAKEN]


def test_a_column_that_the_file_does_not_have_is_left_as_it_is(workspace: Workspace, administrator: Credential) -> None:
    with_board = csv_of([{"id": str(KNOWN[0]), "board": "Joint board"}], headings=["id", "board"])
    import_register(workspace.store, administrator, with_board, seen=checked(workspace, administrator, with_board).seen)
    renamed = csv_of([{"id": str(KNOWN[0]), "name": "First of all"}], headings=["id", "name"])

    found = checked(workspace, administrator, renamed)

    (outcome,) = found.file.changing
    assert (outcome.changed, outcome.entry.board) == (("name",), "Joint board")


def test_only_those_who_may_add_collaborations_import_and_only_those_who_may_change_them_change_them(
    workspace: Workspace, administrator: Credential
) -> None:
    content = csv_of(rows(1))
    for call in (check_register_file, lambda *asked: import_register(*asked, seen="")):
        with pytest.raises(NotPermitted, match="add a collaboration to the register"):
            call(workspace.store, workspace.actor, b"PK of which nothing is read")
    seen = check_register_file(workspace.store, CommandLine(), content).seen

    with pytest.raises(NotPermitted, match="change what the register says"):
        import_register(workspace.store, CommandLine(), content, seen=seen)
