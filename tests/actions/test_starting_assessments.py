"""Starting an assessment by hand or from a file: all of it is stored, or nothing."""

from datetime import date
from uuid import UUID

import pytest

from assessment.actions.starting import NewAssessment, import_assessment, start_assessment
from assessment.actions.submitting import classify_assessment, submit_assessment
from assessment.errors import InvalidInput
from assessment.exports.assessment_exports import export_answers
from assessment.ids import AssessmentId, EvidenceId
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Evidence
from assessment.views.answered_assessment import open_assessment
from assessment.views.home_view import open_home
from tests.actions.conftest import AT, Workspace


def test_every_problem_of_a_form_is_named_at_once(workspace: Workspace) -> None:
    start = NewAssessment(
        collaboration=" ",
        partners=["Kent Police", "Mars Police"],
        lead_force=None,
        round_title="",
        as_of=date(2026, 11, 1),
    )

    with pytest.raises(InvalidInput) as refused:
        start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)

    assert refused.value.sentences == (
        "The name of the collaboration is empty. Give it between 1 and 200 characters.",
        "The title of the round is empty. Give it between 1 and 200 characters.",
        "Mars Police is not on the list of forces. Choose the force from the list.",
        "A collaboration has at least two partner forces. Choose all of them.",
        "No lead force is chosen. Choose the partner force that leads.",
    )
    assert open_home(workspace.store, workspace.actor, workspace.library) == ()


def test_a_form_that_is_sent_twice_starts_one_assessment(workspace: Workspace) -> None:
    start = NewAssessment(
        collaboration="Example dog unit",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title="2026",
        as_of=date(2026, 11, 1),
    )
    id = AssessmentId(UUID(int=7))

    first = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT, id=id)
    second = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT, id=id)

    assert (first, second) == (id, id)
    assert [line.assessment.id for line in open_home(workspace.store, workspace.actor, workspace.library)] == [id]


def test_a_file_that_is_sent_twice_starts_one_assessment(workspace: Workspace) -> None:
    exported = workspace.start("Example legal services")
    workspace.record(exported, workspace.response(4))
    _, text = export_answers(workspace.store, workspace.actor, workspace.library, exported, at=AT)
    id = AssessmentId(UUID(int=7))

    first = import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT, id=id)
    second = import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT, id=id)

    assert (first, second) == (id, id)
    assert {line.assessment.id for line in open_home(workspace.store, workspace.actor, workspace.library)} == {
        exported,
        id,
    }


def test_the_lead_force_must_be_a_partner(workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="Surrey Police leads but is not among the partner forces"):
        workspace.start(lead="Surrey Police")


def test_an_exported_assessment_can_be_started_again_with_every_answer(workspace: Workspace) -> None:
    first = workspace.start("Example legal services")
    evidence = Evidence(id=EvidenceId(first), title="Board paper", reference="BP 12", dated=date(2026, 5, 1))
    workspace.record(first, workspace.response(4, rationale="Agreed in May: ŵ."))
    workspace.record(first, workspace.response(2, code="P2"))
    with_evidence = workspace.response(5, code="P3")
    workspace.record(
        first, type(with_evidence)(question=with_evidence.question, reply=with_evidence.reply, evidence=(evidence,))
    )
    _, text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)

    second = import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT)

    _, again = export_answers(workspace.store, workspace.actor, workspace.library, second, at=AT)
    assert again == text
    assert second != first


def test_a_file_can_be_imported_twice(workspace: Workspace) -> None:
    first = workspace.start()
    workspace.record(first, workspace.response(4))
    _, text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)

    import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT)
    import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT)

    assert len(open_home(workspace.store, workspace.actor, workspace.library)) == 3


def test_a_faulty_file_starts_nothing(workspace: Workspace) -> None:
    first = workspace.start()
    workspace.record(first, workspace.response(4))
    _, text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)

    with pytest.raises(InvalidInput):
        import_assessment(
            workspace.store, workspace.actor, workspace.library, text.replace('"good"', '"divine"'), at=AT
        )

    assert len(open_home(workspace.store, workspace.actor, workspace.library)) == 1


def test_an_assessment_is_submitted_once_and_only_with_an_answer(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="Nothing is answered yet"):
        submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    workspace.record(id, workspace.response(4))
    first = submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    assert submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT) == first


def test_a_classification_is_stored(workspace: Workspace) -> None:
    id = workspace.start()

    classify_assessment(workspace.store, workspace.actor, id, Classification.OFFICIAL_SENSITIVE, at=AT)

    opened = open_assessment(workspace.store, workspace.actor, workspace.library, id)
    assert opened.assessment.classification is Classification.OFFICIAL_SENSITIVE
