"""A database of the size of the whole country: collaborations with every round answered by each of their partners.

One collaboration is made by the app's own actions. The others are copies of its rows, with ids, names and forces of
their own, because to save 1.3 million answers one by one would take hours. The audit trail holds the one that was made.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Table, create_engine, select

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.answering_alone import begin_agreeing, release_answers, submit_force_answers
from assessment.actions.managing_forces import NewForce, add_force
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.codes import Role
from assessment.dates import now
from assessment.ids import AssessmentId, CollaborationId, ForceId, OperationId
from assessment.rounds.names import name_key
from assessment.rounds.response import Met, Response
from assessment.settings import Settings
from assessment.store import Store
from assessment.store.table_base import Base
from assessment.views.collaboration_view import find_collaboration
from tests.signed_in_people import Somebody, somebody
from tests.store.store_builders import an_operation

_COPIED: Final = (
    *("collaboration", "membership", "round", "assessment", "partner", "respondent"),
    *("response", "evidence", "minority_view", "question_comment", "handed_question", "theme_score"),
)
"""The tables of a collaboration, each after those that it refers to."""
AUDIT_KEY: Final = b"a key for measuring, and nothing else"
_ROWS_AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of everything there is."""

    collaborations: int
    forces: int
    rounds: int
    partners: int
    """The partners of each collaboration, which all answer alone in each round."""


WHOLE: Final = Size(collaborations=500, forces=60, rounds=10, partners=5)
SMALL: Final = Size(collaborations=25, forces=60, rounds=1, partners=5)
"""As much as fills each page, so that what is drawn is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizedDatabase:
    """A filled database, and whom its pages are drawn for."""

    url: str
    store: Store
    library: Library
    lead: Credential
    """Leads one collaboration."""
    inspector: Credential
    collaboration: CollaborationId
    partners: tuple[ForceId, ...]
    """The partners of that collaboration."""
    newest: AssessmentId
    """The newest round of that collaboration, whose forces answered alone and then agreed."""


def fill(url: str, size: Size, *, seed: int = 2026) -> SizedDatabase:
    """Fill an empty database. The same seed makes the same answers and names."""
    chosen = random.Random(seed)
    store, library = Store.open(url, audit_key=AUDIT_KEY), Library(Settings.from_environment({}).banks)
    store.migrate()
    administrator = somebody(store, "Alex", force=None, roles=[Role.ADMINISTRATOR])
    forces = list(_forces(store, administrator, size.forces))
    lead = somebody(store, "Lou", force=forces[0])
    newest = None
    for number in range(size.rounds):
        app = _App(store=store, library=library, lead=lead, chosen=chosen)
        newest = _round(app, forces[: size.partners], year=2017 + number, follows=newest)
    assert newest is not None
    collaboration = find_collaboration(store, lead.actor, newest)
    engine = create_engine(url)
    with engine.begin() as connection:
        _copy(connection, collaboration, forces, size, chosen)
    _analyse(engine)
    return SizedDatabase(
        url=url,
        store=store,
        library=library,
        lead=lead.actor,
        inspector=somebody(store, "Ira", force=None, roles=[Role.INSPECTOR]).actor,
        collaboration=collaboration,
        partners=tuple(forces[: size.partners]),
        newest=newest,
    )


def _forces(store: Store, administrator: Somebody, number: int) -> Iterator[ForceId]:
    """Yield so many forces: those of the list, and as many more as are missing."""
    with store.read() as unit:
        listed = list(unit.forces.known().by_id)
    yield from listed[:number]
    for place in range(len(listed), number):
        new = NewForce(
            name=f"Force {place}", short_name=f"F{place}", kind="territorial", region="South East", country="England"
        )
        yield add_force(store, administrator.actor, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class _App:
    """What the app's own actions are called with."""

    store: Store
    library: Library
    lead: Somebody
    chosen: random.Random


def _round(app: _App, forces: list[ForceId], *, year: int, follows: AssessmentId | None) -> AssessmentId:
    """Start a round, let every force answer everything alone, agree on the answers of the first, and submit."""
    store, library, lead = app.store, app.library, app.lead.actor
    start = NewAssessment(
        collaboration="Joint unit 0",
        partners=forces,
        lead_force=forces[0],
        round_title=str(year),
        as_of=date(year, 11, 1),
        follows=follows,
        answers_alone=True,
    )
    id = start_assessment(store, lead, library, start, at=now())
    own = find_collaboration(store, lead, id)
    for force in forces[1:]:
        person = somebody(store, f"Of {force}", force=force, roles=[(Role.RESPONDENT, own)])
        _answer_all(app, person.actor, id)
        submit_force_answers(store, person.actor, library, id, at=now())
    _answer_all(app, lead, id)
    submit_force_answers(store, lead, library, id, at=now())
    release_answers(store, lead, id, at=now())
    begin_agreeing(store, lead, id, at=now())
    _answer_all(app, lead, id)
    submit_assessment(store, lead, library, id, at=now())
    return id


def _answer_all(app: _App, actor: Credential, id: AssessmentId) -> None:
    for question in app.library.latest().questions():
        met = [statement.code for statement in question.statements if app.chosen.random() < 0.6]
        response = Response(
            question=question.code,
            reply=Met(statements=frozenset(met)),
            finding=None if question.finding is None else False,
            rationale="The chief constables agreed this in May, and every board paper since names it.",
        )
        record_response(
            app.store,
            actor,
            app.library,
            id,
            response,
            expected_version=0,
            operation=OperationId(an_operation()),
            at=now(),
        )


def _copy(
    connection: Connection, of: CollaborationId, forces: list[ForceId], size: Size, chosen: random.Random
) -> None:
    """Copy the rows of the collaboration as often as is wanted."""
    own = {name: _own_rows(connection, name, of) for name in _COPIED}
    shifts = islice(cycle(range(1, len(forces))), size.collaborations - 1)
    for number, shift in enumerate(shifts, start=1):
        ids: dict[object, object] = {}
        moved = dict(zip(forces, forces[shift:] + forces[:shift], strict=True))
        for name in _COPIED:
            table = Base.metadata.tables[name]
            for start in range(0, len(own[name]), _ROWS_AT_ONCE):
                rows = own[name][start : start + _ROWS_AT_ONCE]
                connection.execute(table.insert(), list(_copies(rows, ids, moved, chosen, number)))


def _copies(
    rows: Iterable[Mapping[str, Any]],
    ids: dict[object, object],
    moved: Mapping[ForceId, ForceId],
    chosen: random.Random,
    number: int,
) -> Iterator[dict[str, Any]]:
    for row in rows:
        copy = {
            name: ids.setdefault(value, UUID(int=chosen.getrandbits(128))) if isinstance(value, UUID) else value
            for name, value in row.items()
        }
        copy |= {name: moved[value] for name, value in row.items() if name in ("force_id", "lead_force_id") and value}
        if "name_key" in row:
            copy |= {"name": f"Joint unit {number}", "name_key": name_key(f"Joint unit {number}")}
        yield copy


def _own_rows(connection: Connection, name: str, of: CollaborationId) -> list[dict[str, Any]]:
    table = Base.metadata.tables[name]
    return [dict(row) for row in connection.execute(select(table).where(_is_of(table, of))).mappings()]


def _is_of(table: Table, of: CollaborationId) -> Any:
    if table.name == "collaboration":
        return table.c.id == of
    if "collaboration_id" in table.c:
        return table.c.collaboration_id == of
    assessment = Base.metadata.tables["assessment"]
    return table.c.assessment_id.in_(select(assessment.c.id).where(assessment.c.collaboration_id == of))


def _analyse(engine: Engine) -> None:
    """Let PostgreSQL count its rows, as it does by itself after a while. On SQLite the app never asks for that."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()
