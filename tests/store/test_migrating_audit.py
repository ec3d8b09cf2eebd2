"""A trail from before it was sealed is sealed when the tables are brought up to date, and nothing of it is lost."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from assessment.store.migrate import MIGRATIONS
from tests.store.builders import opened
from tests.store.test_migrations import migrate_with, up_to_date

COLLABORATION, ASSESSMENT = UUID(int=10), UUID(int=11)
COLUMNS = "id, assessment_id, event, question, operation, version, done_by, done_at, CAST(detail AS TEXT)"


@pytest.fixture
def engine(empty_url: str, tmp_path: Path) -> Iterator[Engine]:
    """A plain engine on a database as it was before, with three entries."""
    before = tmp_path / "before"
    shutil.copytree(MIGRATIONS, before)
    for file in (before / "versions").glob("[0-9]*.py"):
        if file.name >= "0003":
            file.unlink()
    migrate_with(before, empty_url)
    engine = create_engine(empty_url)
    fill(engine)
    yield engine
    engine.dispose()


def fill(engine: Engine) -> None:
    """One assessment and three saves, as they were written then; their JSON has white space of its own."""

    def written(id: UUID) -> str:
        return id.hex if engine.dialect.name == "sqlite" else str(id)

    with engine.begin() as connection:
        ids = {"collaboration": written(COLLABORATION), "assessment": written(ASSESSMENT)}
        connection.execute(text("INSERT INTO collaboration (id, name) VALUES (:collaboration, 'Example')"), ids)
        connection.execute(
            text(
                "INSERT INTO assessment (id, collaboration_id, round_title, as_of, bank_id, bank_version, "
                "bank_fingerprint, classification, started_at) VALUES (:assessment, :collaboration, '2026', "
                "'2026-11-01', 'small', '1', :fingerprint, 'OFFICIAL', '2026-11-03 09:30:00.000000')"
            ),
            {"fingerprint": "sha256:" + "0" * 64, **ids},
        )
        for number in (1, 2, 3):
            connection.execute(
                text(
                    "INSERT INTO audit (id, assessment_id, event, question, version, done_by, done_at, detail) "
                    "VALUES (:id, :assessment, 'response saved', 'P1', :number, 'Sam', :at, :detail)"
                ),
                {
                    "id": written(UUID(int=number)),
                    "assessment": written(ASSESSMENT),
                    "number": number,
                    "at": f"2026-11-03 09:30:00.00000{number}",
                    "detail": f'{{"level": null,  "rationale": "ŵ {number}"}}',
                },
            )


def test_entries_from_before_the_trail_was_sealed_are_sealed_as_they_are(empty_url: str, engine: Engine) -> None:
    with engine.connect() as connection:
        before = connection.execute(text(f"SELECT {COLUMNS} FROM audit ORDER BY id")).all()

    with closing(opened(empty_url)) as store:
        store.migrate()
        verdict = store.verify_audit()

    with engine.connect() as connection:
        after = connection.execute(text(f"SELECT {COLUMNS} FROM audit ORDER BY id")).all()
        links = connection.execute(text("SELECT chain, number FROM audit ORDER BY id")).all()
    assert after == before
    assert len(after) == 3
    assert links == [(f"collaboration:{COLLABORATION}", number) for number in (1, 2, 3)]
    assert (verdict.entries, verdict.chains) == (3, 1)
    assert [each for each in verdict.problems if "heads log" not in each] == []


def test_the_triggers_are_there_again_after_the_trail_was_sealed(empty_url: str, engine: Engine) -> None:
    up_to_date(empty_url)

    for statement in ("UPDATE audit SET done_by = 'nobody'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="audit is append-only"), engine.begin() as connection:
            connection.execute(text(statement))
