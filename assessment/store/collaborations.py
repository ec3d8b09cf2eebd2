"""Whether a collaboration is archived. What the register says of it is in `register`, its rounds in `assessments`."""

from datetime import datetime

from sqlalchemy import Connection

from assessment.codes import Event
from assessment.rounds.assessment import Assessment
from assessment.store.audit import AuditTrail
from assessment.store.audit_chain import chain_of
from assessment.store.holding import Held
from assessment.store.register_tables import COLLABORATION


class StoredCollaborations:
    """The collaborations, within one transaction. Each is changed through one of its assessments."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held

    def archive(self, of: Assessment, *, by: str, at: datetime) -> None:
        """Archive the collaboration. Write nothing where it is archived already."""
        if of.collaboration.archived_at is None:
            self._update(of, archived_at=at)
            self._audit.add(Event.COLLABORATION_ARCHIVED, assessment=of, by=by, at=at, detail={})

    def restore(self, of: Assessment, *, by: str, at: datetime) -> None:
        """Take the collaboration out of the archive. Write nothing where it is not archived."""
        if of.collaboration.archived_at is not None:
            self._update(of, archived_at=None)
            self._audit.add(Event.COLLABORATION_RESTORED, assessment=of, by=by, at=at, detail={})

    def _update(self, of: Assessment, **columns: object) -> None:
        self._held.require_chain(chain_of(of.collaboration.id))
        self._connection.execute(
            COLLABORATION.update().where(COLLABORATION.c.id == of.collaboration.id).values(**columns)
        )
