"""A lead sees who has downloaded what from the assessment, and when, in UK time."""

import re

from playwright.sync_api import expect

from tests.browser.lead_in_browser import Lead


def test_a_report_that_was_opened_is_listed_under_downloads(lead: Lead) -> None:
    assessment = lead.has_started("Example dog unit")
    page = lead.page
    page.goto(f"{lead.app.url}/download_log?assessment={assessment}")
    expect(page.get_by_text("Nothing has been downloaded yet.")).to_be_visible()

    page.request.get(f"{lead.app.url}/files/{assessment}/report.pdf")
    page.request.get(f"{lead.app.url}/files/{assessment}/assessment.json")
    page.reload()

    table = page.get_by_role("region", name="Newest first. Times are UK time.")
    expect(table.get_by_role("row")).to_have_text(
        [
            "WhenWhoWhat",
            re.compile(r"^\d{1,2} \w+ \d{4} at \d\d:\d\dSam ReedAnswers exported$"),
            re.compile(r"^\d{1,2} \w+ \d{4} at \d\d:\d\dSam ReedReport as PDF$"),
        ]
    )


def test_the_report_page_links_to_the_downloads(lead: Lead) -> None:
    assessment = lead.has_started("Example dog unit")
    lead.page.goto(f"{lead.app.url}/report?assessment={assessment}")

    lead.page.get_by_role("link", name="Who has downloaded what").click()

    expect(lead.page.get_by_role("heading", level=1)).to_have_text("Downloads")
