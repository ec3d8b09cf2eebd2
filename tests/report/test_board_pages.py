"""The first two pages, with what the board is told and asked to decide."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.bank.model import OVERALL, FindingIsTrue, Level
from assessment.codes import ActionState
from assessment.ids import FindingId, ThemeCode
from assessment.report.areas_content import AgreedAction
from assessment.report.report_content import report_content
from assessment.report.report_subject import ReportSubject, Submission
from assessment.rounds.improvement_action import StoredImprovementAction
from assessment.rounds.response import NotApplicable
from assessment.scoring import change_wording, score
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    a_bank,
    a_question,
    a_response,
    a_theme,
    responses,
    some_evidence,
)
from tests.report.report_builders import a_bank_of_two, a_full_subject, a_mixed_subject, a_subject, compared_with
from tests.report.test_report_actions import an_action


def beside(subject: ReportSubject, level: Level | None) -> ReportSubject:
    """Return the assessment beside the round of 2025, with every question at that level."""
    given = responses(*[a_response(code, level) for code in ("P1", "P2", "S1", "S2")])
    return compared_with(subject, score(subject.bank, given))


def held_by_a_limit(caps: str) -> ReportSubject:
    """Return P1 at Inadequate, which caps that theme or the whole at Requires improvement."""
    subject = a_subject(*[a_response(code, OUTSTANDING) for code in ("P2", "S1", "S2")], a_response("P1", INADEQUATE))
    (limit,) = subject.bank.rubric.limits
    because = "It cannot be better than Requires improvement without P1. All rests on it."
    capped = replace(limit, caps=caps, at=subject.bank.scale[1], because=because)  # type: ignore[arg-type]
    bank = replace(subject.bank, rubric=replace(subject.bank.rubric, limits=(capped,)))
    return replace(subject, bank=bank, scorecard=score(bank, subject.responses))


def test_the_cover_names_the_partners_the_lead_force_the_author_the_round_and_the_issue() -> None:
    submitted = Submission(by="Sam Lead", at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))

    assert report_content(replace(a_mixed_subject(), submitted=submitted, version=2)).board.facts == (
        ("Partners", "Example North (lead force), Example South"),
        ("Author", "Sam Lead, who submitted it on 20 November 2026"),
        ("Round", "2026, as of 1 November 2026; 3 of the 3 questions that apply are answered"),
        ("Issued", "Version 2, 22 November 2026, OFFICIAL"),
    )
    assert dict(report_content(a_subject(is_draft=True)).board.facts)["Author"] == "DRAFT: not yet submitted"


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        (ADEQUATE, "Good, up from Adequate in 2025; Purpose is the lowest theme, at Adequate."),
        (OUTSTANDING, "Good, down from Outstanding in 2025; Purpose is the lowest theme, at Adequate."),
        (GOOD, "Good, as in 2025; Purpose is the lowest theme, at Adequate."),
        (None, "Good, with no grade in 2025 to compare it with; Purpose is the lowest theme, at Adequate."),
    ],
)
def test_the_verdict_is_the_grade_its_change_and_what_pulls_it_down_in_one_sentence(
    before: Level | None, verdict: str
) -> None:
    assert report_content(beside(a_mixed_subject(), before)).board.verdict == verdict


def test_the_verdict_says_when_all_themes_are_alike_and_when_there_is_no_grade() -> None:
    alike = a_subject(*[a_response(code, GOOD) for code in ("P1", "P2", "S1", "S2")])

    assert report_content(alike).board.verdict == "Good; every theme is Good."
    assert report_content(a_subject()).board.verdict == (
        "There is no overall grade yet: 0 of the 4 questions that apply are answered."
    )


def test_what_holds_the_whole_down_stands_in_the_verdict_and_in_what_the_board_decides() -> None:
    # Purpose (1 + 5) / 2 = 3 and skills 5: overall 4 is Good, which the limit caps.
    board = report_content(held_by_a_limit(OVERALL)).board

    assert board.verdict == (
        "Requires improvement: It cannot be better than Requires improvement without P1 (P1); the answers alone would "
        "reach Good."
    )
    assert board.decisions == (
        "Whether it accepts this account of the collaboration, and the overall grade of Requires improvement.",
        "Who will put right what holds the overall grade at Requires improvement, and by when.",
        "Whether it agrees the one area to improve, and who will act by when: no action is agreed yet.",
        "Whether to aim for Adequate next, and in which round.",
    )


def test_what_holds_a_theme_down_is_said_in_words_with_the_grade_it_would_have_without() -> None:
    purpose, skills = report_content(held_by_a_limit(ThemeCode("purpose"))).board.themes

    assert purpose.held_down == "It cannot be better than Requires improvement without P1 (P1). Without that: Adequate."
    assert skills.held_down == "No answer is below Good."


def test_without_a_limit_the_lowest_answers_of_a_theme_hold_it_down() -> None:
    one = a_mixed_subject()
    two = a_subject(a_response("P1", ADEQUATE), a_response("P2", ADEQUATE))

    assert report_content(one).board.themes[0].held_down == (
        "1 answer is below Good; lowest, at Inadequate: Practice P1 (P1)."
    )
    assert report_content(two).board.themes[0].held_down == (
        "2 answers are below Good; lowest, at Adequate: Practice P1 (P1) and 1 more."
    )


def test_a_theme_without_a_grade_says_why() -> None:
    given = [a_response(code, NotApplicable(reason="Nobody is employed.")) for code in ("S1", "S2")]
    purpose, skills = report_content(a_subject(*given, a_response("P1", GOOD))).board.themes

    assert (purpose.held_down, skills.held_down) == (
        "Answers that a grade needs are missing.",
        "No question applies.",
    )


@pytest.mark.parametrize(
    ("before", "now", "change", "row"),
    [
        (ADEQUATE, GOOD, "Up from Adequate", "Up from Adequate (3.00)"),
        (GOOD, ADEQUATE, "Down from Good", "Down from Good (4.00)"),
        (GOOD, GOOD, "No change", "Same grade (was 4.00)"),
        (None, GOOD, "No grade then", "No grade in 2025"),
        (GOOD, None, "Good then", "No grade now; 4.00 Good before"),
    ],
)
def test_a_grade_stands_beside_that_of_the_previous_round(
    before: Level | None, now: Level | None, change: str, row: str
) -> None:
    given = [a_response(code, now) for code in ("P1", "P2")]
    subject = beside(a_subject(*given), before)

    assert subject.previous is not None
    assert report_content(subject).board.themes[0].change == change
    assert change_wording.in_cell(subject.previous.changes.themes[0], "2025") == row


def test_without_a_previous_round_there_is_no_change_to_show() -> None:
    board = report_content(a_mixed_subject()).board

    assert {line.change for line in board.themes} == {""}
    assert board.changes == ()


def test_what_has_changed_is_the_mean_and_the_themes_that_rose_fell_and_stayed() -> None:
    changed = report_content(beside(a_mixed_subject(), GOOD)).board.changes

    # Purpose fell from 4 to 3 and skills stayed at 4: overall from 4 to 3.5.
    assert changed == (
        "The overall mean fell to 3.50 from 4.00.",
        "Down a grade or more: Purpose.",
        "Same grade: Skills.",
    )


def test_the_board_is_asked_to_decide_what_follows_from_the_result() -> None:
    assert report_content(a_mixed_subject()).board.decisions == (
        "Whether it accepts this account of the collaboration, and the overall grade of Good.",
        "Whether it agrees the 2 areas to improve, and who will act by when: no action is agreed yet.",
        "Whether to aim for Outstanding next, and in which round.",
    )


def test_the_board_is_asked_about_a_draft_and_about_open_questions() -> None:
    assert report_content(a_subject(is_draft=True)).board.decisions == (
        "Whether these answers are right. This is a draft, and should not be relied on until it is submitted.",
        "When the answers that a grade needs will be given. Until then, there is no overall grade.",
    )


def test_the_board_is_asked_about_overdue_actions_and_areas_without_an_action() -> None:
    overdue = an_action(1, due=date(2026, 11, 1))
    decisions = report_content(replace(a_mixed_subject(), actions=(overdue,))).board.decisions

    assert decisions[1:3] == (
        "Whether it agrees the 2 areas to improve, and who will act by when on the one without an action.",
        "What is to happen about the action that is overdue: Practice P1 (P1).",
    )


def test_a_strength_needs_evidence_which_is_named() -> None:
    (strength,) = report_content(a_mixed_subject()).board.strengths

    # P2 is Outstanding and has no evidence.
    assert (strength.code, strength.level, strength.in_place) == ("S1", GOOD, "S1 has what number 3 says.")
    assert strength.evidence == "Skills audit, BP 12, dated 1 May 2026"


def test_no_more_than_three_strengths_stand_out_the_highest_first() -> None:
    given = [a_response(code, GOOD, evidence=[some_evidence("Paper")]) for code in ("P1", "P2", "S1")]
    subject = a_subject(*given, a_response("S2", OUTSTANDING, evidence=[some_evidence("One"), some_evidence("Two")]))

    found = report_content(subject).board.strengths

    assert [each.code for each in found] == ["S2", "P1", "P2"]
    assert found[0].evidence == "One, BP 12, dated 1 May 2026 (and 1 more)"


def test_the_areas_that_the_next_grade_needs_come_first_and_say_what_to_do() -> None:
    # Purpose (3 + 1) / 2 = 2 and skills (4 + 3) / 2 = 3.5: overall 2.75. Good needs 3.5, so three steps.
    subject = a_subject(
        a_response("P1", ADEQUATE), a_response("P2", INADEQUATE), a_response("S1", GOOD), a_response("S2", ADEQUATE)
    )
    areas = report_content(subject).board.areas

    assert [area.code for area in areas.first] == ["P2", "S2", "P1"]
    assert areas.first[0].why == "Inadequate; needed for Good overall"
    assert areas.first[0].first_step == "Missing: P2.1 P2 has what number 1 says."
    assert (areas.others, areas.without_action) == (0, 3)


def test_an_area_says_which_grade_it_holds_down() -> None:
    (area,) = report_content(held_by_a_limit(ThemeCode("purpose"))).board.areas.first[:1]

    assert area.why == "Inadequate; holds Purpose at Requires improvement; needed for Outstanding overall"


def test_what_holds_a_theme_down_by_a_limit_comes_before_what_the_next_overall_grade_needs() -> None:
    # The limit caps skills at Inadequate for the finding of S2; the overall mean needs steps on P1 and P2 alone.
    themes = [
        a_theme("purpose", questions=[a_question("P1"), a_question("P2")]),
        a_theme("skills", questions=[a_question("S1"), a_question("S2", finding="F1")]),
    ]
    (template,) = a_bank_of_two().rubric.limits
    when = FindingIsTrue(finding=FindingId("F1"))
    bank = a_bank(themes=themes, limits=[replace(template, when=when, caps=ThemeCode("skills"), at=INADEQUATE)])
    given = [a_response(code, INADEQUATE) for code in ("P1", "P2")] + [a_response("S1", OUTSTANDING)]
    subject = a_subject(*given, a_response("S2", OUTSTANDING, finding=True), bank=bank)

    areas = report_content(subject).board.areas

    assert [area.code for area in areas.first] == ["S2", "P1", "P2"]
    assert areas.first[0].first_step == "Put right: Has S2 failed?"


def test_areas_beyond_the_fifth_are_counted() -> None:
    areas = report_content(a_full_subject()).board.areas

    assert len(areas.first) == 5
    assert areas.others == areas.count - 5 > 0


@pytest.mark.parametrize(
    ("states", "action"),
    [
        ([], None),
        ([ActionState.WITHDRAWN], None),
        ([ActionState.PLANNED], AgreedAction(what="Step 1.", owner="Head of Legal", due=("1 March 2027",))),
        ([ActionState.DONE], AgreedAction(what="Step 1.", owner="Head of Legal", due=("1 March 2027", "Done"))),
        (
            [ActionState.DONE, ActionState.UNDER_WAY, ActionState.PLANNED],
            AgreedAction(what="Step 2. (and 1 more)", owner="Head of Legal", due=("1 March 2027", "Under way")),
        ),
    ],
)
def test_an_area_has_its_next_action_or_none_yet(states: list[ActionState], action: AgreedAction | None) -> None:
    assert (
        action_on_p1(*[an_action(n, due=date(2027, 3, 1), state=state) for n, state in enumerate(states, 1)]) == action
    )


def action_on_p1(*actions: StoredImprovementAction) -> AgreedAction | None:
    areas = report_content(replace(a_mixed_subject(), actions=actions)).board.areas
    return next(area.action for area in areas.first if area.code == "P1")


def test_an_overdue_action_says_so_and_a_long_one_is_cut_at_a_word() -> None:
    stored = an_action(1, due=date(2026, 11, 1))

    action = action_on_p1(replace(stored, action=replace(stored.action, what="Agree the terms. " * 20)))

    assert action is not None
    assert action.due == ("1 November 2026", "Overdue")
    assert action.what == "Agree the terms. " * 9 + "Agree …"


def test_what_the_next_grade_would_take_names_few_improvements_in_words_and_counts_many() -> None:
    few, many = (report_content(subject).board.next_grade for subject in (a_mixed_subject(), a_full_subject()))

    assert few.words.endswith(" At least two improvements are needed for Outstanding:")
    assert few.steps == ("P1.2 P1 has what number 2 says.", "S1.4 S1 has what number 4 says.")
    assert many.words.endswith(" At least 13 improvements are needed for Good.")
    assert many.steps == ()


def test_an_action_says_in_words_which_statement_it_is_for_unless_it_says_so_itself() -> None:
    stored = an_action(1, due=date(2027, 3, 1))
    about = replace(stored, action=replace(stored.action, about="P1.2"))
    same = replace(stored, action=replace(about.action, what="P1 has what number 2 says."))

    assert [action_on_p1(each) for each in (about, same)] == [
        AgreedAction(
            what="Step 1.", about="For: P1.2 P1 has what number 2 says.", owner="Head of Legal", due=("1 March 2027",)
        ),
        AgreedAction(what="P1 has what number 2 says.", owner="Head of Legal", due=("1 March 2027",)),
    ]
