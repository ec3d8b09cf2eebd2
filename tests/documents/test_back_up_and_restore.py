"""The guide to backing up and restoring, followed word for word on both databases."""

import os
import re
import stat
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import make_url

from assessment.settings import sqlite_address
from assessment.store import Store
from tests.bank_builders import a_response
from tests.documents.document_reader import PROJECT, text_of
from tests.store import postgres
from tests.store.store_builders import KEY, a_stored_assessment, found, saved

GUIDE: Final = PROJECT / "docs/how-to/back-up-and-restore.md"
WHEN: Final = "2026-11-22-0900"
"""The minute of which the guide's example is, and which `date` prints here."""


def commands(*headings: str) -> list[str]:
    """Return every block of commands below the headings, each inside the one before."""
    section = text_of(GUIDE)
    for level, heading in enumerate(headings, start=2):
        section = section.partition(f"\n{'#' * level} {heading}\n")[2]
        section = re.split(rf"^#{{2,{level}}} ", section, maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"^( *)```\n(.*?)^\1```", section, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks]


class Computer:
    """A project's folder and a home, in which commands are typed into one shell after the other."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.project, self.home, programs = folder / "project", folder / "home", folder / "programs"
        for place in (self.project, self.home, programs):
            place.mkdir()
        (programs / "date").write_text(f'#!/bin/sh\n[ "$1" = +%F-%H%M ] && echo {WHEN}\n', encoding="utf-8")
        (programs / "date").chmod(0o755)
        for name in (".venv", "assessment", "question_banks"):
            (self.project / name).symlink_to(PROJECT / name)
        self.environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(self.home), **environment}

    @property
    def backup(self) -> Path:
        return self.home / "backups" / WHEN

    def types(self, *blocks: str) -> str:
        """Run the blocks in one shell with the usual umask, which ends at the first command that fails."""
        done = subprocess.run(
            ["bash", "-eu", "-c", "umask 022\n" + "".join(blocks)],
            cwd=self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def modes_below(folder: Path) -> set[str]:
    """Return which modes the folder and the files in it have."""
    return {oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.iterdir())}


def save(store: Store, text: str, *, version: int) -> None:
    with store.read() as unit:
        (assessment,) = unit.assessments.all()
    saved(store, assessment, a_response(rationale=text), expected_version=version)


def rationale(store: Store) -> str:
    with store.read() as unit:
        (assessment,) = unit.assessments.all()
    return found(store, assessment).response.rationale


@pytest.mark.usefixtures("python")
def test_a_sqlite_database_is_backed_up_checked_and_restored_as_the_guide_says(tmp_path: Path) -> None:
    computer = Computer(tmp_path, {})
    url = sqlite_address(computer.project / "data" / "assessments.db")
    with closing(Store.open(url)) as store:
        store.migrate()
        a_stored_assessment(store)
        save(store, "Before", version=0)
        back_up, _with_sqlite3 = commands("SQLite", "Back up")
        computer.types(back_up)
        save(store, "After", version=1)
        checked = computer.types(*commands("SQLite", "Check the backup")).splitlines()

    assert checked == [
        "ok",
        "assessment 1",
        "response 1",
        "audit 3",
        "3 entries in 2 chains have not been altered.",
    ]
    assert modes_below(computer.backup) == {"0o700", "0o600"}

    *restore, start = commands("SQLite", "Restore")
    assert start == "make run\n"
    computer.types(*restore)
    with closing(Store.open(url)) as store:
        store.migrate()
        assert rationale(store) == "Before"
        save(store, "Later", version=1)
        assert store.verify_audit().problems == ()
    assert stat.S_IMODE((computer.project / "data/assessments.db").stat().st_mode) == 0o600


def test_a_postgresql_database_is_backed_up_and_restored_as_the_guide_says(
    postgresql: postgres.PostgresServer, tmp_path: Path
) -> None:
    with postgresql.database() as old, postgresql.database() as new:
        computer = Computer(tmp_path, {"AUDIT_KEY": KEY.hex(), "DATABASE_URL": plain(old)})
        computer.environment["PATH"] = f"{postgres.programs()}:{computer.environment['PATH']}"
        heads = computer.project / "data" / "audit-heads.log"
        heads.parent.mkdir()
        computer.environment["AUDIT_HEADS"] = str(heads)
        with closing(Store.open(old, audit_key=KEY, audit_heads=heads)) as store:
            store.migrate()
            a_stored_assessment(store)
            save(store, "Before", version=0)
            computer.types(*commands("PostgreSQL", "Back up"))
            save(store, "After", version=1)
        assert modes_below(computer.backup) == {"0o700", "0o600"}

        move, fill, verify = commands("PostgreSQL", "Restore")
        computer.types(move)
        computer.environment["DATABASE_URL"] = plain(new)
        assert "3 entries in 2 chains have not been altered." in computer.types(fill, verify)

        with closing(Store.open(new, audit_key=KEY, audit_heads=heads)) as store:
            store.migrate()
            assert rationale(store) == "Before"
            save(store, "Later", version=1)
            assert store.verify_audit().problems == ()
        kept = computer.project / "data" / "before-restore" / "audit-heads.log"
        with closing(Store.open(new, audit_key=KEY, audit_heads=kept)) as store:
            assert [problem for problem in store.verify_audit().problems if "forked" in problem] != []


def plain(url: str) -> str:
    """Return the address as PostgreSQL's own programs know it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
