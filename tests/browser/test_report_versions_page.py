"""The versions of a report are listed on a wide screen and on a phone, with names only for those who may see them."""

import hashlib
import re

import pytest
from playwright.sync_api import Locator, expect

from assessment.codes import Role
from tests.browser.lead_in_browser import Lead
from tests.browser.page_checks import barriers
from tests.browser.test_form_people import signs_in_here
from tests.signed_in_people import somebody

HEADING = "Versions issued"
NOTE = re.compile("^Newest first. Times are UK time. The SHA-256 shows")


def opens_the_report(lead: Lead, assessment: object) -> Locator:
    lead.page.goto(f"{lead.app.url}/report?assessment={assessment}")
    expect(lead.page.get_by_role("heading", name="What the report contains")).to_be_visible()
    return lead.page.get_by_role("region", name=NOTE)


def test_issued_versions_are_listed_and_before_the_first_there_is_no_heading(lead: Lead) -> None:
    assessment = lead.has_started("Example dog unit")
    opens_the_report(lead, assessment)
    expect(lead.page.get_by_role("heading", name=HEADING)).to_have_count(0)

    lead.page.request.get(f"{lead.app.url}/files/{assessment}/report.pdf")
    page = lead.page.request.get(f"{lead.app.url}/files/{assessment}/report.html").body()

    table = opens_the_report(lead, assessment)
    expect(lead.page.get_by_role("heading", name=HEADING)).to_be_visible()
    digits, at = "SHA-256 [0-9a-f]{12}…[0-9a-f]{64}", r"\d{1,2} \w+ \d{4} at \d\d:\d\d"
    expect(table.get_by_role("row")).to_have_text(
        [
            "VersionIssuedFile",
            re.compile(f"^2DRAFT{at}by Sam ReedReport as web page, OFFICIAL{digits}$"),
            re.compile(f"^1DRAFT{at}by Sam ReedReport as PDF, OFFICIAL{digits}$"),
        ]
    )
    table.get_by_text("SHA-256").first.click()
    expect(table.get_by_text(hashlib.sha256(page).hexdigest(), exact=True)).to_be_visible()


def test_a_board_member_reads_the_versions_without_names(lead: Lead) -> None:
    assessment = lead.has_started("Example dog unit")
    lead.page.request.get(f"{lead.app.url}/files/{assessment}/report.pdf")
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    member = somebody(lead.store, "Olu Ade", force=None, roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    signs_in_here(lead, member)

    table = opens_the_report(lead, assessment)

    expect(table.get_by_role("rowheader")).to_have_text(["1DRAFT"])
    expect(table.get_by_text("Sam Reed")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_versions_fit_a_phone_and_axe_finds_no_barrier(lead: Lead, width: int) -> None:
    assessment = lead.has_started("Example dog unit")
    lead.page.request.get(f"{lead.app.url}/files/{assessment}/report.pdf")
    lead.page.set_viewport_size({"width": width, "height": 900})

    table = opens_the_report(lead, assessment)
    table.get_by_text("SHA-256").first.click()

    assert table.evaluate("each => each.scrollWidth - each.clientWidth") == 0
    assert barriers(lead.page) == []
