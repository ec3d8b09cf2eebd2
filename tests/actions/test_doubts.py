"""What looks unlikely in the answers is asked before they are submitted, of a force as of the collaboration."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.answering_alone import begin_agreeing
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.bank.library import Library
from assessment.bank.model import Question
from assessment.codes import Role
from assessment.ids import AssessmentId, CollaborationId, EvidenceId, QuestionCode, StatementCode
from assessment.rounds.response import Evidence, Met, NotApplicable, Response
from assessment.views.check_view import open_check
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import Forces
from tests.bank_builders import reaching
from tests.known_forces import KENT
from tests.signed_in_people import somebody
from tests.store.store_builders import an_operation
from tests.unit.bank.test_question_banks import QUESTION_BANKS

START = NewAssessment(
    collaboration="Example dog unit",
    partners=("Kent Police", "Essex Police"),
    lead_force="Kent Police",
    round_title="2026",
    as_of=date(2026, 11, 1),
    is_another=True,
)


@pytest.fixture
def published(workspace: Workspace) -> Workspace:
    return on_the_published_bank(workspace)


def on_the_published_bank(workspace: Workspace) -> Workspace:
    """Return the workspace on the published bank, in which 10 of 53 questions may not apply."""
    workspace.library = Library(QUESTION_BANKS)
    assert sum(question.not_applicable_when is not None for question in workspace.bank.questions()) == 10
    return workspace


def record(workspace: Workspace, id: AssessmentId, response: Response, actor: Credential | None = None) -> None:
    record_response(
        workspace.store,
        actor or workspace.actor,
        workspace.library,
        id,
        response,
        expected_version=0,
        operation=an_operation(),
        at=AT,
    )


def answers_all_alike(workspace: Workspace, id: AssessmentId, actor: Credential | None = None) -> None:
    """Tick everything in twelve questions, with one document as evidence, and say that ten others do not apply."""
    always = [question for question in workspace.bank.questions() if question.not_applicable_when is None]
    for question in always[:12]:
        record(workspace, id, everything(workspace, question), actor)
    do_not_apply(workspace, id, 10, actor)


def everything(workspace: Workspace, question: Question) -> Response:
    paper = Evidence(id=EvidenceId(an_operation()), title="The agreement", reference=f"Section {question.code}")
    return Response(question=question.code, reply=reaching(question, workspace.bank.scale[-1]), evidence=(paper,))


def do_not_apply(workspace: Workspace, id: AssessmentId, count: int, actor: Credential | None = None) -> None:
    spared = [question for question in workspace.bank.questions() if question.not_applicable_when is not None]
    for question in spared[:count]:
        record(workspace, id, Response(question=question.code, reply=NotApplicable(reason="None is shared.")), actor)


def asked(workspace: Workspace, id: AssessmentId, actor: Credential | None = None) -> list[str]:
    check = open_check(workspace.store, actor or workspace.actor, workspace.library, id, on=AT.date())
    return [each.words for each in check.doubts]


ALL_ALIKE = [
    "Every statement is ticked in 12 of the 12 questions with a tick",
    "“The agreement” is evidence for 12 of the 12 questions that name any",
    "10 of the 10 questions that may not apply are said not to apply",
]


def test_it_is_asked_while_the_answers_can_be_changed_and_stops_no_submission(published: Workspace) -> None:
    id = start_assessment(published.store, published.actor, published.library, START, at=AT)
    answers_all_alike(published, id)
    assert asked(published, id) == ALL_ALIKE
    before = open_check(published.store, published.actor, published.library, id, on=AT.date()).scorecard

    submit_assessment(published.store, published.actor, published.library, id, at=AT)

    after = open_check(published.store, published.actor, published.library, id, on=AT.date())
    assert (after.doubts, after.scorecard) == ((), before)
    withdraw_submission(published.store, published.actor, id, reason="Look again.", at=AT)
    assert asked(published, id) == ALL_ALIKE


def test_the_median_is_that_of_five_other_collaborations_that_count_on_the_same_bank_version(
    published: Workspace,
) -> None:
    own = start_assessment(published.store, published.actor, published.library, START, at=AT)
    do_not_apply(published, own, 5)

    def submitted(number: int, count: int) -> AssessmentId:
        start = replace(START, collaboration=f"Unit {number}")
        id = start_assessment(published.store, published.actor, published.library, start, at=AT)
        do_not_apply(published, id, count)
        record(published, id, everything(published, next(published.bank.questions())))
        submit_assessment(published.store, published.actor, published.library, id, at=AT)
        return id

    first = submitted(1, 0)
    for number, count in ((2, 1), (3, 2), (4, 3)):
        submitted(number, count)
    assert asked(published, own) == []
    submitted(5, 4)

    assert asked(published, own) == [
        "5 of the 10 questions that may not apply are said not to apply. In half of the other collaborations that have "
        "submitted it is 2 or fewer"
    ]
    withdraw_submission(published.store, published.actor, first, reason="P1 is wrong.", at=AT)
    assert asked(published, own) == []
    submitted(6, 4)
    assert asked(published, own) == []  # the median is 3 now


def collaboration_of(workspace: Workspace, id: AssessmentId) -> CollaborationId:
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
    assert assessment is not None
    return assessment.collaboration.id


def describe(workspace: Workspace, id: AssessmentId, **facts: object) -> None:
    """Say that in the register of the assessment's collaboration."""
    collaboration = collaboration_of(workspace, id)
    with workspace.store.read() as unit:
        entry = unit.register.find(collaboration)
    assert entry is not None
    save_register_entry(workspace.store, workspace.actor, replace(entry, **facts))  # type: ignore[arg-type]


TOLD_OF_REVIEW = (
    "Your answer to G9 says “The latest review of the agreement that was due has been held, or the first is not yet "
    "due”, but the register says that the review of the agreement was due on 3 May 2025"
)
TOLD_OF_EXIT = (
    "Your answer to G10 does not say “Written terms for leaving stand in the agreement or in a schedule to it”, but "
    "the register describes terms for leaving"
)


def test_answers_that_contradict_the_register_are_asked_about_as_it_is_today_and_stop_no_submission(
    published: Workspace,
) -> None:
    id = start_assessment(published.store, published.actor, published.library, START, at=AT)
    reviewed = Met(statements=frozenset({StatementCode("G9.1"), StatementCode("G9.2")}))
    record(published, id, Response(question=QuestionCode("G9"), reply=reviewed))
    record(published, id, Response(question=QuestionCode("G10"), reply=Met()))
    assert asked(published, id) == []

    describe(published, id, review_on=date(2025, 5, 3), exit_terms="Two years of notice.")
    assert asked(published, id) == [TOLD_OF_REVIEW, TOLD_OF_EXIT]
    reader = somebody(published.store, "Bea", roles=[(Role.BOARD_MEMBER, collaboration_of(published, id))]).actor
    assert asked(published, id, reader) == []
    describe(published, id, review_on=AT.date())
    assert asked(published, id) == [TOLD_OF_EXIT]

    submit_assessment(published.store, published.actor, published.library, id, at=AT)
    assert asked(published, id) == []


def test_it_is_asked_about_what_the_partners_agree_and_not_about_what_each_said(published: Workspace) -> None:
    forces = Forces(published)
    answers_all_alike(published, forces.id, forces.kent)
    answers_all_alike(published, forces.id, forces.essex)
    for actor in (forces.kent, forces.essex):
        forces.submit(actor)
    assert asked(published, forces.id, forces.kent) == []
    begin_agreeing(published.store, forces.kent, forces.id, at=AT)
    assert asked(published, forces.id, forces.kent) == []

    answers_all_alike(published, forces.id, forces.kent)

    assert asked(published, forces.id, forces.essex) == ALL_ALIKE
    assert asked(published, forces.id, forces.person(Role.BOARD_MEMBER, KENT)) == []
