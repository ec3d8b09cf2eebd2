"""A SQLite database with empty tables, the file behind an address, and the address that only reads it."""

from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import make_url

from assessment.settings import sqlite_address
from tests.store.store_builders import KEY, open_store


def new_database(folder: Path) -> str:
    """Make a database with empty tables and the key `KEY` in that new folder, and return its address.

    It is a copy, because the migrations take fifty times as long.
    """
    folder.mkdir(mode=0o700)
    (folder / "audit.key").write_text(KEY.hex(), encoding="ascii")
    file = folder / "assessments.db"
    file.write_bytes(_empty_tables())
    return sqlite_address(file)


@cache
def _empty_tables() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "assessments.db"
        file.with_name("audit.key").write_text(KEY.hex(), encoding="ascii")
        with closing(open_store(sqlite_address(file))) as store:
            store.migrate()
        return file.read_bytes()


def file_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def read_only(url: str) -> str:
    """The path is escaped twice, for SQLAlchemy and for SQLite: both decode it."""
    address = make_url(url).set(database=f"file:{quote(str(file_of(url)))}", query={"mode": "ro", "uri": "true"})
    return address.render_as_string()
