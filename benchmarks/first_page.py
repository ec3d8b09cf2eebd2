"""A first visit with an empty cache: this app's Home with a few assessments beside the empty app's only page."""

from typing import Final

from playwright.sync_api import Browser

from benchmarks.benchmark_plan import Plan
from benchmarks.browser import first_page
from benchmarks.figures_file import SPREAD, Section, at_most, p50, spread
from benchmarks.servers import empty_app, this_app

_ON_HOME: Final = 5
_LAST_ON_HOME: Final = "HMICFRS has not endorsed this tool."
_LAST_ON_EMPTY: Final = "You chose None"


def measure(plan: Plan, browser: Browser) -> Section:
    """Visit both in turn, each time in a new browser window."""
    ours: list[float] = []
    empty: list[float] = []
    with this_app() as (server, assessments), empty_app() as beside:
        for number in range(_ON_HOME):
            assessments.start(f"Example collaboration {number}")
        visits = [(ours, server, _LAST_ON_HOME), (empty, beside, _LAST_ON_EMPTY)]
        for _, visited, sign in visits:
            first_page(browser, visited, sign)  # neither server does its first work within a figure
        for _ in range(plan.first_pages):
            for times, visited, sign in visits:
                times.append(first_page(browser, visited, sign))
            visits.reverse()
    return Section(
        title="First page",
        how=(
            "A new browser window with an empty cache opens the address; the time runs from the start of the visit "
            f"until the last thing is drawn and Streamlit takes input, taken within the page. Home lists {_ON_HOME} "
            "assessments. Both apps in turn; each server had one visit before."
        ),
        columns=("", *SPREAD),
        rows=(("Home", *spread(ours)), ("Empty app", *spread(empty))),
        aims=(at_most(1.3, p50(ours), p50(empty), what="First page to usable, p50"),),
    )
