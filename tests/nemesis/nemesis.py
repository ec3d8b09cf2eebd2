"""What is done to the service while people save: each database has the faults that it can have."""

import os
import signal
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

from sqlalchemy import create_engine, text

from tests.browser.running_app import RunningApp
from tests.nemesis.history import History
from tests.store.postgres import PostgresServer
from tests.store.sqlite import file_of

Fault = Callable[[], None]


def faults_of_sqlite(app: RunningApp, history: History) -> Sequence[Fault]:
    def lock() -> None:
        with closing(sqlite3.connect(file_of(app.database_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            history.await_sent(3)
            other.execute("ROLLBACK")

    def hang() -> None:
        with app.frozen():
            history.await_sent(3)

    return lock, hang, _killed_and_started(app), lock, hang


def faults_of_postgresql(server: PostgresServer, app: RunningApp, history: History) -> Sequence[Fault]:
    name = app.database_url.partition("?")[0].rpartition("/")[2]

    def lock() -> None:
        engine = create_engine(app.database_url)
        with engine.begin() as other:
            other.execute(text("LOCK TABLE response IN EXCLUSIVE MODE"))
            history.await_sent(3)
        engine.dispose()

    def hang() -> None:
        with server.stopped():
            history.await_sent(3)

    def cut() -> None:
        server.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")

    def kill_backend() -> None:
        """The server then ends every connection, and recovers from its log."""
        engine = create_engine(app.database_url)
        with engine.connect() as own:
            query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            backends = own.execute(text(query)).scalars().all()
        engine.dispose()
        for backend in backends[:1]:
            os.kill(backend, signal.SIGKILL)

    return lock, hang, cut, kill_backend, _killed_and_started(app), cut


def _killed_and_started(app: RunningApp) -> Fault:
    def kill() -> None:
        app.kill()
        app.start()

    return kill
