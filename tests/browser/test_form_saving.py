"""What is ticked and typed on a question is saved without being asked, and "Saved" is said of nothing else."""

import re
import time
from datetime import date

import pytest
from playwright.sync_api import Browser, Error, Locator, Route, expect

from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Met, NotApplicable, Response
from tests.bank_builders import met, some_evidence
from tests.browser.lead_in_browser import Lead, rationale_of, until
from tests.browser.page_checks import barriers
from tests.browser.running_app import RunningApp


def title(lead: Lead) -> Locator:
    return lead.page.get_by_role("textbox", name="Title", exact=True)


def reference(lead: Lead) -> Locator:
    return lead.page.get_by_role("textbox", name="Reference or where to find it")


def dated(lead: Lead) -> Locator:
    return lead.page.get_by_role("textbox", name="Date of the evidence")


def dates(lead: Lead, assessment: AssessmentId, question: str = "P1") -> list[date | None]:
    return [piece.dated for piece in lead.response(assessment, question).evidence]


def asked_where_it_may_not_apply(lead: Lead) -> str:
    return next(question.code for question in lead.bank.questions() if question.not_applicable_when)


def test_text_is_saved_however_fast_somebody_goes_on(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    for code, following in (("P1", "P2"), ("P2", "P3"), ("P3", "P4")):
        lead.rationale.press_sequentially(f"Typed at {code}")
        lead.next.click()
        lead.sees_question(following)
        expect(lead.rationale).to_have_value("")
        expect(lead.next).to_be_in_viewport()

    for code in ("P1", "P2", "P3"):
        until(lambda code=code: rationale_of(lead, assessment, code) == f"Typed at {code}", lead.page)  # type: ignore[misc]


def test_a_tick_and_next_in_the_same_moment_are_both_done(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    slow = lead.page.context.new_cdp_session(lead.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 12})  # a slow computer

    lead.clicks_at_once(lead.statement("P1.1"), lead.next)

    lead.sees_question("P2")
    until(lambda: lead.response(assessment, "P1").reply == met("P1", 1), lead.page)
    assert lead.response(assessment, "P2").reply is None


@pytest.mark.parametrize("leave", ["next", "enter", "tab", "reload"])
def test_a_date_of_evidence_is_saved_however_its_field_is_left(lead: Lead, leave: str) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.get_by_role("button", name="Add evidence").click()
    title(lead).fill("Board paper 12")
    dated(lead).press_sequentially("3/4/2026")

    if leave == "next":
        lead.next.click()
    elif leave == "reload":
        lead.page.reload()
        expect(dated(lead)).to_have_value(re.compile("3/4/2026|3 April 2026"))
    else:
        dated(lead).press(leave.capitalize())

    until(lambda: dates(lead, assessment) == [date(2026, 4, 3)], lead.page)


def test_at_most_three_seconds_of_steady_typing_are_lost_with_a_browser_that_is_killed(
    own_browser: Browser, app: RunningApp
) -> None:
    lead = Lead(own_browser.new_page(), app)
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    words = "A sentence that goes on and on without any pause, as some do. " * 2
    began = time.monotonic()
    lead.rationale.press_sequentially(words, delay=135, timeout=120_000)
    seconds = time.monotonic() - began
    assert seconds > 16

    with pytest.raises(Error):
        own_browser.new_browser_cdp_session().send("Browser.crash")

    kept = rationale_of(lead, assessment, "P1")
    assert words.startswith(kept)
    assert len(kept) >= len(words) * (seconds - 3) / seconds


def test_saved_is_said_only_when_the_server_has_what_the_fields_hold(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    expect(lead.status).to_have_text("Not answered yet")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    lead.page.route("**/responses/P1?*", hold)

    lead.ticks("P1.1")
    expect(lead.status).to_have_text("Saving…")
    lead.rationale.fill("Typed while the tick is on its way")
    lead.rationale.blur()
    expect(lead.status).to_have_text("Saving…")
    until(lambda: len(held) == 1, lead.page)
    lead.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => drawn()))")
    assert len(held) == 1
    held.pop().continue_()
    until(lambda: len(held) == 1, lead.page)  # one save at a time: the text goes after the tick
    assert lead.response(assessment, "P1").reply == met("P1", 1)
    expect(lead.status).to_have_text("Saving…")
    held.pop().continue_()

    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Typed while the tick is on its way"
    lead.page.unroute_all()
    lead.rationale.press_sequentially(" and more")
    expect(lead.status).to_have_text("Not saved yet")
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1").endswith(" and more")


def test_a_space_at_the_end_is_no_change_of_its_own(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.rationale.fill("One line")
    lead.rationale.blur()
    lead.sees_saved()
    version = lead.stored(assessment, "P1").stored.version

    lead.rationale.press_sequentially("  ")
    lead.rationale.blur()

    lead.sees_saved()
    assert lead.stored(assessment, "P1").stored.version == version


def test_none_of_these_clears_the_ticks_and_gives_them_back(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_ticked("P1.1", "P1.2")

    lead.none_of_these.check()
    until(lambda: lead.response(assessment, "P1").reply == Met(), lead.page)
    expect(lead.level).to_have_text("Inadequate")
    assert lead.ticked == []

    lead.none_of_these.uncheck()
    until(lambda: lead.response(assessment, "P1").reply == met("P1", 1, 2), lead.page)
    assert lead.ticked == ["P1.1", "P1.2"]

    lead.none_of_these.check()
    lead.ticks("P1.3")
    until(lambda: lead.response(assessment, "P1").reply == met("P1", 3), lead.page)
    expect(lead.none_of_these).not_to_be_checked()

    lead.statement("P1.3").uncheck()
    until(lambda: lead.response(assessment, "P1").reply is None, lead.page)
    expect(lead.page.locator(".verdict")).to_contain_text("Not answered")


def test_a_question_that_does_not_apply_needs_its_reason_and_keeps_it_over_a_change_of_mind(lead: Lead) -> None:
    assessment, code = lead.has_started(), asked_where_it_may_not_apply(lead)
    lead.opens(assessment, code)
    lead.has_ticked(f"{code}.1")
    lead.does_not_apply.check()
    expect(lead.reason).to_be_focused()
    expect(lead.status).to_have_text("Not all saved: 1 thing to correct")

    lead.next.click()
    summary = lead.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Say why the question does not apply")
    lead.sees_question(code)
    summary.get_by_role("link").click()
    expect(lead.reason).to_be_focused()
    assert lead.response(assessment, code).reply == met(code, 1)

    lead.reason.fill("Nobody is posted to it.")
    reply = NotApplicable(reason="Nobody is posted to it.")
    until(lambda: lead.response(assessment, code).reply == reply, lead.page)
    expect(summary).to_have_count(0)
    lead.does_not_apply.uncheck()
    until(lambda: lead.response(assessment, code).reply == met(code, 1), lead.page)
    lead.does_not_apply.check()
    expect(lead.reason).to_have_value("Nobody is posted to it.")
    until(lambda: lead.response(assessment, code).reply == reply, lead.page)
    lead.page.reload()
    expect(lead.does_not_apply).to_be_checked()
    expect(lead.reason).to_have_value("Nobody is posted to it.")


def test_evidence_without_a_title_waits_for_it_and_holds_nothing_else_up(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.get_by_role("button", name="Add evidence").click()
    expect(title(lead)).to_be_focused()
    reference(lead).fill("BP/12")
    lead.rationale.fill("Agreed in May")
    until(lambda: rationale_of(lead, assessment, "P1") == "Agreed in May", lead.page)
    expect(lead.status).to_have_text("Not all saved: 1 thing to correct")

    lead.page.reload()
    expect(reference(lead)).to_have_value("BP/12")
    dated(lead).fill("31 June 2026")
    lead.next.click()
    summary = lead.page.get_by_role("alert")
    expect(summary.get_by_role("listitem")).to_have_count(2)
    lead.ticks("P1.1")
    until(lambda: lead.response(assessment, "P1").reply == met("P1", 1), lead.page)
    expect(summary.get_by_role("listitem")).to_have_count(2)  # a save is no correction
    summary.get_by_role("link", name="Give this evidence a title").click()
    expect(title(lead)).to_be_focused()
    title(lead).fill("Board paper 12")
    until(lambda: len(lead.response(assessment, "P1").evidence) == 1, lead.page)
    expect(summary.get_by_role("heading")).to_have_text("1 thing to correct")
    expect(summary.get_by_role("listitem")).to_have_text(["Write the date as 3 April 2026 or 3/4/2026."])
    dated(lead).fill("")
    lead.sees_saved()
    expect(summary).to_have_count(0)
    dated(lead).fill("31 June 2026")
    lead.next.click()
    expect(lead.page.get_by_role("alert")).to_contain_text("Write the date as 3 April 2026 or 3/4/2026.")
    dated(lead).fill("30 June 2026")
    lead.sees_saved()

    assert [(piece.title, piece.reference) for piece in lead.response(assessment, "P1").evidence] == [
        ("Board paper 12", "BP/12")
    ]
    assert dates(lead, assessment) == [date(2026, 6, 30)]


def test_what_is_wrong_in_a_field_is_said_beside_it_when_it_is_left_and_no_click_is_lost_by_that(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.get_by_role("button", name="Add evidence").click()
    title(lead).fill("Board paper 12")
    wrong = lead.page.get_by_text("Write the date as 3 April 2026 or 3/4/2026.")
    dated(lead).press_sequentially("April 2026")
    expect(lead.status).to_have_text("Not all saved: 1 thing to correct")
    expect(wrong).to_have_count(0)

    dated(lead).press("Tab")
    expect(wrong).to_be_visible()
    dated(lead).fill("3 April 2026")
    expect(wrong).to_have_count(0)
    lead.sees_saved()

    lead.page.get_by_role("button", name="Add evidence").click()
    expect(title(lead).last).to_be_focused()
    lead.page.get_by_role("button", name="Remove").last.hover()
    lead.page.mouse.down()
    expect(lead.page.get_by_text("Give this evidence a title, or remove it.")).to_have_count(0)
    lead.page.mouse.up()
    expect(title(lead)).to_have_count(1)
    lead.sees_saved()


def test_evidence_keeps_its_order_and_comes_back_where_it_was_removed(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    for name in ("First", "Second", "Third"):
        lead.page.get_by_role("button", name="Add evidence").click()
        title(lead).last.fill(name)

    def titles() -> list[str]:
        return [piece.title for piece in lead.response(assessment, "P1").evidence]

    until(lambda: titles() == ["First", "Second", "Third"], lead.page)
    lead.page.get_by_role("button", name="Remove").nth(1).click()
    until(lambda: titles() == ["First", "Third"], lead.page)
    undo = lead.page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    until(lambda: titles() == ["First", "Second", "Third"], lead.page)
    expect(title(lead).nth(1)).to_be_focused()


def test_evidence_that_is_named_elsewhere_is_found_used_with_one_key_and_one_item_until_it_is_changed(
    lead: Lead,
) -> None:
    assessment = lead.has_started()
    papers = tuple(some_evidence(f"Paper {number}", number=number) for number in range(1, 10))
    lead.has_answered(assessment, Response(question=QuestionCode("P3"), reply=met("P3", 1), evidence=papers))
    lead.opens(assessment, "P1")
    lead.page.get_by_role("button", name="Add evidence").click()
    title(lead).fill("Agreement")
    lead.page.get_by_text("More about it").click()
    lead.page.get_by_role("textbox", name="Who keeps it").fill("Head of law")
    lead.page.get_by_role("textbox", name="Valid until").fill("31/10/2026")
    lead.page.get_by_role("combobox", name="Marking of the document").select_option("OFFICIAL-SENSITIVE")
    warning = lead.page.get_by_text("No longer valid on 1 November 2026, the day that the answers describe.")
    expect(warning).to_contain_text("marked higher than this assessment, which is OFFICIAL")
    lead.next.click()
    lead.sees_question("P2")

    lead.page.get_by_text("Use evidence named elsewhere").press("Enter")
    expect(lead.page.get_by_text("2 more items. Search to find one.")).to_be_visible()
    assert barriers(lead.page) == []
    search = lead.page.get_by_role("searchbox", name="Search in titles, references and questions")
    search.fill("LAW p1")
    expect(lead.page.get_by_role("button", name="Paper")).to_have_count(0)
    search.press("Enter")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    until(lambda: len(lead.response(assessment, "P2").evidence) == 1, lead.page)
    (item,) = lead.response(assessment, "P1").evidence
    assert (item.owner, item.valid_until, item.classification) == (
        "Head of law",
        date(2026, 10, 31),
        Classification.OFFICIAL_SENSITIVE,
    )
    assert lead.response(assessment, "P2").evidence == (item,)
    expect(lead.page.get_by_text("Evidence for P1", exact=True)).to_be_visible()

    lead.page.reload()
    lead.page.get_by_role("button", name="Change it for this question alone").click()
    expect(title(lead)).to_be_focused()
    title(lead).fill("Schedule 2")
    until(lambda: lead.response(assessment, "P2").evidence[0].title == "Schedule 2", lead.page)
    assert lead.response(assessment, "P2").evidence[0].id != item.id
    assert lead.response(assessment, "P1").evidence == (item,)


def test_a_text_that_is_too_long_is_kept_and_holds_nothing_else_up(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.rationale.fill("x" * 4001)
    lead.ticks("P1.1")
    until(lambda: lead.response(assessment, "P1").reply == met("P1", 1), lead.page)
    expect(lead.status).to_have_text("Not all saved: 1 thing to correct")

    lead.page.reload()
    expect(lead.rationale).to_have_value("x" * 4001)
    lead.next.click()
    expect(lead.page.get_by_role("alert")).to_contain_text("The rationale is 4,001 characters long; the most is 4,000.")
    lead.rationale.fill("x" * 4000)

    until(lambda: rationale_of(lead, assessment, "P1") == "x" * 4000, lead.page)
    expect(lead.page.get_by_role("alert")).to_have_count(0)


def test_what_the_server_refuses_is_shown_beside_its_field_and_kept(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    accents = "e" + "\N{COMBINING ACUTE ACCENT}" * 40
    lead.rationale.fill(accents)
    lead.rationale.blur()
    expect(lead.status).to_have_text("Not saved: 1 thing to correct")
    expect(lead.page.locator('[id="qf-rationale-wrong"]')).to_contain_text("accents")

    lead.page.reload()
    expect(lead.rationale).to_have_value(accents)
    lead.rationale.fill("Agreed")

    until(lambda: rationale_of(lead, assessment, "P1") == "Agreed", lead.page)


def test_a_finding_is_answered_and_cleared_apart_from_the_statements(lead: Lead) -> None:
    asked = next(question for question in lead.bank.questions() if question.finding)
    assessment = lead.has_started()
    lead.opens(assessment, asked.code)
    group = lead.page.get_by_role("group", name=asked.finding.ask if asked.finding else "")

    group.get_by_role("radio", name="Yes").check()
    until(lambda: lead.response(assessment, asked.code).finding is True, lead.page)
    group.get_by_role("radio", name="No").check()
    until(lambda: lead.response(assessment, asked.code).finding is False, lead.page)
    group.get_by_role("button", name="Clear this answer").click()
    until(lambda: lead.response(assessment, asked.code).finding is None, lead.page)
    assert lead.response(assessment, asked.code).reply is None
