"""The command that takes pictures of the example: every page at 1280 and 390 pixels, and every page of the PDF."""

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
from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.bank.library import Library
from assessment.dates import now
from assessment.exports.assessment_exports import preview_report
from assessment.ids import AssessmentId
from assessment.settings import PROJECT, Settings
from assessment.store import Store
from scripts.demo import ADMINISTRATOR, INSPECTOR, LEAD, fill
from scripts.samples import picture_pages
from tests.browser.running_app import NEW_PROCESS, RunningApp, running

PICTURES: Final = PROJECT / "pictures"
WIDTHS: Final = (1280, 390)
README_HEIGHT: Final = 1100
DISCLAIMER: Final = "This is a self-assessment. It is not an HMICFRS judgment"

Visits = Iterable[tuple[Credential, Mapping[str, str]]]
"""The sessions of the people who visit pages, and the address of each page by the name of its picture."""


def main() -> None:
    """Save all pictures in ``pictures/``, and the picture for the README in ``docs/pictures/``."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    settings = Settings.from_environment(os.environ)
    library = Library(settings.banks)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), command=NEW_PROCESS) as app:
        of_the_app = replace(settings, database_url=app.database_url)
        example = fill(of_the_app, library)
        store = Store.of(of_the_app)
        lead, administrator, inspector = (
            sign_in(store, SignInAttempt(email=person.email, password=example.password, address="here"))
            for person in (LEAD, ADMINISTRATOR, INSPECTOR)
        )
        submitted, still_open = example.assessments[0], example.assessments[-1]
        drawn = urlencode([("drawn", id) for id in example.assessments[:2]])
        visits = (
            (lead, addresses_for_lead(submitted, still_open)),
            (administrator, {"people": "/people", "audit_trail": "/audit_trail"}),
            (inspector, {"compare": f"/compare?{drawn}"}),
        )
        take_pages(app, visits)
        _, pdf = preview_report(store, lead, library, submitted, at=now())
    take_pdf(pdf)
    with Image.open(PICTURES / "results-1280.png") as results:
        top = results.crop((0, 0, results.width, README_HEIGHT)).convert("P", palette=Image.Palette.ADAPTIVE)
        top.save(PROJECT / "docs/pictures/results.png", optimize=True)
    print(f"{len(list(PICTURES.iterdir()))} pictures are in {PICTURES}")


def addresses_for_lead(submitted: AssessmentId, still_open: AssessmentId) -> dict[str, str]:
    """Return the addresses of the pages that a lead sees, by the name of the picture."""
    return {
        "home": "/",
        "start": "/start",
        "start_next_round": f"/start?follows={submitted}",
        "tasks": f"/respond?assessment={still_open}",
        "respond": f"/respond?assessment={still_open}&question=P5",
        "read": f"/read?assessment={still_open}&theme=purpose",
        "check_answers": f"/check_answers?assessment={still_open}",
        "submit": f"/check_answers?assessment={still_open}&step=submit",
        "submitted": f"/check_answers?assessment={submitted}",
        "collaboration": f"/collaboration?assessment={submitted}",
        "delete_draft": f"/collaboration?assessment={still_open}&step=delete",
        "archived": "/?show=archived",
        "results": f"/results?assessment={submitted}",
        "improvement_actions": f"/improvement_actions?assessment={submitted}",
        "report": f"/report?assessment={submitted}",
        "your_account": "/your_account",
    }


def take_pages(app: RunningApp, visits: Visits) -> None:
    """Take a picture of every page at every width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["BROWSER_FOR_TESTS"], args=["--no-sandbox", "--disable-background-networking"]
        )
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 1000})
            page.goto(f"{app.url}/account/sign-in")
            page.screenshot(path=PICTURES / f"sign-in-{width}.png")
            for actor, addresses in visits:
                page.context.add_cookies([{"name": app.session_cookie, "value": actor.token, "url": app.url}])
                for name, address in addresses.items():
                    page.goto(app.url + address)
                    take(page, PICTURES / f"{name}-{width}.png", width=width)
        browser.close()


def take(page: Page, picture: Path, *, width: int) -> None:
    """Take a picture of the whole page, up to a height of 12,000 pixels."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.get_by_text(DISCLAIMER).wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    height = page.evaluate("document.querySelector('.block-container').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(int(height) + 60, 1000), 12_000)})
    page.wait_for_timeout(400)
    page.screenshot(path=picture)


def take_pdf(pdf: bytes) -> None:
    """Save the report, and a picture of every page of it."""
    (PICTURES / "report.pdf").write_bytes(pdf)
    picture_pages(pdf, lambda number: PICTURES / f"report-page-{number:02}.png")


if __name__ == "__main__":
    main()
