"""Before the release nothing that anybody else does comes out otherwise because of what a force has answered alone.

Every action is tried by every role twice, each time in a copy of the database: before and after Essex has answered
more. What is returned or refused, the statements sent to the database and the rows written must be the same.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import make_url

from assessment.access import Credential
from assessment.actions import renaming
from assessment.actions.answering_alone import submit_force_answers
from assessment.codes import Role
from assessment.errors import AssessmentError, InvalidInput, sentence
from assessment.ids import AssessmentId
from tests.actions.access_world import LIBRARY, STORED, World
from tests.actions.conftest import AT
from tests.actions.test_blind_answers import Call, Essex, blind_world, calls
from tests.concurrency.databases import Database
from tests.known_forces import ESSEX
from tests.store.store_builders import counted_statements

Rows = Counter[str]
"""Rows, each with the name of its table and its values in words, by how often they are there."""
Blind = tuple[Database, World, AssessmentId, Essex]

OF_THE_CHAIN: Final = {"number", "hmac"}
"""The columns by which an entry of the audit trail follows the one before it, whoever made that."""
MADE_UP: Final = re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b|\b[0-9a-f]{64}\b|[\w-]{40,}")
"""What may be an id, a digest or a secret, of which each is another every time."""
WRITING: Final = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def blind(tmp_path: Path) -> Iterator[Blind]:
    with blind_world(tmp_path) as world:
        yield world


def rows_in(database: Database) -> Rows:
    """Return every row of the database."""
    found: Rows = Counter()
    with closing(sqlite3.connect(str(make_url(database.url).database))) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [each[0] for each in cursor.description]
            for row in cursor:
                values = [f"{n}={v!r}" for n, v in zip(names, row, strict=True) if n not in OF_THE_CHAIN]
                found[f"{table}: {', '.join(values)}"] += 1
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of one action by one role."""

    said: str
    """What was returned or refused."""
    statements: tuple[str, ...]
    added: Rows
    removed: Rows


def trial(blind: Blind, calls: Mapping[str, Call], known: frozenset[str]) -> dict[tuple[str, str], Tried]:
    """Return what comes of each call by each role in the database as it was kept. `known` ids are not masked."""
    database, world, id, _ = blind
    database.put_back()
    found: dict[tuple[str, str], Tried] = {}
    before = rows_in(database)
    for role in STORED:
        for name, call in calls.items():
            with counted_statements() as statements:
                said = _said(call, world, world.people[role].actor, id)
            added = removed = Rows()
            if any(each.startswith(WRITING) for each in statements):
                now = rows_in(database)
                added, removed = now - before, before - now
                database.put_back()
            found[role, name] = Tried(
                said=_masked(said, known),
                statements=tuple(statements),
                added=Rows(_masked(row, known) for row in added.elements()),
                removed=removed,
            )
    return found


def differing(blind: Blind, calls: Mapping[str, Call]) -> dict[tuple[str, str], tuple[Tried, Tried]]:
    """Return each role and call to which it made a difference that Essex went on answering, as it was and is."""
    database, _, _, essex = blind
    known = frozenset(each.replace("-", "") for each in MADE_UP.findall("\n".join(rows_in(database))))
    before = trial(blind, calls, known)
    database.put_back()
    essex.goes_on("P2", "Essex goes on")
    database.keep()
    after = trial(blind, calls, known)
    return {each: (before[each], after[each]) for each in before if before[each] != after[each]}


def _said(call: Call, world: World, actor: Credential, id: AssessmentId) -> str:
    try:
        return repr(call(world, actor, id))
    except AssessmentError as error:
        return repr(error)


def _masked(text: str, known: frozenset[str]) -> str:
    """Return the text without what is made up afresh each time."""
    return MADE_UP.sub(lambda found: found[0] if found[0].replace("-", "") in known else "…", text)


def _after_submitting(call: Call) -> Call:
    """Return the call as it is made once Kent has submitted its answers."""

    def submit_first(world: World, actor: Credential, id: AssessmentId) -> object:
        kent = world.people[Role.RESPONDENT].actor
        submit_force_answers(world.store, kent, LIBRARY, id, at=AT)
        return call(world, actor, id)

    return submit_first


def test_nothing_that_anybody_else_does_depends_on_what_a_force_answers_alone(blind: Blind) -> None:
    actions = calls(showing=False)
    once_submitted = {
        f"{each} once Kent has submitted": _after_submitting(actions[each])
        for each in ("record_response", "take_back_force_answers", "release_answers", "delete_draft")
    }

    assert differing(blind, actions | once_submitted) == {}


def answers_of_essex(world: World, id: AssessmentId) -> int:
    with world.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        essex = next(each.id for each in assessment.forces if each.force == ESSEX)
        return len(unit.responses.of(replace(assessment, seen_by=essex), LIBRARY.latest()))


def in_an_error(world: World, _actor: Credential, id: AssessmentId) -> object:
    raise InvalidInput(sentence("planted", "There are {count}.", count=answers_of_essex(world, id)))


def in_a_row(world: World, actor: Credential, id: AssessmentId) -> None:
    renaming.rename_round(world.store, actor, id, f"Round {answers_of_essex(world, id)}", at=AT)


def in_the_work(world: World, _actor: Credential, id: AssessmentId) -> None:
    for _ in range(answers_of_essex(world, id)):
        answers_of_essex(world, id)


def test_a_leak_that_is_planted_in_an_action_is_found(blind: Blind) -> None:
    leaks: dict[str, Call] = {"said": in_an_error, "added": in_a_row, "statements": in_the_work}

    found = differing(blind, leaks)

    for part, leak in leaks.items():
        before, after = found[Role.LEAD, part]
        differ = {each.name for each in fields(Tried) if getattr(before, each.name) != getattr(after, each.name)}
        assert differ == {part}, leak
