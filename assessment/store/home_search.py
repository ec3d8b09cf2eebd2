"""Finds the collaborations that Home shows somebody, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select

from assessment.access.readable import Readable
from assessment.ids import CollaborationId, ForceId
from assessment.rounds.names import name_key
from assessment.store.reach import is_hidden, is_readable
from assessment.store.register_tables import COLLABORATION
from assessment.store.table_base import contains
from assessment.store.tables import ASSESSMENT, PARTNER

_OF_IT = ASSESSMENT.c.collaboration_id == COLLABORATION.c.id


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeQuery:
    """Which collaborations are sought: of those with an assessment that somebody may read, all that match."""

    readable: Readable
    is_archived: bool = False
    """Whether those are sought that are archived, and hidden for it, or the others."""
    sought: str = ""
    """Part of the name."""
    forces: frozenset[ForceId] = frozenset()
    """The forces that are meant by what is sought: one that they are a partner in matches as well."""
    is_by_name: bool = True
    """Whether they stand in the order of their names, or the latest submission first."""


class HomeSearch:
    """The collaborations by what is sought, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, query: HomeQuery) -> int:
        """Return how many collaborations match."""
        counted = select(func.count()).select_from(COLLABORATION).where(*_conditions(query))
        return int(self._connection.execute(counted).scalar_one())

    def page(self, query: HomeQuery, *, first: int, most: int) -> tuple[CollaborationId, ...]:
        """Return at most so many of those that match, in their order, beginning after the `first` of them."""
        submitted = select(func.max(ASSESSMENT.c.submitted_at)).where(_OF_IT, is_readable(query.readable))
        latest = submitted.scalar_subquery().desc().nulls_last()
        order = [COLLABORATION.c.name_key] if query.is_by_name else [latest]
        rows = self._connection.execute(
            select(COLLABORATION.c.id)
            .where(*_conditions(query))
            .order_by(*order, COLLABORATION.c.id)
            .offset(first)
            .limit(most)
        )
        return tuple(CollaborationId(row.id) for row in rows)


def _conditions(query: HomeQuery) -> list[ColumnElement[bool]]:
    is_read = select(ASSESSMENT.c.id).where(_OF_IT, is_readable(query.readable))
    hidden = is_hidden(query.readable)
    conditions = [is_read.exists(), hidden if query.is_archived else ~hidden]
    if sought := name_key(query.sought):
        is_partner = is_read.join(PARTNER, PARTNER.c.assessment_id == ASSESSMENT.c.id).where(
            PARTNER.c.force_id.in_(query.forces)
        )
        conditions.append(or_(contains(COLLABORATION.c.name_key, sought), is_partner.exists()))
    return conditions
