"""The command that measures everything in turn: ``python -m benchmarks``.

With the names of parts, such as ``click`` or ``save-rate``, it measures those alone; with ``--quick``, a small sample.
In both cases it writes no file.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from assessment.dates import now
from benchmarks import (
    click_speed,
    compute_speed,
    concurrent_sessions,
    figures_document,
    first_page_speed,
    machine,
    memory_per_session,
    page_change_speed,
    report_speed,
    save_rate,
    saves_beside_reports,
    size_speed,
)
from benchmarks.chromium import chromium
from benchmarks.figures import Section
from benchmarks.sample_sizes import FULL, QUICK, SampleSizes


def main(*arguments: str) -> None:
    """Measure, print the figures, and write them to files if everything was measured in full."""
    parts = tuple(each for each in arguments if each != "--quick")
    if unknown := [part for part in parts if part not in (*IN_BROWSER, *WITHOUT_BROWSER)]:
        raise SystemExit(f"There is no part {', '.join(unknown)}. The parts are: {', '.join(_ALL)}")
    at, started, busy = now(), time.monotonic(), machine.busy()
    sections, browser = _measure(QUICK if "--quick" in arguments else FULL, parts or _ALL)
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


IN_BROWSER: Final[Mapping[str, Callable[[SampleSizes, Browser], Section]]] = {
    "first-page": first_page_speed.measure,
    "slow-line": first_page_speed.measure_slow_line,
    "click": click_speed.measure,
    "page-change": page_change_speed.measure,
}
WITHOUT_BROWSER: Final[Mapping[str, Callable[[SampleSizes], Section]]] = {
    "compute": compute_speed.measure,
    "report": report_speed.measure,
    "size": size_speed.measure,
    "memory": memory_per_session.measure,
    "save-rate": save_rate.measure,
    "crowd": concurrent_sessions.measure,
    "beside-reports": saves_beside_reports.measure,
}
_ALL: Final = (*IN_BROWSER, *WITHOUT_BROWSER)


def _measure(sizes: SampleSizes, parts: Sequence[str]) -> tuple[list[Section], str]:
    sections, version = [], ""
    if any(part in IN_BROWSER for part in parts):
        with chromium() as browser:
            version = browser.version
            for name, in_browser in IN_BROWSER.items():
                if name in parts:
                    sections.append(_with_progress(name, partial(in_browser, sizes, browser)))
    for name, measure in WITHOUT_BROWSER.items():
        if name in parts:
            sections.append(_with_progress(name, partial(measure, sizes)))
    return sections, version


def _with_progress(name: str, measure: Callable[[], Section]) -> Section:
    print(f"Measuring: {name} …", file=sys.stderr, flush=True)
    started = time.monotonic()
    section = measure()
    print(f"           {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    main(*sys.argv[1:])
