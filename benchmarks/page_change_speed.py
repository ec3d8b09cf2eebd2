"""The time from a click on a link until its page is drawn to the end, beside a rerun of the empty app."""

from typing import Final

from playwright.sync_api import Browser, Page, expect

from benchmarks.chromium import new_page
from benchmarks.click_speed import choose_in_empty_app, wait_until_idle
from benchmarks.figures import SPREAD, Section, at_most, p95, spread
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import empty_app, this_app

_TITLE: Final = '[data-testid="stApp"] h1'
_PAGES: Final = ("Results", "Actions", "Report", "Check", "Answer", "Compare", "Home")
"""The links that are followed, in this order, and then again from the first collaboration on Home."""
_RADAR: Final = ".stPlotlyChart .main-svg .scatterlayer .trace"
"""The outline on the radar, which Plotly draws last."""
_WITH_RADAR: Final = "Results, with the radar"
_EMPTY_CHOICES: Final = 5


def measure(sizes: SampleSizes, browser: Browser) -> Section:
    """Follow every link in turn, each after a click in the empty app."""
    times: dict[str, list[float]] = {name: [] for name in (*_PAGES, _WITH_RADAR)}
    empty_times: list[float] = []
    with (
        this_app() as (server, assessments),
        empty_app() as empty_server,
        new_page(browser, server) as page,
        new_page(browser, empty_server) as empty_page,
    ):
        id = assessments.start("Example collaboration")
        assessments.answer_all(id)
        empty_page.goto(empty_server.url)
        expect(empty_page.get_by_text("You chose None")).to_be_visible()
        for turn in range(max(2, sizes.clicks // 2)):
            page.goto(f"{server.url}/respond?assessment={id}")
            expect(page.locator(_TITLE)).to_be_visible()
            for name in _PAGES:
                taken = _follow(page, name)
                if turn:  # each page once before it is measured
                    for row, milliseconds in taken.items():
                        times[row].append(milliseconds)
                    empty_times.append(choose_in_empty_app(empty_page, len(empty_times) % _EMPTY_CHOICES))
    return Section(
        title="From page to page",
        how=(
            "A real click of the mouse on a link of the frame. The time runs from the browser's own time of the click "
            "until another title stands on the page and the app has drawn it to its end. Plotly draws the radar of the "
            "results after that, so it has a line of its own. The assessment is answered in full. "
            "Each click is followed by one in the empty app, until the text there names the choice."
        ),
        columns=("", *SPREAD),
        rows=(*((name, *spread(taken)) for name, taken in times.items()), ("Empty app, a rerun", *spread(empty_times))),
        aims=(
            at_most(1.5, max(map(p95, times.values())), p95(empty_times), what="From page to page, the slowest, p95"),
        ),
    )


def _follow(page: Page, name: str) -> dict[str, float]:
    """Return the milliseconds until the page was drawn and, of the results, until its radar was."""
    parts = {name: _TITLE} | ({_WITH_RADAR: _RADAR} if name == "Results" else {})
    page.bring_to_front()
    page.evaluate(
        "([title, parts]) => { window.shown = Promise.all(parts.map((part) => timing.nextPage(title, part))) }",
        [_TITLE, list(parts.values())],
    )
    link = page.locator("header.top, .context").get_by_role("link", name=name, exact=True).first
    link.click()
    taken = page.evaluate("window.shown")
    wait_until_idle(page)
    return dict(zip(parts, map(float, taken), strict=True))
