"""Measures everything in turn: ``python -m benchmarks``. With ``--quick`` a little of everything, written nowhere."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from assessment.dates import now
from benchmarks import (
    click_speed,
    compute_speed,
    crowd_speed,
    first_page,
    machine,
    memory_per_session,
    report_speed,
    write_speed,
)
from benchmarks.benchmark_plan import FULL, QUICK, Plan
from benchmarks.browser import chromium
from benchmarks.figures_file import Section


def main(*arguments: str) -> None:
    """Measure, print the figures, and write them down unless it was a quick run."""
    if arguments not in {(), ("--quick",)}:
        raise SystemExit("python -m benchmarks [--quick]")
    at, begun, busy = now(), time.monotonic(), machine.busy()
    sections, browser = _measure(QUICK if arguments else FULL)
    taken = write_speed.Taken(
        at=at,
        seconds=time.monotonic() - begun,
        machine=machine.description(),
        busy=busy,
        versions=machine.versions(browser),
    )
    page = write_speed.page(sections, taken)
    print(page)
    if not arguments:
        folder = Path(__file__).parent
        (folder / "figures.md").write_text(page, encoding="utf-8")
        (folder / "figures.json").write_text(write_speed.data(sections, taken), encoding="utf-8")


def _measure(plan: Plan) -> tuple[list[Section], str]:
    with chromium() as browser:
        in_browser = [
            _told("first page", lambda: first_page.measure(plan, browser)),
            _told("click to saved", lambda: click_speed.measure(plan, browser)),
        ]
        version = browser.version
    return [
        *in_browser,
        _told("score and PDF", lambda: compute_speed.measure(plan)),
        _told("the report beside others", lambda: report_speed.measure(plan)),
        _told("memory", lambda: memory_per_session.measure(plan)),
        _told("many sessions at once", lambda: crowd_speed.measure(plan)),
    ], version


def _told(what: str, measure: Callable[[], Section]) -> Section:
    print(f"Measuring: {what} …", file=sys.stderr, flush=True)
    begun = time.monotonic()
    section = measure()
    print(f"           {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    main(*sys.argv[1:])
