"""Unsent text is its author's alone, and two people who answer one question both see what they wrote."""

import re
from dataclasses import replace
from datetime import date
from typing import Final, Literal
from urllib.parse import quote

from playwright.sync_api import Route, expect

from assessment.actions.fitting_questions import fit_questions
from assessment.actions.further_respondents import add_respondent
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.signing_in import sign_out
from assessment.actions.starting import start_assessment
from assessment.codes import Perspective, Role
from assessment.dates import now
from assessment.ids import AssessmentId, RespondentId
from assessment.rounds.response import Response
from assessment.views.theme_form import open_response
from tests.bank_builders import met
from tests.browser.lead_in_browser import Lead, question, rationale_of, unfolds, until
from tests.browser.page_checks import barriers, shows_colours, sideways, without_visible_focus
from tests.known_forces import KENT
from tests.signed_in_people import Somebody, grant, session, somebody

NARROW_AND_WIDE: Final[tuple[tuple[int, Literal["light", "dark"]], ...]] = ((390, "dark"), (1280, "light"))
TOLD = re.compile(r"^Olu Ade changed this at \d\d:\d\d while you were answering$")


def another_lead(lead: Lead, assessment: AssessmentId) -> Somebody:
    """Add another person who may answer the same assessment."""
    other = somebody(lead.store, "Olu Ade")
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    grant(lead.store, other.id, Role.LEAD, found.collaboration.id, force=KENT)
    return other


def signs_in_here(lead: Lead, person: Somebody) -> None:
    """Give this browser a session of that person."""
    token = session(lead.store, person.id).token
    lead.page.context.add_cookies(
        [{"name": lead.app.session_cookie, "value": token, "url": lead.app.url, "httpOnly": True}]
    )


def in_their_own_window(lead: Lead, person: Somebody) -> Lead:
    """Let another person work beside the lead, through the database."""
    other = object.__new__(Lead)
    other.__dict__ = lead.__dict__ | {"person": person, "actor": person.actor}
    return other


def test_what_was_typed_when_the_session_ended_waits_for_its_author_alone(lead: Lead) -> None:
    assessment = lead.has_started()
    other = another_lead(lead, assessment)
    lead.opens(assessment, "P1")
    sign_out(lead.store, lead.actor)
    lead.actor = session(lead.store, lead.person.id)
    lead.rationale.fill("Typed by Sam")
    expect(lead.status).to_have_text("Not saved: you are signed out, kept in this browser")
    link = lead.page.locator(".notices").get_by_role("link", name="Sign in")
    here = f"/respond?assessment={assessment}&question=P1"
    assert link.get_attribute("href") == f"/account/sign-in?next={quote(here, safe='')}"

    signs_in_here(lead, other)
    another_tab = lead.page.context.new_page()
    another_tab.goto(lead.address(assessment, "P1"))
    rationale = another_tab.get_by_role("textbox", name="Rationale")
    expect(rationale).to_have_value("")
    rationale.fill("Typed by Olu")
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed by Olu", lead.page)
    another_tab.close()

    # The page of the author, still open, sends nothing under the other's session; under a session of their own it does.
    signs_in_here(lead, lead.person)
    lead.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(lead.page.get_by_role("heading", name=TOLD)).to_be_visible()
    expect(lead.page.get_by_text("Typed by Olu")).to_be_visible()
    lead.page.get_by_role("button", name="Keep my answer").click()
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed by Sam", lead.page)


def test_what_was_typed_when_the_session_ended_is_saved_after_signing_in_again_in_the_same_tab(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    sign_out(lead.store, lead.actor)
    lead.actor = session(lead.store, lead.person.id)
    lead.rationale.fill("Typed as the session ended")
    sign_in = lead.page.locator(".notices").get_by_role("link", name="Sign in")
    sign_in.click()
    expect(lead.page.get_by_role("heading", name="Sign in")).to_be_visible()  # by one click, from within the field

    signs_in_here(lead, lead.person)
    lead.opens(assessment, "P1")

    expect(lead.rationale).to_have_value("Typed as the session ended")
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Typed as the session ended"


def test_each_answer_stays_at_its_question_where_the_questions_before_it_go_meanwhile(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "S7")
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
        assert found is not None
        entry = unit.register.find(found.collaboration.id)
    assert entry is not None
    has_none = save_register_entry(lead.store, lead.actor, replace(entry, has_posted_staff=False))
    facts = has_none.facts_on(found.round.as_of)
    fit_questions(lead.store, lead.actor, lead.library, assessment, facts, at=now())

    lead.page.keyboard.press("r")  # the page is run again, as after a lost connection

    questions = lead.page.get_by_role("navigation", name="Questions of Skills and capabilities")
    expect(questions.get_by_role("link")).to_have_count(12)
    expect(questions).to_contain_text(
        "S6 Differences in terms settled openly. Not asked: this collaboration has no posted staff."
    )
    lead.ticks("S7.1")
    lead.sees_saved()
    assert lead.response(assessment, "S7").reply == met("S7", 1)
    assert lead.response(assessment, "S6").reply is None


def test_a_page_under_the_session_of_somebody_else_saves_nothing(lead: Lead) -> None:
    assessment = lead.has_started()
    other = another_lead(lead, assessment)
    lead.opens(assessment, "P1")
    signs_in_here(lead, other)

    lead.rationale.fill("Typed by Sam")

    expect(lead.status).to_have_text("Not saved: see the top of this question")
    expect(lead.page.get_by_role("alert")).to_contain_text("Somebody else is signed in here now.")
    lead.page.reload()
    lead.sees_question("P1")
    expect(lead.rationale).to_have_value("")
    assert rationale_of(lead, assessment, "P1") == ""
    signs_in_here(lead, lead.person)
    lead.page.reload()
    expect(lead.rationale).to_have_value("Typed by Sam")
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed by Sam", lead.page)


def test_two_people_on_one_question_see_both_answers_and_choose(lead: Lead) -> None:
    assessment = lead.has_started()
    other = in_their_own_window(lead, another_lead(lead, assessment))
    lead.opens(assessment, "P1")
    other.has_answered(
        assessment, Response(question=question("P1"), reply=met("P1", 1), rationale="Agreed in May by every board")
    )

    lead.rationale.fill("Agreed in June by every board")

    conflict = lead.page.get_by_role("region", name=TOLD)
    expect(conflict).to_be_focused()
    expect(lead.status).to_have_text(re.compile(r"^Olu Ade changed this at \d\d:\d\d: choose$"))
    assert conflict.locator("mark").all_inner_texts()[-2:] == ["May ", "June "]
    lead.next.click()
    lead.sees_question("P1")
    assert rationale_of(lead, assessment, "P1") == "Agreed in May by every board"

    # Theirs is saved again before the choice: the choice is asked anew.
    theirs = lead.response(assessment, "P1")
    other.has_answered(assessment, replace(theirs, rationale="Agreed in April by every board"))
    conflict.get_by_role("button", name="Keep my answer").click()
    expect(conflict.get_by_text("Agreed in April")).to_be_visible()
    conflict.get_by_role("button", name="Keep the answer of Olu Ade").click()
    expect(lead.rationale).to_have_value("Agreed in April by every board")
    assert lead.ticked == ["P1.1"]
    lead.sees_saved()

    lead.ticks("P1.2")
    until(lambda: lead.response(assessment, "P1").reply == met("P1", 1, 2), lead.page)
    assert rationale_of(lead, assessment, "P1") == "Agreed in April by every board"


def test_recovered_text_over_somebody_elses_answer_is_one_choice_with_both_texts(lead: Lead) -> None:
    assessment = lead.has_started()
    other = in_their_own_window(lead, another_lead(lead, assessment))
    lead.opens(assessment, "P1")
    lead.can_send_nothing()
    lead.rationale.fill("Typed by Sam on the train")
    expect(lead.status).to_have_text(re.compile("no connection"))
    other.has_answered(assessment, Response(question=question("P1"), rationale="Typed by Olu meanwhile"))

    with lead.has_opened_the_page_again():
        lead.page.goto(lead.address(assessment, "P1"))
        conflict = lead.page.get_by_role("region", name=TOLD)
        expect(conflict.get_by_role("heading", name=re.compile(r"^Yours, \d\d:\d\d$"))).to_be_visible()
        expect(conflict.get_by_text("Typed by Olu meanwhile")).to_be_visible()
        expect(conflict.get_by_text("Typed by Sam on the train")).to_be_visible()
        conflict.get_by_role("button", name="Keep my answer").click()
        lead.sees_saved()
        assert rationale_of(lead, assessment, "P1") == "Typed by Sam on the train"


def test_a_page_that_learns_of_its_lost_save_shows_what_a_colleague_has_saved_since(lead: Lead) -> None:
    assessment = lead.has_started()
    other = in_their_own_window(lead, another_lead(lead, assessment))
    lead.opens(assessment, "P1")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    lead.page.route("**/responses/P1?*", lose_the_answer)
    lead.rationale.fill("Typed by Sam")
    expect(lead.status).to_have_text(re.compile("no connection"))
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed by Sam", lead.page)
    other.has_answered(assessment, Response(question=question("P1"), rationale="Typed by Sam and by Olu"))
    lead.page.unroute_all()

    lead.page.reload()

    lead.sees_saved()
    expect(lead.rationale).to_have_value("Typed by Sam and by Olu")
    lead.has_ticked("P1.1")
    assert rationale_of(lead, assessment, "P1") == "Typed by Sam and by Olu"


def test_the_same_answer_from_two_tabs_asks_nothing(lead: Lead) -> None:
    assessment, second = lead.has_started(), lead.another_tab()
    lead.opens(assessment, "P1")
    second.opens(assessment, "P1")
    lead.has_ticked("P1.1")

    second.has_ticked("P1.1")

    assert lead.stored(assessment, "P1").stored.version == 1
    second.has_ticked("P1.2")
    assert lead.response(assessment, "P1").reply == met("P1", 1, 2)


def test_the_texts_of_two_tabs_on_one_question_are_both_kept_when_both_are_closed(lead: Lead) -> None:
    assessment, second = lead.has_started(), lead.another_tab()
    lead.opens(assessment, "P1")
    second.opens(assessment, "P1")
    for tab, typed in ((lead, "Typed in the first tab"), (second, "Typed in the second tab")):
        tab.can_send_nothing()
        tab.rationale.fill(typed)
        expect(tab.status).to_have_text(re.compile("kept in this browser"))
    second.page.close()

    with lead.has_opened_the_page_again():
        lead.opens(assessment, "P1")
        lead.sees_saved()
        assert rationale_of(lead, assessment, "P1") == "Typed in the second tab"
        lead.page.reload()
        conflict = lead.page.get_by_role("region", name=re.compile("changed this at"))
        expect(conflict.get_by_text("Typed in the second tab")).to_be_visible()
        expect(conflict.get_by_text("Typed in the first tab")).to_be_visible()
        conflict.get_by_role("button", name="Keep my answer").click()
        lead.sees_saved()
        assert rationale_of(lead, assessment, "P1") == "Typed in the first tab"
        assert lead.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('unsent'))") == []


def test_a_comment_that_could_not_be_sent_waits_in_the_browser_and_a_question_is_handed_over_by_keyboard(
    lead: Lead,
) -> None:
    page, assessment = lead.page, lead.has_started()
    olu = another_lead(lead, assessment)
    lead.opens(assessment, "P1")
    unfolds(page, "Write a comment")
    comment = page.get_by_role("textbox", name="Your comment")
    comment.fill("Is it signed?\n<b>By whom?</b>")
    page.route("**/comments/**", lambda route: route.abort())
    page.get_by_role("button", name="Add the comment").press("Enter")
    told = page.locator(".comments").get_by_role("status")
    expect(told).to_have_text(
        "Not sent. There is no connection. What you typed is kept in this browser. Send it again when that is over."
    )
    page.unroute_all()
    page.reload()
    expect(comment).to_have_value("Is it signed?\n<b>By whom?</b>")
    page.get_by_role("button", name="Add the comment").press("Enter")
    expect(told).to_have_text("Added.")
    expect(comment).to_have_value("")
    expect(page.locator(".talk .as-typed")).to_have_text(["Is it signed?\n<b>By whom?</b>"])

    page.get_by_text("Hand it to a colleague").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Olu")
    page.keyboard.press("Tab")
    page.keyboard.type("You know the schedule.")
    page.get_by_role("button", name="Hand it over").press("Enter")
    line = page.locator(".holder")
    expect(line).to_be_focused()
    expect(line).to_contain_text("Handed to Olu Ade by you")
    expect(line).to_contain_text("You know the schedule.")
    expect(page.locator(".q-list [aria-current]")).to_contain_text("With Olu Ade")
    unfolds(page, "Hand it to somebody else")
    page.get_by_text("More questions of this theme").click()
    expect(page.get_by_role("checkbox", name="P2")).to_be_visible()
    for width, scheme in NARROW_AND_WIDE:
        page.set_viewport_size({"width": width, "height": 900})
        shows_colours(page, scheme)
        assert (sideways(page), barriers(page), without_visible_focus(page)) == (0, [], []), width

    # Whoever it was handed to answers, and nobody looks after it any more.
    theirs = in_their_own_window(lead, olu)
    theirs.has_answered(assessment, Response(question=question("P1"), reply=met("P1", 1)))
    page.reload()
    expect(page.locator(".talk .as-typed")).to_have_count(1)
    expect(line).to_be_hidden()

    # Whoever reads the draft talks where the theme is read.
    page.goto(f"{lead.app.url}/read?assessment={assessment}&theme=purpose")
    page.get_by_role("link", name="Comment on P1", exact=True).click()
    unfolds(page, "Write a comment")
    comment.fill("By both chief constables.")
    page.get_by_role("button", name="Add the comment").press("Enter")
    expect(page.locator(".talk .as-typed")).to_have_text(
        ["Is it signed?\n<b>By whom?</b>", "By both chief constables."]
    )
    assert (sideways(page), barriers(page), without_visible_focus(page)) == (0, [], [])


def test_what_somebody_types_for_one_of_two_respondents_goes_to_that_one_also_after_going_back(lead: Lead) -> None:
    assessment, kent, finance = of_two_respondents(lead)
    lead.opens(assessment, "P1")
    lead.rationale.fill("For Kent")
    lead.sees_saved()
    whom = lead.page.locator(".whom")
    whom.get_by_role("link", name="Kent Police (finance)").click()
    expect(whom.locator("strong")).to_have_text("Kent Police (finance)")
    lead.page.get_by_role("link", name="Go on at P1").click()
    lead.sees_question("P1")
    expect(lead.rationale).to_have_value("")
    lead.rationale.fill("For finance")
    lead.sees_saved()

    # From the form of one straight to that of the other, on one page.
    lead.page.evaluate("history.go(-2)")
    expect(whom.locator("strong")).to_have_text("Kent Police")
    expect(lead.rationale).to_have_value("For Kent")
    lead.rationale.fill("For Kent, and more")
    lead.sees_saved()

    def stored(of: RespondentId) -> str:
        found = open_response(lead.store, lead.actor, lead.library, assessment, "P1", answers_of=of)
        return found.stored.response.rationale

    until(lambda: stored(kent) == "For Kent, and more", lead.page)
    assert stored(finance) == "For finance"


def of_two_respondents(lead: Lead) -> tuple[AssessmentId, RespondentId, RespondentId]:
    """Start an assessment in which the lead answers for Kent and for its finance."""
    start = NewAssessment(
        collaboration="Example raft unit",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title="2026",
        as_of=date(2026, 11, 1),
        answers_alone=True,
    )
    id = start_assessment(lead.store, lead.actor, lead.library, start, at=now())
    asked = add_respondent(lead.store, lead.actor, id, force=KENT, perspective=Perspective.FINANCE, at=now())
    own = asked.collaboration.id
    grant(lead.store, lead.person.id, Role.RESPONDENT, own, force=KENT, perspective=Perspective.FINANCE)
    return id, asked.alone[0].id, asked.alone[1].id
