"""A database on PostgreSQL that one test after another uses: to empty it takes a tenth of the time of making one."""

from contextlib import ExitStack
from typing import Final

import psycopg
from sqlalchemy import make_url

from tests.store.postgres import PostgresServer

_MADE: Final = (
    "SELECT md5(string_agg(made::text, '' ORDER BY made)) FROM ("
    + " UNION ALL ".join(
        f"SELECT tableoid, oid, xmin::text FROM {catalog}"
        for catalog in ("pg_class", "pg_trigger", "pg_constraint", "pg_proc", "pg_namespace")
    )
    + " UNION ALL SELECT tableoid, oid, xmin::text FROM pg_database WHERE datname = current_database()"
    " UNION ALL SELECT s.tableoid, d.oid, s.xmin::text FROM pg_db_role_setting s"
    " JOIN pg_database d ON d.oid = s.setdatabase WHERE datname = current_database()) AS made"
)
"""What the database says of its tables, triggers and settings: whatever changes one of them changes its `xmin`."""
_END_OTHERS: Final = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


class LentDatabase:
    """A database that is emptied for each test, and made anew where a test changed more than rows."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server, self._template = server, template
        self._stack = ExitStack()
        self._own: psycopg.Connection[tuple[object, ...]] | None = None

    def lend(self) -> str:
        """Return the address of the database, which holds what the template does."""
        if self._own is None or not self._is_as_made(self._own):
            self._own = self._made_anew()
        self._own.execute(self._put_back)
        return self._address

    def close(self) -> None:
        """Delete the database."""
        self._stack.close()

    def _made_anew(self) -> psycopg.Connection[tuple[object, ...]]:
        self.close()
        self._address = self._stack.enter_context(self._server.database(template=self._template))
        address = make_url(self._address).set(drivername="postgresql").render_as_string(hide_password=False)
        own = self._stack.enter_context(psycopg.connect(address, autocommit=True))
        found = own.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = [str(name) for (name,) in found]
        own.execute(";".join(f"CREATE TEMPORARY TABLE kept_{name} AS TABLE {name}" for name in tables).encode())
        # Triggers keep the audit trail from being deleted, and foreign keys are triggers too.
        own.execute("SET session_replication_role = replica")
        statements = (f"DELETE FROM {name}; INSERT INTO {name} TABLE kept_{name}" for name in tables)
        self._put_back = ";".join(statements).encode()
        self._made = own.execute(_MADE.encode()).fetchall()
        return own

    def _is_as_made(self, own: psycopg.Connection[tuple[object, ...]]) -> bool:
        try:
            own.execute(_END_OTHERS)
            return own.execute(_MADE.encode()).fetchall() == self._made
        except psycopg.OperationalError:
            return False  # the server was stopped or crashed under a test, and ended every connection
