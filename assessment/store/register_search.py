"""Searches the register by what everybody may see of it, and reads a page of what it finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus
from assessment.ids import CollaborationId, ForceId
from assessment.rounds.names import name_key
from assessment.store.force_tables import FORCE
from assessment.store.register_duties import is_something_due
from assessment.store.register_tables import COLLABORATION, IS_REGISTERED, MEMBERSHIP, is_partner_on
from assessment.store.tables import ASSESSMENT

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterQuery:
    """Which collaborations are sought: those that match everything that is given, on the day `today`."""

    today: date
    sought: str = ""
    """Part of the name, the purpose, the board, the host or the reference of the agreement."""
    function: CollaborationFunction | None = None
    kind: CollaborationKind | None = None
    status: CollaborationStatus | None = None
    force: ForceId | None = None
    """A force that is a partner today."""
    region: str | None = None
    """A region in which a partner of today lies."""
    is_review_overdue: bool = False
    is_something_due: bool = False

    def to_query(self) -> list[tuple[str, str]]:
        """Return what is sought as the parameters of an address, without those that seek nothing."""
        sought = {
            "find": self.sought,
            "function": self.function,
            "kind": self.kind,
            "status": self.status,
            "force": self.force,
            "region": self.region,
            "overdue": "true" if self.is_review_overdue else None,
            "due": "true" if self.is_something_due else None,
        }
        return [(name, value) for name, value in sought.items() if value]

    @classmethod
    def from_query(cls, parameters: Iterable[tuple[str, str]], *, today: date) -> "RegisterQuery":
        """Return what the parameters of an address seek. Those that are unknown seek nothing."""
        given = dict(parameters)
        return cls(
            today=today,
            sought="".join(sign for sign in given.get("find", "") if sign.isprintable()),
            function=_code(CollaborationFunction, given.get("function")),
            kind=_code(CollaborationKind, given.get("kind")),
            status=_code(CollaborationStatus, given.get("status")),
            force=ForceId(given["force"]) if given.get("force") else None,
            region=given.get("region") or None,
            is_review_overdue=given.get("overdue") == "true",
            is_something_due=given.get("due") == "true",
        )


def _code(codes: type[Code], value: str | None) -> Code | None:
    return codes(value) if value in set(codes) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassessed:
    """A collaboration of the register in which nothing has been assessed, with its partners of today."""

    id: CollaborationId
    name: str
    partners: frozenset[ForceId]

    @property
    def label(self) -> str:
        """Return what tells it apart from one of the same name that was assessed."""
        return f"{self.name} (not assessed yet)"


class RegisterSearch:
    """The register by what is sought, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, query: RegisterQuery) -> int:
        """Return how many collaborations match."""
        counted = select(func.count()).select_from(COLLABORATION).where(*_conditions(query))
        return int(self._connection.execute(counted).scalar_one())

    def page(self, query: RegisterQuery, *, first: int, most: int | None) -> tuple[CollaborationId, ...]:
        """Return at most so many of those that match, or all, beginning after the `first` of them.

        Those whose review is overdue come first, and then each by its name.
        """
        rows = self._connection.execute(
            select(COLLABORATION.c.id)
            .where(*_conditions(query))
            .order_by(case((_is_review_overdue(query.today), 0), else_=1), COLLABORATION.c.name_key, COLLABORATION.c.id)
            .offset(first)
            .limit(most)
        )
        return tuple(CollaborationId(row.id) for row in rows)

    def unassessed(self, today: date) -> tuple[Unassessed, ...]:
        """Return each collaboration in which nothing has been assessed, by name."""
        has_assessment = select(ASSESSMENT.c.id).where(
            ASSESSMENT.c.collaboration_id == COLLABORATION.c.id, ASSESSMENT.c.deleted_at.is_(None)
        )
        rows = self._connection.execute(
            select(COLLABORATION.c.id, COLLABORATION.c.name, MEMBERSHIP.c.force_id)
            .outerjoin(MEMBERSHIP, is_partner_on(today))
            .where(IS_REGISTERED, ~has_assessment.exists())
            .order_by(COLLABORATION.c.name_key, COLLABORATION.c.id)
        )
        return tuple(
            Unassessed(
                id=CollaborationId(id),
                name=name,
                partners=frozenset(ForceId(row.force_id) for row in partners if row.force_id is not None),
            )
            for (id, name), partners in groupby(rows, key=lambda row: (row.id, row.name))
        )


def _conditions(query: RegisterQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [IS_REGISTERED]
    if sought := name_key(query.sought):
        conditions.append(
            or_(
                COLLABORATION.c.name_key.contains(sought, autoescape=True),
                COLLABORATION.c.text_key.contains(sought, autoescape=True),
            )
        )
    for column, code in (
        (COLLABORATION.c.function, query.function),
        (COLLABORATION.c.kind, query.kind),
        (COLLABORATION.c.status, query.status),
    ):
        if code is not None:
            conditions.append(column == code)
    if query.force is not None:
        conditions.append(_has_partner(MEMBERSHIP.c.force_id == query.force, query.today))
    if query.region is not None:
        lies_there = MEMBERSHIP.c.force_id.in_(select(FORCE.c.id).where(FORCE.c.region == query.region))
        conditions.append(_has_partner(lies_there, query.today))
    if query.is_review_overdue:
        conditions.append(_is_review_overdue(query.today))
    if query.is_something_due:
        conditions.append(is_something_due(query.today))
    return conditions


def _has_partner(condition: ColumnElement[bool], today: date) -> ColumnElement[bool]:
    return (
        select(MEMBERSHIP.c.id)
        .where(
            is_partner_on(today),
            condition,
        )
        .exists()
    )


def _is_review_overdue(today: date) -> ColumnElement[bool]:
    """Return the condition of :meth:`RegisterEntry.is_review_overdue` in SQL."""
    is_closed = func.coalesce(COLLABORATION.c.status, "") == CollaborationStatus.CLOSED
    return and_(COLLABORATION.c.review_on.is_not(None), COLLABORATION.c.review_on < today, ~is_closed)
