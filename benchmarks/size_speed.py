"""The time that pages and saves take in a database of the size of the whole country, beside an almost empty one."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.dates import now, uk_day
from assessment.ids import OperationId
from assessment.rounds.response import Met, Response
from assessment.settings import sqlite_address
from assessment.store.register_search import RegisterQuery
from assessment.views.collaboration_view import open_collaboration
from assessment.views.comparison_view import open_comparison
from assessment.views.home_view import open_home
from assessment.views.partners_view import open_partners
from assessment.views.register_view import open_register
from benchmarks.figures import SPREAD, Aim, Cell, Section, at_most, p50, spread
from benchmarks.sample_sizes import FULL, SampleSizes
from benchmarks.servers import Server, app_on
from benchmarks.sized_database import AUDIT_KEY, SMALL, WHOLE, Size, SizedDatabase, fill
from benchmarks.websocket_session import connected
from tests.store import postgres
from tests.store.store_builders import an_operation

_AIM: Final = 1.5
_QUICK: Final = Size(collaborations=40, forces=60, rounds=2, partners=5)
_SAVES: Final = 20
"""How many times as many saves as views are measured: they are short."""

Times = tuple[list[float], list[float]]
"""The milliseconds of each run, in the almost empty database and in the full one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page that is measured: its view alone, and all of it as the server draws it."""

    view: Callable[[SizedDatabase], object]
    name: str
    query: Callable[[SizedDatabase], Mapping[str, object]] = lambda _: {}
    is_of_inspector: bool = False

    def who(self, database: SizedDatabase) -> Credential:
        return database.inspector if self.is_of_inspector else database.lead


_PAGES: Final[Mapping[str, _Page]] = {
    "Register, a search": _Page(
        view=lambda it: open_register(it.store, it.lead, RegisterQuery(today=uk_day(now()), sought="joint unit")),
        name="register",
        query=lambda _: {"find": "joint unit"},
    ),
    "One collaboration": _Page(
        view=lambda it: open_collaboration(it.store, it.lead, it.library, it.collaboration),
        name="collaboration",
        query=lambda it: {"collaboration": it.collaboration},
    ),
    "Partners": _Page(
        view=lambda it: open_partners(it.store, it.lead, it.library, it.newest),
        name="partners",
        query=lambda it: {"assessment": it.newest},
    ),
    "Home of a lead": _Page(view=lambda it: open_home(it.store, it.lead, it.library, on=uk_day(now())), name=""),
    "Home of an inspector": _Page(
        view=lambda it: open_home(it.store, it.inspector, it.library, on=uk_day(now())),
        name="",
        is_of_inspector=True,
    ),
    "Compare of an inspector": _Page(
        view=lambda it: open_comparison(it.store, it.inspector, it.library), name="compare", is_of_inspector=True
    ),
}


def measure(sizes: SampleSizes) -> Section:
    """Measure each page in both databases, on SQLite and on PostgreSQL."""
    whole = WHOLE if sizes is FULL else _QUICK
    rows: list[tuple[Cell, ...]] = []
    aims: list[Aim] = []
    for kind, addresses in (("SQLite", _on_sqlite), ("PostgreSQL", _on_postgresql)):
        with addresses() as (few, many):
            measured = _measured(fill(few, SMALL), fill(many, whole), sizes.views)
        for name, (in_few, in_many) in measured.items():
            rows += [(name, kind, "few", *spread(in_few)), (name, kind, "many", *spread(in_many))]
            what = f"{name}, {kind}, p50"
            aims.append(at_most(_AIM, p50(in_many), p50(in_few), what=what, other_name="an almost empty database"))
    return Section(
        title="The size of the whole country",
        how=(
            f"{whole.collaborations} collaborations of {whole.partners} partners each, {whole.forces} forces and "
            f"{whole.rounds} rounds, in which every partner answered every question, beside {SMALL.collaborations} "
            f"collaborations with one round, which fill a page as well. The view alone, then the whole page: from the "
            "request over Streamlit's websocket until all of it has arrived, without a browser. A save is the action."
        ),
        columns=("", "", "", *SPREAD),
        rows=tuple(rows),
        aims=tuple(aims),
    )


@contextmanager
def _on_sqlite() -> Iterator[tuple[str, str]]:
    with TemporaryDirectory(prefix="benchmark-") as folder:
        few, many = (sqlite_address(Path(folder) / name / "assessments.db") for name in ("few", "many"))
        yield few, many


@contextmanager
def _on_postgresql() -> Iterator[tuple[str, str]]:
    with ExitStack() as stack:
        server = stack.enter_context(postgres.server())
        yield stack.enter_context(server.database()), stack.enter_context(server.database())


def _measured(few: SizedDatabase, many: SizedDatabase, count: int) -> Mapping[str, Times]:
    """Return the milliseconds of each view, of a save and of each whole page, one in each database in turn."""
    times = {
        f"{name}: the view": _times(count, partial(page.view, few), partial(page.view, many))
        for name, page in _PAGES.items()
    }
    times["A save"] = _times(count * _SAVES, _saving(few), _saving(many))
    with app_on(few.url, audit_key=AUDIT_KEY) as of_few, app_on(many.url, audit_key=AUDIT_KEY) as of_many:
        for name, page in _PAGES.items():
            both = [(server.signed_in(page.who(it)), it) for server, it in ((of_few, few), (of_many, many))]
            times[name] = asyncio.run(_page_times(page, both, count))
    few.store.close()
    many.store.close()
    return times


async def _page_times(page: _Page, both: Sequence[tuple[Server, SizedDatabase]], count: int) -> Times:
    few: list[float] = []
    many: list[float] = []
    async with AsyncExitStack() as stack:
        sessions = [await stack.enter_async_context(connected(server)) for server, _ in both]
        queries = [urlencode({key: str(value) for key, value in page.query(it).items()}) for _, it in both]
        for _ in range(count + 1):
            for times, session, query in zip((few, many), sessions, queries, strict=True):
                started = time.perf_counter()
                await session.open(page.name, query)
                times.append((time.perf_counter() - started) * 1000)
    return few[1:], many[1:]


def _saving(database: SizedDatabase) -> Callable[[], None]:
    """Start the next round as one, and return what saves another answer to its first question."""
    store, lead, library = database.store, database.lead, database.library
    following = NewAssessment(
        collaboration="Joint unit 0",
        partners=database.partners,
        lead_force=database.partners[0],
        round_title="The next",
        as_of=date(2027, 11, 1),
        follows=database.newest,
    )
    id = start_assessment(store, lead, library, following, at=now())
    question = next(library.latest().questions())
    codes = [statement.code for statement in question.statements]
    version = 0

    def save() -> None:
        nonlocal version
        response = Response(question=question.code, reply=Met(statements=frozenset(codes[: version % 2])))
        record_response(
            store,
            lead,
            library,
            id,
            response,
            expected_version=version,
            operation=OperationId(an_operation()),
            at=now(),
        )
        version += 1

    return save


def _times(count: int, in_few: Callable[[], object], in_many: Callable[[], object]) -> Times:
    """Return the milliseconds of each run, one in each database in turn, after one to warm up."""
    few: list[float] = []
    many: list[float] = []
    for _ in range(count + 1):
        for times, work in ((few, in_few), (many, in_many)):
            started = time.perf_counter()
            work()
            times.append((time.perf_counter() - started) * 1000)
    return few[1:], many[1:]
