"""Start by hand or from a file: everything in it, or nothing at all."""

from datetime import date
from uuid import UUID

import pytest

from assessment.actions.starting import Start, import_assessment, start_assessment
from assessment.actions.submitting import classify_assessment, submit_assessment
from assessment.errors import InvalidInput
from assessment.issuing.reports import export_answers
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Evidence
from assessment.terms import AssessmentId, EvidenceId
from assessment.views.home import open_home
from assessment.views.opening import open_assessment
from tests.actions.conftest import AT, Desk


def test_everything_that_is_missing_is_said_at_once(desk: Desk) -> None:
    start = Start(
        collaboration=" ",
        partners=["Kent Police", "Mars Police"],
        lead_force=None,
        round_title="",
        as_of=date(2026, 11, 1),
    )

    with pytest.raises(InvalidInput) as refused:
        start_assessment(desk.store, desk.asker, desk.library, start, at=AT)

    assert refused.value.problems == (
        "The name of the collaboration is empty. Give it between 1 and 200 characters.",
        "The title of the round is empty. Give it between 1 and 200 characters.",
        "Mars Police is not on the list of forces. Choose the force from the list.",
        "A collaboration has at least two partner forces. Choose all of them.",
        "No lead force is chosen. Choose the partner force that leads.",
    )
    assert open_home(desk.store, desk.asker, desk.library) == ()


def test_a_form_that_is_sent_twice_starts_one_assessment(desk: Desk) -> None:
    start = Start(
        collaboration="Example dog unit",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title="2026",
        as_of=date(2026, 11, 1),
    )
    id = AssessmentId(UUID(int=7))

    first = start_assessment(desk.store, desk.asker, desk.library, start, at=AT, id=id)
    second = start_assessment(desk.store, desk.asker, desk.library, start, at=AT, id=id)

    assert (first, second) == (id, id)
    assert [line.assessment.id for line in open_home(desk.store, desk.asker, desk.library)] == [id]


def test_a_file_that_is_brought_twice_starts_one_assessment(desk: Desk) -> None:
    exported = desk.start("Example legal services")
    desk.record(exported, desk.response(4))
    _, text = export_answers(desk.store, desk.asker, desk.library, exported, at=AT)
    id = AssessmentId(UUID(int=7))

    first = import_assessment(desk.store, desk.asker, desk.library, text, at=AT, id=id)
    second = import_assessment(desk.store, desk.asker, desk.library, text, at=AT, id=id)

    assert (first, second) == (id, id)
    assert {line.assessment.id for line in open_home(desk.store, desk.asker, desk.library)} == {exported, id}


def test_the_lead_must_be_a_partner(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="Surrey Police leads but is not among the partner forces"):
        desk.start(lead="Surrey Police")


def test_an_exported_assessment_can_be_started_again_with_every_answer(desk: Desk) -> None:
    first = desk.start("Example legal services")
    evidence = Evidence(id=EvidenceId(first), title="Board paper", reference="BP 12", dated=date(2026, 5, 1))
    desk.record(first, desk.response(4, rationale="Agreed in May: ŵ."))
    desk.record(first, desk.response(2, code="P2"))
    with_evidence = desk.response(5, code="P3")
    desk.record(
        first, type(with_evidence)(question=with_evidence.question, reply=with_evidence.reply, evidence=(evidence,))
    )
    _, text = export_answers(desk.store, desk.asker, desk.library, first, at=AT)

    second = import_assessment(desk.store, desk.asker, desk.library, text, at=AT)

    _, again = export_answers(desk.store, desk.asker, desk.library, second, at=AT)
    assert again == text
    assert second != first


def test_the_same_file_can_be_taken_twice(desk: Desk) -> None:
    first = desk.start()
    desk.record(first, desk.response(4))
    _, text = export_answers(desk.store, desk.asker, desk.library, first, at=AT)

    import_assessment(desk.store, desk.asker, desk.library, text, at=AT)
    import_assessment(desk.store, desk.asker, desk.library, text, at=AT)

    assert len(open_home(desk.store, desk.asker, desk.library)) == 3


def test_a_faulty_file_starts_nothing(desk: Desk) -> None:
    first = desk.start()
    desk.record(first, desk.response(4))
    _, text = export_answers(desk.store, desk.asker, desk.library, first, at=AT)

    with pytest.raises(InvalidInput):
        import_assessment(desk.store, desk.asker, desk.library, text.replace('"good"', '"divine"'), at=AT)

    assert len(open_home(desk.store, desk.asker, desk.library)) == 1


def test_an_assessment_is_submitted_once_and_not_while_nothing_is_answered(desk: Desk) -> None:
    id = desk.start()

    with pytest.raises(InvalidInput, match="Nothing is answered yet"):
        submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)
    desk.record(id, desk.response(4))
    first = submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)

    assert submit_assessment(desk.store, desk.asker, desk.library, id, at=AT) == first


def test_the_classification_is_kept(desk: Desk) -> None:
    id = desk.start()

    classify_assessment(desk.store, desk.asker, id, Classification.OFFICIAL_SENSITIVE, at=AT)

    opened = open_assessment(desk.store, desk.asker, desk.library, id)
    assert opened.assessment.classification is Classification.OFFICIAL_SENSITIVE
