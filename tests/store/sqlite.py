"""A SQLite database with empty tables, the file behind an address, and the address that only reads it."""

from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

from sqlalchemy import make_url

from assessment.settings import sqlite_address
from tests.store.store_builders import KEY, LONG_AGO, open_store

_HEADS: Final = "audit-heads.log"


def new_database(folder: Path) -> str:
    """Make a database with empty tables and the key `KEY` in that new folder, and return its address.

    It is a copy, because the migrations take fifty times as long.
    """
    folder.mkdir(mode=0o700)
    (folder / "audit.key").write_text(KEY.hex(), encoding="ascii")
    file = folder / "assessments.db"
    database, heads = _empty_tables()
    file.write_bytes(database)
    (folder / _HEADS).write_bytes(heads)
    return sqlite_address(file)


@cache
def _empty_tables() -> tuple[bytes, bytes]:
    """Return the database and its heads log."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "assessments.db"
        file.with_name("audit.key").write_text(KEY.hex(), encoding="ascii")
        with closing(open_store(sqlite_address(file), clock=lambda: LONG_AGO)) as store:
            store.migrate()
        return file.read_bytes(), file.with_name(_HEADS).read_bytes()


def file_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def read_only(url: str) -> str:
    """The path is escaped twice, for SQLAlchemy and for SQLite: both decode it."""
    address = make_url(url).set(database=f"file:{quote(str(file_of(url)))}", query={"mode": "ro", "uri": "true"})
    return address.render_as_string()
