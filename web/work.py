"""Kinds of work, each with threads of its own, so that a rush for one kind leaves the others alone."""

from collections.abc import Callable
from functools import partial
from typing import Final, ParamSpec, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from assessment.access.passwords import MANY_AT_ONCE
from assessment.errors import TooManyAtOnce, sentence

P = ParamSpec("P")
T = TypeVar("T")


class Work:
    """One kind of work, which `threads` do at once, while `waiting` more requests may wait for them."""

    def __init__(self, *, threads: int, waiting: int) -> None:
        self._limiter = CapacityLimiter(threads)
        self._most = threads + waiting
        self._begun = 0

    async def run(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it in a thread of this kind, and return the result. Raise :class:`TooManyAtOnce` where too many wait."""
        if self._begun >= self._most:
            raise TooManyAtOnce(
                sentence(
                    "too_many_requests",
                    "Too many people are doing this at the same moment, so nothing was done. "
                    "Try again in a few seconds.",
                )
            )
        self._begun += 1
        try:
            return await run_sync(partial(do, *args, **kwargs), limiter=self._limiter)
        finally:
            self._begun -= 1


PASSWORDS: Final = Work(threads=MANY_AT_ONCE, waiting=60)
"""A password takes 0.1 s of a processor to check, so more at once would only be slower."""
PROVIDER: Final = Work(threads=8, waiting=8)
"""Each waits for the identity provider, ten seconds at most."""
DOWNLOADS: Final = Work(threads=20, waiting=0)
"""Most of them wait for their turn to be built (:mod:`assessment.exports.building`)."""
SAVES: Final = Work(threads=12, waiting=100)
"""Each may wait for a lock and holds one of PostgreSQL's 25 connections for writing meanwhile."""
