"""The migrations create the tables once, all or none, and as the code describes them."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from assessment.errors import NotReadable, NotSaved
from assessment.settings import sqlite_address
from assessment.store.engine import open_engines
from assessment.store.migrate import MIGRATIONS, migrate
from assessment.store.table_base import Base
from tests.bank_builders import a_response
from tests.store import migrating_process
from tests.store.heard_process import heard
from tests.store.save_refusals import prepared
from tests.store.sqlite import file_of
from tests.store.store_builders import KEY, a_stored_assessment, open_store, saved

NEWER_RULE = {
    "sqlite": "CREATE TRIGGER newer BEFORE INSERT ON response BEGIN SELECT raise(ABORT, 'newer'); END",
    "postgresql": "ALTER TABLE response ADD COLUMN newer integer NOT NULL",
}
TABLES = {"alembic_version", *Base.metadata.tables}


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """A plain engine on a database without tables."""
    if empty_url.startswith("sqlite"):
        file_of(empty_url).parent.mkdir()
    engine = create_engine(empty_url)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def up_to_date(url: str) -> None:
    with closing(open_store(url)) as store:
        store.migrate()


def checks(engine: Engine) -> dict[str, dict[str, str]]:
    """Return the CHECK constraints of each table, by name."""
    inspector = inspect(engine)
    return {
        table: {str(check["name"]): check["sqltext"] for check in inspector.get_check_constraints(table)}
        for table in Base.metadata.tables
    }


def test_the_migrations_create_the_tables_that_the_code_describes(empty_url: str, engine: Engine) -> None:
    up_to_date(empty_url)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_create_the_checks_that_the_code_describes(empty_url: str, engine: Engine) -> None:
    up_to_date(empty_url)
    migrated = checks(engine)
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(
                text(f"DROP TABLE {table}" + (" CASCADE" if connection.dialect.name != "sqlite" else ""))
            )
    Base.metadata.create_all(engine)

    assert migrated == checks(engine)
    assert sum(map(len, migrated.values())) >= 25


def test_bringing_up_to_date_twice_changes_nothing(empty_url: str) -> None:
    store = open_store(empty_url)
    store.migrate()
    assessment = a_stored_assessment(store)

    store.migrate()

    with store.read() as unit:
        assert unit.assessments.all() == (assessment,)
    store.close()


def test_a_migration_that_fails_half_way_changes_nothing(empty_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE evidence (in_the_way INTEGER)"))

    with pytest.raises(DBAPIError, match="already exists"):
        up_to_date(empty_url)

    assert tables(engine) == {"evidence"}


def test_a_later_migration_that_fails_leaves_the_tables_and_their_rows_as_they_were(
    empty_url: str, engine: Engine, tmp_path: Path
) -> None:
    store = open_store(empty_url)
    store.migrate()
    assessment = a_stored_assessment(store)
    later = with_one_more_migration(
        tmp_path, "op.create_table('extra', sa.Column('id', sa.Integer()))\n    op.execute('UPDATE nowhere SET x = 1')"
    )

    with pytest.raises(DBAPIError, match="nowhere"):
        migrate_with(later, empty_url)

    assert tables(engine) == TABLES
    with store.read() as unit:
        assert unit.assessments.all() == (assessment,)
    store.close()


def test_a_later_migration_may_replace_a_table_that_others_refer_to(
    empty_url: str, engine: Engine, tmp_path: Path
) -> None:
    store = open_store(empty_url)
    store.migrate()
    assessment = a_stored_assessment(store)
    store.close()
    later = with_one_more_migration(
        tmp_path,
        "with op.batch_alter_table('assessment', recreate='auto') as table:\n"
        "        table.drop_constraint(op.f('ck_assessment_classification'), type_='check')",
    )

    migrate_with(later, empty_url)

    assert "ck_assessment_classification" not in checks(engine)["assessment"]
    assert "ck_round_title_length" in checks(engine)["round"]
    with store.read() as unit:
        assert unit.assessments.all() == (assessment,)
    store.close()


def test_a_migration_that_loses_rows_others_refer_to_is_undone(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url)
    store.migrate()
    assessment = a_stored_assessment(store)
    later = with_one_more_migration(tmp_path, "op.execute('DELETE FROM collaboration')")

    with pytest.raises(NotReadable, match="some of its rows refer to rows that are missing"):
        migrate_with(later, sqlite_url)

    with store.read() as unit:
        assert unit.assessments.all() == (assessment,)
    store.close()


def test_a_database_of_a_newer_version_is_refused(empty_url: str, engine: Engine) -> None:
    up_to_date(empty_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NotReadable) as refusal:
        up_to_date(empty_url)

    assert str(refusal.value) == (
        "The database has been used by a newer version of this app. "
        "If the new one is installed, stop the old one first, and then start the new one. "
        "Otherwise install it again, or restore the backup that was made before it was installed."
    )


def test_an_old_process_that_goes_on_beside_a_newer_database_is_told_to_be_stopped_first(
    empty_url: str, engine: Engine
) -> None:
    with prepared(empty_url) as (old, assessment):
        with engine.begin() as connection:
            connection.execute(text(NEWER_RULE[engine.dialect.name]))
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NotSaved) as refused:
            saved(old, assessment, a_response(), expected_version=0)

    assert str(refused.value) == (
        "Not saved: the tables in the database are not those of this version of the app. What you typed is still on "
        "this page. Ask whoever runs this service to stop every old copy of the app first, and then to start the "
        "newest one."
    )


def test_four_processes_that_start_together_create_the_tables_once(
    python: str, empty_url: str, engine: Engine, tmp_path: Path
) -> None:
    assert python
    with ExitStack() as running:
        starters = [
            running.enter_context(heard(migrating_process.__name__, empty_url, folder=tmp_path)) for _ in range(4)
        ]
        for starter in starters:
            assert starter.printed.readline() == "ready\n"

        for starter in starters:
            os.kill(starter.process.pid, migrating_process.GO)

        assert [starter.printed.read() for starter in starters] == ["up to date\n"] * 4
        assert [starter.process.wait() for starter in starters] == [0] * 4
    assert tables(engine) == TABLES


def test_the_folder_of_the_database_is_created_for_its_owner_alone(sqlite_url: str) -> None:
    up_to_date(sqlite_url)

    assert file_of(sqlite_url).parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the way")

    with pytest.raises(NotReadable) as refusal:
        up_to_date(sqlite_address(tmp_path / "data" / "assessments.db"))

    assert str(refusal.value) == (
        f"The folder {tmp_path / 'data'} for the database cannot be created: File exists. "
        "Create it, or name another file in DATABASE_URL."
    )


def test_a_copy_that_lost_write_ahead_mode_gets_it_again(sqlite_url: str) -> None:
    up_to_date(sqlite_url)
    with closing(sqlite3.connect(file_of(sqlite_url))) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")

    up_to_date(sqlite_url)

    with closing(sqlite3.connect(file_of(sqlite_url))) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def migrate_with(migrations: Path, url: str) -> None:
    engines = open_engines(url, wait=5)
    try:
        migrate(engines, key=lambda: KEY, migrations=migrations)
    finally:
        engines.reader.dispose()


def with_one_more_migration(folder: Path, step: str) -> Path:
    """Copy the migrations into the folder, add one more, and return the path of the copy."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    newest = max(file.name[:4] for file in (migrations / "versions").glob("[0-9]*.py"))
    number = f"{int(newest) + 1:04}"
    (migrations / "versions" / f"{number}_one_more.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision, branch_labels, depends_on = '{number}', '{newest}', None, None\n"
        f"def upgrade() -> None:\n    {step}\n"
    )
    return migrations
