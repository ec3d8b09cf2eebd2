"""Fills a database with an example that is invented from end to end, and prints how to sign in to it."""

import os
import secrets
import shutil
from datetime import date
from typing import Final

from assessment.access import Asker, Role
from assessment.actions.answering import record_response
from assessment.actions.managing_people import give_access, invite_person
from assessment.actions.signing_in import NewPerson, accept_invitation, begin_service
from assessment.actions.starting import Start, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.moments import now
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Response
from assessment.settings import PROJECT, Settings
from assessment.store import Store
from assessment.terms import AssessmentId, CollaborationId

FOLDER: Final = PROJECT / "data" / "example"
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
COLLABORATIONS: Final = (
    ("Example data: roads policing", (4, 3, 4, 5, 3), True),
    ("Example data: forensic services", (3, 2, 3, 3, 4), True),
    ("Example data: legal services", (4, 4, 3, 5, 4), False),
)


def main() -> None:
    """Fill the example afresh. Whatever was in it before goes."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    settings = Settings.from_environment(os.environ)
    if not settings.is_example or str(FOLDER) not in settings.database_url:
        raise SystemExit("The example has a database of its own. Start it with: make demo")
    store, library = Store.of(settings), Library(settings.banks)
    store.migrate()
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    administrator = begin_service(store, ADMINISTRATOR, password)
    signed_in: dict[str, Asker] = {}
    ids = {}
    for new in (LEAD, RESPONDENT, BOARD, INSPECTOR, OWNER):
        invited = invite_person(store, administrator, new)
        ids[new.email] = invited.person
        credential = accept_invitation(store, invited.secret, password)
        assert credential is not None
        signed_in[new.email] = credential
    lead = signed_in[LEAD.email]
    for name, places, is_submitted in COLLABORATIONS:
        assessment = start(store, library, lead, name)
        answer(store, library, lead, assessment, places)
        if is_submitted:
            submit_assessment(store, lead, library, assessment, at=now())
        collaboration = collaboration_of(store, assessment)
        give_access(store, administrator, ids[RESPONDENT.email], Role.RESPONDENT, collaboration=collaboration)
        give_access(store, administrator, ids[BOARD.email], Role.BOARD_MEMBER, collaboration=collaboration)
    give_access(store, administrator, ids[INSPECTOR.email], Role.INSPECTOR)
    give_access(store, administrator, ids[OWNER.email], Role.ACCESS_OWNER)
    store.close()
    print("\nExample data: every force, person and collaboration in it is invented. Sign in as one of:")
    for new in (ADMINISTRATOR, LEAD, RESPONDENT, BOARD, INSPECTOR, OWNER):
        print(f"  {new.email:30} {new.name}")
    print(f"The password of all of them, until the next start: {password}\n")


def start(store: Store, library: Library, lead: Asker, name: str) -> AssessmentId:
    """One assessment of a collaboration of three forces."""
    start = Start(
        collaboration=name,
        partners=["Exampleshire Police", "Sampleford Police", "Mockton Constabulary"],
        lead_force="Exampleshire Police",
        round_title="2026",
        as_of=date(2026, 11, 1),
        classification=Classification.OFFICIAL,
    )
    return start_assessment(store, lead, library, start, at=now())


def answer(store: Store, library: Library, lead: Asker, assessment: AssessmentId, places: tuple[int, ...]) -> None:
    """Answer all questions but every ninth."""
    bank = library.latest()
    for number, question in enumerate(bank.questions()):
        if number % 9 == 8:
            continue
        response = Response(
            question=question.code,
            reply=bank.level_at(places[number % len(places)]),
            rationale="Invented for the example.",
        )
        record_response(store, lead, library, assessment, response, seen=0, page="0" * 32, at=now())


def collaboration_of(store: Store, id: AssessmentId) -> CollaborationId:
    """The collaboration that the assessment is of."""
    with store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.collaboration.id


if __name__ == "__main__":
    main()
