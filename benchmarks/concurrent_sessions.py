"""Many people at the same time, each of whom changes the answer to a question of their own after each pause.

In this app each keeps a page with the form open, as a browser does, and saves by the form's own requests. In the empty
app each speaks Streamlit's messages, because there a click is one.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random
from typing import Final

from websockets.exceptions import WebSocketException

from benchmarks.figures import Aim, Cell, Section, p50, p95
from benchmarks.form_client import FormClient, SaveFailed, clients
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import Server, empty_app, this_app
from benchmarks.websocket_session import Session, SessionFailed, connected

_SEED: Final = 2026
_CHOSE: Final = "You chose"
_PLACES: Final = 5
_OPEN_AT_ONCE: Final = 8
"""The number of people who may open their page at the same time. Opening is not part of the figures."""
_SAVE_AT_ONCE: Final = 64
"""The threads that wait for saves: more than ever wait at the pace of these people."""
_LATECOMERS: Final = 5
"""How often somebody else opens a page, first while nobody answers and then while all do."""
_SAVE_AT_MOST_MS: Final = 100
_PAGE_AT_MOST: Final = 2


@dataclass(slots=True, kw_only=True)
class _Person:
    """Somebody at a page, and how long each of their answers took."""

    random: Random
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crowd:
    """What became of everybody who answered at the same time."""

    people: Sequence[_Person]
    stored: int
    """The acknowledged answers that the audit trail holds, in order."""
    page_alone: float
    page_beside: float
    """The milliseconds in which somebody else's page opens (the median), alone and beside the crowd."""

    @property
    def times(self) -> list[float]:
        return [taken * 1000 for person in self.people for taken in person.seconds]


def measure(sizes: SampleSizes) -> Section:
    """Measure each number of people on this app and then on the empty app."""
    rows: list[tuple[Cell, ...]] = []
    crowds = []
    for size in sizes.session_counts:
        crowd = _crowd_on_this_app(sizes, size)
        crowds.append(crowd)
        rows.append(
            (
                *_row(f"{size} people", sizes.answering_seconds, crowd.people),
                f"{crowd.stored} of {len(crowd.times)}",
                crowd.page_alone,
                crowd.page_beside,
            )
        )
    for size in sizes.empty_session_counts:
        people = _crowd_on_empty_app(sizes, size)
        rows.append((*_row(f"Empty app, {size} people", sizes.empty_answering_seconds, people), None, None, None))
    failed = Counter(error for crowd in crowds for person in crowd.people for error in person.errors)
    lost = sum(len(crowd.times) - crowd.stored for crowd in crowds)
    largest = crowds[-1]
    slow, page = p95(largest.times), largest.page_beside / largest.page_alone
    many = f"{sizes.session_counts[-1]} people"
    return Section(
        title="Many people at once",
        how=(
            "People without a browser, each on a question of an assessment of their own. Each has the page open over "
            f"Streamlit's websocket, thinks ({sizes.think_seconds:g} s on average, exponential, from a fixed seed), "
            "ticks one statement more, and waits until the form's request is acknowledged (in the empty app: changes a "
            "choice and waits for the text that names it). The last columns count the acknowledged answers that the "
            "audit trail holds, in order, and say in how many milliseconds somebody else's page opens (median of "
            f"{_LATECOMERS}), before and while all answer."
        ),
        columns=(
            "",
            "seconds",
            "answers",
            "errors",
            "p50 ms",
            "p95 ms",
            "in the database",
            "page alone",
            "page beside",
        ),
        rows=tuple(rows),
        aims=(
            Aim(
                what="Many people at once, errors",
                aim="none",
                measured="; ".join(f"{count} × {error}" for error, count in failed.items()) or "none",
                reached=not failed,
            ),
            Aim(
                what="Many people at once, acknowledged answers not in the database",
                aim="none",
                measured=str(lost) if lost else "none",
                reached=lost == 0,
            ),
            Aim(
                what=f"A save among {many}, p95",
                aim=f"at most {_SAVE_AT_MOST_MS} ms",
                measured=f"{slow:.0f} ms",
                reached=slow <= _SAVE_AT_MOST_MS,
            ),
            Aim(
                what=f"Somebody else's page beside {many}",
                aim=f"at most {_PAGE_AT_MOST} × alone",
                measured=f"{page:.2f} ×",
                reached=page <= _PAGE_AT_MOST,
            ),
        ),
    )


def _row(name: str, seconds: float, people: Sequence[_Person]) -> tuple[Cell, ...]:
    times = [taken * 1000 for person in people for taken in person.seconds]
    errors = sum(len(person.errors) for person in people)
    return (name, seconds, len(times), errors, p50(times) if times else None, p95(times) if times else None)


def _crowd_on_this_app(sizes: SampleSizes, size: int) -> _Crowd:
    with this_app() as (server, assessments):
        savers = clients(server, assessments, size)
        people = [_Person(random=Random(_SEED + number)) for number in range(size)]

        async def take_part() -> tuple[float, float]:
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_SAVE_AT_ONCE))
            alone = await _time_to_open(savers[0])
            joining = [_at_a_form(sizes, saver) for saver in savers]
            beside = await _together(
                people,
                joining,
                seconds=sizes.answering_seconds,
                meanwhile=lambda: _time_to_open(savers[0]),
            )
            return alone, beside

        alone, beside = asyncio.run(take_part())
        stored = sum(saver.count_stored() for saver in savers)
    return _Crowd(people=people, stored=stored, page_alone=alone, page_beside=beside)


def _crowd_on_empty_app(sizes: SampleSizes, size: int) -> list[_Person]:
    people = [_Person(random=Random(_SEED + number)) for number in range(size)]

    async def nothing_else() -> float:
        return 0.0

    with empty_app() as server:
        joining = [_at_the_empty_app(sizes, server, person) for person in people]
        asyncio.run(_together(people, joining, seconds=sizes.empty_answering_seconds, meanwhile=nothing_else))
    return people


@dataclass(frozen=True, slots=True)
class _Part:
    """What a person does: open the page, and then answer once after another."""

    server: Server
    """With the session of the person."""
    open: Callable[[Session], Awaitable[None]]
    answer: Callable[[Session], Awaitable[float]]
    think_seconds: float


def _at_a_form(sizes: SampleSizes, saver: FormClient) -> _Part:
    async def open_form(session: Session) -> None:
        await session.open("respond", _query(saver))

    async def answer(_: Session) -> float:
        return await asyncio.to_thread(saver.save)

    return _Part(saver.server, open_form, answer, sizes.think_seconds)


def _at_the_empty_app(sizes: SampleSizes, server: Server, person: _Person) -> _Part:
    places = [person.random.randrange(_PLACES)]

    async def answer(session: Session) -> float:
        place = (places[-1] + person.random.randrange(1, _PLACES)) % _PLACES
        places.append(place)
        return await session.choose(place, marker=_CHOSE)

    return _Part(server, Session.open, answer, sizes.think_seconds)


def _query(saver: FormClient) -> str:
    return f"assessment={saver.assessment}&question={saver.question.code}"


async def _time_to_open(saver: FormClient) -> float:
    """Return the milliseconds in which a page with a form opens, the median of a few times."""
    times = []
    for _ in range(_LATECOMERS):
        async with connected(saver.server) as session:
            started = time.perf_counter()
            await session.open("respond", _query(saver))
            times.append((time.perf_counter() - started) * 1000)
    return p50(times)


async def _together(
    people: Sequence[_Person],
    parts: Sequence[_Part],
    *,
    seconds: float,
    meanwhile: Callable[[], Awaitable[float]],
) -> float:
    """Let all open their page; when all have done so, let them answer for that many seconds, and do something else."""
    opening = asyncio.Semaphore(_OPEN_AT_ONCE)
    all_open = asyncio.Barrier(len(people) + 1)

    async def take_part(person: _Person, part: _Part) -> None:
        async with connected(part.server) as session:
            with _errors_of(person):
                async with opening:
                    await part.open(session)
            await all_open.wait()
            if not person.errors:
                with _errors_of(person):
                    await _think_and_answer(session, person, part, until=time.monotonic() + seconds)

    async with asyncio.TaskGroup() as tasks:
        for person, part in zip(people, parts, strict=True):
            tasks.create_task(take_part(person, part))
        await all_open.wait()
        await asyncio.sleep(seconds / 4)
        return await meanwhile()


async def _think_and_answer(session: Session, person: _Person, part: _Part, *, until: float) -> None:
    while True:
        pause = person.random.expovariate(1 / part.think_seconds)
        if time.monotonic() + pause > until:
            return
        await asyncio.sleep(pause)
        person.seconds.append(await part.answer(session))


@contextmanager
def _errors_of(person: _Person) -> Iterator[None]:
    """Record an error in the block as an error of this person."""
    try:
        yield
    except (SaveFailed, SessionFailed, TimeoutError, OSError, HTTPException, WebSocketException) as error:
        person.errors.append(f"{type(error).__name__}: {error}")
