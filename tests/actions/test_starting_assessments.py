"""Starting an assessment by hand or from a file: all of it is stored, or nothing."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import uuid6

from assessment.access import Credential
from assessment.actions.classifying import raise_classification
from assessment.actions.keeping_register import register_collaboration
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import import_assessment, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.codes import NextStep, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted
from assessment.exports.assessment_exports import export_answers
from assessment.ids import AssessmentId, CollaborationId, EvidenceId, MembershipId
from assessment.register import Membership, RegisterEntry
from assessment.rounds.assessment import Assessment, Classification, Collaboration
from assessment.rounds.response import Evidence
from assessment.views.answered_assessment import open_assessment
from assessment.views.starting_view import open_lookalikes
from tests.actions.conftest import AT, Workspace
from tests.known_forces import ESSEX, KENT, SURREY, a_partner, partners_of
from tests.signed_in_people import somebody


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
    assert workspace.readable() == []


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
    assert workspace.readable() == [id]


def test_a_file_that_is_sent_twice_starts_one_assessment(workspace: Workspace) -> None:
    exported = workspace.start("Example legal services")
    workspace.record(exported, workspace.response(4))
    text = export_answers(workspace.store, workspace.actor, workspace.library, exported, at=AT)[1].decode()
    id = AssessmentId(UUID(int=7))

    for _ in range(2):
        sent = import_assessment(
            workspace.store, workspace.actor, workspace.library, text, at=AT, id=id, follows=exported
        )
        assert sent == id

    assert set(workspace.readable()) == {exported, id}


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
    text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)[1].decode()

    second = import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT, is_another=True)

    again = export_answers(workspace.store, workspace.actor, workspace.library, second, at=AT)[1].decode()
    assert again == text
    assert second != first


def test_a_file_can_be_imported_twice(workspace: Workspace) -> None:
    first = workspace.start()
    workspace.record(first, workspace.response(4))
    text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)[1].decode()

    for _ in range(2):
        import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT, is_another=True)

    assert len(workspace.readable()) == 3


def test_a_faulty_file_starts_nothing(workspace: Workspace) -> None:
    first = workspace.start()
    workspace.record(first, workspace.response(4))
    text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)[1].decode()

    with pytest.raises(InvalidInput):
        import_assessment(
            workspace.store, workspace.actor, workspace.library, text.replace('"good"', '"divine"'), at=AT
        )

    assert len(workspace.readable()) == 1


def test_an_assessment_is_submitted_once_and_only_with_an_answer(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="Nothing is answered yet"):
        submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    workspace.record(id, workspace.response(4))
    first = submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    assert submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT) == first


def test_a_classification_is_stored(workspace: Workspace) -> None:
    id = workspace.start()

    raise_classification(workspace.store, workspace.actor, id, Classification.OFFICIAL_SENSITIVE, at=AT)

    opened = open_assessment(workspace.store, workspace.actor, workspace.library, id)
    assert opened.assessment.classification is Classification.OFFICIAL_SENSITIVE


DOGS = NewAssessment(
    collaboration="Dog unit",
    partners=["Kent Police", "Essex Police"],
    lead_force="Kent Police",
    round_title="2026",
    as_of=date(2026, 11, 1),
)


def started(workspace: Workspace, start: NewAssessment, actor: Credential | None = None) -> Assessment:
    """Start an assessment and return it as it is stored."""
    id = start_assessment(workspace.store, actor or workspace.actor, workspace.library, start, at=AT)
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found


def grants(workspace: Workspace) -> int:
    with workspace.store.read() as unit:
        return len(unit.people.grants_of(workspace.person.id))


def test_the_next_round_belongs_to_the_same_collaboration_whoever_takes_part_in_it(workspace: Workspace) -> None:
    first = started(workspace, DOGS)
    had = grants(workspace)
    again = replace(
        DOGS,
        collaboration="DOG UNIT",
        partners=["Essex Police", "Surrey Police", "Kent Police"],
        lead_force="Essex Police",
        round_title="2027",
        follows=first.id,
    )

    second = started(workspace, again)

    assert second.collaboration == Collaboration(
        id=first.collaboration.id,
        name="Dog unit",
        partners=partners_of("Essex Police", "Surrey Police", "Kent Police"),
        lead_force=a_partner("Essex Police"),
    )
    assert open_assessment(workspace.store, workspace.actor, workspace.library, first.id).assessment == first
    assert grants(workspace) == had


def test_a_file_can_be_the_next_round_of_a_collaboration(workspace: Workspace) -> None:
    first = started(workspace, DOGS)
    text = export_answers(workspace.store, workspace.actor, workspace.library, first.id, at=AT)[1].decode()

    second = import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT, follows=first.id)

    opened = open_assessment(workspace.store, workspace.actor, workspace.library, second)
    assert opened.assessment.collaboration == first.collaboration


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"partners": ["Essex Police", "Kent Police"]},
        {"partners": ["Kent Police", "Surrey Police"]},
        {"collaboration": "DOG  UNIT"},
        {"collaboration": "Do\u0302g unit"},
        {"collaboration": "Dög unit"},
    ],
    ids=["alike", "another order", "other partners", "capitals", "decomposed", "an accent"],
)
def test_a_new_collaboration_that_looks_like_one_that_is_here_asks_first(
    workspace: Workspace, typed: dict[str, Any]
) -> None:
    first = started(workspace, DOGS)
    new = replace(DOGS, **typed)
    question = (
        "A collaboration with this name is here already: Dog unit, led by Kent Police. To assess it again, start its "
        "next round. If you mean another one, say so below."
    )

    with pytest.raises(InvalidInput) as by_hand:
        started(workspace, new)
    assert str(by_hand.value) == question
    assert [
        (each.newest and each.newest.id, each.can_start_next)
        for each in open_lookalikes(workspace.store, workspace.actor, new.collaboration)
    ] == [(first.id, True)]

    second = started(workspace, replace(new, is_another=True))
    assert second.collaboration.id != first.collaboration.id


def test_a_file_that_looks_like_a_collaboration_that_is_here_asks_first(workspace: Workspace) -> None:
    first = started(workspace, DOGS)
    text = export_answers(workspace.store, workspace.actor, workspace.library, first.id, at=AT)[1].decode()

    with pytest.raises(InvalidInput, match="A collaboration with this name is here already: Dog unit, led by Kent"):
        import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT)


def test_whoever_starts_one_of_its_name_learns_what_the_register_says_and_nothing_of_its_rounds(
    workspace: Workspace,
) -> None:
    started(workspace, DOGS)
    stranger = somebody(workspace.store, "Kim Hill")

    (shown,) = open_lookalikes(workspace.store, stranger.actor, "Dog unit")
    with pytest.raises(InvalidInput, match="is here already: Dog unit, led by Kent Police"):
        started(workspace, DOGS, stranger.actor)

    assert (shown.entry.name, shown.lead_force, shown.newest, shown.can_start_next, shown.can_start_first) == (
        "Dog unit",
        "Kent Police",
        None,
        False,
        False,
    )


def test_the_first_assessment_of_a_registered_collaboration_belongs_to_it_and_is_led_by_who_started_it(
    workspace: Workspace,
) -> None:
    administrator = somebody(workspace.store, "Alex", force=None, roles=[Role.ADMINISTRATOR])
    member = Membership(id=MembershipId(uuid6.uuid7()), force=KENT)
    entry = RegisterEntry(id=CollaborationId(uuid6.uuid7()), name="Dog unit", lead_force=KENT, memberships=(member,))
    register_collaboration(workspace.store, administrator.actor, entry)
    first = replace(DOGS, registered=entry.id)
    other = somebody(workspace.store, "Pat Wood", force=SURREY, roles=[Role.MEMBER])

    with pytest.raises(NotPermitted, match="Your force is not a partner of Dog unit in the register"):
        started(workspace, replace(first, partners=["Kent Police", "Surrey Police"]), other.actor)
    assessment = started(workspace, first)
    with pytest.raises(InvalidInput, match="Dog unit has been assessed meanwhile"):
        started(workspace, first, somebody(workspace.store, "Kim Hill").actor)

    assert assessment.collaboration.id == entry.id
    with workspace.store.read() as unit:
        stored = unit.register.find(entry.id)
    assert stored is not None
    assert [(each.force, each.joined_on) for each in stored.memberships] == [(KENT, None), (ESSEX, DOGS.as_of)]


def test_who_reads_a_collaboration_without_leading_it_is_asked_and_cannot_start_its_next_round(
    workspace: Workspace,
) -> None:
    first = started(workspace, DOGS)
    member = somebody(workspace.store, "Kim Hill", roles=[Role.MEMBER, (Role.BOARD_MEMBER, first.collaboration.id)])

    assert [each.can_start_next for each in open_lookalikes(workspace.store, member.actor, "dog unit")] == [False]
    with pytest.raises(NotPermitted):
        started(workspace, replace(DOGS, follows=first.id), member.actor)


def test_a_next_round_of_what_one_may_not_read_is_refused_in_the_words_for_what_does_not_exist(
    workspace: Workspace,
) -> None:
    hidden = started(workspace, DOGS)
    stranger = somebody(workspace.store, "Kim Hill")

    for follows in (hidden.id, AssessmentId(UUID(int=9))):
        with pytest.raises(NotFound, match=r"^There is no such assessment\. Choose one on the home page\.$"):
            started(workspace, replace(DOGS, follows=follows), stranger.actor)


def test_the_newest_submitted_round_on_home_offers_the_next_one_to_its_leads(workspace: Workspace) -> None:
    first = started(workspace, DOGS)
    workspace.record(first.id, workspace.response(4))
    board = somebody(workspace.store, "Kim Hill", roles=[(Role.BOARD_MEMBER, first.collaboration.id)])

    def offered(actor: Credential) -> list[AssessmentId]:
        lines = workspace.home(actor).lines
        return [line.newest.id for line in lines if line.next_step is NextStep.START_NEXT_ROUND]

    assert offered(workspace.actor) == []
    submit_assessment(workspace.store, workspace.actor, workspace.library, first.id, at=AT)
    assert (offered(workspace.actor), offered(board.actor)) == ([first.id], [])
    started(workspace, replace(DOGS, follows=first.id))
    assert offered(workspace.actor) == []
