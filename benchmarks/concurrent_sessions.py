"""Many sessions at the same time, each of which changes the answer to its own question after each pause."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import Final

from websockets.exceptions import WebSocketException

from assessment.ids import AssessmentId, QuestionCode
from benchmarks.figures import Aim, Cell, Section, p50, p95
from benchmarks.measured_assessments import Assessments
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import Server, empty_app, this_app
from benchmarks.websocket_session import Session, SessionFailed, connected

_SEED: Final = 2026
_SAVED: Final = r"Saved \d\d:\d\d"
_CHOSE: Final = "You chose"
_PLACES: Final = 5
_OPEN_AT_ONCE: Final = 8
"""The number of sessions that may open their page at the same time. Opening is not part of the figures."""


@dataclass(slots=True, kw_only=True)
class _SimulatedUser:
    """One session: its page, and the results of its answers."""

    page: str
    query: str
    marker: str
    random: Random
    chosen: list[int] = field(default_factory=list)
    """The places of the levels that the app acknowledged as saved, in order."""
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(sizes: SampleSizes) -> Section:
    """Measure each number of sessions on this app and then on the empty app."""
    rows: list[tuple[Cell, ...]] = []
    failed: Counter[str] = Counter()
    lost = 0
    for size in sizes.session_counts:
        users, stored = _users_on_this_app(sizes, size)
        answers = sum(len(user.chosen) for user in users)
        failed.update(error for user in users for error in user.errors)
        lost += answers - stored
        rows.append((*_row(f"{size} sessions", sizes.answering_seconds, users), f"{stored} of {answers}"))
        rows.append(
            (
                *_row(f"Empty app, {size} sessions", sizes.empty_answering_seconds, _users_on_empty_app(sizes, size)),
                None,
            )
        )
    return Section(
        title="Many sessions at once",
        how=(
            "Sessions without a browser that speak Streamlit's own messages over its websocket, each on a question of "
            f"an assessment of its own. Each thinks ({sizes.think_seconds:g} s on average, exponential, from a fixed "
            'seed), changes its level, and waits for "Saved" (in the empty app: for the text that names the choice). '
            "The time runs from sending the change until that text arrives. The last column counts the acknowledged "
            "answers that the audit trail holds, in order."
        ),
        columns=("", "seconds", "answers", "errors", "p50 ms", "p95 ms", "in the database"),
        rows=tuple(rows),
        aims=(
            Aim(
                what="Many sessions at once, errors",
                aim="none",
                measured="; ".join(f"{count} × {error}" for error, count in failed.items()) or "none",
                reached=not failed,
            ),
            Aim(
                what="Many sessions at once, acknowledged answers not in the database",
                aim="none",
                measured=str(lost) if lost else "none",
                reached=lost == 0,
            ),
        ),
    )


def _row(name: str, seconds: float, users: Sequence[_SimulatedUser]) -> tuple[Cell, ...]:
    times = [taken * 1000 for user in users for taken in user.seconds]
    errors = sum(len(user.errors) for user in users)
    return (name, seconds, len(times), errors, p50(times) if times else None, p95(times) if times else None)


def _users_on_this_app(sizes: SampleSizes, size: int) -> tuple[list[_SimulatedUser], int]:
    """Return the users after their session, and the number of their acknowledged answers in the database."""
    with this_app() as (server, assessments):
        places: list[tuple[AssessmentId, QuestionCode]] = [
            (assessments.start(f"Example collaboration {number}"), question)
            for number, question in zip(range(size), cycle(assessments.questions), strict=False)
        ]
        users = [
            _SimulatedUser(
                page="respond",
                query=f"assessment={assessment}&question={question}",
                marker=_SAVED,
                random=Random(_SEED + number),
            )
            for number, (assessment, question) in enumerate(places)
        ]
        asyncio.run(_answer_together(sizes, server, users, seconds=sizes.answering_seconds))
        stored = sum(
            _stored(assessments, assessment, question, user.chosen)
            for (assessment, question), user in zip(places, users, strict=True)
        )
    return users, stored


def _users_on_empty_app(sizes: SampleSizes, size: int) -> list[_SimulatedUser]:
    users = [_SimulatedUser(page="", query="", marker=_CHOSE, random=Random(_SEED + number)) for number in range(size)]
    with empty_app() as server:
        asyncio.run(_answer_together(sizes, server, users, seconds=sizes.empty_answering_seconds))
    return users


def _stored(assessments: Assessments, assessment: AssessmentId, question: QuestionCode, chosen: Sequence[int]) -> int:
    """Count the acknowledged choices that the audit trail holds in the same order."""
    saved: Iterator[str] = iter(assessments.levels_saved(assessment, question))
    return sum(assessments.bank.scale[place].code in saved for place in chosen)


async def _answer_together(
    sizes: SampleSizes, server: Server, users: Sequence[_SimulatedUser], *, seconds: float
) -> None:
    """Let all users open their page; when all have done so, let them answer for that many seconds."""
    opening = asyncio.Semaphore(_OPEN_AT_ONCE)
    all_open = asyncio.Barrier(len(users))

    async def take_part(user: _SimulatedUser) -> None:
        async with connected(server) as session:
            with _errors_of(user):
                async with opening:
                    await session.open(user.page, user.query)
            await all_open.wait()
            if not user.errors:
                with _errors_of(user):
                    await _think_and_answer(sizes, session, user, until=time.monotonic() + seconds)

    async with asyncio.TaskGroup() as sessions:
        for user in users:
            sessions.create_task(take_part(user))


async def _think_and_answer(sizes: SampleSizes, session: Session, user: _SimulatedUser, *, until: float) -> None:
    place = user.random.randrange(_PLACES)
    while True:
        pause = user.random.expovariate(1 / sizes.think_seconds)
        if time.monotonic() + pause > until:
            return
        await asyncio.sleep(pause)
        place = (place + user.random.randrange(1, _PLACES)) % _PLACES
        user.seconds.append(await session.choose(place, marker=user.marker))
        user.chosen.append(place)


@contextmanager
def _errors_of(user: _SimulatedUser) -> Iterator[None]:
    """Record an error in the block as an error of this user."""
    try:
        yield
    except (SessionFailed, TimeoutError, OSError, WebSocketException) as error:
        user.errors.append(f"{type(error).__name__}: {error}")
