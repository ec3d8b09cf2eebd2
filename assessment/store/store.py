"""The store: a database with the key and the heads log of its audit trail, and the transactions of it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from assessment.dates import now
from assessment.errors import NotReadable, NotSaved, Sentence, sentence
from assessment.forces import reference_list
from assessment.settings import Settings
from assessment.store.audit_heads import HeadsLog, add_copy, read_noted_heads
from assessment.store.audit_key_source import AuditKeySource
from assessment.store.audit_keys import known_key
from assessment.store.audit_lost import find_lost_heads
from assessment.store.audit_verify import Verdict, verify_chains
from assessment.store.clock_check import require_clock_not_behind
from assessment.store.engine import LONGEST_WAIT, Engines, open_engines
from assessment.store.faults import faults_while_reading, faults_while_writing
from assessment.store.holding import FORCES, Held, Hold
from assessment.store.migrate import is_of_other_version, migrate
from assessment.store.row_changes import notice_changes
from assessment.store.unit import Unit

_log: Final = logging.getLogger(__name__)


class Store:
    """A database, with the key and the heads log of its audit trail. One per process; any thread may use it."""

    def __init__(self, engines: Engines, key: AuditKeySource, heads: HeadsLog, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.is_example = False
        """True where everything in the database is invented, so that files made from it say so."""
        self._engines = engines
        notice_changes(engines.writer)
        self._key_source = key
        self._key: bytes | None = None
        self._heads = heads

    @classmethod
    def open(
        cls,
        url: str,
        *,
        audit_key: bytes | None = None,
        audit_heads: Path | None = None,
        audit_syslog: str | None = None,
        wait: float = LONGEST_WAIT,
        clock: Callable[[], datetime] = now,
    ) -> "Store":
        """Return the store at that address, without connecting to it yet.

        `audit_key` seals the audit trail. Without one, the key is in ``audit.key`` beside a SQLite database, and
        PostgreSQL cannot be written to. `audit_heads` is the file of the heads log. Without one, it is
        ``audit-heads.log`` beside a SQLite database, and PostgreSQL has no heads log. `audit_syslog` is a syslog server
        that is sent the same lines. `wait` is how many seconds a save
        waits for other saves. `clock` gives the time at which sessions and grants are judged.

        Raises :class:`InvalidInput` for an address that cannot be used.
        """
        engines = open_engines(url, wait=wait)
        folder = engines.folder
        return cls(
            engines,
            AuditKeySource(given=audit_key, file=folder and folder / "audit.key"),
            HeadsLog(file=audit_heads or (folder and folder / "audit-heads.log"), syslog=audit_syslog),
            clock,
        )

    @classmethod
    def of(cls, settings: Settings, *, clock: Callable[[], datetime] = now) -> "Store":
        """Return the store that the settings describe. `clock` is that of :meth:`open`."""
        store = cls.open(
            settings.database_url,
            audit_key=settings.audit_key,
            audit_heads=settings.audit_heads,
            audit_syslog=settings.audit_syslog,
            clock=clock,
        )
        store.is_example = settings.is_example
        return store

    def migrate(self) -> None:
        """Bring the tables up to date, and let a new database begin with the reference list of forces.

        This is the first thing to do with a store.

        Raises :class:`NotReadable` where that is impossible, where the database was used by a newer version of this
        app, where the key of the audit trail is missing or a different one, and where the clock is far behind. What
        the heads log knows and the database lacks is told in the app's log.
        """
        migrate(self._engines, key=self._key_source.read_or_make)
        with faults_while_reading(), self._engines.reader.begin() as connection:
            self._known_key(connection)
            require_clock_not_behind(connection, self._clock())
        lost = self.find_lost_heads()
        for each in lost:
            _log.error(each)
        if not lost:  # to a database that was lost nothing is written: the backup of it fits its heads log
            self._list_forces()

    def _list_forces(self) -> None:
        with self.read() as unit:
            if unit.forces.known().by_id:
                return
        with self.begin(FORCES) as unit:
            unit.forces.list_first(reference_list(is_example=self.is_example), at=unit.at)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """Open a transaction for reading, which sees one state of everything. Raises :class:`NotReadable`."""
        with faults_while_reading(), self._engines.reader.begin() as connection:
            yield self._unit(connection, self._known_key, Held.for_reading(connection))

    @contextmanager
    def begin(self, first: Hold, *others: Hold) -> Iterator[Unit]:
        """Open a transaction for writing: it is committed at the end, or rolled back after any exception.

        The holds are all that the transaction decides on (:mod:`assessment.store.holding`), which nobody else changes
        before it ends. To read or change anything else in it raises :class:`NotHeld`.

        Raises :class:`NotSaved`, and :class:`DoesNotFit` where a constraint is broken. When the connection breaks
        during the commit, the change may be stored although :class:`NotSaved` was raised. A save that is repeated with
        the same operation id still counts once.
        """
        with (
            faults_while_writing(partial(is_of_other_version, self._engines)),
            self._engines.begin_to_write() as connection,
        ):
            unit = self._unit(connection, self._key_to_write, Held.take(connection, (first, *others)))
            yield unit
            unit.audit.write()
        self._heads.note(unit.audit.added, at=now())

    def find_lost_heads(self) -> tuple[Sentence, ...]:
        """Return a sentence for each chain of the audit trail that has lost entries which the heads log noted."""
        noted = read_noted_heads(self._heads)
        with faults_while_reading(), self._engines.reader.begin() as connection:
            return tuple(find_lost_heads(connection, noted))

    def verify_audit(self, copies: Iterable[Path] = ()) -> Verdict:
        """Check the audit trail against its seals, the heads log and everything that is stored.

        `copies` are other copies of the heads log, which count as well. Raises :class:`NotReadable`, also where the key
        is a different one.
        """
        copies = tuple(copies)
        verdict = self._check_audit(copies)
        # What somebody saved between the two readings looks like lines that were removed. It does not the next time.
        return self._check_audit(copies) if verdict.problems else verdict

    def _check_audit(self, copies: Iterable[Path]) -> Verdict:
        noted = read_noted_heads(self._heads)
        for copy in copies:
            add_copy(noted, copy)
        with faults_while_reading(), self._engines.reader.begin() as connection:
            return verify_chains(connection, self._known_key(connection), noted)

    def close(self) -> None:
        """Close every connection that is not in use."""
        for engine in (self._engines.reader, self._engines.writer, self._engines.migrator):
            engine.dispose()

    def _unit(self, connection: Connection, key: Callable[[Connection], bytes], held: Held) -> Unit:
        return Unit(
            connection,
            partial(key, connection),
            held,
            at=self._clock(),
            is_example=self.is_example,
        )

    def _key_to_write(self, connection: Connection) -> bytes:
        try:
            return self._known_key(connection)
        except NotReadable as error:
            raise NotSaved(
                sentence(
                    "not_saved_audit_key",
                    "Not saved. {reason} What you typed is still on this page.",
                    reason=error.sentences[0],
                )
            ) from error

    def _known_key(self, connection: Connection) -> bytes:
        """Return the key, after comparing it once with the one that the trail was started with."""
        if self._key is None:
            self._key = known_key(connection, self._key_source.read())
        return self._key
