"""The command that fills a database with an invented example and prints how to sign in to it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import uuid6
from sqlalchemy import make_url

from assessment.access import Actor
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.first_administrator import create_first_administrator
from assessment.actions.inviting import invite_person
from assessment.actions.new_access import NewAccess
from assessment.actions.new_person import NewPerson
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.starting import import_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.codes import ActionState, Role
from assessment.dates import UK, now
from assessment.ids import ActionId, AssessmentId, CollaborationId, PersonId
from assessment.rounds.assessment import Classification, Round
from assessment.rounds.exchange import Exchange, write_exchange
from assessment.rounds.improvement_action import ImprovementAction
from assessment.scoring import areas_to_improve
from assessment.settings import Settings
from assessment.store import Store
from assessment.views.answered_assessment import open_assessment
from scripts.example.answers import AnsweredRound
from scripts.example.collaborations import COLLABORATIONS, ExampleCollaboration, ExampleRound

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
ROLES: Final = {INSPECTOR: Role.INSPECTOR, OWNER: Role.ACCESS_OWNER}
"""The roles that somebody is invited to; everybody else becomes a member of their force."""
# Of each action the owner, the days from today until it is due, and the state.
ACTIONS: Final = (
    ("Head of finance", -20, ActionState.UNDER_WAY),
    ("Chair of the board", 30, ActionState.PLANNED),
    ("Head of people", 90, ActionState.PLANNED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example: the password of every person in it, and its newest assessments, of which the last is still open."""

    password: str
    assessments: tuple[AssessmentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person who has signed in."""

    id: PersonId
    actor: Actor


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
    for new in (ADMINISTRATOR, *PEOPLE, RESPONDENT, BOARD):
        print(f"  {new.email:32} {new.name}, {new.force or 'no force'}")
    print(f"The password for each of them, until the next start: {example.password}\n")


def fill(store: Store, library: Library) -> Example:
    """Add the example's people, assessments, answers and improvement actions to an empty database."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    administrator = create_first_administrator(store, ADMINISTRATOR, password)
    people = dict(_sign_everybody_in(store, administrator, password))
    leads = {new.force: people[new.email] for new in (LEAD, *OTHER_LEADS)}
    newest = []
    for collaboration in COLLABORATIONS:
        lead = leads[collaboration.lead_force].actor
        earlier, later = as_of_dates()
        first = hold_round(store, library, lead, collaboration, collaboration.earlier, as_of=earlier)
        newest.append(hold_round(store, library, lead, collaboration, collaboration.later, as_of=later, follows=first))
        _invite(store, lead, collaboration, of=collaboration_of(store, first), password=password)
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
        submit_assessment(store, lead, library, assessment, at=moment + timedelta(days=2))
        if follows is not None:
            plan_improvement(store, library, lead, assessment)
    return assessment


def plan_improvement(store: Store, library: Library, lead: Actor, assessment: AssessmentId) -> None:
    """Plan to make true one missing statement of each of the first areas to improve. One action is overdue."""
    opened = open_assessment(store, lead, library, assessment)
    areas = [
        (answered.question.code, answered.placement.missing[0])
        for theme in opened.bank.themes
        for answered in areas_to_improve(theme, opened.bank, opened.responses)[:1]
        if answered.placement.missing
    ]
    for (code, statement), (owner, days, state) in zip(areas, ACTIONS, strict=False):
        action = ImprovementAction(
            question=code,
            about=statement.code,
            what=statement.text,
            owner=owner,
            due=now().date() + timedelta(days),
            state=state,
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


def _sign_everybody_in(store: Store, administrator: Actor, password: str) -> Iterator[tuple[str, Participant]]:
    for new in PEOPLE:
        invited = invite_person(store, administrator, new, NewAccess(role=ROLES.get(new, Role.MEMBER)))
        credential = accept_invitation(store, invited.secret, password)
        assert credential is not None
        yield new.email, Participant(id=invited.person, actor=credential)


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
