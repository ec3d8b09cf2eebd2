"""Text over a limit is refused with the limit, stays on the page to be shortened, and costs no other answer."""

from playwright.sync_api import Page, expect

from tests.browser.lead_in_browser import Lead, rationale_of, until

FIVE_MILLION = 5_000_000
TOO_LONG = (
    "The rationale of P1 is 5,000,000 characters long; the most is 4,000. "
    "Shorten it, or put the detail in a document and name it as evidence."
)


def length_in_the_box(page: Page) -> int:
    return len(page.get_by_role("textbox", name="Rationale").input_value())


def test_five_megabytes_pasted_are_refused_with_the_limit_and_nothing_else_is_lost(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()

    lead.rationale.fill("x" * FIVE_MILLION)
    lead.rationale.blur()
    expect(lead.page.get_by_role("alert")).to_contain_text(TOO_LONG)
    expect(lead.chosen).to_have_text("Good")
    assert length_in_the_box(lead.page) == FIVE_MILLION
    assert lead.response(assessment, "P1").level == lead.bank.find_level("good")
    other = lead.another_tab()
    other.opens(assessment, "P2")
    other.chooses("Adequate")
    other.sees_saved()

    lead.rationale.fill("Short enough")
    lead.rationale.blur()
    until(lambda: rationale_of(lead, assessment, "P1") == "Short enough", lead.page)
    expect(lead.page.get_by_role("alert")).to_have_count(0)
    assert lead.response(assessment, "P1").level == lead.bank.find_level("good")


def test_a_level_chosen_beside_five_megabytes_is_there_after_a_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.rationale.fill("x" * FIVE_MILLION)
    lead.rationale.blur()
    expect(lead.page.get_by_role("alert")).to_contain_text(TOO_LONG)

    lead.chooses("Outstanding")
    expect(lead.page.get_by_role("alert")).to_contain_text(TOO_LONG)
    until(lambda: bool(lead.stored(assessment, "P1").refused), lead.page)
    lead.page.reload()

    expect(lead.chosen).to_have_text("Outstanding")
    lead.sees_saved()
    assert lead.response(assessment, "P1").level == lead.bank.find_level("outstanding")


def test_five_megabytes_are_still_there_after_going_on_and_back(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")
    lead.rationale.fill("x" * FIVE_MILLION)
    lead.rationale.blur()
    expect(lead.page.get_by_role("alert")).to_contain_text(TOO_LONG)

    lead.page.get_by_role("link", name="Next").click(delay=80)
    lead.sees_question("P2")
    lead.page.get_by_role("link", name="Back").click(delay=80)
    lead.sees_question("P1")

    expect(lead.page.get_by_role("alert")).to_contain_text(TOO_LONG)
    until(lambda: length_in_the_box(lead.page) == FIVE_MILLION, lead.page)


def test_evidence_named_beside_a_text_that_is_too_long_is_saved_with_it_when_it_is_mended(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.get_by_role("button", name="Add evidence").click()
    lead.rationale.fill("x" * 4_001)
    lead.page.get_by_role("textbox", name="Title of the evidence").fill("Board paper 12")
    lead.page.get_by_role("textbox", name="Title of the evidence").blur()
    expect(lead.page.get_by_role("alert")).to_contain_text("4,001 characters long; the most is 4,000.")
    until(lambda: [len(each.typed.evidence) for each in lead.stored(assessment, "P1").refused] == [1], lead.page)

    lead.page.reload()
    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_value("Board paper 12")
    lead.rationale.fill("Short enough")
    lead.rationale.blur()
    until(lambda: rationale_of(lead, assessment, "P1") == "Short enough", lead.page)

    assert [item.title for item in lead.response(assessment, "P1").evidence] == ["Board paper 12"]
    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_value("Board paper 12")


def test_every_field_names_its_limit(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")
    lead.page.get_by_role("button", name="Add evidence").click()
    lead.page.get_by_role("textbox", name="Title of the evidence").fill("x" * 201)
    lead.page.get_by_role("textbox", name="Reference or where to find it").fill("y" * 501)
    lead.page.get_by_role("textbox", name="Reference or where to find it").blur()

    problem = lead.page.get_by_role("alert")
    expect(problem).to_contain_text("The title of evidence 1 of P1 is 201 characters long; the most is 200.")
    expect(problem).to_contain_text("The reference of evidence 1 of P1 is 501 characters long; the most is 500.")

    lead.fills_in_the_start(name="x" * 201, round_title="y" * FIVE_MILLION)
    lead.page.get_by_role("button", name="Start the assessment").click()
    expect(problem).to_contain_text("The name of the collaboration is 201 characters long; the most is 200.")
    expect(problem).to_contain_text("The title of the round is 5,000,000 characters long; the most is 200.")
