"""The form as a page: addresses, focus, the keyboard, a translating browser, small screens, and the live line."""

import random
import re

from playwright.sync_api import expect

from assessment.rounds.response import Response
from assessment.scoring.placement import place
from tests.bank_builders import met, reaching
from tests.browser.lead_in_browser import Lead, rationale_of, until
from tests.browser.page_checks import Watch, barriers, shows_colours, sideways
from tests.typed_days import DAYS

TRANSLATED = """() => {
    const walker = document.createTreeWalker(document.querySelector(".question-form"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(`[${text.data}]`);
    }
}"""
PLACED = """async ([questions, levels]) => {
    const address = document.querySelector("link[rel=modulepreload][href$='/placement.js']").href;
    const { place } = await import(address);
    return questions.map(({ statements, met }) => {
        const { level, gap, missing, ahead } = place(statements, met, levels);
        return [level.code, gap && gap.code, missing.map(({ code }) => code), ahead.map(({ code }) => code)];
    });
}"""
READ_DAYS = """async (typed) => {
    const { isoDate } = await import(document.querySelector("link[rel=modulepreload][href$='/dates.js']").href);
    return typed.map(isoDate);
}"""
COVERED = """() => [...document.querySelectorAll(".question-form :is(h1, input, textarea, .doing a)")]
    .filter((field) => {
        if (!field.checkVisibility({ visibilityProperty: true })) return false;
        field.focus();
        const { left, top, width, height } = field.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + Math.min(height, 40) / 2);
        return !(field.contains(found) || found?.contains(field));
    })
    .map((field) => field.id || field.outerHTML)"""
IN_ORDER = "() => document.querySelector('.question-form h1') === document.activeElement"
TOP = "() => document.querySelector('.question-form h1').getBoundingClientRect().top"


def opens_the_next(lead: Lead, code: str) -> None:
    lead.next.click()
    lead.sees_question(code)


def heading_is_at_the_top(lead: Lead, *, within: int = 200) -> bool:
    return bool(lead.page.evaluate(IN_ORDER)) and 0 < float(lead.page.evaluate(TOP)) < within


def test_next_back_reload_and_links_land_on_the_right_question_with_its_heading_focused_at_the_top(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.get_by_role("button", name="Add evidence").scroll_into_view_if_needed()
    opens_the_next(lead, "P2")
    assert heading_is_at_the_top(lead)
    assert lead.page.url == lead.address(assessment, "P2")
    expect(lead.page).to_have_title(re.compile("^P2 "))
    opens_the_next(lead, "P3")

    lead.page.go_back()
    lead.sees_question("P2")
    assert heading_is_at_the_top(lead)
    lead.has_ticked("P2.1")
    lead.page.go_back()
    lead.sees_question("P1")
    lead.page.go_forward()
    lead.sees_question("P2")
    assert lead.ticked == ["P2.1"]
    lead.page.get_by_role("button", name="Add evidence").scroll_into_view_if_needed()
    lead.page.reload()
    lead.sees_question("P2")
    until(lambda: heading_is_at_the_top(lead, within=300), lead.page)  # below the menu: the page is at its top
    assert lead.ticked == ["P2.1"]
    assert lead.page.url == lead.address(assessment, "P2")

    lead.page.locator(".q-list").get_by_role("link", name="P7 ").click()
    lead.sees_question("P7")
    assert heading_is_at_the_top(lead)
    lead.page.locator(".doing").get_by_role("link", name="Back", exact=True).click()
    lead.sees_question("P6")
    themes = lead.bank.themes
    lead.opens(assessment, themes[0].questions[-1].code)
    until(lambda: heading_is_at_the_top(lead, within=300), lead.page)  # below the menu: the page is at its top
    lead.next.click()
    lead.sees_question(themes[1].questions[0].code)
    lead.page.go_back()
    lead.sees_question(themes[0].questions[-1].code)


def test_the_page_says_which_assessment_it_is_and_leads_to_its_other_themes(lead: Lead) -> None:
    assessment = lead.has_started("Boat unit")
    lead.opens(assessment, "P2")
    expect(lead.page.locator(".context")).to_contain_text("Boat unit")
    opens_the_next(lead, "P3")

    lead.page.get_by_role("navigation", name="Boat unit").get_by_role("link", name="Answer").click()

    expect(lead.page.get_by_role("link", name="Go on at P1")).to_be_visible()


def test_the_core_questions_can_be_taken_first(lead: Lead) -> None:
    core = [asked for asked in lead.bank.questions() if asked.is_core]
    with_finding = next(asked for asked in core if asked.finding)
    assessment = lead.has_started()
    for asked in core:
        if asked not in (core[1], core[-1]):
            finding = None if asked == with_finding or not asked.finding else False
            lead.has_answered(assessment, Response(question=asked.code, reply=met(asked.code, 1), finding=finding))
    lead.page.goto(f"{lead.app.url}/respond?assessment={assessment}")

    expect(lead.page.get_by_text("Or first the 3 core questions left, about 9 minutes")).to_be_visible()
    links = lead.page.locator("p.codes").get_by_role("link")
    expect(links).to_have_text([core[1].code, with_finding.code, core[-1].code])
    links.first.click()

    lead.sees_question(core[1].code)
    later = [asked.code for asked in core[2:]]
    for code in later[:3]:
        lead.next.click()
        lead.sees_question(code)
    lead.page.locator(".doing").get_by_role("link", name="Back", exact=True).click()
    lead.sees_question(later[1])

    lead.page.get_by_role("link", name="Take all questions").click()
    expect(lead.page.get_by_role("link", name="Take all questions")).to_have_count(0)
    lead.sees_question(later[1])
    codes = [asked.code for asked in lead.bank.questions()]
    lead.next.click()
    lead.sees_question(codes[codes.index(later[1]) + 1])


def test_the_open_question_is_in_sight_in_the_list(lead: Lead) -> None:
    lead.page.set_viewport_size({"width": 1280, "height": 700})
    last = lead.bank.themes[0].questions[-1].code
    lead.opens(lead.has_started(), last)
    entry = lead.page.locator(".q-list [aria-current]")
    expect(entry).to_be_in_viewport(ratio=0.9)
    expect(lead.page.locator(".q-list")).to_contain_text(f"0 of {len(lead.bank.themes[0].questions)} answered")

    lead.page.locator(".q-list").get_by_role("link", name="P1 ", exact=False).first.click()
    lead.sees_question("P1")
    expect(entry).to_be_in_viewport(ratio=0.9)


def test_a_finding_that_is_passed_by_is_named_until_it_is_answered(lead: Lead) -> None:
    asked = next(each for each in lead.bank.questions() if each.finding and each.not_applicable_when)
    lead.opens(lead.has_started(), asked.code)
    entry = lead.page.locator(".q-list [aria-current]")
    finding = lead.page.get_by_role("group", name=asked.finding.ask if asked.finding else "")
    expect(finding).to_contain_text("Limits are rules of this self-assessment, not of HMICFRS.")
    lead.ticks(f"{asked.code}.1")
    expect(entry).to_contain_text("Finding not answered")
    expect(lead.page.locator(".short-verdict")).to_contain_text("finding open")

    lead.page.locator(".verdict").get_by_role("link", name="answer it").click()
    expect(finding.get_by_role("radio", name="Yes")).to_be_focused()
    finding.get_by_role("radio", name="No").check()

    expect(entry).not_to_contain_text("Finding not answered")
    expect(lead.page.locator(".short-verdict")).not_to_contain_text("finding open")
    lead.does_not_apply.check()
    expect(finding).to_be_hidden()


def test_a_translated_page_answers_the_right_question(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.evaluate(TRANSLATED)
    lead.statement("P1.1").check()
    expect(lead.page.locator(".verdict .grade")).to_have_count(1)
    lead.next.click()
    lead.page.evaluate(TRANSLATED)
    expect(lead.page.locator(".question-form h1")).to_contain_text("[P2 ")
    lead.statement("P2.2").check()
    lead.page.locator('[id="qf-rationale"]').fill("Typed below a translated heading")
    lead.next.click()
    lead.sees_question("P3")

    until(lambda: rationale_of(lead, assessment, "P2") == "Typed below a translated heading", lead.page)
    assert lead.response(assessment, "P1").reply == met("P1", 1)
    assert lead.response(assessment, "P2").reply == met("P2", 2)


def test_the_live_line_says_the_level_and_exactly_what_is_missing_for_the_next(lead: Lead) -> None:
    assessment = lead.has_started()
    lowest, first, *_, good, _ = lead.bank.scale
    asked = next(each for each in lead.bank.questions() if each.statements[0].is_essential)
    essential, *others = asked.statements
    lead.opens(assessment, asked.code)
    lead.ticks(*(each.code for each in others if each.level.place <= good.place))
    verdict = lead.page.locator(".verdict")
    expect(lead.level).to_have_text(lowest.title)
    expect(verdict).to_contain_text(f"For {first.title}, one statement is missing:")
    expect(verdict).to_contain_text("Ticks above the gap are kept")
    expect(lead.page.locator(".tick").filter(has=lead.statement(essential.code))).to_contain_text(
        f"Missing for {first.title}. Essential: nothing makes up for it"
    )
    expect(lead.page.get_by_text("Already in place, does not count yet").first).to_be_visible()
    expect(lead.page.locator(".q-list [aria-current]")).to_contain_text(lowest.title)

    verdict.get_by_role("link", name=essential.text).click()
    expect(lead.statement(essential.code)).to_be_focused()
    lead.page.keyboard.press("Space")
    expect(lead.level).to_have_text(good.title)
    until(lambda: lead.response(assessment, asked.code).reply == reaching(asked, good), lead.page)

    gap = next(each for each in others if each.level.place < good.place and not each.is_essential)
    lead.statement(gap.code).uncheck()
    expect(lead.level).to_have_text(good.title)
    expect(verdict).to_contain_text("With one gap, which is forgiven:")
    expect(verdict.get_by_role("link", name=gap.text)).to_be_visible()


def test_the_page_places_every_question_and_reads_every_typed_day_as_the_server_does(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")
    chance = random.Random(53)
    cases = []
    for asked in lead.bank.questions():
        codes = [each.code for each in asked.statements]
        picks = [frozenset(codes), frozenset(), *(reaching(asked, level).statements for level in lead.bank.scale)]
        picks += [frozenset(code for code in codes if chance.random() < share) for share in (0.3, 0.6, 0.8, 0.9)]
        cases += [(asked, pick) for pick in picks]

    sent = [
        {
            "statements": [
                {"code": each.code, "level": each.level.code, "isEssential": each.is_essential}
                for each in asked.statements
            ],
            "met": sorted(pick),
        }
        for asked, pick in cases
    ]
    placed = lead.page.evaluate(PLACED, [sent, [{"code": level.code} for level in lead.bank.scale]])

    expected = []
    for asked, pick in cases:
        right = place(asked, pick, lead.bank.scale)
        expected.append(
            [
                right.level.code,
                right.gap.code if right.gap else None,
                [each.code for each in right.missing],
                [each.code for each in right.ahead],
            ]
        )
    assert placed == expected
    assert lead.page.evaluate(READ_DAYS, list(DAYS)) == list(DAYS.values())


def test_the_findings_that_are_left_are_named_when_every_question_is_answered(lead: Lead) -> None:
    assessment, questions = lead.has_started(), list(lead.bank.questions())
    for asked in questions:
        lead.has_answered(assessment, Response(question=asked.code, reply=met(asked.code, 1)))
    findings = [asked.code for asked in questions if asked.finding]

    lead.page.goto(f"{lead.app.url}/respond?assessment={assessment}")

    expect(lead.page.get_by_text(f"{len(questions)} of {len(questions)} answered")).to_be_visible()
    left = f"{len(findings)} findings are still to answer"
    expect(lead.page.get_by_role("heading", name=left)).to_be_visible()
    expect(lead.page.get_by_role("link", name=f"Go on at {findings[0]}")).to_be_visible()


def test_a_theme_can_be_answered_by_keyboard_alone(lead: Lead) -> None:
    assessment = lead.has_started()
    # It has questions that may not apply, with statements alone, and with a finding.
    questions = lead.bank.themes[1].questions
    assert {(bool(each.not_applicable_when), bool(each.finding)) for each in questions} >= {
        (True, False),
        (False, False),
        (False, True),
    }
    lead.opens(assessment, questions[0].code)
    lead.page.locator(".question-form h1").focus()
    for asked in questions:
        expect(lead.page.locator(".question-form h1")).to_be_focused()
        lead.page.keyboard.press("Tab")
        expect(lead.statement(f"{asked.code}.1")).to_be_focused()
        lead.page.keyboard.press("Space")
        while not lead.rationale.evaluate("(field) => field === document.activeElement"):
            if asked.finding and lead.page.evaluate("document.activeElement.type === 'radio'"):
                lead.page.keyboard.press("Space")
            lead.page.keyboard.press("Tab")
        lead.page.keyboard.type(f"By keyboard at {asked.code}")
        if asked != questions[-1]:
            while not lead.next.evaluate("(link) => link === document.activeElement"):
                lead.page.keyboard.press("Tab")
            lead.page.keyboard.press("Enter")

    for asked in questions:
        until(lambda code=asked.code: rationale_of(lead, assessment, code) == f"By keyboard at {code}", lead.page)  # type: ignore[misc]
        assert lead.response(assessment, asked.code).reply == met(asked.code, 1)
        assert lead.response(assessment, asked.code).finding is (True if asked.finding else None)


def test_a_question_is_readable_at_every_width_and_nothing_covers_it(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.ticks("P1.1", "P1.3")
    lead.page.get_by_role("button", name="Add evidence").click()
    for width, height in ((1280, 1000), (768, 1000), (390, 844), (320, 640), (320, 256)):
        lead.page.set_viewport_size({"width": width, "height": height})
        assert sideways(lead.page) == 0, width
        lead.next.click()
        expect(lead.page.get_by_role("heading", name="1 thing to correct")).to_be_in_viewport(ratio=1)
        assert lead.page.evaluate(COVERED) == [], (width, height)


def test_no_state_of_the_form_has_a_barrier_light_or_dark(lead: Lead) -> None:
    watch = Watch(lead.page, lead.app)
    assessment, second = lead.has_started(), lead.another_tab()
    asked = next(each for each in lead.bank.questions() if each.finding and each.not_applicable_when)
    lead.opens(assessment, asked.code)
    second.opens(assessment, asked.code)
    lead.ticks(f"{asked.code}.1", f"{asked.code}.5")
    lead.page.get_by_role("button", name="Add evidence").click()
    lead.does_not_apply.check()
    lead.next.click()
    expect(lead.page.get_by_role("alert")).to_be_focused()
    second.ticks(f"{asked.code}.2")
    expect(second.page.get_by_role("button", name="Keep my answer")).to_be_visible()

    for tab in (lead.page, second.page):
        assert barriers(tab) == []
        shows_colours(tab, "dark")
        assert barriers(tab) == []
    assert [each for each in watch.violations if "409" not in each] == []  # the browser's own line about the conflict
