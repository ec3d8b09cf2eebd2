"""The command `audit verify`."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from assessment.__main__ import app
from tests.store.sqlite import file_of
from tests.store.store_builders import a_stored_assessment, open_store


def verify(url: str, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["audit", "verify", *options], env={"DATABASE_URL": url})
    return done.exit_code, done.stdout, done.stderr


def filled(url: str) -> Path:
    """Start one assessment, and return the heads log."""
    with closing(open_store(url)) as store:
        store.migrate()
        a_stored_assessment(store)
    return file_of(url).parent / "audit-heads.log"


def test_one_entry_is_counted_as_one(sqlite_url: str) -> None:
    heads = filled(sqlite_url)

    said = "2 entries in 2 chains have not been altered.\n"
    assert verify(sqlite_url, "--heads", str(heads)) == (0, said, "")


def test_a_changed_row_ends_the_command_with_1_and_is_named(sqlite_url: str) -> None:
    filled(sqlite_url)
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE collaboration SET name = 'Renamed'"))
    engine.dispose()

    code, printed, said = verify(sqlite_url)

    assert (code, printed) == (1, "")
    assert said.startswith("collaboration ")
    assert said.endswith(" is not as it was last saved.\n")
