"""The store, and one unit of work in it: everything in a unit happens, or nothing of it does."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from assessment.store.assessments import Assessments
from assessment.store.audit import AuditTrail
from assessment.store.drafts import Drafts
from assessment.store.engine import Engines, open_engines
from assessment.store.faults import reading, writing
from assessment.store.migrate import migrate
from assessment.store.planned import PlannedActions
from assessment.store.responses import StoredResponses


class Unit:
    """One transaction, and what can be done within it. Of no use after it has ended."""

    def __init__(self, connection: Connection, *, for_writing: bool) -> None:
        self.audit = AuditTrail(connection)
        self.assessments = Assessments(connection, self.audit, for_writing=for_writing)
        self.responses = StoredResponses(connection, self.audit)
        self.drafts = Drafts(connection)
        self.actions = PlannedActions(connection, self.audit)


class Store:
    """A database. One per process; it may be used from every thread."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    @classmethod
    def open(cls, url: str, *, wait: float = 30.0) -> "Store":
        """The store at that address; `wait` is how many seconds a save waits for other saves.

        Nothing is connected yet. Raises :class:`InvalidInput` for an address that cannot be used.
        """
        return cls(open_engines(url, wait=wait))

    def migrate(self) -> None:
        """Bring the tables up to date; the first thing to do with a store.

        Raises :class:`NotReadable` if that cannot be done, and for a database of a newer version of this app.
        """
        migrate(self._engines)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """One state of everything, however long the reading takes. Raises :class:`NotReadable`."""
        with reading(), self._engines.reader.begin() as connection:
            yield Unit(connection, for_writing=False)

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """One change, kept at the end or, after any exception, not made at all. Raises :class:`NotSaved`.

        When the connection breaks at the very end, a change may be kept although :class:`NotSaved` was raised; a save
        that is repeated with the same operation id still counts once.
        """
        with writing(), self._engines.writer.begin() as connection:
            yield Unit(connection, for_writing=True)

    def close(self) -> None:
        """Close every connection that is not in use."""
        for engine in (self._engines.reader, self._engines.writer, self._engines.migrator):
            engine.dispose()
