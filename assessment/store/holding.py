"""What a transaction that writes decides on. It is held before anything is read, so that nobody changes it meanwhile.

Each function names one thing to hold, and :meth:`Store.begin` is given all that an action decides on::

    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit: ...

=====================  =====================================================================================
hold                   nobody else, until the transaction ends,
=====================  =====================================================================================
``access_of``          ends the session or changes the account or the access of whoever asks; held by many at once
``account_of``         the same, and nobody acts as that person: for those who change it. So are the others of a person
``assessment``         changes the assessment or adds to the record of its collaboration
``EVERYBODY``          changes who there is, how they sign in or what they may do, or adds to the record of people
``ATTEMPTS``           counts attempts to sign in
=====================  =====================================================================================

They are taken in one order, people first, whatever the order in which they are named, so no two transactions wait for
each other. Whoever waits for one person or one assessment does not hold everybody yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Select, String, case, cast, func, literal, select, union_all

from assessment.access.credential import Actor, CommandLine, Credential, fingerprint
from assessment.access.identity import ProviderLogout
from assessment.ids import AssessmentId, GrantId, PersonId
from assessment.store.audit_chain import PEOPLE_CHAIN, Chain
from assessment.store.people_tables import GRANT, IDENTITY, INVITATION, SESSION
from assessment.store.tables import ASSESSMENT

_ORDER: Final = ("person", "assessment", "collaboration", PEOPLE_CHAIN, "attempts")
"""The kinds of locks in the order in which they are taken. A lock is named by its kind and, with a colon, an id."""
_SEED: Final = 7218093461150208
"""Keeps the keys of these locks apart from those of other advisory locks."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Something to hold: queries for the kind of each lock, the id that it is of, and whether it is one's alone.

    An id is looked up by a reference that never changes, such as that of a session to its person. So it is the same
    when the lock is there.
    """

    queries: tuple[Select[int, str, bool], ...]


def access_of(actor: Actor) -> Hold:
    """Return the hold on the session of whoever asks, on their account and on their access."""
    match actor:
        case CommandLine():
            return Hold(())
        case Credential():
            return _person_of(SESSION.c.person_id, SESSION.c.token_hash == actor.fingerprint, alone=False)


def account_of(actor: Actor) -> Hold:
    """Return the hold on the account of whoever asks, for an action that changes it or ends a session of theirs."""
    match actor:
        case CommandLine():
            return Hold(())
        case Credential():
            return _person_of(SESSION.c.person_id, SESSION.c.token_hash == actor.fingerprint)


def account(id: PersonId) -> Hold:
    """Return the hold on the account and the access of that person, for an action that changes one of them."""
    return Hold((_lock("person", literal(str(id), String)),))


def account_with_grant(id: GrantId) -> Hold:
    """Return the hold on the account of the person who has that grant."""
    return _person_of(GRANT.c.person_id, GRANT.c.id == id)


def account_invited(token_hash: str) -> Hold:
    """Return the hold on the account of the person whose invitation has that hash."""
    return _person_of(INVITATION.c.person_id, INVITATION.c.token_hash == token_hash)


def accounts_signed_out(logout: ProviderLogout) -> Hold:
    """Return the hold on the accounts of whoever has signed out at the identity provider."""
    if logout.identity is not None:
        issuer, subject = logout.identity.issuer, logout.identity.subject
        return _person_of(IDENTITY.c.person_id, (IDENTITY.c.issuer == issuer) & (IDENTITY.c.subject == subject))
    return _person_of(SESSION.c.person_id, SESSION.c.provider_session == fingerprint(logout.provider_session or ""))


def assessment(id: AssessmentId) -> Hold:
    """Return the hold on the assessment, whether it exists or is to be started, and on the record of it."""
    collaboration = _lock("collaboration", cast(ASSESSMENT.c.collaboration_id, String))
    return Hold((_lock("assessment", literal(str(id), String)), collaboration.where(ASSESSMENT.c.id == id)))


def _person_of(person: Column[Any], condition: ColumnElement[bool], *, alone: bool = True) -> Hold:
    return Hold((_lock("person", cast(person, String), alone=alone).where(condition),))


def _lock(kind: str, id: ColumnElement[str] | None = None, *, alone: bool = True) -> Select[int, str, bool]:
    return select(
        literal(_ORDER.index(kind)).label("place"),
        (literal("", String) if id is None else id).label("id"),
        literal(alone).label("alone"),
    )


EVERYBODY: Final = Hold((_lock(PEOPLE_CHAIN),))
ATTEMPTS: Final = Hold((_lock("attempts"),))


class NotHeld(Exception):
    """A bug: a transaction decides on something that it did not say it would, or takes locks out of order."""


class Held:
    """What one transaction holds, by the names of the locks: True where it is one's alone.

    What is read and written asks here first. So an action that forgot to hold something raises :class:`NotHeld` on
    either database, whoever else is at work. A transaction for reading decides on nothing, and may read everything.
    """

    def __init__(self, connection: Connection, locks: Mapping[str, bool], *, for_writing: bool = True) -> None:
        self._connection = connection
        self._locks = dict(locks)
        self.for_writing = for_writing

    @classmethod
    def for_reading(cls, connection: Connection) -> "Held":
        """Return what a transaction for reading holds."""
        return cls(connection, {}, for_writing=False)

    @classmethod
    def take(cls, connection: Connection, holds: tuple[Hold, ...]) -> "Held":
        """Wait for all of them, in their order, and return them."""
        queries = [query for hold in holds for query in hold.queries]
        if not queries:
            return cls(connection, {})
        wanted = union_all(*queries).subquery()
        by_id = wanted.c.id.collate("C") if _has_locks(connection) else wanted.c.id
        # Whoever wants one lock both ways takes it alone first: two who share it could not both come to have it alone.
        ordered = select(wanted).order_by(wanted.c.place, by_id, wanted.c.alone.desc()).subquery()
        columns: list[ColumnElement[Any]] = list(ordered.columns)
        if _has_locks(connection):
            kind = case(dict(enumerate(_ORDER)), value=ordered.c.place)
            columns.append(_locking(kind + case((ordered.c.id == "", ""), else_=":" + ordered.c.id), ordered.c.alone))
        locks: dict[str, bool] = {}
        for row in connection.execute(select(*columns)):
            name = _ORDER[row.place] + (f":{UUID(row.id)}" if row.id else "")
            locks[name] = row.alone or (name in locks and locks[name])
        return cls(connection, locks)

    def require_person(self, id: PersonId) -> None:
        """Raise :class:`NotHeld` where somebody else could change the person's account or access."""
        self._require(f"person:{id}", PEOPLE_CHAIN)

    def require_account(self, id: PersonId) -> None:
        """Raise :class:`NotHeld` where somebody else could change the person's account or act as that person."""
        if self.for_writing and not self._locks.get(f"person:{id}"):
            raise NotHeld(f"The transaction changes person:{id}, and does not hold that alone.")

    def require_everybody(self) -> None:
        """Raise :class:`NotHeld` where somebody else could change who there is and what they may do."""
        self._require(PEOPLE_CHAIN)

    def require_assessment(self, id: AssessmentId) -> None:
        """Raise :class:`NotHeld` where somebody else could change the assessment."""
        self._require(f"assessment:{id}")

    def require_chain(self, chain: Chain) -> None:
        """Raise :class:`NotHeld` where somebody else could add to the chain of the audit trail."""
        self._require(chain)

    def require_attempts(self) -> None:
        """Raise :class:`NotHeld` where somebody else could count attempts to sign in."""
        self._require("attempts")

    def note_new(self, person: PersonId) -> None:
        """Note that the transaction added the person, whom nobody else knows of before it ends."""
        self._locks[f"person:{person}"] = True

    def _require(self, *one_of: str) -> None:
        if self.for_writing and not any(name in self._locks for name in one_of):
            raise NotHeld(f"The transaction decides on {' or '.join(one_of)}, and does not hold that.")

    def take_chain(self, chain: Chain) -> None:
        """Wait for a chain of the audit trail that is not held yet. Raise :class:`NotHeld` where its turn is over."""
        if chain in self._locks:
            return
        if any(_turn(name) > _turn(chain) for name in self._locks):
            raise NotHeld(f"{chain} is to be held before {max(self._locks, key=_turn)}.")
        if _has_locks(self._connection):
            self._connection.execute(select(_locking(literal(chain, String), literal(True))))
        self._locks[chain] = True


def _turn(name: str) -> tuple[int, str]:
    return _ORDER.index(name.partition(":")[0]), name


def _has_locks(connection: Connection) -> bool:
    # SQLite has one writing transaction at a time.
    return connection.dialect.name == "postgresql"


def _locking(name: ColumnElement[str], alone: ColumnElement[bool]) -> ColumnElement[str]:
    key = func.hashtextextended(name, _SEED)
    return case(
        (alone, cast(func.pg_advisory_xact_lock(key), String)),
        else_=cast(func.pg_advisory_xact_lock_shared(key), String),
    )
