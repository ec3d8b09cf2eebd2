"""The command that fills a database with an invented example and prints how to sign in to it."""

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from assessment.access import Actor
from assessment.access.person import Person
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.archiving import archive_collaboration
from assessment.actions.first_administrator import create_first_administrator
from assessment.actions.inviting import invite_person
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.new_access import NewAccess
from assessment.actions.new_person import NewPerson
from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.actions.starting import import_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.codes import Role
from assessment.dates import UK, now, uk_day
from assessment.ids import AssessmentId, CollaborationId
from assessment.rounds.assessment import Assessment, Classification, Round
from assessment.rounds.exchange import Exchange, write_exchange
from assessment.settings import Settings
from assessment.store import Store
from assessment.views.register_view import open_entry
from scripts.example.answers import AnsweredRound
from scripts.example.collaborations import COLLABORATIONS, ExampleCollaboration, ExampleRound
from scripts.example.follow_up import FollowUp
from scripts.example.register_facts import REGISTER_FACTS
from scripts.example.working_together import work_together

ADMINISTRATOR: Final = NewPerson(
    name="Alex Example (administrator)", email="administrator@example.test", force="Exampleshire Police"
)
LEAD: Final = NewPerson(name="Lee Example (lead)", email="lead@example.test", force="Exampleshire Police")
OTHER_LEADS: Final = (
    NewPerson(name="Max Example (lead)", email="mockton@example.test", force="Mockton Constabulary"),
    NewPerson(name="Noor Example (lead)", email="north.fiction@example.test", force="North Fiction Police"),
    NewPerson(name="Pat Example (lead)", email="placeholder.valley@example.test", force="Placeholder Valley Police"),
    NewPerson(name="Priya Example (lead)", email="pretendham@example.test", force="Pretendham Police"),
    NewPerson(name="Sam Example (lead)", email="sampleford@example.test", force="Sampleford Police"),
)
RESPONDENT: Final = NewPerson(
    name="Robin Example (respondent)", email="respondent@example.test", force="Sampleford Police"
)
BOARD: Final = NewPerson(name="Bo Example (board member)", email="board@example.test", force="Mockton Constabulary")
INSPECTOR: Final = NewPerson(name="Ira Example (inspector)", email="inspector@example.test")
OWNER: Final = NewPerson(
    name="Fran Example (force access owner)", email="owner@example.test", force="Sampleford Police"
)
PEOPLE: Final = (LEAD, *OTHER_LEADS, INSPECTOR, OWNER)
"""Those whom the administrator invites."""
INVITED_BY_LEADS: Final = ((RESPONDENT, Role.RESPONDENT), (BOARD, Role.BOARD_MEMBER))
"""They have the one role, and may start nothing."""
NOT_YET_COME: Final = NewPerson(
    name="Jo Example (invited respondent)", email="invited@example.test", force="Mockton Constabulary"
)
CAME_LONG_AGO: Final = (OTHER_LEADS[2], OTHER_LEADS[4])
"""Their membership lapses soon, so it waits to be confirmed."""
LONG_AGO: Final = timedelta(days=75)
ROLES: Final = {INSPECTOR: Role.INSPECTOR, OWNER: Role.ACCESS_OWNER}
"""The roles that somebody is invited to; everybody else becomes a member of their force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example: the password of every person in it, and its newest assessments, of which the last is still open."""

    password: str
    assessments: tuple[AssessmentId, ...]


def main() -> None:
    """Delete the folder of the example and fill it anew. Exit if the database is not that of an example."""
    settings = Settings.from_environment(os.environ)
    folder = Path(make_url(settings.database_url).database or "").resolve().parent
    if not settings.is_example or folder.name != "example":
        raise SystemExit("The example has a database of its own. Start it with: make demo")
    shutil.rmtree(folder, ignore_errors=True)
    example = fill(settings, Library(settings.banks))
    print("\nExample data: every force, person and collaboration in it is invented. Sign in as any of these people:")
    for new in (ADMINISTRATOR, *PEOPLE, RESPONDENT, BOARD):
        print(f"  {new.email:32} {new.name}, {new.force or 'no force'}")
    print(f"The password for each of them, until the next start: {example.password}\n")


def fill(settings: Settings, library: Library) -> Example:
    """Add the example's people, assessments, answers and improvement actions to an empty database."""
    store = Store.of(settings)
    store.migrate()
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    _let_everybody_come(settings, password)
    leads = {
        new.force: sign_in(store, SignInAttempt(email=new.email, password=password, address="here"))
        for new in (LEAD, *OTHER_LEADS)
    }
    newest = []
    for collaboration in COLLABORATIONS:
        lead = leads[collaboration.lead_force]
        earlier, later = as_of_dates()
        first = hold_round(store, library, lead, collaboration, collaboration.earlier, as_of=earlier)
        newest.append(hold_round(store, library, lead, collaboration, collaboration.later, as_of=later, follows=first))
        id = found_assessment(store, first).collaboration.id
        _add_to_register(store, lead, collaboration, of=id)
        _invite(store, lead, collaboration, of=id, password=password)
        if collaboration.is_archived:
            archive_collaboration(store, lead, first, at=now())
    _hold_board_meeting(store, library, leads[LEAD.force], newest[0])
    respondent = sign_in(store, SignInAttempt(email=RESPONDENT.email, password=password, address="here"))
    work_together(
        store,
        library,
        newest[-1],
        lead=leads[LEAD.force],
        respondent=respondent,
        respondent_id=_found_person(store, RESPONDENT).id,
        at=now(),
    )
    store.close()
    return Example(password=password, assessments=tuple(newest))


def as_of_dates() -> tuple[date, date]:
    """Return the dates that the answers of the earlier and of the later round describe, a year apart."""
    later = (now().date() - timedelta(days=30)).replace(day=1)
    return later.replace(year=later.year - 1), later


def hold_round(
    store: Store,
    library: Library,
    lead: Actor,
    collaboration: ExampleCollaboration,
    round: ExampleRound,
    *,
    as_of: date,
    follows: AssessmentId | None = None,
) -> AssessmentId:
    """Read a round in from a file some days after the date that its answers describe; submit it where it is done."""
    moment = datetime.combine(as_of + timedelta(days=9), time(10), tzinfo=UK).astimezone(UTC)
    bank = library.latest()
    answered = AnsweredRound(collaboration=collaboration, round=round, as_of=as_of)
    exchange = Exchange(
        bank_id=bank.id,
        bank_version=bank.version,
        collaboration_name=collaboration.name,
        partners=tuple(collaboration.partners),
        lead_force=collaboration.lead_force,
        round=Round(title=str(as_of.year), as_of=as_of),
        classification=Classification.OFFICIAL,
        responses={response.question: response for response in answered.responses(bank)},
    )
    assessment = import_assessment(store, lead, library, write_exchange(exchange, bank), at=moment, follows=follows)
    if round.is_submitted:
        submitted = moment + timedelta(days=2)
        submit_assessment(store, lead, library, assessment, at=submitted)
        if follows is not None:
            FollowUp(store=store, library=library, lead=lead, assessment=assessment).plan_improvement(at=submitted)
    return assessment


def found_assessment(store: Store, id: AssessmentId) -> Assessment:
    """Return the assessment as it is stored."""
    with store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found


def _found_person(store: Store, new: NewPerson) -> Person:
    with store.read() as unit:
        found = unit.people.find_by_email(new.email)
    assert found is not None
    return found


def _let_everybody_come(settings: Settings, password: str) -> None:
    """Invite everybody whom the administrator invites, who come at once: some long ago, the others now."""
    long_ago, today = Store.of(settings, clock=lambda: now() - LONG_AGO), Store.of(settings)
    create_first_administrator(long_ago, ADMINISTRATOR, password)
    for then, coming in ((long_ago, CAME_LONG_AGO), (today, [new for new in PEOPLE if new not in CAME_LONG_AGO])):
        administrator = sign_in(then, SignInAttempt(email=ADMINISTRATOR.email, password=password, address="here"))
        for new in coming:
            invited = invite_person(then, administrator, new, NewAccess(role=ROLES.get(new, Role.MEMBER)))
            accept_invitation(then, invited.secret, password)
        then.close()


def _hold_board_meeting(store: Store, library: Library, lead: Actor, id: AssessmentId) -> None:
    """Let the board decide on the report, and invite somebody who does not come yet."""
    assessment, owner = found_assessment(store, id), _found_person(store, RESPONDENT)
    assert assessment.submitted_at is not None
    follow_up = FollowUp(store=store, library=library, lead=lead, assessment=id)
    follow_up.hold_board_meeting(owner=owner.id, submitted=assessment.submitted_at)
    access = NewAccess(role=Role.RESPONDENT, collaborations=(assessment.collaboration.id,))
    invite_person(store, lead, NOT_YET_COME, access)


def _add_to_register(store: Store, lead: Actor, collaboration: ExampleCollaboration, *, of: CollaborationId) -> None:
    """Let the lead say in the register what the collaboration is, who its partners are, and what they agreed."""
    entry = open_entry(store, lead, of).entry
    facts = REGISTER_FACTS[collaboration.name]
    save_register_entry(store, lead, facts.added_to(entry, today=uk_day(now())))


def _invite(
    store: Store, lead: Actor, collaboration: ExampleCollaboration, *, of: CollaborationId, password: str
) -> None:
    """Invite the respondent and the board member to the collaborations in which their forces are partners."""
    for new, role in INVITED_BY_LEADS:
        if new.force in collaboration.partners:
            invited = invite_person(store, lead, new, NewAccess(role=role, collaborations=(of,)))
            if invited.secret:  # to the first of them
                accept_invitation(store, invited.secret, password)


if __name__ == "__main__":
    main()
