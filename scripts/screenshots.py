"""Pictures of every page at 1280 and 390 pixels, and of every page of the PDF, of an assessment that nobody gave."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import uuid6
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from assessment.access import Role
from assessment.access.credential import COOKIE
from assessment.actions.answering import record_response
from assessment.actions.starting import Start, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.bank.model import Question
from assessment.issuing.reports import issue_report
from assessment.moments import now
from assessment.rounds.response import Evidence, Response
from assessment.settings import Settings
from assessment.store import Store
from assessment.terms import AssessmentId, EvidenceId
from scripts.samples import picture_pages
from tests.browser.app import PROJECT, RunningApp, running
from tests.people import Somebody, somebody

PICTURES = PROJECT / "pictures"
WIDTHS = (1280, 390)
README_HEIGHT = 1750
STATEMENT = "This is a self-assessment. It is not an HMICFRS judgment"
# Levels by theme, in bank order; the last question of each is left open, and every third names no evidence.
PLACES = (
    (4, 3, 4, 5, 3, 2, 4, 4, 3, 4, 4, 3, 5),
    (3, 3, 2, 3, 4, 2, 2, 3, 2, 3, 4, 2, 3),
    (5, 4, 4, 5, 4, 5, 4, 4, 5, 1, 5, 4, 5),
    (3, 3, 4, 3, 2, 3, 4, 4, 2, 3, 3, 4, 2),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A store with assessments of collaborations that do not exist."""

    store: Store
    library: Library
    lead: Somebody

    def assessment(self, name: str, *, shift: int, submitted: bool) -> AssessmentId:
        """One that is answered but for a question in each theme."""
        start = Start(
            collaboration=name,
            partners=["Kent Police", "Essex Police", "Dyfed-Powys Police"],
            lead_force="Essex Police",
            round_title="2026",
            as_of=date(2026, 11, 1),
        )
        id = start_assessment(self.store, self.lead.asker, self.library, start, at=now())
        for row, theme in enumerate(self.library.latest().themes):
            places = PLACES[(row + shift) % len(PLACES)]
            for place, (number, question) in zip(places, enumerate(theme.questions[:-1]), strict=False):
                self._answer(id, question, place=place, has_evidence=number % 3 > 0)
        if submitted:
            submit_assessment(self.store, self.lead.asker, self.library, id, at=now())
        return id

    def _answer(self, id: AssessmentId, question: Question, *, place: int, has_evidence: bool) -> None:
        evidence = Evidence(
            id=EvidenceId(uuid6.uuid7()),
            title=f"Board paper: {question.title.lower()}",
            reference="BP 12/2026",
            dated=date(2026, 5, 1),
        )
        response = Response(
            question=question.code,
            reply=self.library.latest().level_at(place),
            rationale="The board looked at this in May. Two forces had it in place; the third follows in spring.",
            evidence=(evidence,) if has_evidence else (),
        )
        record_response(self.store, self.lead.asker, self.library, id, response, seen=0, page="0" * 32, at=now())


def main() -> None:
    """Take them all into ``pictures/``, and the one of the README into ``docs/pictures/``."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as app:
        store = Store.open(app.database_url)
        example = Example(
            store=store,
            library=Library(Settings.from_environment(os.environ).banks),
            lead=somebody(store, roles=(Role.MEMBER, Role.ADMINISTRATOR)),
        )
        open_one = example.assessment("Example roads policing", shift=2, submitted=False)
        done = example.assessment("Example forensic services", shift=0, submitted=True)
        example.assessment("Example legal services", shift=1, submitted=True)
        take_pages(app, example.lead, open_one, done)
        _, pdf = issue_report(example.store, example.lead.asker, example.library, done, at=now())
    take_pdf(pdf)
    with Image.open(PICTURES / "results-1280.png") as results:
        top = results.crop((0, 0, results.width, README_HEIGHT)).convert("P", palette=Image.Palette.ADAPTIVE)
        top.save(PROJECT / "docs/pictures/results.png", optimize=True)
    print(f"{len(list(PICTURES.iterdir()))} pictures are in {PICTURES}")


def take_pages(app: RunningApp, lead: Somebody, open_one: AssessmentId, done: AssessmentId) -> None:
    """Every page, at every width."""
    addresses = {
        "home": "/",
        "start": "/start",
        "tasks": f"/respond?assessment={open_one}",
        "respond": f"/respond?assessment={open_one}&question=P5",
        "read": f"/read?assessment={open_one}&theme=purpose",
        "looked": f"/looked?assessment={done}",
        "check_answers": f"/check_answers?assessment={open_one}",
        "results": f"/results?assessment={done}",
        "plan": f"/plan?assessment={done}",
        "report": f"/report?assessment={done}",
        "people": "/people",
        "your_account": "/your_account",
        "compare": "/compare?drawn=Example+forensic+services%2C+2026&drawn=Example+legal+services%2C+2026",
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["BROWSER_FOR_TESTS"], args=["--no-sandbox", "--disable-background-networking"]
        )
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 1000})
            page.goto(f"{app.url}/account/sign-in")
            page.screenshot(path=PICTURES / f"sign-in-{width}.png")
            page.context.add_cookies([{"name": COOKIE, "value": lead.asker.token, "url": app.url}])
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
