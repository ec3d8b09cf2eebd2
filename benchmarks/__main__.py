"""Measures everything in turn: ``python -m benchmarks``. With ``--quick`` a little of everything, written nowhere."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from assessment.moments import now
from benchmarks import click, computing, crowd, first_page, machine, memory, reports, writing
from benchmarks.browser import chromium
from benchmarks.figures import Section
from benchmarks.plan import FULL, QUICK, Plan


def main(*arguments: str) -> None:
    """Measure, print the figures, and write them down unless it was a quick run."""
    if arguments not in {(), ("--quick",)}:
        raise SystemExit("python -m benchmarks [--quick]")
    at, begun, busy = now(), time.monotonic(), machine.busy()
    sections, browser = _measure(QUICK if arguments else FULL)
    taken = writing.Taken(
        at=at,
        seconds=time.monotonic() - begun,
        machine=machine.description(),
        busy=busy,
        versions=machine.versions(browser),
    )
    page = writing.page(sections, taken)
    print(page)
    if not arguments:
        folder = Path(__file__).parent
        (folder / "figures.md").write_text(page, encoding="utf-8")
        (folder / "figures.json").write_text(writing.data(sections, taken), encoding="utf-8")


def _measure(plan: Plan) -> tuple[list[Section], str]:
    with chromium() as browser:
        in_browser = [
            _told("first page", lambda: first_page.measure(plan, browser)),
            _told("click to saved", lambda: click.measure(plan, browser)),
        ]
        version = browser.version
    return [
        *in_browser,
        _told("score and PDF", lambda: computing.measure(plan)),
        _told("the report beside others", lambda: reports.measure(plan)),
        _told("memory", lambda: memory.measure(plan)),
        _told("many sessions at once", lambda: crowd.measure(plan)),
    ], version


def _told(what: str, measure: Callable[[], Section]) -> Section:
    print(f"Measuring: {what} …", file=sys.stderr, flush=True)
    begun = time.monotonic()
    section = measure()
    print(f"           {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    main(*sys.argv[1:])
