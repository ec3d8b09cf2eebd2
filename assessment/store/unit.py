"""The store, and one unit of work in it: everything in a unit happens, or nothing of it does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from assessment.dates import now
from assessment.errors import NotReadable, NotSaved
from assessment.settings import Settings
from assessment.store.assessments import Assessments
from assessment.store.audit import AuditTrail
from assessment.store.audit_heads import HeadsLog
from assessment.store.audit_key_source import AuditKeySource
from assessment.store.audit_keys import all_heads, known_key
from assessment.store.audit_search import AuditSearch
from assessment.store.audit_verify import Verdict, read_noted_heads, verify_chains
from assessment.store.drafts import Drafts
from assessment.store.engine import Engines, open_engines
from assessment.store.faults import faults_while_reading, faults_while_writing
from assessment.store.identities import Identities
from assessment.store.improvement_actions import ImprovementActions
from assessment.store.migrate import migrate
from assessment.store.people import People
from assessment.store.responses import StoredResponses
from assessment.store.sessions import Attempts, Invitations, Sessions


class Unit:
    """One transaction, and what can be done within it. Of no use after it has ended."""

    def __init__(
        self, connection: Connection, key: Callable[[], bytes], *, for_writing: bool, at: datetime, is_example: bool
    ) -> None:
        self.is_example = is_example
        self.at = at
        """When it began: the moment at which sessions and grants are judged."""
        self.for_writing = for_writing
        self.audit = AuditTrail(connection, key)
        self.audit_search = AuditSearch(connection)
        self.assessments = Assessments(connection, self.audit, for_writing=for_writing)
        self.responses = StoredResponses(connection, self.audit)
        self.drafts = Drafts(connection)
        self.improvement_actions = ImprovementActions(connection, self.audit)
        self.people = People(connection)
        self.sessions = Sessions(connection)
        self.invitations = Invitations(connection)
        self.identities = Identities(connection)
        self.attempts = Attempts(connection)


class Store:
    """A database, with the key and the heads log of its audit trail. One per process; any thread may use it."""

    def __init__(self, engines: Engines, key: AuditKeySource, heads: HeadsLog, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.is_example = False
        """Whether everything in it is invented, so that what is issued from it says so."""
        self._engines = engines
        self._key_place = key
        self._key: bytes | None = None
        self._heads = heads

    @classmethod
    def open(
        cls,
        url: str,
        *,
        audit_key: bytes | None = None,
        audit_heads: Path | None = None,
        wait: float = 30.0,
        clock: Callable[[], datetime] = now,
    ) -> "Store":
        """The store at that address; `wait` is how many seconds a save waits for other saves. Sessions and grants are
        judged by what `clock` says, whatever time a caller names.

        `audit_key` seals the audit trail; left out, it stands in ``audit.key`` beside a SQLite database, and PostgreSQL
        refuses to be written to. `audit_heads` is the heads log; left out, it is ``audit-heads.log`` beside a SQLite
        database, and PostgreSQL has none. Nothing is connected yet. Raises :class:`InvalidInput` for an address that
        cannot be used.
        """
        engines = open_engines(url, wait=wait)
        folder = engines.folder
        return cls(
            engines,
            AuditKeySource(given=audit_key, file=folder and folder / "audit.key"),
            HeadsLog(file=audit_heads or (folder and folder / "audit-heads.log")),
            clock,
        )

    @classmethod
    def of(cls, settings: Settings) -> "Store":
        """The store that the settings describe."""
        store = cls.open(settings.database_url, audit_key=settings.audit_key, audit_heads=settings.audit_heads)
        store.is_example = settings.is_example
        return store

    def migrate(self) -> None:
        """Bring the tables up to date; the first thing to do with a store.

        Raises :class:`NotReadable` if that cannot be done, for a database of a newer version of this app, and where the
        key of the audit trail is missing or another one.
        """
        if migrate(self._engines, key=self._key_place.read_or_make):
            with self._engines.reader.begin() as connection:
                self._heads.note(all_heads(connection), at=now())
        with faults_while_reading(), self._engines.reader.begin() as connection:
            self._known_key(connection)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """One state of everything, however long the reading takes. Raises :class:`NotReadable`."""
        with faults_while_reading(), self._engines.reader.begin() as connection:
            yield self._unit(connection, self._known_key, for_writing=False)

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """One change, kept at the end or, after any exception, not made at all. Raises :class:`NotSaved`.

        When the connection breaks at the very end, a change may be kept although :class:`NotSaved` was raised; a save
        that is repeated with the same operation id still counts once.
        """
        with faults_while_writing(), self._engines.writer.begin() as connection:
            unit = self._unit(connection, self._key_to_write, for_writing=True)
            yield unit
        self._heads.note(unit.audit.added, at=now())

    def verify_audit(self) -> Verdict:
        """Whether the audit trail is as it was written. Raises :class:`NotReadable`, also for a key that is another."""
        noted = read_noted_heads(self._heads)
        with faults_while_reading(), self._engines.reader.begin() as connection:
            return verify_chains(connection, self._known_key(connection), noted)

    def close(self) -> None:
        """Close every connection that is not in use."""
        for engine in (self._engines.reader, self._engines.writer, self._engines.migrator):
            engine.dispose()

    def _unit(self, connection: Connection, key: Callable[[Connection], bytes], *, for_writing: bool) -> Unit:
        return Unit(
            connection,
            partial(key, connection),
            for_writing=for_writing,
            at=self._clock(),
            is_example=self.is_example,
        )

    def _key_to_write(self, connection: Connection) -> bytes:
        try:
            return self._known_key(connection)
        except NotReadable as error:
            raise NotSaved(f"Not saved. {error} What you typed is still on this page.") from error

    def _known_key(self, connection: Connection) -> bytes:
        """The key, after comparing it once with the one that the trail was begun with."""
        if self._key is None:
            self._key = known_key(connection, self._key_place.read())
        return self._key
