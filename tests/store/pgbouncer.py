"""A real PgBouncer in transaction mode before the PostgreSQL of the tests, from the path or from Debian's package."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import make_url

from tests.store.postgres import PostgresServer, Unavailable

PORT: Final = 6432
"""Names the socket in PgBouncer's own folder; nothing listens on the network."""
START_SECONDS: Final = 20


class PgBouncer:
    """A PgBouncer that gives three connections to whoever begins a transaction."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address_of(self, url: str) -> str:
        """Return the address of the same database through PgBouncer."""
        through = make_url(url).set(query={"host": str(self._folder), "port": str(PORT)})
        return through.render_as_string(hide_password=False)


@contextmanager
def pgbouncer(server: PostgresServer) -> Iterator[PgBouncer]:
    """Run a PgBouncer until the end of the block. Raises :class:`Unavailable`."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        raise Unavailable("no PgBouncer is on this machine: see scripts/find-pgbouncer")
    folder = Path(tempfile.mkdtemp(prefix="pgb-"))
    (folder / "pgbouncer.ini").write_text(
        f"""
[databases]
* = host={server.folder} user=postgres
[pgbouncer]
pool_mode = transaction
default_pool_size = 3
auth_type = any
unix_socket_dir = {folder}
listen_port = {PORT}
max_client_conn = 200
""",
        encoding="utf-8",
    )
    # It refuses to run as root, and takes the account under which PostgreSQL runs.
    owner = server.folder.stat()
    if os.getuid() == 0:
        for place in (folder, folder / "pgbouncer.ini"):
            os.chown(place, owner.st_uid, owner.st_gid)
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [program, str(folder / "pgbouncer.ini")],
            stdout=log,
            stderr=subprocess.STDOUT,
            user=owner.st_uid if os.getuid() == 0 else None,
            group=owner.st_gid if os.getuid() == 0 else None,
            extra_groups=[] if os.getuid() == 0 else None,
        )
    try:
        _await(process, folder)
        yield PgBouncer(folder)
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _await(process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), port=PORT, user="postgres", dbname="postgres").close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log.txt").read_text(encoding="utf-8")
                raise AssertionError(f"PgBouncer did not start:\n{log}") from error
            time.sleep(0.02)
        else:
            return
