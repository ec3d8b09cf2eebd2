"""The command that measures everything in turn: ``python -m benchmarks``.

With ``--quick``, it measures a small sample of everything and writes no file.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from assessment.dates import now
from benchmarks import (
    click_speed,
    compute_speed,
    concurrent_sessions,
    figures_document,
    first_page_speed,
    machine,
    memory_per_session,
    report_speed,
    saves_beside_reports,
)
from benchmarks.chromium import chromium
from benchmarks.figures import Section
from benchmarks.sample_sizes import FULL, QUICK, SampleSizes


def main(*arguments: str) -> None:
    """Measure, print the figures, and write them to files unless it is a quick run."""
    if arguments not in {(), ("--quick",)}:
        raise SystemExit("python -m benchmarks [--quick]")
    at, started, busy = now(), time.monotonic(), machine.busy()
    sections, browser = _measure(QUICK if arguments else FULL)
    taken = figures_document.RunDetails(
        at=at,
        seconds=time.monotonic() - started,
        machine=machine.description(),
        busy=busy,
        versions=machine.versions(browser),
    )
    page = figures_document.page(sections, taken)
    print(page)
    if not arguments:
        folder = Path(__file__).parent
        (folder / "figures.md").write_text(page, encoding="utf-8")
        (folder / "figures.json").write_text(figures_document.data(sections, taken), encoding="utf-8")


def _measure(sizes: SampleSizes) -> tuple[list[Section], str]:
    with chromium() as browser:
        in_browser = [
            _with_progress("first page", lambda: first_page_speed.measure(sizes, browser)),
            _with_progress("click to saved", lambda: click_speed.measure(sizes, browser)),
        ]
        version = browser.version
    return [
        *in_browser,
        _with_progress("score and PDF", lambda: compute_speed.measure(sizes)),
        _with_progress("the report compared with other engines", lambda: report_speed.measure(sizes)),
        _with_progress("memory", lambda: memory_per_session.measure(sizes)),
        _with_progress("many sessions at once", lambda: concurrent_sessions.measure(sizes)),
        _with_progress("saves beside reports", lambda: saves_beside_reports.measure(sizes)),
    ], version


def _with_progress(name: str, measure: Callable[[], Section]) -> Section:
    print(f"Measuring: {name} …", file=sys.stderr, flush=True)
    started = time.monotonic()
    section = measure()
    print(f"           {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    main(*sys.argv[1:])
