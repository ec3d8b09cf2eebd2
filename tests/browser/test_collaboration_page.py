"""A lead renames a collaboration, archives it, finds it in the archive, and deletes a draft after one question.

An administrator imports a file into the register and removes what was a mistake.
"""

from playwright.sync_api import FilePayload, expect

from assessment.codes import Role
from tests.browser.lead_in_browser import Lead, is_drawn, sees_title, unfolds
from tests.browser.page_checks import barriers
from tests.signed_in_people import somebody


def test_a_collaboration_is_renamed_archived_and_shown_on_home_again(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")
    page = lead.page
    page.goto(f"{lead.app.url}/collaboration?assessment={assessment}")
    page.get_by_role("link", name="Change about it").click()
    sees_title(page, "Change what it is")
    page.get_by_role("textbox", name="Name", exact=True).fill(" ")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The name is empty.")
    page.get_by_role("textbox", name="Name", exact=True).fill("Example ferries")
    page.get_by_role("textbox", name="Purpose").fill("To cross the water.")
    assert barriers(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    sees_title(page, "Example ferries")
    expect(page.get_by_role("status").filter(has_text="The register is changed.")).to_be_focused()
    expect(page.get_by_text("To cross the water.", exact=True)).to_be_visible()
    unfolds(page, "What was changed, 1 in all")
    expect(page.get_by_text("Name: Example boats → Example ferries")).to_be_visible()
    assert barriers(page) == []

    unfolds(page, "Rename a round, hand over, archive or delete")
    page.get_by_role("button", name="Archive the collaboration").click()
    expect(page.get_by_text("it is not shown on Home.")).to_be_visible()
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_text("All your collaborations are archived.")).to_be_visible()
    page.get_by_role("link", name="Archived collaborations 1").click()
    sees_title(page, "Archived collaborations")
    page.get_by_role("link", name="Example ferries").click()
    page.get_by_role("button", name="Show it on Home again").click()
    expect(page.get_by_text("It is shown on Home again.")).to_be_visible()
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_role("link", name="Example ferries")).to_be_visible()
    expect(page.get_by_role("link", name="Archived collaborations")).to_have_count(0)


def test_a_draft_is_deleted_after_the_page_has_said_what_is_lost(lead: Lead) -> None:
    lead.has_submitted("Example boats")
    assessment = lead.has_started("Example ferries")
    lead.has_reached(assessment, "P1", "good")
    page = lead.page
    page.goto(f"{lead.app.url}/collaboration?assessment={assessment}")
    expect(page.get_by_role("link", name="Continue")).to_be_visible()
    is_drawn(page)  # until then a link may be drawn anew under the pointer
    unfolds(page, "Rename a round, hand over, archive or delete")
    page.get_by_role("link", name="Delete the draft of round 2026").click()
    sees_title(page, "Delete round 2026 of Example ferries?")
    expect(page.get_by_text("1 answer will be lost.")).to_be_visible()
    assert barriers(page) == []

    page.get_by_role("button", name="Delete the draft").click()

    expect(page.get_by_text("Round 2026 of Example ferries is deleted.")).to_be_visible()
    expect(page.get_by_role("link", name="Example boats")).to_be_visible()
    expect(page.get_by_role("link", name="Example ferries")).to_have_count(0)


def csv(*lines: str) -> FilePayload:
    return {"name": "register.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def test_a_file_with_problems_is_corrected_and_imported_and_a_mistake_is_removed(lead: Lead) -> None:
    administrator = somebody(lead.store, "Alex", force=None, roles=[Role.ADMINISTRATOR])
    page = Lead(lead.page, lead.app, administrator).page
    page.goto(f"{lead.app.url}/register")
    unfolds(page, "Import from a CSV file or an Excel workbook")
    file = page.locator("input[type=file]")

    file.set_input_files(
        csv("name,yearly_cost,review_on", "Example rafts,£1.2m,1/5/2030", "Example canoes,5,31/2/2030")
    )
    expect(page.get_by_text("2 problems in 2 rows. Correct the file and choose it again")).to_be_visible()
    expect(page.locator("table").filter(has_text="What to do").get_by_role("row")).to_have_text(
        [
            "RowColumnWhat to do",
            "Row 2B: yearly_cost“£1.2m” is no number. For the yearly cost, write digits alone, such as 1250.",
            "Row 3C: review_on“31/2/2030” is no day. For the date of its next review, write it as 2026-11-01 or "
            "1 November 2026.",
        ]
    )
    expect(page.get_by_role("button", name="Import 1 collaboration")).to_have_count(0)
    assert barriers(page) == []

    file.set_input_files(csv("name,yearly_cost,review_on", "Example rafts,1200000,1/5/2030"))
    expect(page.get_by_text("No problems. 1 new, 0 changed, 0 the same.")).to_be_visible()
    page.get_by_role("button", name="Import 1 collaboration").click()
    expect(page.get_by_role("status").filter(has_text="1 collaboration added, 0 changed.")).to_be_focused()

    page.goto(f"{lead.app.url}/register?find=Example+rafts")
    page.get_by_role("link", name="Example rafts").click()
    sees_title(page, "Example rafts")
    expect(page.get_by_text("£1,200,000 a year")).to_be_visible()
    unfolds(page, "Added by mistake?")
    page.get_by_role("button", name="Remove it from the register").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason, then try again.")
    page.get_by_role("textbox", name="Reason").fill("They are boats.")
    page.get_by_role("button", name="Remove it from the register").click()
    sees_title(page, "Register")
    expect(page.get_by_text("Example rafts is removed from the register.")).to_be_visible()
    expect(page.get_by_role("link", name="Example rafts")).to_have_count(0)
