"""Finds in the register what is due: the rules of :mod:`assessment.register.duties` in SQL."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, null, or_, select

from assessment.codes import CollaborationStatus, DutyKind, Role
from assessment.ids import CollaborationId
from assessment.register.duties import REVIEW_AHEAD, Duty
from assessment.store.people_tables import GRANT
from assessment.store.register_tables import COLLABORATION, IS_REGISTERED, MEMBERSHIP, is_partner_on

_PER_QUERY: Final = 500
_FIRST_DAY: Final[Mapping[DutyKind, ColumnElement[Any]]] = {
    DutyKind.REVIEW_DUE: COLLABORATION.c.review_on,
    DutyKind.EXPIRED: COLLABORATION.c.expires_on,
}


class RegisterDuties:
    """What is due, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, ids: Collection[CollaborationId], today: date) -> tuple[Duty, ...]:
        """Return what is due about those collaborations, by name."""
        wanted = list(ids)
        found = [
            Duty(
                kind=kind,
                collaboration=CollaborationId(row.id),
                name=row.name,
                since=row.since,
                partners=row.partners if kind is DutyKind.WITHOUT_CONTACT else 0,
            )
            for start in range(0, len(wanted), _PER_QUERY)
            for kind, condition in _conditions(today).items()
            for row in self._connection.execute(
                select(
                    COLLABORATION.c.id,
                    COLLABORATION.c.name,
                    _FIRST_DAY.get(kind, null()).label("since"),
                    _without_contact(today).label("partners"),
                ).where(COLLABORATION.c.id.in_(wanted[start : start + _PER_QUERY]), condition)
            )
        ]
        return tuple(sorted(found, key=lambda duty: (duty.name, duty.collaboration, duty.kind)))

    def count_without_lead(self, today: date, *, at: datetime) -> int:
        """Return how many collaborations that nobody leads have something due."""
        leads = select(GRANT.c.id).where(
            GRANT.c.collaboration_id == COLLABORATION.c.id,
            GRANT.c.role == Role.LEAD,
            or_(GRANT.c.ends_at.is_(None), GRANT.c.ends_at > at),
        )
        counted = select(func.count()).select_from(COLLABORATION).where(is_something_due(today), ~leads.exists())
        return int(self._connection.execute(counted).scalar_one())


def is_something_due(today: date) -> ColumnElement[bool]:
    """Return the condition that anything is due about a collaboration."""
    return or_(*_conditions(today).values())


def _conditions(today: date) -> dict[DutyKind, ColumnElement[bool]]:
    is_not_closed = func.coalesce(COLLABORATION.c.status, "") != CollaborationStatus.CLOSED
    goes_on = and_(is_not_closed, COLLABORATION.c.archived_at.is_(None), IS_REGISTERED)
    has_agreement = or_(COLLABORATION.c.agreement_reference != "", COLLABORATION.c.signed_on.is_not(None))
    says_nothing = and_(COLLABORATION.c.published_at == "", COLLABORATION.c.why_not_published == "")
    return {
        DutyKind.REVIEW_DUE: and_(goes_on, COLLABORATION.c.review_on <= today + REVIEW_AHEAD),
        DutyKind.EXPIRED: and_(goes_on, COLLABORATION.c.expires_on < today),
        DutyKind.NOT_PUBLISHED: and_(goes_on, has_agreement, says_nothing),
        DutyKind.WITHOUT_CONTACT: and_(goes_on, _without_contact(today) > 0),
    }


def _without_contact(today: date) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            is_partner_on(today),
            MEMBERSHIP.c.contact == "",
        )
        .scalar_subquery()
    )
