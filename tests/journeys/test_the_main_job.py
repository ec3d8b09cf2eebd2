"""A collaboration lead starts an assessment, answers every question by ticking, submits it and downloads the PDF."""

import re
from pathlib import Path

import pypdf
from playwright.sync_api import Page, expect

from assessment.bank.model import Level
from tests.browser.lead_in_browser import Lead, saved_file, sees_title

# The level of each question of a theme, in bank order: 45 over 13 questions, 49 over 14. The last theme has one gap.
PLACES = (4, 4, 3, 5, 4, 2, 3, 1, 4, 3, 5, 4, 3, 4)
# 45/13 = 3.46, twice; 49/14 = 3.5, just Good; 42/12 = 3.5, but limit L10 (finding F4) caps it at Inadequate, and then
# limit L11 the overall grade.
FOUND = "F4"
GRADES = ["Adequate", "Adequate", "Good", "Inadequate", "Requires improvement"]
LEFT_OUT = "S13"


def test_a_lead_answers_every_question_and_takes_the_report_to_the_board(lead: Lead, tmp_path: Path) -> None:
    start_an_assessment(lead.page, lead.app.url)
    lead.page.get_by_role("link", name="Go on at P1").click()
    given = answer_every_question(lead)

    lead.next.click()
    lead.page.get_by_role("link", name="Check", exact=True).click()
    expect(lead.page.get_by_role("link", name="Not answered 1")).to_be_visible()
    lead.submits()
    lead.page.get_by_role("link", name="See the results").click()
    sees_title(lead.page, re.compile(f"^{GRADES[-1]} overall"))
    expect(lead.page.locator(".headline .grade").first).to_have_text(GRADES[-1])
    expect(lead.page.locator(".table.profile .grade")).to_have_text(GRADES[:-1])
    expect(lead.page.get_by_role("figure")).to_have_count(1)

    lead.page.get_by_role("link", name="Report", exact=True).click()
    assert "Not issued: a preview of" in words(saved_file(tmp_path, lead.page, "Open the preview"))
    lead.page.get_by_role("textbox", name="Who is it for?").fill("the joint board")
    lead.page.get_by_role("button", name="Issue version 1").click()
    sees_title(lead.page, "Version 1 of the report is up to date")
    report = words(saved_file(tmp_path, lead.page, "Open of version 1"))
    assert "DRAFT" not in report
    assert "review, not issued" not in report
    assert "OFFICIAL, for the joint board" in report
    assert "Example roads policing" in report
    for code, (level, rationale) in given.items():
        question = lead.bank.find_question(code)
        assert question is not None
        assert f"{code} {question.title} {level.title}" in report
        assert f"Rationale {rationale}" in report
    for grade in GRADES:
        assert grade in report


def start_an_assessment(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("main").get_by_role("link", name="Start an assessment").click(delay=80)
    page.get_by_role("textbox", name="Name of the collaboration").fill("Example roads policing")
    partners = page.get_by_role("combobox", name="Partner forces")
    partners.fill("Essex Police")
    partners.press("Enter")
    partners.press("Escape")
    page.get_by_role("textbox", name="Title of this round").fill("2026")
    page.get_by_role("button", name="Start the assessment").click()
    expect(page.get_by_text("0 of 53 answered")).to_be_visible()


def answer_every_question(lead: Lead) -> dict[str, tuple[Level, str]]:
    """Tick what reaches a level and type a rationale on every question but one, and return them by question."""
    given: dict[str, tuple[Level, str]] = {}
    questions = [question for theme in lead.bank.themes for question in theme.questions]
    places = [place for theme in lead.bank.themes for place in PLACES[: len(theme.questions)]]
    for question, place in zip(questions, places, strict=True):
        lead.sees_question(question.code)
        if question.code != LEFT_OUT:
            level = lead.bank.level_at(place)
            rationale = f"{question.code}: seen in the board's papers of May, ŵ ŷ."
            if place == 1:
                lead.none_of_these.check()
            lead.ticks(*(each.code for each in question.statements if each.level.place <= place))
            expect(lead.level).to_have_text(level.title)
            if question.finding:
                finding = lead.page.get_by_role("group", name=question.finding.ask)
                finding.get_by_role("radio", name="Yes" if question.finding.id == FOUND else "No").check()
            lead.rationale.fill(rationale)
            given[question.code] = (level, rationale)
        if question.code == "G7":
            lead.page.reload()
            lead.sees_question("G7")
            expect(lead.level).to_have_text(given["G7"][0].title)
            expect(lead.rationale).to_have_value(given["G7"][1])
        if question is not questions[-1]:
            lead.next.click()
    return given


def words(pdf: Path) -> str:
    """Return the report's text on one line."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages))
