"""What a transaction that writes decides on. It is held before anything is read, so that nobody changes it meanwhile.

Each function names one thing to hold, and :meth:`Store.begin` is given all that an action decides on::

    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit: ...

=====================  =====================================================================================
hold                   nobody else, until the transaction ends,
=====================  =====================================================================================
``access_of``          ends the session or changes the account or the access of whoever asks; held by many at once
``access_of_person``   the same of a person whom an action names
``account_of``         the same, and nobody acts as that person: for those who change it. So are the others of a person
``assessment``         changes the assessment or adds to the record of its collaboration
``collaboration``      changes what the register says of the collaboration, or adds to its record
``collaborations``     the same of several that there are
``REGISTER``           adds a collaboration to the register, or changes its name or what came before it
``FORCES``             changes the list of forces
``ROUNDS``             makes a round in which any collaboration can take part, or changes one
``EVERYBODY``          changes who there is, how they sign in or what they may do, or adds to the record of people
``ATTEMPTS``           counts attempts to sign in
=====================  =====================================================================================

They are taken in one order, people first, whatever the order in which they are named, so no two transactions wait for
each other. Whoever waits for one person or one assessment does not hold everybody yet.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from assessment.access.credential import Actor, CommandLine, Credential, fingerprint
from assessment.access.identity import ProviderLogout
from assessment.ids import AssessmentId, CollaborationId, GrantId, PersonId
from assessment.store.audit_chain import FORCES_CHAIN, PEOPLE_CHAIN, ROUNDS_CHAIN, Chain, chain_of
from assessment.store.people_tables import GRANT, IDENTITY, INVITATION, SESSION
from assessment.store.register_tables import COLLABORATION
from assessment.store.tables import ASSESSMENT

_ORDER: Final = (
    "person",
    "assessment",
    "collaboration",
    "register",
    FORCES_CHAIN,
    ROUNDS_CHAIN,
    PEOPLE_CHAIN,
    "attempts",
)
"""The kinds of locks in the order in which they are taken. A lock is named by its kind and, with a colon, an id."""
_SEED: Final = 7218093461150208
"""Keeps the keys of these locks apart from those of other advisory locks."""


_Lock = Select[int, str, bool]
"""A query for the kind of a lock, the id that it is of, and whether it is one's alone."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Something to hold: `locks` makes the queries for it from a parameter for each of the `values`.

    An id is looked up by a reference that never changes, such as that of a session to its person. So it is the same
    when the lock is there.
    """

    locks: Callable[..., tuple[_Lock, ...]]
    values: tuple[object, ...] = ()


def access_of(actor: Actor) -> Hold:
    """Return the hold on the session of whoever asks, on their account and on their access."""
    match actor:
        case CommandLine():
            return Hold(_nothing)
        case Credential():
            return Hold(_access_of_session, (actor.fingerprint,))


def account_of(actor: Actor) -> Hold:
    """Return the hold on the account of whoever asks, for an action that changes it or ends a session of theirs."""
    match actor:
        case CommandLine():
            return Hold(_nothing)
        case Credential():
            return Hold(_account_of_session, (actor.fingerprint,))


def account(id: PersonId) -> Hold:
    """Return the hold on the account and the access of that person, for an action that changes one of them."""
    return Hold(_account, (str(id),))


def access_of_person(id: PersonId) -> Hold:
    """Return the hold on the account and the access of that person, for an action that decides on them."""
    return Hold(_access_of_person, (str(id),))


def account_with_grant(id: GrantId) -> Hold:
    """Return the hold on the account of the person who has that grant."""
    return Hold(_account_with_grant, (id,))


def account_invited(token_hash: str) -> Hold:
    """Return the hold on the account of the person whose invitation has that hash."""
    return Hold(_account_invited, (token_hash,))


def accounts_signed_out(logout: ProviderLogout) -> Hold:
    """Return the hold on the accounts of whoever has signed out at the identity provider."""
    if logout.identity is not None:
        return Hold(_accounts_with_identity, (logout.identity.issuer, logout.identity.subject))
    return Hold(_accounts_in_provider_session, (fingerprint(logout.provider_session or ""),))


def assessment(id: AssessmentId) -> Hold:
    """Return the hold on the assessment, whether it exists or is to be started, and on the record of it."""
    return Hold(_assessment, (str(id), id))


def collaboration(id: CollaborationId) -> Hold:
    """Return the hold on what the register says of the collaboration, and on its record."""
    return Hold(_collaboration, (str(id),))


def collaborations(ids: Collection[CollaborationId]) -> Hold:
    """Return the hold on what the register says of those of the collaborations that there are, and on their records."""
    return Hold(_collaborations, (list(ids),))


_Parameter = BindParameter[Any]


def _nothing() -> tuple[_Lock, ...]:
    return ()


def _access_of_session(token_hash: _Parameter) -> tuple[_Lock, ...]:
    return _person_of(SESSION.c.person_id, SESSION.c.token_hash == token_hash, alone=False)


def _account_of_session(token_hash: _Parameter) -> tuple[_Lock, ...]:
    return _person_of(SESSION.c.person_id, SESSION.c.token_hash == token_hash)


def _account(id: _Parameter) -> tuple[_Lock, ...]:
    return (_lock("person", type_coerce(id, String)),)


def _access_of_person(id: _Parameter) -> tuple[_Lock, ...]:
    return (_lock("person", type_coerce(id, String), alone=False),)


def _account_with_grant(id: _Parameter) -> tuple[_Lock, ...]:
    return _person_of(GRANT.c.person_id, GRANT.c.id == id)


def _account_invited(token_hash: _Parameter) -> tuple[_Lock, ...]:
    return _person_of(INVITATION.c.person_id, INVITATION.c.token_hash == token_hash)


def _accounts_with_identity(issuer: _Parameter, subject: _Parameter) -> tuple[_Lock, ...]:
    return _person_of(IDENTITY.c.person_id, (IDENTITY.c.issuer == issuer) & (IDENTITY.c.subject == subject))


def _accounts_in_provider_session(hashed: _Parameter) -> tuple[_Lock, ...]:
    return _person_of(SESSION.c.person_id, SESSION.c.provider_session == hashed)


def _assessment(text: _Parameter, id: _Parameter) -> tuple[_Lock, ...]:
    collaboration = _lock("collaboration", cast(ASSESSMENT.c.collaboration_id, String))
    return (_lock("assessment", type_coerce(text, String)), collaboration.where(ASSESSMENT.c.id == id))


def _collaboration(id: _Parameter) -> tuple[_Lock, ...]:
    return (_lock("collaboration", type_coerce(id, String)),)


def _collaborations(ids: _Parameter) -> tuple[_Lock, ...]:
    return (_lock("collaboration", cast(COLLABORATION.c.id, String)).where(COLLABORATION.c.id.in_(ids)),)


def _register() -> tuple[_Lock, ...]:
    return (_lock("register"),)


def _forces() -> tuple[_Lock, ...]:
    return (_lock(FORCES_CHAIN),)


def _rounds() -> tuple[_Lock, ...]:
    return (_lock(ROUNDS_CHAIN),)


def _everybody() -> tuple[_Lock, ...]:
    return (_lock(PEOPLE_CHAIN),)


def _attempts() -> tuple[_Lock, ...]:
    return (_lock("attempts"),)


def _person_of(person: Column[Any], condition: ColumnElement[bool], *, alone: bool = True) -> tuple[_Lock, ...]:
    return (_lock("person", cast(person, String), alone=alone).where(condition),)


def _lock(kind: str, id: ColumnElement[str] | None = None, *, alone: bool = True) -> _Lock:
    return select(
        literal(_ORDER.index(kind)).label("place"),
        (literal("", String) if id is None else id).label("id"),
        literal(alone).label("alone"),
    )


REGISTER: Final = Hold(_register)
FORCES: Final = Hold(_forces)
ROUNDS: Final = Hold(_rounds)
EVERYBODY: Final = Hold(_everybody)
ATTEMPTS: Final = Hold(_attempts)


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
        query = _query(tuple((hold.locks, len(hold.values)) for hold in holds), _has_locks(connection))
        if query is None:
            return cls(connection, {})
        values = {
            _name(hold, place): value for hold, each in enumerate(holds) for place, value in enumerate(each.values)
        }
        locks: dict[str, bool] = {}
        for row in connection.execute(query, values):
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

    def note_new_collaboration(self, id: CollaborationId) -> None:
        """Note that the transaction adds the collaboration, of which nobody else knows before it ends."""
        self._locks[chain_of(id)] = True

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


@cache
def _query(wanted: tuple[tuple[Callable[..., tuple[_Lock, ...]], int], ...], has_locks: bool) -> Select[Any] | None:
    """Return the query that takes all locks in their order, or None where nothing is to be held.

    `wanted` is how the locks of each hold are made, and from how many values. To build the query takes several times
    as long as to execute it.
    """
    locks = [
        lock
        for hold, (make, count) in enumerate(wanted)
        for lock in make(*(bindparam(_name(hold, place)) for place in range(count)))
    ]
    if not locks:
        return None
    all_of_them = union_all(*locks).subquery()
    by_id = all_of_them.c.id.collate("C") if has_locks else all_of_them.c.id
    # Whoever wants one lock both ways takes it alone first: two who share it could not both come to have it alone.
    ordered = select(all_of_them).order_by(all_of_them.c.place, by_id, all_of_them.c.alone.desc()).subquery()
    columns: list[ColumnElement[Any]] = list(ordered.columns)
    if has_locks:
        kind = case(dict(enumerate(_ORDER)), value=ordered.c.place)
        columns.append(_locking(kind + case((ordered.c.id == "", ""), else_=":" + ordered.c.id), ordered.c.alone))
    return select(*columns)


def _name(hold: int, place: int) -> str:
    return f"hold_{hold}_{place}"


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
