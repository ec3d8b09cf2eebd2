"""Three forces answer alone in three browsers, read where they differ, agree, submit, and go on in the next round."""

from contextlib import ExitStack
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from playwright.sync_api import Browser, Page, expect

from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.codes import Role
from assessment.ids import AssessmentId, ForceId
from assessment.rounds.response import Response
from tests.browser.lead_in_browser import Lead, is_drawn, sees_title, unfolds
from tests.browser.page_checks import barriers
from tests.known_forces import ESSEX, SURREY
from tests.signed_in_people import somebody

PLANTED = {"P5": "inadequate", "B3": "inadequate", "G2": "inadequate", "G9": "inadequate", "S4": "inadequate"}
"""Where Surrey stands far below the others."""
NAMES = ["Kent Police", "Essex Police", "Surrey Police"]


def test_three_forces_answer_alone_agree_on_what_divides_them_and_confirm_that_in_the_next_round(
    lead: Lead, browser: Browser
) -> None:
    id = started(lead)
    with ExitStack() as windows:
        others = [of_another_force(lead, browser, windows, id, force) for force in (ESSEX, SURREY)]
        essex, surrey = others
        for each in (lead, essex, surrey):
            for code in ("P1", "P2", "P3", *PLANTED):
                each.has_reached(id, code, PLANTED.get(code, "good") if each is surrey else "good")

        lead.page.goto(f"{lead.app.url}/partners?assessment={id}")
        sees_title(lead.page, "0 of 3 forces have submitted")
        assert barriers(lead.page) == []
        asks_finance_too_and_no_more(lead)
        for number, each in enumerate((lead, essex, surrey), start=1):
            submits_alone(each, id)
            if number < 3:
                sees_title(each.page, f"{number} of 3 forces {'has' if number == 1 else 'have'} submitted")
                expect(each.page.get_by_text("Surrey Police reaches")).to_have_count(0)

        sees_title(surrey.page, "The forces differ on 5 of 53 questions")
        lead.page.reload()
        sees_title(lead.page, "The forces differ on 5 of 53 questions")
        first = lead.page.get_by_role("region", name="Worth discussing first").or_(
            lead.page.get_by_role("table", name="Worth discussing first")
        )
        expect(first.first).to_contain_text("Kent Police and Essex Police reach Good, Surrey Police Inadequate")
        listed = first.first.locator("tbody th").all_inner_texts()
        assert sorted(each.split()[0] for each in listed) == sorted(PLANTED)
        assert barriers(lead.page) == []

        is_drawn(lead.page)
        lead.page.get_by_role("button", name="Begin to record what is agreed").click()
        expect(lead.page.get_by_text("The assessment takes the agreed answers now.")).to_be_visible()
        lead.opens(id, "P5")
        expect(lead.page.get_by_role("region", name="What each force said")).to_contain_text("Surrey Police Inadequate")
        lead.has_ticked("P5.1")
        assert barriers(lead.page) == []
        assert lead.ticked == ["P5.1"]
        unfolds(lead.page, "Record the view of a force that differs")
        lead.page.get_by_role("textbox", name="View of Surrey Police").fill("We have never agreed this boundary.")
        lead.page.get_by_role("textbox", name="View of Essex Police").fill("Nor have we.")
        lead.page.get_by_role("textbox", name="View of Essex Police").fill("")
        lead.sees_saved()
        assert barriers(lead.page) == []
        lead.page.get_by_role("spinbutton", name="Minutes for the meeting").fill("30")
        lead.page.get_by_role("button", name="Start the clock").click()
        expect(lead.page.get_by_role("timer")).to_have_text("30 minutes left")
        lead.page.keyboard.press("F9")
        lead.sees_question("P6")

        surrey.page.goto(f"{surrey.app.url}/partners?assessment={id}&theme=purpose")
        grades = surrey.page.get_by_role("region", name="The grades of each force")
        expect(grades).to_contain_text("4.00, 2.00 above what is agreed")
        agrees_on_the_rest(lead, id, "good")
        lead.page.goto(f"{lead.app.url}/check_answers?assessment={id}")
        lead.submits()
        surrey.page.goto(f"{surrey.app.url}/results?assessment={id}")
        furthest = surrey.page.get_by_role("region", name="The questions with the largest differences")
        expect(furthest).to_contain_text("Surrey Police: Inadequate, 1 level below what is agreed; does not tick P5.1")
        expect(furthest).to_contain_text("Minority view of Surrey Police: We have never agreed this boundary.")
        expect(furthest).not_to_contain_text("Minority view of Essex Police")
        assert barriers(surrey.page) == []

    confirms_in_the_next_round(lead, id, "P5")


def agrees_on_the_rest(lead: Lead, id: AssessmentId, level: str) -> None:
    """Answer every question but the one that was agreed in the browser."""
    for question in lead.bank.questions():
        if question.code != "P5":
            reply = lead.reply_reaching(question.code, level)
            finding = None if question.finding is None else False
            lead.has_answered(id, Response(question=question.code, reply=reply, finding=finding))


def confirms_in_the_next_round(lead: Lead, before: AssessmentId, code: str) -> None:
    """Start the next round from the agreed answers, confirm one, submit, and read what has changed since."""
    page = lead.page
    page.goto(f"{lead.app.url}/start?follows={before}")
    page.get_by_text("The collaboration as one").click()
    expect(page.get_by_role("radio", name="Last round’s answers, each to be confirmed")).to_be_checked()
    expect(page.get_by_text("53 of 53 questions can be carried over.")).to_be_visible()
    page.get_by_role("textbox", name="Title of this round").fill("2027")
    is_drawn(page)
    page.get_by_role("button", name="Start the next round").click()
    expect(page.get_by_text("0 of 53 answered · 53 not yet confirmed")).to_be_visible()
    (next_round,) = parse_qs(urlsplit(page.url).query)["assessment"]
    id = AssessmentId(UUID(next_round))
    lead.opens(id, code)
    page.get_by_role("region", name="Last round, 2026: not yet confirmed").get_by_role("button").click()
    lead.sees_saved()
    assert lead.ticked == ["P5.1"]
    agrees_on_the_rest(lead, id, "outstanding")
    page.goto(f"{lead.app.url}/check_answers?assessment={id}")
    lead.submits()
    page.goto(f"{lead.app.url}/results?assessment={id}")
    sees_title(page, "Outstanding overall, up from Good in 2026")
    # Twelve of thirteen questions at Good and one at Requires improvement: 50/13.
    themes = page.get_by_role("region", name="Each theme with its grade,")
    expect(themes.get_by_text("Up from Good (3.85)")).to_be_visible()
    assert barriers(page) == []


def asks_finance_too_and_no_more(lead: Lead) -> None:
    """Ask the finance of Essex on the Partners page, look again, and remove it."""
    page, folded, finance = lead.page, "Ask more than one respondent of a force", "Essex Police (finance)"
    unfolds(page, folded)
    chooses_option(page, "Who else answers", finance)
    is_drawn(page)
    page.get_by_role("button", name="Ask them too").click()
    sees_title(page, "0 of 4 respondents have submitted")
    page.reload()
    sees_title(page, "0 of 4 respondents have submitted")
    unfolds(page, folded)
    assert barriers(page) == []
    chooses_option(page, "Whom to ask no more", finance)
    page.get_by_role("textbox", name="Reason").fill("Nobody has the time.")
    page.get_by_role("button", name="Remove", exact=True).click()
    sees_title(page, "0 of 3 forces have submitted")


def chooses_option(page: Page, of: str, name: str) -> None:
    """Choose from a list. One that is scrolled while it opens closes again, so it is scrolled to first."""
    box = page.get_by_role("combobox", name=of)
    box.evaluate("each => each.scrollIntoView({ block: 'center' })")
    is_drawn(page)
    box.click()
    page.get_by_role("option", name=name).click()
    is_drawn(page)


def started(lead: Lead) -> AssessmentId:
    """Start an assessment that three forces answer alone."""
    start = NewAssessment(
        collaboration="Example air support",
        partners=NAMES,
        lead_force=NAMES[0],
        round_title="2026",
        as_of=date(2026, 11, 1),
        answers_alone=True,
        is_another=True,
    )
    return start_assessment(lead.store, lead.actor, lead.library, start, at=datetime.now(UTC))


def of_another_force(lead: Lead, browser: Browser, windows: ExitStack, id: AssessmentId, force: ForceId) -> Lead:
    """Return a respondent of that force in a browser window of their own."""
    with lead.store.read() as unit:
        assessment = unit.assessments.find(id)
    assert assessment is not None
    person = somebody(lead.store, force, force=force, roles=[(Role.RESPONDENT, assessment.collaboration.id)])
    window = browser.new_context(viewport={"width": 1280, "height": 1000})
    windows.callback(window.close)
    return Lead(window.new_page(), lead.app, person)


def submits_alone(each: Lead, id: AssessmentId) -> None:
    """Submit the answers of a force, from its page of answers."""
    each.page.goto(f"{each.app.url}/check_answers?assessment={id}")
    is_drawn(each.page)
    each.page.get_by_role("link", name="Submit your force’s answers").click()
    expect(each.page.get_by_role("heading", name="Submit the answers of", level=1)).to_be_visible()
    is_drawn(each.page)
    each.page.get_by_role("button", name="Submit your force’s answers").click()
