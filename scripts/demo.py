"""The command that fills a database with an invented example and prints how to sign in to it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import uuid6
from sqlalchemy import make_url

from assessment.access import Actor
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.answering import record_response
from assessment.actions.first_administrator import create_first_administrator
from assessment.actions.managing_access import give_access
from assessment.actions.managing_people import invite_person
from assessment.actions.new_person import NewPerson
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.starting import NewAssessment, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.bank.model import Question
from assessment.codes import ActionState, Role
from assessment.dates import now
from assessment.ids import ActionId, AssessmentId, CollaborationId, EvidenceId, QuestionCode
from assessment.rounds.assessment import Classification
from assessment.rounds.improvement_action import ImprovementAction
from assessment.rounds.response import Evidence, Response
from assessment.settings import Settings
from assessment.store import Store

ADMINISTRATOR: Final = NewPerson(
    name="Alex Example (administrator)", email="administrator@example.test", force="Exampleshire Police"
)
LEAD: Final = NewPerson(name="Lee Example (lead)", email="lead@example.test", force="Exampleshire Police")
RESPONDENT: Final = NewPerson(
    name="Robin Example (respondent)", email="respondent@example.test", force="Sampleford Police"
)
BOARD: Final = NewPerson(name="Bo Example (board member)", email="board@example.test", force="Mockton Constabulary")
INSPECTOR: Final = NewPerson(name="Ira Example (inspector)", email="inspector@example.test")
OWNER: Final = NewPerson(
    name="Fran Example (force access owner)", email="owner@example.test", force="Sampleford Police"
)
FORCES: Final = ("Exampleshire Police", "Sampleford Police", "Mockton Constabulary")
COLLABORATIONS: Final = (
    ("Example data: roads policing", True),
    ("Example data: forensic services", True),
    ("Example data: legal services", False),
)
# The places of the levels, a row for each theme in the order of the bank. The last question of each theme is left
# unanswered, and every third answer names no evidence.
LEVEL_PLACES: Final = (
    (4, 3, 4, 5, 3, 2, 4, 4, 3, 4, 4, 3, 5),
    (3, 3, 2, 3, 4, 2, 2, 3, 2, 3, 4, 2, 3),
    (5, 4, 4, 5, 4, 5, 4, 4, 5, 1, 5, 4, 5),
    (3, 3, 4, 3, 2, 3, 4, 4, 2, 3, 3, 4, 2),
)
# The question, what will be done, the owner, the days from today until it is due, and the state.
ACTIONS: Final = (
    (
        "B3",
        "Count the costs of every partner in the same way",
        "Head of finance",
        -20,
        ActionState.UNDER_WAY,
    ),
    ("G8", "Let the board decide on each risk that is above its limit", "Chair of the board", 30, ActionState.PLANNED),
    (
        "S1",
        "List the skills that every post needs, and who has them",
        "Head of people",
        90,
        ActionState.PLANNED,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example: the password of every person in it, and its assessments, of which the last is still open."""

    password: str
    assessments: tuple[AssessmentId, ...]


def main() -> None:
    """Delete the folder of the example and fill it anew. Exit if the database is not that of an example."""
    settings = Settings.from_environment(os.environ)
    folder = Path(make_url(settings.database_url).database or "").resolve().parent
    if not settings.is_example or folder.name != "example":
        raise SystemExit("The example has a database of its own. Start it with: make demo")
    shutil.rmtree(folder, ignore_errors=True)
    store = Store.of(settings)
    store.migrate()
    example = fill(store, Library(settings.banks))
    store.close()
    print("\nExample data: every force, person and collaboration in it is invented. Sign in as any of these people:")
    for new in (ADMINISTRATOR, LEAD, RESPONDENT, BOARD, INSPECTOR, OWNER):
        print(f"  {new.email:30} {new.name}")
    print(f"The password for each of them, until the next start: {example.password}\n")


def fill(store: Store, library: Library) -> Example:
    """Add the example's people, assessments, answers and improvement actions to an empty database."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    administrator = create_first_administrator(store, ADMINISTRATOR, password)
    signed_in: dict[str, Actor] = {}
    ids = {}
    for new in (LEAD, RESPONDENT, BOARD, INSPECTOR, OWNER):
        invited = invite_person(store, administrator, new)
        ids[new.email] = invited.person
        credential = accept_invitation(store, invited.secret, password)
        assert credential is not None
        signed_in[new.email] = credential
    lead = signed_in[LEAD.email]
    assessments = []
    for shift, (name, is_submitted) in enumerate(COLLABORATIONS):
        assessment = start(store, library, lead, name)
        assessments.append(assessment)
        answer(store, library, lead, assessment, shift=shift)
        if is_submitted:
            submit_assessment(store, lead, library, assessment, at=now())
            plan_improvement(store, library, lead, assessment)
        collaboration = collaboration_of(store, assessment)
        give_access(store, administrator, ids[RESPONDENT.email], Role.RESPONDENT, collaboration=collaboration)
        give_access(store, administrator, ids[BOARD.email], Role.BOARD_MEMBER, collaboration=collaboration)
    give_access(store, administrator, ids[INSPECTOR.email], Role.INSPECTOR)
    give_access(store, administrator, ids[OWNER.email], Role.ACCESS_OWNER)
    return Example(password=password, assessments=tuple(assessments))


def start(store: Store, library: Library, lead: Actor, name: str) -> AssessmentId:
    """Start an assessment of a collaboration of three forces."""
    start = NewAssessment(
        collaboration=name,
        partners=list(FORCES),
        lead_force=FORCES[0],
        round_title="2026",
        as_of=date(2026, 11, 1),
        classification=Classification.OFFICIAL,
    )
    return start_assessment(store, lead, library, start, at=now())


def answer(store: Store, library: Library, lead: Actor, assessment: AssessmentId, *, shift: int) -> None:
    """Answer every question except the last of each theme."""
    for response in responses(library, shift=shift):
        record_response(store, lead, library, assessment, response, expected_version=0, page="0" * 32, at=now())


def responses(library: Library, *, shift: int) -> Iterator[Response]:
    """Yield the responses. Each `shift` moves the levels on by one theme, so that assessments differ."""
    bank = library.latest()
    for row, theme in enumerate(bank.themes):
        places = LEVEL_PLACES[(row + shift) % len(LEVEL_PLACES)]
        for number, (place, question) in enumerate(zip(places, theme.questions[:-1], strict=False)):
            yield Response(
                question=question.code,
                reply=bank.level_at(place),
                rationale="Invented: the board reviewed this in May. Two forces have it in place; the third follows.",
                evidence=(evidence(question),) if number % 3 else (),
            )


def evidence(question: Question) -> Evidence:
    """Return an invented board paper as evidence for the question."""
    return Evidence(
        id=EvidenceId(uuid6.uuid7()),
        title=f"Board paper: {question.title.lower()}",
        reference="BP 12/2026",
        dated=date(2026, 5, 1),
    )


def plan_improvement(store: Store, library: Library, lead: Actor, assessment: AssessmentId) -> None:
    """Save some improvement actions, one of them overdue."""
    for code, what, owner, days, state in ACTIONS:
        action = ImprovementAction(
            question=QuestionCode(code), what=what, owner=owner, due=now().date() + timedelta(days), state=state
        )
        save_improvement_action(
            store, lead, library, assessment, action, id=ActionId(uuid6.uuid7()), expected_version=0, at=now()
        )


def collaboration_of(store: Store, id: AssessmentId) -> CollaborationId:
    """Return the id of the assessment's collaboration."""
    with store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.collaboration.id


if __name__ == "__main__":
    main()
