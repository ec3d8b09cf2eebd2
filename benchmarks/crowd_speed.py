"""Many sessions, each on a question of its own, that change their answer, think, and change it again."""

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
from benchmarks.benchmark_plan import Plan
from benchmarks.figures_file import Aim, Cell, Section, p50, p95
from benchmarks.many_assessments import Assessments
from benchmarks.servers import Server, empty_app, this_app
from benchmarks.websocket_session import Refused, Session, connected

_SEED: Final = 2026
_SAVED: Final = r"Saved \d\d:\d\d"
_CHOSE: Final = "You chose"
_PLACES: Final = 5
_OPEN_AT_ONCE: Final = 8
"""So many sessions open at the same time, until all are there. It is not part of the figures."""


@dataclass(slots=True, kw_only=True)
class _Member:
    """One of the crowd: where it is, and what came of it."""

    page: str
    query: str
    sign: str
    random: Random
    chosen: list[int] = field(default_factory=list)
    """The places that were acknowledged, in order."""
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(plan: Plan) -> Section:
    """Each crowd on this app and then on the empty one."""
    rows: list[tuple[Cell, ...]] = []
    failed: Counter[str] = Counter()
    lost = 0
    for size in plan.crowds:
        members, stored = _on_this_app(plan, size)
        answers = sum(len(member.chosen) for member in members)
        failed.update(error for member in members for error in member.errors)
        lost += answers - stored
        rows.append((*_row(f"{size} sessions", plan.crowd_seconds, members), f"{stored} of {answers}"))
        rows.append((*_row(f"Empty app, {size} sessions", plan.empty_crowd_seconds, _on_empty(plan, size)), None))
    return Section(
        title="Many sessions at once",
        how=(
            "Sessions without a browser that speak Streamlit's own messages over its websocket, each on a question of "
            f"an assessment of its own. Each thinks ({plan.think_seconds:g} s on average, exponential, from a fixed "
            'seed), changes its level, and waits for "Saved" (in the empty app: for the text that names the choice). '
            "The time runs from sending the change until that word arrives. In the database: acknowledged answers that "
            "the audit trail holds, in order."
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


def _row(name: str, seconds: float, members: Sequence[_Member]) -> tuple[Cell, ...]:
    times = [taken * 1000 for member in members for taken in member.seconds]
    errors = sum(len(member.errors) for member in members)
    return (name, seconds, len(times), errors, p50(times) if times else None, p95(times) if times else None)


def _on_this_app(plan: Plan, size: int) -> tuple[list[_Member], int]:
    """The crowd, and how many of its acknowledged answers the database holds."""
    with this_app() as (server, assessments):
        places: list[tuple[AssessmentId, QuestionCode]] = [
            (assessments.start(f"Example collaboration {number}"), question)
            for number, question in zip(range(size), cycle(assessments.questions), strict=False)
        ]
        members = [
            _Member(
                page="respond",
                query=f"assessment={assessment}&question={question}",
                sign=_SAVED,
                random=Random(_SEED + number),
            )
            for number, (assessment, question) in enumerate(places)
        ]
        asyncio.run(_answer(plan, server, members, seconds=plan.crowd_seconds))
        stored = sum(
            _stored(assessments, assessment, question, member.chosen)
            for (assessment, question), member in zip(places, members, strict=True)
        )
    return members, stored


def _on_empty(plan: Plan, size: int) -> list[_Member]:
    members = [_Member(page="", query="", sign=_CHOSE, random=Random(_SEED + number)) for number in range(size)]
    with empty_app() as server:
        asyncio.run(_answer(plan, server, members, seconds=plan.empty_crowd_seconds))
    return members


def _stored(assessments: Assessments, assessment: AssessmentId, question: QuestionCode, chosen: Sequence[int]) -> int:
    """How many of the acknowledged choices the audit trail holds, in order."""
    saved: Iterator[str] = iter(assessments.levels_saved(assessment, question))
    return sum(assessments.bank.scale[place].code in saved for place in chosen)


async def _answer(plan: Plan, server: Server, members: Sequence[_Member], *, seconds: float) -> None:
    """Have all of them open their page; once all are there, have them answer for so long."""
    door = asyncio.Semaphore(_OPEN_AT_ONCE)
    all_there = asyncio.Barrier(len(members))

    async def take_part(member: _Member) -> None:
        async with connected(server) as session:
            with _errors_of(member):
                async with door:
                    await session.open(member.page, member.query)
            await all_there.wait()
            if not member.errors:
                with _errors_of(member):
                    await _think_and_answer(plan, session, member, until=time.monotonic() + seconds)

    async with asyncio.TaskGroup() as crowd:
        for member in members:
            crowd.create_task(take_part(member))


async def _think_and_answer(plan: Plan, session: Session, member: _Member, *, until: float) -> None:
    place = member.random.randrange(_PLACES)
    while True:
        thinks = member.random.expovariate(1 / plan.think_seconds)
        if time.monotonic() + thinks > until:
            return
        await asyncio.sleep(thinks)
        place = (place + member.random.randrange(1, _PLACES)) % _PLACES
        member.seconds.append(await session.choose(place, sign=member.sign))
        member.chosen.append(place)


@contextmanager
def _errors_of(member: _Member) -> Iterator[None]:
    """What goes wrong ends this member's part, and is counted."""
    try:
        yield
    except (Refused, TimeoutError, OSError, WebSocketException) as error:
        member.errors.append(f"{type(error).__name__}: {error}")
