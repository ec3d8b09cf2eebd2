"""What is there before two calls begin: as little as they need, made in few transactions, with names to look for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import argon2
import uuid6

from assessment.access import Credential, Grant
from assessment.access.credential import fingerprint, new_secret
from assessment.access.identity import Identity
from assessment.access.permissions import ROLES
from assessment.access.person import Person, Secrets
from assessment.access.second_factor import code_at
from assessment.actions.moving import scores_of
from assessment.codes import Move, PersonState, Reach, Role
from assessment.ids import CollaborationId, ForceId, GrantId, OperationId, PersonId
from assessment.rounds.assessment import Assessment, require_question
from assessment.rounds.response import Response
from assessment.store import Store, holding
from tests.actions.access_world import LIBRARY, P1
from tests.actions.conftest import AT
from tests.bank_builders import reaching
from tests.known_forces import KENT
from tests.store.store_builders import an_assessment

PASSWORD: Final = "walnut ferry crimson"
NEW_PASSWORD: Final = "lantern gravel thirteen"
OTHER_NEW_PASSWORD: Final = "copper meadow violin"
STORED_PASSWORD: Final = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Its hash, which says itself that it took little work: what is checked here is not how slow a guess is."""
KEY: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OTHER_KEY: Final = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
CODE: Final = code_at(KEY, at=AT)
OTHER_CODE: Final = code_at(OTHER_KEY, at=AT)
RECOVERY_CODE: Final = "aaaa-bbbb-cccc"
IDENTITY: Final = Identity(issuer="https://id.example", subject="1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person with a session and, in their order, the roles they were given."""

    id: PersonId
    email: str
    actor: Credential
    grants: tuple[GrantId, ...]


class PairWorld:
    """A store to put people and assessments into."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def person(
        self,
        name: str,
        *roles: Role | tuple[Role, CollaborationId],
        state: PersonState = PersonState.ACTIVE,
        secrets: Secrets | None = None,
        recovery_codes: Iterable[str] = (),
        idle: timedelta = timedelta(0),
        force: ForceId = KENT,
    ) -> Someone:
        """Add a person of the force who is signed in, and used their session so long ago."""
        person = Person(
            id=PersonId(uuid6.uuid7()),
            name=name,
            email=f"{name.lower()}@kent.example",
            force=force,
            state=state,
            created_at=AT,
        )
        credential = Credential(new_secret())
        with self.store.begin(holding.EVERYBODY) as unit:
            unit.people.add(person, secrets or Secrets(password=STORED_PASSWORD))
            unit.people.keep_recovery_codes(person.id, map(fingerprint, recovery_codes))
            unit.sessions.add(credential.fingerprint, person.id, at=AT - idle)
            given = [_grant(person.id, role, force) for role in roles]
            for grant in given:
                unit.people.add_grant(grant, by="a test")
        return Someone(
            id=person.id, email=person.email or "", actor=credential, grants=tuple(grant.id for grant in given)
        )

    def session(self, someone: Someone) -> Credential:
        """Sign a person in once more."""
        credential = Credential(new_secret())
        with self.store.begin(holding.account(someone.id)) as unit:
            unit.sessions.add(credential.fingerprint, someone.id, at=AT)
        return credential

    def invitation(self, someone: Someone) -> str:
        """Invite a person, and return the secret of the link."""
        secret = new_secret()
        with self.store.begin(holding.account(someone.id)) as unit:
            unit.invitations.add(fingerprint(secret), someone.id, at=AT, expires_at=AT + timedelta(days=7))
        return secret

    def identity(self, someone: Someone) -> None:
        """Let a person be known by the identity."""
        with self.store.begin(holding.EVERYBODY) as unit:
            unit.identities.add(IDENTITY, someone.id, at=AT)

    def wrong_tries(self, number: int, someone: Someone) -> None:
        """Count so many failed attempts at a person's account."""
        target, address = fingerprint(f"account {someone.email}"), fingerprint(f"address {ADDRESS}")
        with self.store.begin(holding.ATTEMPTS) as unit:
            for _ in range(number):
                unit.attempts.fail(unit.attempts.add(target, address, at=AT))

    def assessment(self, *, rationale: str | None = None, is_submitted: bool = False) -> Assessment:
        """Add an assessment, with an answer to P1 where there is a rationale."""
        bank = LIBRARY.latest()
        assessment = an_assessment(bank=bank, started_at=AT)
        with self.store.begin(holding.assessment(assessment.id)) as unit:
            unit.assessments.add(assessment, by="a test")
            if rationale is not None:
                unit.responses.save(
                    assessment,
                    answer(rationale),
                    bank=bank,
                    expected_version=0,
                    operation=OperationId(uuid6.uuid7()),
                    by="a test",
                    at=AT,
                )
            if is_submitted:
                assessment = unit.assessments.move(assessment, Move.SUBMIT, by="a test", at=AT)
                unit.theme_scores.keep(assessment, scores_of(unit, LIBRARY, assessment))
        return assessment


ADDRESS: Final = "192.0.2.1"


def answer(rationale: str, place: int = 4) -> Response:
    """Return an answer to P1 that reaches the level at that place."""
    bank = LIBRARY.latest()
    return Response(question=P1, reply=reaching(require_question(bank, P1), bank.level_at(place)), rationale=rationale)


def _grant(person: PersonId, role: Role | tuple[Role, CollaborationId], force: ForceId) -> Grant:
    named, collaboration = role if isinstance(role, tuple) else (role, None)
    names_force = ROLES[named].reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE)
    return Grant(
        id=GrantId(uuid6.uuid7()),
        person=person,
        role=named,
        collaboration=collaboration,
        force=force if names_force else None,
        starts_at=AT,
        confirmed_at=AT,
    )
