"""Every action and view, by every role, on the own collaboration and another: as the table of permissions says.

The functions are found, not listed: a new one that has no entry in ``calls.py`` fails. On both databases.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from sqlalchemy import Engine, MetaData, create_engine, select

from assessment import actions, exports, views
from assessment.access import Credential
from assessment.access.credential import new_secret
from assessment.access.permissions import ROLES
from assessment.access.viewer import ASSESSMENT_NOT_FOUND
from assessment.actions import (
    signing_in,
)
from assessment.authorisation import NOT_SIGNED_IN
from assessment.codes import Event, Permission, Role
from assessment.errors import NotFound, NotPermitted, NotSignedIn
from assessment.ids import AssessmentId
from assessment.store import holding
from assessment.store.audit_search import AuditQuery
from assessment.views import audit_view, comparison_view, home_view
from tests.actions.access_world import (
    LIBRARY,
    STORED,
    World,
    answer,
    make_world,
    role_allows,
)
from tests.actions.action_calls import (
    ANYWHERE,
    OF_AN_ASSESSMENT,
    OF_OTHERS,
    ONLY_A_SESSION,
    ONLY_ON_THE_SERVER,
    WITHOUT_A_SESSION,
)
from tests.actions.query_plans import queries_within, scanned_tables
from tests.concurrency.databases import Database, postgresql, sqlite
from tests.signed_in_people import session
from tests.store.store_builders import counted_statements


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def kept_world(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Database, World]]:
    """Fill a database of that kind, which can be put back to what it holds then."""
    with sqlite(folder) if kind == "sqlite" else postgresql(request.getfixturevalue("postgresql")) as database:
        database.empty()
        world = make_world(database.stores[0])
        database.keep()
        yield database, world


@pytest.fixture(scope="module")
def changing(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, World]]:
    """A world for the calls that may change something."""
    with kept_world(kind, request, tmp_path_factory.mktemp("changing")) as kept:
        yield kept


@pytest.fixture
def afresh(changing: tuple[Database, World]) -> Callable[[], World]:
    """The world as nobody has changed it, each time it is asked for."""
    database, world = changing

    def put_back() -> World:
        database.put_back()
        return world

    return put_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A world for all the calls that must be refused, and everything that stands in its database."""

    world: World
    ended: Credential
    """A session of the lead that has ended."""
    engine: Engine
    queries: dict[str, str]
    rows: dict[str, list[tuple[object, ...]]]


def queries_for_everything(engine: Engine) -> dict[str, str]:
    """Return a query for the rows of each table that is there, by its name."""
    found = MetaData()
    found.reflect(engine)
    return {
        name: str(select(table).order_by(*table.primary_key).compile(engine)) for name, table in found.tables.items()
    }


def rows_in(engine: Engine, queries: Mapping[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the tables, the audit trail's among them."""
    with engine.connect() as connection:
        return {name: [tuple(row) for row in connection.exec_driver_sql(query)] for name, query in queries.items()}


@pytest.fixture(scope="module")
def shared(kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with kept_world(kind, request, tmp_path_factory.mktemp("shared")) as (database, world):
        ended = session(world.store, world.people[Role.LEAD].id)
        signing_in.sign_out(world.store, ended)
        engine = create_engine(database.url)
        queries = queries_for_everything(engine)
        yield Shared(world=world, ended=ended, engine=engine, queries=queries, rows=rows_in(engine, queries))
        engine.dispose()


@pytest.fixture
def refusing(shared: Shared) -> Iterator[World]:
    """Lend the shared world to a test that asks only for what must be refused, and check that nothing in it changed."""
    yield shared.world
    assert rows_in(shared.engine, shared.queries) == shared.rows


NEVER_SCANNED: Final = {
    *("response", "evidence", "theme_score", "improvement_action", "audit", "membership", "partner"),
    *("question_comment", "handed_question"),
}
"""The tables that grow with every round and collaboration."""
EVERY: Final[dict[Callable[..., Any], Callable[..., object]]] = {
    **{function: call for function, (_, call) in OF_AN_ASSESSMENT.items()},
    **{function: call for function, (_, call) in ANYWHERE.items()},
}


def functions() -> Iterator[Callable[..., Any]]:
    """Every public function of the actions, the views and the files that is handed the store or who asks."""
    for package in (actions, views, exports):
        for module in pkgutil.iter_modules(package.__path__):
            loaded = importlib.import_module(f"{package.__name__}.{module.name}")
            for name, each in inspect.getmembers(loaded, inspect.isfunction):
                takes = inspect.signature(each).parameters
                if each.__module__ == loaded.__name__ and not name.startswith("_") and {"store", "actor"} & set(takes):
                    yield each


def test_every_action_and_view_is_tried_here() -> None:
    tried = {*OF_AN_ASSESSMENT, *ANYWHERE} | ONLY_A_SESSION | WITHOUT_A_SESSION | ONLY_ON_THE_SERVER | OF_OTHERS

    assert {each.__qualname__ for each in functions()} == {each.__qualname__ for each in tried}
    assert [each for each in tried - WITHOUT_A_SESSION if "actor" not in inspect.signature(each).parameters] == []


@pytest.mark.parametrize("function", OF_AN_ASSESSMENT, ids=lambda each: each.__name__)
def test_v5_0_0_8_2_2_each_role_has_of_each_assessment_what_the_table_says(
    function: Callable[..., Any], refusing: World, afresh: Callable[[], World]
) -> None:
    permission, call = OF_AN_ASSESSMENT[function]
    wrong = []
    for role in STORED:
        own_world = cache(afresh)
        for is_own, is_submitted in ((True, False), (True, True), (False, False), (False, True)):
            where = {"is_own": is_own, "is_submitted": is_submitted}
            is_held = role_allows(role, permission, **where)
            world = own_world() if is_held else refusing
            error = world.ask(call, world.people[role].actor, world.assessments[is_own, is_submitted].id)
            if is_held:
                is_right = not isinstance(error, NotFound | NotPermitted | NotSignedIn)
            elif role_allows(role, Permission.READ, **where):
                is_right = isinstance(error, NotPermitted)
            else:
                is_right = isinstance(error, NotFound) and str(error) == ASSESSMENT_NOT_FOUND
            if not is_right:
                wrong.append((role, where, error))

    assert wrong == []


def test_a_query_without_an_index_is_noticed(shared: Shared) -> None:
    by_no_index = "SELECT * FROM response WHERE rationale = 'x'"
    through_an_index = "SELECT assessment_id FROM response ORDER BY assessment_id"
    found_by_it = f"SELECT * FROM response WHERE assessment_id = '{uuid4().hex}'"

    with shared.engine.connect() as connection:
        for planted in (by_no_index, through_an_index):
            assert scanned_tables(connection, [(planted, ())]) == {"response"}
        assert scanned_tables(connection, [(found_by_it, ())]) == set()


def test_no_page_reads_through_the_answers_the_scores_or_the_audit_trail_to_find_what_it_shows(shared: Shared) -> None:
    """With 1.3 million answers in the database, one such query would take longer than everything else on the page."""
    world, scanned = shared.world, {}
    for function, call in EVERY.items():
        # To search the whole audit trail, newest first, is what that page is for.
        if not function.__module__.startswith("assessment.views.") or function is audit_view.search_audit:
            continue
        target = (world.assessments[True, True].id,) if function in OF_AN_ASSESSMENT else ()
        with queries_within() as queries:
            for role in (Role.LEAD, Role.INSPECTOR, Role.ADMINISTRATOR):
                world.ask(call, world.people[role].actor, *target)
        with shared.engine.connect() as connection:
            if found := scanned_tables(connection, queries) & NEVER_SCANNED:
                scanned[function.__name__] = found

    assert scanned == {}


@pytest.mark.parametrize("function", OF_AN_ASSESSMENT, ids=lambda each: each.__name__)
def test_what_is_not_theirs_takes_as_much_work_as_what_is_not_there(
    function: Callable[..., Any], refusing: World
) -> None:
    _, call = OF_AN_ASSESSMENT[function]

    def work(id: AssessmentId) -> list[str]:
        with counted_statements() as statements:
            assert isinstance(refusing.ask(call, refusing.people[Role.LEAD].actor, id), NotFound)
        return statements

    assert work(refusing.assessments[False, True].id) == work(AssessmentId(uuid4()))


@pytest.mark.parametrize("function", ANYWHERE, ids=lambda each: each.__name__)
def test_v5_0_0_8_2_1_each_role_may_do_what_the_table_says(
    function: Callable[..., Any], refusing: World, afresh: Callable[[], World]
) -> None:
    permission, call = ANYWHERE[function]
    wrong = []
    for role in STORED:
        is_held = permission in ROLES[role].permissions
        world = afresh() if is_held else refusing
        error = world.ask(call, world.people[role].actor)
        if is_held == isinstance(error, NotPermitted | NotSignedIn | NotFound):
            wrong.append((role, error))

    assert wrong == []


@pytest.mark.parametrize("function", [*OF_AN_ASSESSMENT, *ANYWHERE], ids=lambda each: each.__name__)
def test_v5_0_0_8_3_1_nothing_is_done_or_shown_without_a_session(
    function: Callable[..., Any], shared: Shared, refusing: World
) -> None:
    target = (refusing.assessments[True, True].id,) if function in OF_AN_ASSESSMENT else ()
    call = EVERY[function]

    said = [refusing.ask(call, actor, *target) for actor in (Credential(""), Credential(new_secret()), shared.ended)]

    assert [str(error) for error in said] == [NOT_SIGNED_IN] * 3
    assert all(isinstance(error, NotSignedIn) for error in said)


@pytest.mark.parametrize("function", [*OF_AN_ASSESSMENT, *ANYWHERE], ids=lambda each: each.__name__)
def test_a_page_that_was_drawn_for_somebody_else_does_and_shows_nothing(
    function: Callable[..., Any], refusing: World
) -> None:
    lead = refusing.people[Role.LEAD]
    target = (refusing.assessments[True, False].id,) if function in OF_AN_ASSESSMENT else ()
    call = EVERY[function]

    error = refusing.ask(call, Credential(lead.actor.token, drawn_for=refusing.colleague.id), *target)

    assert isinstance(error, NotSignedIn)


def test_v5_0_0_8_2_2_the_home_page_and_the_comparison_show_only_what_may_be_read(afresh: Callable[[], World]) -> None:
    world = afresh()
    for role in STORED:
        actor = world.people[role].actor
        readable = {
            each.id
            for (is_own, is_submitted), each in world.assessments.items()
            if role_allows(role, Permission.READ, is_own=is_own, is_submitted=is_submitted)
        }
        home = home_view.open_home(world.store, actor, LIBRARY, on=date(2026, 11, 27))
        shown = {each.id for line in home.lines for each in line.rounds}
        assert shown == readable, role
        if Permission.COMPARE in ROLES[role].permissions:
            compared = comparison_view.open_comparison(world.store, actor, LIBRARY)
            assert compared is not None
            listed = [*compared.rows, *(each.assessment.id for each in compared.set_aside)]
            assert set(listed) == readable, role


def test_a_role_that_was_ended_a_moment_ago_does_not_count(afresh: Callable[[], World]) -> None:
    world = afresh()
    lead, id = world.people[Role.LEAD], world.assessments[True, False].id
    answer(world.store, lead.actor, id, expected_version=1)
    with world.store.begin(holding.account(lead.id)) as unit:
        for each in unit.people.grants_of(lead.id):
            unit.people.end_grant(each.id, at=unit.at)

    error = world.ask(lambda w, a: answer(w.store, a, id, expected_version=2), lead.actor)

    assert isinstance(error, NotFound)


def test_every_change_that_an_action_makes_is_on_record_by_an_event_of_its_own(afresh: Callable[[], World]) -> None:
    world = afresh()
    query = AuditQuery(event=Event.ROWS_CHANGED)
    with world.store.read() as unit:
        before = unit.audit_search.count(query)

    for role in STORED:
        for _, call in OF_AN_ASSESSMENT.values():
            world.ask(call, world.people[role].actor, world.assessments[True, False].id)
        for _, elsewhere in ANYWHERE.values():
            world.ask(elsewhere, world.people[role].actor)

    with world.store.read() as unit:
        assert unit.audit_search.count(query) == before
    assert world.store.verify_audit().rows == ()
