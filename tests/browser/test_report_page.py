"""The report as a web page is accessible in a real browser, on a wide screen and on a phone."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from assessment.report.html_report import build_report_page
from tests.report.sample_reports import SAMPLES

WIDTHS = (1280, 390)


def opened(page: Page, folder: Path, name: str, *, width: int) -> Page:
    file = folder / f"{name}.html"
    file.write_text(build_report_page(SAMPLES[name]()), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_axe_finds_no_barrier(page: Page, tmp_path: Path, name: str, width: int) -> None:
    found: Any = Axe().run(opened(page, tmp_path, name, width=width)).response

    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert len(found["passes"]) > 30


def test_axe_finds_a_barrier_that_was_put_there(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "typical", width=1280)
    page.evaluate("document.querySelector('svg').removeAttribute('aria-label')")

    found: Any = Axe().run(page).response

    assert [each["id"] for each in found["violations"]] == ["svg-img-alt"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_but_a_table_scrolls_sideways(page: Page, tmp_path: Path, name: str, width: int) -> None:
    opened(page, tmp_path, name, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


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
