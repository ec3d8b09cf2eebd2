"""Invitations: links by which a person chooses a password, and requests for one.

Of a link's secret only a hash is stored and, for an invitation, a seed from which the key of the audit trail makes it.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from assessment.access.credential import fingerprint, new_secret
from assessment.access.link_request import LinkRequest
from assessment.ids import PersonId
from assessment.store.holding import Held
from assessment.store.people_tables import INVITATION, LINK_REQUEST
from assessment.store.tables import AnyRow


class Invitations:
    """The invitations, within one transaction. Each is named by the hash of its secret."""

    def __init__(self, connection: Connection, held: Held, key: Callable[[], bytes]) -> None:
        self._connection = connection
        self._held = held
        self._key = key

    def add(
        self, token_hash: str, person: PersonId, *, at: datetime, expires_at: datetime, is_guarded: bool = False
    ) -> None:
        """Add a link for the person. Earlier links of theirs, and a request for one, no longer count.

        `is_guarded` means that whoever made the link could not use it alone.
        """
        self.end_all(person, at=at)
        self._connection.execute(
            INVITATION.insert().values(
                token_hash=token_hash,
                person_id=person,
                created_at=at,
                expires_at=expires_at,
                is_guarded=is_guarded,
                is_shown_to_lead=False,
            )
        )

    def repeat(self, person: PersonId, *, at: datetime, expires_at: datetime, is_shown_to_lead: bool) -> str:
        """Return the secret of the person's invitation, which expires at that time now: the same until it is used.

        Where there is none, make one. `is_shown_to_lead` means that a lead is shown it, who does not manage the person.
        """
        self._held.require_account(person)
        row = self._connection.execute(
            select(INVITATION.c.token_hash, INVITATION.c.seed).where(
                INVITATION.c.person_id == person,
                INVITATION.c.seed.is_not(None),
                INVITATION.c.used_at.is_(None),
                INVITATION.c.expires_at > at,
            )
        ).one_or_none()
        if row is not None:
            shown = {"is_shown_to_lead": True} if is_shown_to_lead else {}
            self._connection.execute(
                INVITATION.update()
                .where(INVITATION.c.token_hash == row.token_hash)
                .values(expires_at=expires_at, **shown)
            )
            return self._secret_of(row.seed)
        seed = new_secret()
        secret = self._secret_of(seed)
        self.end_all(person, at=at)
        self._connection.execute(
            INVITATION.insert().values(
                token_hash=fingerprint(secret),
                person_id=person,
                created_at=at,
                expires_at=expires_at,
                is_guarded=False,
                seed=seed,
                is_shown_to_lead=is_shown_to_lead,
            )
        )
        return secret

    def end_shown_to_leads(self, person: PersonId, *, at: datetime) -> None:
        """Let the invitation of the person stop working if a lead was shown it."""
        self._held.require_account(person)
        self._connection.execute(
            INVITATION.update()
            .where(
                INVITATION.c.person_id == person,
                INVITATION.c.used_at.is_(None),
                INVITATION.c.is_shown_to_lead.is_(True),
            )
            .values(used_at=at)
        )

    def _secret_of(self, seed: str) -> str:
        """Return the secret that is made from the seed. Whoever reads the database has the seed and not the key."""
        made = hmac.new(self._key(), b"invitation/1\n" + seed.encode("ascii"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode("ascii")

    def end(self, token_hash: str, *, at: datetime) -> None:
        """Let a link stop working, if it was not used yet."""
        self._connection.execute(
            INVITATION.update()
            .where(INVITATION.c.token_hash == token_hash, INVITATION.c.used_at.is_(None))
            .values(used_at=at)
        )

    def end_all(self, person: PersonId, *, at: datetime) -> None:
        """Let every link of the person that was not used yet stop working, and forget a request for one."""
        self.end_request(person)
        self._connection.execute(
            INVITATION.update()
            .where(INVITATION.c.person_id == person, INVITATION.c.used_at.is_(None))
            .values(used_at=at)
        )

    def find(self, token_hash: str, *, at: datetime) -> PersonId | None:
        """Return the invited person, or None where the invitation is unknown, used or expired."""
        row = self._connection.execute(select(INVITATION.c.person_id).where(_is_open(token_hash, at))).one_or_none()
        if row is None:
            return None
        self._held.require_person(PersonId(row.person_id))
        return PersonId(row.person_id)

    def use(self, token_hash: str, *, at: datetime) -> PersonId | None:
        """Use the invitation up, and return the invited person; None where it is unknown, used or expired.

        Every other link of that person stops working.
        """
        row = self._connection.execute(
            INVITATION.update().where(_is_open(token_hash, at)).values(used_at=at).returning(INVITATION.c.person_id)
        ).one_or_none()
        if row is None:
            return None
        self.end_all(PersonId(row.person_id), at=at)
        return PersonId(row.person_id)

    def is_guarded(self, token_hash: str) -> bool:
        """Return True if whoever made the link could not use it alone."""
        found = self._connection.execute(
            select(INVITATION.c.is_guarded).where(INVITATION.c.token_hash == token_hash)
        ).one_or_none()
        return found is not None and bool(found.is_guarded)

    def find_request(self, person: PersonId, *, since: datetime) -> LinkRequest | None:
        """Return the request for a new-password link for the person that was made since then, or None."""
        self._held.require_person(person)
        row = self._connection.execute(
            select(LINK_REQUEST).where(LINK_REQUEST.c.person_id == person, LINK_REQUEST.c.asked_at > since)
        ).one_or_none()
        return None if row is None else _request(row)

    def add_request(self, person: PersonId, *, by: PersonId, at: datetime) -> None:
        """Add a request for a new-password link for the person, in place of any earlier one."""
        self.end_request(person)
        self._connection.execute(LINK_REQUEST.insert().values(person_id=person, asked_by=by, asked_at=at))

    def approve_request(self, person: PersonId, *, by: PersonId) -> None:
        """Note that the request was approved."""
        self._held.require_account(person)
        self._connection.execute(LINK_REQUEST.update().where(LINK_REQUEST.c.person_id == person).values(approved_by=by))

    def end_request(self, person: PersonId) -> None:
        """Forget the request for a new-password link for the person, if there is one."""
        self._held.require_account(person)
        self._connection.execute(delete(LINK_REQUEST).where(LINK_REQUEST.c.person_id == person))


def _request(row: AnyRow) -> LinkRequest:
    return LinkRequest(
        asked_by=PersonId(row.asked_by),
        asked_at=row.asked_at,
        approved_by=None if row.approved_by is None else PersonId(row.approved_by),
    )


def _is_open(token_hash: str, at: datetime) -> ColumnElement[bool]:
    return and_(INVITATION.c.token_hash == token_hash, INVITATION.c.used_at.is_(None), INVITATION.c.expires_at > at)
