"""The time that views take in a database of the size of the whole country, beside an almost empty one."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.dates import now, uk_day
from assessment.settings import sqlite_address
from assessment.store.register_search import RegisterQuery
from assessment.views.collaboration_view import open_collaboration
from assessment.views.comparison_view import open_comparison
from assessment.views.home_view import open_home
from assessment.views.partners_view import open_partners
from assessment.views.register_view import open_register
from benchmarks.figures import SPREAD, Aim, Section, p50, spread
from benchmarks.sample_sizes import FULL, SampleSizes
from benchmarks.sized_database import SMALL, WHOLE, Size, SizedDatabase, fill

_AIM = 1.5
_QUICK = Size(collaborations=40, forces=60, rounds=2, partners=3)


def measure(sizes: SampleSizes) -> Section:
    """Measure each view in both databases in turn."""
    whole = WHOLE if sizes is FULL else _QUICK
    with TemporaryDirectory(prefix="benchmark-") as folder:
        few = fill(sqlite_address(Path(folder) / "few" / "assessments.db"), SMALL)
        many = fill(sqlite_address(Path(folder) / "many" / "assessments.db"), whole)
        times = {
            name: (_times(sizes.views, partial(view, few)), _times(sizes.views, partial(view, many)))
            for name, view in _VIEWS.items()
        }
        few.store.close()
        many.store.close()
    return Section(
        title="The size of the whole country",
        how=(
            f"{whole.collaborations} collaborations of {whole.partners} partners each, {whole.forces} forces and "
            f"{whole.rounds} rounds, in which every partner answered every question, beside one collaboration with one "
            "round. SQLite. The time is that of the view alone, without drawing."
        ),
        columns=("", "", *SPREAD),
        rows=tuple(
            (name, which, *spread(each))
            for name, both in times.items()
            for which, each in zip(("few", "many"), both, strict=True)
        ),
        aims=tuple(_aim(name, p50(in_few), p50(in_many)) for name, (in_few, in_many) in times.items()),
    )


_VIEWS: Mapping[str, Callable[[SizedDatabase], object]] = {
    "Register, a search": lambda it: open_register(
        it.store, it.lead, RegisterQuery(today=uk_day(now()), sought="joint unit")
    ),
    "One collaboration": lambda it: open_collaboration(it.store, it.lead, it.library, it.collaboration),
    "Partners": lambda it: open_partners(it.store, it.lead, it.library, it.newest),
    "Home of a lead": lambda it: open_home(it.store, it.lead, it.library, on=uk_day(now())),
    "Home of an inspector": lambda it: open_home(it.store, it.inspector, it.library, on=uk_day(now())),
    "Compare of an inspector": lambda it: open_comparison(it.store, it.inspector, it.library),
}


def _times(count: int, work: Callable[[], object]) -> list[float]:
    """Return the milliseconds of each run, after one to warm up."""
    work()
    times = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times


def _aim(name: str, few: float, many: float) -> Aim:
    return Aim(
        what=f"{name}, p50",
        aim=f"at most {_AIM:g} × an almost empty database",
        measured=f"{many / few:.1f} × ({many:.0f} beside {few:.0f} ms)",
        reached=many <= _AIM * few,
    )
