"""What one more session costs in memory: sessions that have opened a question and do nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial

from benchmarks.benchmark_plan import Plan
from benchmarks.figures_file import Cell, Section
from benchmarks.servers import Server, empty_app, this_app
from benchmarks.websocket_session import Session, connected

_SETTLES_SECONDS = 2


def measure(plan: Plan) -> Section:
    """Open more and more sessions on each app, and read the server's memory in between."""
    with this_app() as (server, assessments):
        id = assessments.start("Example collaboration")
        query = f"assessment={id}&question={assessments.questions[0]}"
        ours = asyncio.run(_readings(plan, server, partial(Session.open, page="respond", query=query)))
    with empty_app() as server:
        empty = asyncio.run(_readings(plan, server, Session.open))
    return Section(
        title="Memory",
        how=(
            "The resident set of a server that was just started, in megabytes, with so many sessions connected that "
            "have opened a question (in the empty app: its page) and do nothing. A further session is the difference "
            "between the most and one, shared out."
        ),
        columns=(
            "",
            *(f"{count} session{'s' * (count > 1)} MB" for count in plan.idle_sessions),
            "a further session MB",
        ),
        rows=(("Respond", *_row(plan, ours)), ("Empty app", *_row(plan, empty))),
    )


async def _readings(plan: Plan, server: Server, visit: Callable[[Session], Awaitable[None]]) -> list[float]:
    readings: list[float] = []
    async with AsyncExitStack() as sessions:
        opened = 0
        for count in plan.idle_sessions:
            for _ in range(count - opened):
                await visit(await sessions.enter_async_context(connected(server)))
            opened = count
            await asyncio.sleep(_SETTLES_SECONDS)
            readings.append(server.megabytes)
    return readings


def _row(plan: Plan, readings: list[float]) -> tuple[Cell, ...]:
    more = plan.idle_sessions[-1] - plan.idle_sessions[0]
    return (*readings, (readings[-1] - readings[0]) / more)
