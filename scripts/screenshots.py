"""Pictures of every page at 1280 and 390 pixels, and of every page of the PDF, of what `make demo` starts."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from assessment.access import Credential
from assessment.access.credential import SESSION_COOKIE
from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.bank.library import Library
from assessment.dates import now
from assessment.exports.assessment_exports import export_report
from assessment.ids import AssessmentId
from assessment.settings import Settings
from assessment.store import Store
from scripts.demo import ADMINISTRATOR, COLLABORATIONS, INSPECTOR, LEAD, fill
from scripts.samples import picture_pages
from tests.browser.running_app import PROJECT, RunningApp, running

PICTURES: Final = PROJECT / "pictures"
WIDTHS: Final = (1280, 390)
README_HEIGHT: Final = 1750
DRAWN: Final = urlencode([("drawn", f"{name}, 2026") for name, _ in COLLABORATIONS[:2]])
STATEMENT: Final = "This is a self-assessment. It is not an HMICFRS judgment"

Looks = Iterable[tuple[Credential, Mapping[str, str]]]
"""Who looks, and at which pages: each by its name, with its address."""


def main() -> None:
    """Take them all into ``pictures/``, and the one of the README into ``docs/pictures/``."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    settings = Settings.from_environment(os.environ)
    library = Library(settings.banks)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as app:
        store = Store.of(replace(settings, database_url=app.database_url))
        example = fill(store, library)
        lead, administrator, inspector = (
            sign_in(store, SignInAttempt(email=person.email, password=example.password, address="here"))
            for person in (LEAD, ADMINISTRATOR, INSPECTOR)
        )
        done, open_one = example.assessments[0], example.assessments[-1]
        looks = (
            (lead, of_assessments(done, open_one)),
            (administrator, {"people": "/people", "audit_trail": "/audit_trail"}),
            (inspector, {"compare": f"/compare?{DRAWN}"}),
        )
        take_pages(app, looks)
        _, pdf = export_report(store, lead, library, done, at=now())
    take_pdf(pdf)
    with Image.open(PICTURES / "results-1280.png") as results:
        top = results.crop((0, 0, results.width, README_HEIGHT)).convert("P", palette=Image.Palette.ADAPTIVE)
        top.save(PROJECT / "docs/pictures/results.png", optimize=True)
    print(f"{len(list(PICTURES.iterdir()))} pictures are in {PICTURES}")


def of_assessments(done: AssessmentId, open_one: AssessmentId) -> dict[str, str]:
    """The pages that a lead sees, with their addresses."""
    return {
        "home": "/",
        "start": "/start",
        "tasks": f"/respond?assessment={open_one}",
        "respond": f"/respond?assessment={open_one}&question=P5",
        "read": f"/read?assessment={open_one}&theme=purpose",
        "download_log": f"/download_log?assessment={done}",
        "check_answers": f"/check_answers?assessment={open_one}",
        "results": f"/results?assessment={done}",
        "improvement_actions": f"/improvement_actions?assessment={done}",
        "report": f"/report?assessment={done}",
        "your_account": "/your_account",
    }


def take_pages(app: RunningApp, looks: Looks) -> None:
    """Every page, at every width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["BROWSER_FOR_TESTS"], args=["--no-sandbox", "--disable-background-networking"]
        )
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 1000})
            page.goto(f"{app.url}/account/sign-in")
            page.screenshot(path=PICTURES / f"sign-in-{width}.png")
            for actor, addresses in looks:
                page.context.add_cookies([{"name": SESSION_COOKIE, "value": actor.token, "url": app.url}])
                for name, address in addresses.items():
                    page.goto(app.url + address)
                    take(page, PICTURES / f"{name}-{width}.png", width=width)
        browser.close()


def take(page: Page, picture: Path, *, width: int) -> None:
    """The whole page, however long."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.get_by_text(STATEMENT).wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    height = page.evaluate("document.querySelector('.block-container').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(int(height) + 60, 1000), 12_000)})
    page.wait_for_timeout(400)
    page.screenshot(path=picture)


def take_pdf(pdf: bytes) -> None:
    """Every page of the report."""
    (PICTURES / "report.pdf").write_bytes(pdf)
    picture_pages(pdf, lambda number: PICTURES / f"report-page-{number:02}.png")


if __name__ == "__main__":
    main()
