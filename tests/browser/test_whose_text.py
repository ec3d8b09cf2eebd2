"""Unsent text is its author's alone: no other session sends it, and it waits in the tab for them."""

from playwright.sync_api import expect

from assessment.actions.signing_in import sign_out
from assessment.codes import Role
from assessment.ids import AssessmentId
from tests.browser.lead_in_browser import Lead, until
from tests.signed_in_people import Somebody, grant, session, somebody

LEFT = "Object.entries(sessionStorage).filter(([key]) => key.startsWith('typed and not sent'))"


def another_lead(lead: Lead, assessment: AssessmentId) -> Somebody:
    """Add another person who may answer the same assessment."""
    other = somebody(lead.store, "Olu Ade")
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    grant(lead.store, other.id, Role.LEAD, found.collaboration.id, force="Kent Police")
    return other


def signs_in_here(lead: Lead, person: Somebody) -> None:
    """Give this browser a session of that person."""
    token = session(lead.store, person.id).token
    lead.page.context.add_cookies(
        [{"name": lead.app.session_cookie, "value": token, "url": lead.app.url, "httpOnly": True}]
    )


def rationales(lead: Lead, other: Somebody, assessment: AssessmentId) -> set[str]:
    """Return every rationale that is stored or kept as a draft on the assessment, whoever typed it."""
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
        assert found is not None
        waiting = {draft.fields.get("rationale", "") for draft in unit.drafts.of(found)}
        stored = {each.response.rationale for each in unit.responses.of(found, lead.bank).values()}
    return waiting | stored


def test_what_was_typed_when_the_session_ended_waits_in_the_tab_for_its_author_alone(lead: Lead) -> None:
    assessment = lead.has_started()
    other = another_lead(lead, assessment)
    lead.opens(assessment, "P1")
    sign_out(lead.store, lead.actor)
    lead.rationale.fill("Typed by Sam")
    expect(lead.page.get_by_role("alert")).to_contain_text("You are not signed in")

    signs_in_here(lead, other)
    lead.opens(assessment, "P1")
    expect(lead.rationale).to_have_value("")
    assert len(lead.page.evaluate(LEFT)) == 1
    assert rationales(lead, other, assessment) == set()

    signs_in_here(lead, lead.person)
    lead.opens(assessment, "P1")
    expect(lead.rationale).to_have_value("Typed by Sam")
    until(lambda: rationales(lead, other, assessment) == {"Typed by Sam"}, lead.page)
    until(lambda: lead.page.evaluate(LEFT) == [], lead.page)


def test_a_tab_that_is_left_under_another_session_sends_nothing(lead: Lead) -> None:
    assessment = lead.has_started()
    other = another_lead(lead, assessment)
    lead.opens(assessment, "P1")
    lead.rationale.press_sequentially("Typed by Sam")
    signs_in_here(lead, other)

    lead.page.goto(f"{lead.app.url}/compare")
    expect(lead.page.get_by_text("Signed in as Olu Ade")).to_be_visible()
    lead.opens(assessment, "P1")

    expect(lead.rationale).to_have_value("")
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
        assert found is not None
        authors = {draft.person for draft in unit.drafts.of(found)}
    assert authors <= {lead.person.id}
