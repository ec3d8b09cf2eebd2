"""The conditions that an assessment, or a collaboration, is within somebody's reach."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, or_, true

from assessment.access.readable import Readable
from assessment.ids import CollaborationId
from assessment.rounds.assessment import DRAFTS
from assessment.store.register_tables import COLLABORATION
from assessment.store.tables import ASSESSMENT


def is_readable(readable: Readable) -> ColumnElement[bool]:
    """Return the condition that somebody may read the assessment: ``Viewer.may(Permission.READ, of=…)`` in SQL."""
    of = ASSESSMENT.c.collaboration_id
    is_draft = ASSESSMENT.c.stage.in_(DRAFTS)
    return and_(
        ASSESSMENT.c.deleted_at.is_(None),
        or_(
            and_(~is_draft, is_one_of(of, readable.submitted)),
            and_(is_draft, is_one_of(of, readable.drafts)),
        ),
    )


def is_hidden(readable: Readable) -> ColumnElement[bool]:
    """Return the condition that the collaboration is archived for somebody who belongs to it.

    Whoever reads drafts belongs to it. An inspector still sees it.
    """
    return and_(COLLABORATION.c.archived_at.is_not(None), is_one_of(COLLABORATION.c.id, readable.drafts))


def is_one_of(column: Column[Any], ids: Collection[CollaborationId] | None) -> ColumnElement[bool]:
    """Return the condition that the column holds one of the ids, or any for None."""
    return true() if ids is None else column.in_(sorted(ids))
