"""A heads log that knows the one entry which a database with empty tables holds: the list of forces."""

from contextlib import closing
from pathlib import Path

from assessment.store.audit_chain import FORCES_CHAIN
from assessment.store.audit_heads import HeadsLog
from tests.store.store_builders import LONG_AGO, open_store


def heads_log(url: str, file: Path) -> Path:
    """Make the heads log of the new database at that address, and return its file."""
    with closing(open_store(url)) as store, store.read() as unit:
        head = unit.audit.head(FORCES_CHAIN)
    assert head is not None
    HeadsLog(file=file).note([head], at=LONG_AGO)
    return file
