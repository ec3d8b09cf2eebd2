"""The time of a first visit with an empty cache, on a fast and a slow line: Home, a theme, and the empty app."""

from typing import Final

from playwright.sync_api import Browser

from benchmarks.chromium import time_first_page, time_slow_visit
from benchmarks.figures import SPREAD, Aim, Section, at_most, p50, spread
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import empty_app, this_app

_ASSESSMENTS_ON_HOME: Final = 5
_LAST_ON_HOME: Final = "HMICFRS has not endorsed this tool."
_LAST_ON_EMPTY: Final = "You chose None"
_READABLE_SECONDS: Final = 15


def measure(sizes: SampleSizes, browser: Browser) -> Section:
    """Measure first visits to both apps in turn, each in a new browser window."""
    our_times: list[float] = []
    theme_times: list[float] = []
    empty_times: list[float] = []
    with this_app() as (server, assessments), empty_app() as empty_server:
        for number in range(_ASSESSMENTS_ON_HOME):
            id = assessments.start(f"Example collaboration {number}")
        first, second, *_ = assessments.bank.themes[0].questions
        theme = f"/respond?assessment={id}&question={first.code}"
        visits = [
            (our_times, server, "/", _LAST_ON_HOME),
            (theme_times, server, theme, f"Next: {second.code}"),
            (empty_times, empty_server, "/", _LAST_ON_EMPTY),
        ]
        for _, visited, address, marker in visits:
            time_first_page(browser, visited, address, marker)  # so that no measured visit is a server's first
        for _ in range(sizes.first_pages):
            for times, visited, address, marker in visits:
                times.append(time_first_page(browser, visited, address, marker))
            visits.reverse()
    return Section(
        title="First page",
        how=(
            "A new browser window with an empty cache opens the address; the time runs from the start of the visit "
            "until the last thing is drawn and Streamlit takes input, taken within the page. "
            f"Home lists {_ASSESSMENTS_ON_HOME} assessments; the theme has no answers yet. "
            "The apps take turns; each server had one visit before the first measurement."
        ),
        columns=("", *SPREAD),
        rows=(
            ("Home", *spread(our_times)),
            ("A theme", *spread(theme_times)),
            ("Empty app", *spread(empty_times)),
        ),
        aims=(
            at_most(1.15, p50(our_times), p50(empty_times), what="First page to usable, p50"),
            at_most(1.3, p50(theme_times), p50(empty_times), what="A theme to usable, p50"),
        ),
    )


def measure_slow_line(sizes: SampleSizes, browser: Browser) -> Section:
    """Measure one first visit to either app on a slow line: the line sets the time, and it is always the same."""
    with this_app() as (server, assessments), empty_app() as empty_server:
        for number in range(_ASSESSMENTS_ON_HOME):
            assessments.start(f"Example collaboration {number}")
        time_first_page(browser, server, "/", _LAST_ON_HOME)  # so that no measured visit is a server's first
        time_first_page(browser, empty_server, "/", _LAST_ON_EMPTY)
        ours = time_slow_visit(browser, server, "/", _LAST_ON_HOME)
        empty = time_slow_visit(browser, empty_server, "/", _LAST_ON_EMPTY)
    return Section(
        title="First page on a slow line",
        how=(
            "As the first page, at 400 kbit/s and with 300 ms more for each request, as Chromium emulates it for HTTP "
            f"and for the socket. One visit each: visits differ by less than 1 %. Sent over HTTP: Home "
            f"{ours.kilobytes:,.0f} kB, the empty app {empty.kilobytes:,.0f} kB."
        ),
        columns=("", "ms"),
        rows=(
            ("Home, the frame can be read", ours.first),
            ("Home, its title can be read", ours.title),
            ("Home, all of it", ours.whole),
            ("Empty app, all of it", empty.whole),
        ),
        aims=(
            Aim(
                what="Title of Home on a slow line",
                aim=f"under {_READABLE_SECONDS} s",
                measured=f"{ours.title / 1000:.1f} s",
                reached=ours.title < 1000 * _READABLE_SECONDS,
            ),
        ),
    )
