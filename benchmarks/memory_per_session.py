"""The memory that each further session needs, measured with idle sessions that have opened a question."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial

from benchmarks.figures import Aim, Section
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import Server, empty_app, this_app
from benchmarks.websocket_session import Session, connected

_SETTLING_SECONDS = 2


def measure(sizes: SampleSizes) -> Section:
    """Open more and more sessions on each app, and read the server's memory at each step."""
    with this_app() as (server, assessments):
        id = assessments.start("Example collaboration")
        query = f"assessment={id}&question={assessments.questions[0]}"
        our_times = asyncio.run(_memory_readings(sizes, server, partial(Session.open, page="respond", query=query)))
    with empty_app() as server:
        empty_times = asyncio.run(_memory_readings(sizes, server, Session.open))
    ours, empty = _row(sizes, our_times), _row(sizes, empty_times)
    return Section(
        title="Memory",
        how=(
            "The resident set of a newly started server, in megabytes, with that many idle sessions, each of which has "
            "opened a theme (in the empty app: its page). The last column is the difference between the largest "
            "number of sessions and one, divided by the sessions added."
        ),
        columns=(
            "",
            *(f"{count} session{'s' * (count > 1)} MB" for count in sizes.idle_sessions),
            "a further session MB",
        ),
        rows=(("A theme", *ours), ("Empty app", *empty)),
        aims=(
            Aim(
                what="Memory for a further person",
                aim="at most the empty app's",
                measured=f"{ours[-1]:.2f} MB beside {empty[-1]:.2f} MB",
                reached=ours[-1] <= empty[-1],
            ),
        ),
    )


async def _memory_readings(
    sizes: SampleSizes, server: Server, visit: Callable[[Session], Awaitable[None]]
) -> list[float]:
    readings: list[float] = []
    async with AsyncExitStack() as sessions:
        opened = 0
        for count in sizes.idle_sessions:
            for _ in range(count - opened):
                await visit(await sessions.enter_async_context(connected(server)))
            opened = count
            await asyncio.sleep(_SETTLING_SECONDS)
            readings.append(server.megabytes)
    return readings


def _row(sizes: SampleSizes, readings: list[float]) -> tuple[float, ...]:
    added = sizes.idle_sessions[-1] - sizes.idle_sessions[0]
    return (*readings, (readings[-1] - readings[0]) / added)
