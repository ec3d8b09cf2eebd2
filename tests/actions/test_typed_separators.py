"""What separates lines and words separates them in what is stored, wherever it was typed; accents are composed."""

from dataclasses import replace
from datetime import date

import pytest
import uuid6

from assessment.actions.inviting import invite_person
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.new_person import NewPerson
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.starting import import_assessment, start_assessment
from assessment.codes import Role
from assessment.exports.assessment_exports import export_answers
from assessment.ids import ActionId, AssessmentId, EvidenceId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction
from assessment.rounds.response import Evidence, NotApplicable
from assessment.views.answered_assessment import open_assessment
from tests.actions.conftest import AT, Workspace
from tests.signed_in_people import A_MEMBER, somebody

TYPED = "one\vtwo\x0cthree\x85four\u2028five w\u0302yr"
LINES = "one\ntwo\nthree\nfour\nfive ŵyr"
NAME = "one two three four five ŵyr"


@pytest.fixture
def id(workspace: Workspace) -> AssessmentId:
    return workspace.start()


def test_in_an_answer(workspace: Workspace, id: AssessmentId) -> None:
    evidence = Evidence(id=EvidenceId(uuid6.uuid7()), title=TYPED, reference=TYPED, owner=TYPED)
    workspace.record(id, replace(workspace.response(4, rationale=TYPED), evidence=(evidence,)))
    no_reply = next(each for each in workspace.bank.questions() if each.not_applicable_when is not None)
    workspace.record(id, replace(workspace.response(code=no_reply.code), reply=NotApplicable(reason=TYPED)))

    stored = workspace.stored(id).response
    (item,) = stored.evidence
    assert (stored.rationale, item.title, item.reference, item.owner) == (LINES, NAME, NAME, NAME)
    assert workspace.stored(id, no_reply.code).response.reply == NotApplicable(reason=LINES)


def test_in_an_action(workspace: Workspace, id: AssessmentId) -> None:
    action = ImprovementAction(question=QuestionCode("P1"), what=TYPED, owner=TYPED, due=date(2026, 12, 1))

    stored = save_improvement_action(
        workspace.store,
        workspace.actor,
        workspace.library,
        id,
        action,
        id=ActionId(uuid6.uuid7()),
        expected_version=0,
        at=AT,
    ).action

    assert (stored.what, stored.owner) == (LINES, NAME)


def test_in_the_name_of_a_collaboration_and_of_a_round(workspace: Workspace) -> None:
    start = NewAssessment(
        collaboration=TYPED,
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title=TYPED,
        as_of=date(2026, 11, 1),
    )

    id = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)

    started = open_assessment(workspace.store, workspace.actor, workspace.library, id).assessment
    assert (started.collaboration.name, started.round.title) == (NAME, NAME)


def test_in_a_file(workspace: Workspace, id: AssessmentId) -> None:
    workspace.record(id, workspace.response(4, rationale="Typed."))
    text = export_answers(workspace.store, workspace.actor, workspace.library, id, at=AT)[1].decode()
    escaped = "".join(f"\\u{ord(each):04x}" if each != " " else each for each in TYPED)

    imported = import_assessment(
        workspace.store, workspace.actor, workspace.library, text.replace("Typed.", escaped), at=AT, follows=id
    )

    assert workspace.stored(imported).response.rationale == LINES


def test_in_the_name_of_a_person(workspace: Workspace) -> None:
    administrator = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    invited = invite_person(
        workspace.store,
        administrator.actor,
        NewPerson(name=TYPED, email="new@kent.example", force="Kent Police"),
        A_MEMBER,
    )

    with workspace.store.read() as unit:
        person = unit.people.find(invited.person)
    assert person is not None
    assert person.name == NAME
