"""Make a real SQLite refuse to write for as long as a file says so. Python runs this before the app.

No code of the app is replaced: SQLite itself reports that the disk is full or the database read-only.
"""

import os
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, event

_PRAGMAS: Final = {"full": "max_page_count = 1", "read-only": "query_only = ON"}
"""SQLite never lowers the limit below the pages that a database has, so a limit of 1 stops its growth."""
_REMEDIES: Final = {"full": "max_page_count = 1073741823", "read-only": "query_only = OFF"}


@event.listens_for(Engine, "begin")
def _as_the_file_says(connection: Connection) -> None:
    path = Path(os.environ["STATE_OF_THE_DISK"])
    state = path.read_text(encoding="utf-8") if path.exists() else ""
    failed: str = connection.info.pop("failed", "")
    if failed:
        connection.exec_driver_sql(f"PRAGMA {_REMEDIES[failed]}")
    is_for_writing = not connection.exec_driver_sql("PRAGMA query_only").scalar()
    if state and is_for_writing:
        connection.exec_driver_sql(f"PRAGMA {_PRAGMAS[state]}")
        connection.info["failed"] = state
