"""The file behind a SQLite address, and the address that only reads it."""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import make_url


def file_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def read_only(url: str) -> str:
    """The path is escaped twice, for SQLAlchemy and for SQLite: both decode it."""
    address = make_url(url).set(database=f"file:{quote(str(file_of(url)))}", query={"mode": "ro", "uri": "true"})
    return address.render_as_string()
