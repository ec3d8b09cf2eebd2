"""The report as a web page is accessible in a real browser, on a wide screen and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from assessment.report.html_report import build_report_page
from tests.browser.page_checks import rules_by_axe
from tests.report.sample_reports import SAMPLES


def opened(page: Page, folder: Path, name: str, *, width: int) -> Page:
    file = folder / f"{name}.html"
    file.write_text(build_report_page(SAMPLES[name]()), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("name", SAMPLES)
def test_axe_finds_no_barrier_and_nothing_but_a_table_scrolls_sideways(page: Page, tmp_path: Path, name: str) -> None:
    opened(page, tmp_path, name, width=1280)
    broken, kept = rules_by_axe(page)
    assert (broken, kept > 30) == ([], True)
    assert page.evaluate("document.documentElement.scrollWidth") == 1280

    # A text has the same colours at every width, and to compare them takes most of the time.
    page.set_viewport_size({"width": 390, "height": 900})
    broken, kept = rules_by_axe(page, rules={"color-contrast": {"enabled": False}})
    assert (broken, kept > 29) == ([], True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_axe_finds_a_barrier_that_was_put_there(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "typical", width=1280)
    page.evaluate("document.querySelector('svg').removeAttribute('aria-label')")

    broken, _ = rules_by_axe(page, rules={"color-contrast": {"enabled": False}})
    assert [rule for rule, _ in broken] == ["svg-img-alt"]


def test_the_keyboard_skips_to_the_report_and_reaches_every_table(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "typical", width=390)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "The grade of every theme"


def test_the_page_makes_no_request_and_logs_nothing(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    opened(page, tmp_path, "hostile", width=1280)

    assert [url.rpartition("/")[2] for url in asked] == ["hostile.html"]
    assert complaints == []
