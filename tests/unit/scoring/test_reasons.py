"""The sentences that explain a grade."""

from dataclasses import replace
from fractions import Fraction

from assessment.bank.model import OVERALL, Bank, FindingIsTrue, Level, ThemeAtMost, ThemesAtMost
from assessment.ids import FindingId, ThemeCode
from assessment.rounds.response import Responses
from assessment.scoring import score
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
)
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_limit, a_theme_of, answered

TWO_THEMES = (a_theme_of(1), a_theme_of(1, code="leadership", prefix="G"))
SCORED_WITH = "Scored with A small bank, version 1."


def test_a_grade_tells_its_arithmetic_its_coverage_what_would_lift_it_and_its_bank() -> None:
    bank = a_bank(themes=[a_theme_of(14)])

    # six times 4, six times 3 and one 5: 47 over 13
    assert reasons(bank, answered(*[GOOD] * 6, *[ADEQUATE] * 6, OUTSTANDING, NOT_APPLICABLE)) == (
        "Good: mean = 47 / 13 = 3.62, which reaches Good (3.5 or more).",
        "13 of 13 applicable questions are answered; 1 more is marked not applicable.",
        # Each of them brings an Adequate question to Outstanding, with the one gap that is forgiven.
        "At least six improvements are needed for Outstanding: P7.4, P8.4, P9.4, P10.4, P11.4 and P12.4.",
        SCORED_WITH,
    )


def test_a_limit_tells_the_grade_it_holds_the_level_the_reason_the_source_and_the_grade_without_it() -> None:
    limit = a_limit("L4", question="P1", at_most=REQUIRES_IMPROVEMENT, at=ADEQUATE)
    bank = a_bank(themes=[a_theme_of(2)], limits=[limit])

    assert reasons(bank, answered(REQUIRES_IMPROVEMENT, OUTSTANDING)) == (
        "Adequate: mean = 7 / 2 = 3.50, which reaches Good (3.5 or more), but limit L4 (Practice P1) holds it "
        "at Adequate. "
        "Without limits the grade would have been Good.",
        "2 of 2 applicable questions are answered.",
        "Limit L4 (no better than Adequate) applies: P1 (Practice P1) is at Requires improvement. "
        "Purpose cannot be better while P1 is missing. Source: A report, page 1.",
        "One improvement is enough for Good: P1.2.",
        SCORED_WITH,
    )


def test_a_limit_on_a_finding_tells_the_finding_and_that_it_has_to_be_put_right() -> None:
    limit = a_limit("L4", when=FindingIsTrue(finding=FindingId("F1")), at=ADEQUATE)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])], limits=[limit])

    grade, _, why, outlook, _ = reasons(bank, responses(a_response("P1", OUTSTANDING, finding=True)))

    assert grade == (
        "Adequate: mean = 5 / 1 = 5.00, which reaches Outstanding (4.5 or more), but limit L4 (Practice P1) holds it "
        "at Adequate. "
        "Without limits the grade would have been Outstanding."
    )
    assert why == (
        "Limit L4 (no better than Adequate) applies: finding F1 of P1 (Practice P1) is true. "
        "Purpose cannot be better while P1 is missing. Source: A report, page 1."
    )
    assert outlook == "One improvement is enough for Good: F1 put right."


def test_every_limit_below_the_uncapped_grade_is_told_and_the_lowest_are_said_to_hold_it() -> None:
    limits = [
        a_limit("L1", question="P1", at=ADEQUATE),
        a_limit("L2", question="P1", at=INADEQUATE),
        a_limit("L3", question="P2", at=INADEQUATE),
    ]
    bank = a_bank(themes=[a_theme_of(6)], limits=limits)

    grade, _, first, second, third, *_ = reasons(bank, answered(INADEQUATE, INADEQUATE, *[OUTSTANDING] * 4))

    assert (
        "but limits L2 (Practice P1) and L3 (Practice P2) hold it at Inadequate. "
        "Without limits the grade would have been Good." in grade
    )
    assert first.startswith("Limit L1 (no better than Adequate) applies: P1 (Practice P1) is at Inadequate.")
    assert second.startswith("Limit L2 (no better than Inadequate) applies: P1 (Practice P1) is at Inadequate.")
    assert third.startswith("Limit L3 (no better than Inadequate) applies: P2 (Practice P2) is at Inadequate.")


def test_weights_that_are_not_all_one_are_part_of_the_arithmetic() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["2", "1", "0.5"])])

    assert reasons(bank, answered(GOOD, ADEQUATE, INADEQUATE))[0] == (
        "Adequate: mean = 11.5 / 3.5 = 3.29 (each level times its weight, divided by the sum of the weights), "
        "which reaches Adequate (2.5 or more)."
    )


def test_the_lowest_grade_is_told_by_the_threshold_it_misses() -> None:
    assert reasons(a_bank(themes=[a_theme_of(3)]), answered(INADEQUATE, INADEQUATE, REQUIRES_IMPROVEMENT))[0] == (
        "Inadequate: mean = 4 / 3 = 1.33, which is Inadequate (below 1.5)."
    )


def test_a_mean_just_short_of_a_threshold_does_not_seem_to_reach_it() -> None:
    bank = a_bank(themes=[a_theme_of(2, weights=["1", "1.0001"])])

    assert reasons(bank, answered(GOOD, ADEQUATE))[0].startswith("Adequate: mean = 7.0003 / 2.0001 = 3.49 (")


def test_the_questions_at_which_a_gap_was_forgiven_are_named() -> None:
    given = responses(a_response("P1", met("P1", 1, 3)), a_response("P2", GOOD), a_response("P3", met("P3", 2, 3, 4)))

    assert reasons(a_bank(themes=[a_theme_of(3)]), given)[2] == (
        "A question's one gap is forgiven, unless it is essential: at P1 (Practice P1) and P3 (Practice P3)."
    )


def test_too_little_coverage_is_told_with_its_numbers_and_the_mean_so_far() -> None:
    bank = a_bank(themes=[a_theme_of(13)])

    assert reasons(bank, answered(*[GOOD] * 9)) == (
        "No grade: levels are given for 69% of the applicable questions, and a grade needs 80%. "
        "So far the mean = 36 / 9 = 4.00.",
        "9 of 13 applicable questions are answered.",
        SCORED_WITH,
    )


def test_coverage_just_short_of_the_least_does_not_seem_to_reach_it() -> None:
    bank = a_bank(themes=[a_theme_of(2, weights=["7.99", "2.01"])])

    assert reasons(bank, answered(GOOD))[0].startswith(
        "No grade: levels are given for 79% of the weight of the applicable questions, and a grade needs 80%."
    )


def test_an_unanswered_question_that_can_limit_a_grade_is_named() -> None:
    bank = a_bank(themes=[a_theme_of(5)], limits=[a_limit(question="P5", at=INADEQUATE)])

    assert reasons(bank, answered(*[GOOD] * 4)) == (
        "No grade: P5 (Practice P5) can limit this grade and is unanswered. So far the mean = 16 / 4 = 4.00.",
        "4 of 5 applicable questions are answered.",
        SCORED_WITH,
    )


def test_every_question_and_finding_that_is_awaited_is_named_once_beside_missing_coverage() -> None:
    limits = [
        a_limit("L1", question="P2", at=INADEQUATE),
        a_limit("L2", when=FindingIsTrue(finding=FindingId("F1")), at=ADEQUATE),
        a_limit("L3", question="P2", at_most=REQUIRES_IMPROVEMENT, at=ADEQUATE),
    ]
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1"), a_question("P2")])], limits=limits)

    assert reasons(bank, answered(GOOD))[0] == (
        "No grade: levels are given for 50% of the applicable questions, and a grade needs 80%. "
        "P2 (Practice P2) and finding F1 of P1 (Practice P1) can limit this grade and are unanswered. "
        "So far the mean = 4 / 1 = 4.00."
    )


def test_the_overall_names_the_unanswered_finding_that_can_limit_it() -> None:
    limit = a_limit("L1", when=FindingIsTrue(finding=FindingId("F1")), caps=OVERALL, at=INADEQUATE)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])], limits=[limit])

    assert overall(bank, answered(GOOD))[0] == (
        "No overall grade. Finding F1 of P1 (Practice P1) can limit this grade and is unanswered. "
        "So far the mean = (Purpose 4.00) / 1 = 4.00."
    )


def test_a_theme_without_answers_says_so() -> None:
    assert reasons(a_bank(themes=[a_theme_of(2)]), {}) == (
        "No grade: levels are given for 0% of the applicable questions, and a grade needs 80%.",
        "0 of 2 applicable questions are answered.",
        SCORED_WITH,
    )


def test_a_theme_in_which_nothing_applies_says_that_it_stays_out() -> None:
    assert reasons(a_bank(themes=[a_theme_of(2)]), answered(NOT_APPLICABLE, NOT_APPLICABLE)) == (
        "Not applicable: none of its 2 questions applies, so it has no mean and no grade "
        "and is left out of the overall mean.",
        SCORED_WITH,
    )


def test_a_theme_without_applicable_weight_says_so() -> None:
    bank = a_bank(themes=[a_theme_of(2, weights=["1", "0"])])

    assert reasons(bank, answered(NOT_APPLICABLE, GOOD))[0] == (
        "No grade: every question that applies has weight 0, so there is no mean."
    )


def test_the_highest_grade_says_that_it_is_the_highest() -> None:
    assert "Outstanding is the highest grade." in reasons(a_bank(themes=[a_theme_of(1)]), answered(OUTSTANDING))


def test_where_another_theme_is_in_the_way_the_outlook_names_the_statement_there() -> None:
    bank = a_bank(themes=TWO_THEMES, limits=[a_limit("L3", question="G1", caps="purpose", at=ADEQUATE)])

    assert "One improvement is enough for Good: G1.1." in reasons(bank, both(GOOD, INADEQUATE))


def test_where_no_answer_reaches_the_next_grade_the_reason_says_so() -> None:
    thresholds = {"requires_improvement": "1.5", "adequate": "2.5", "good": "3.5", "outstanding": "5.1"}

    assert "No number of improvements to the questions answered so far would reach Outstanding." in reasons(
        a_bank(themes=[a_theme_of(1)], thresholds=thresholds), answered(GOOD)
    )


def test_the_overall_grade_tells_every_theme_mean_and_what_it_takes_to_rise() -> None:
    assert overall(a_bank(themes=TWO_THEMES), both(GOOD, REQUIRES_IMPROVEMENT)) == (
        "Adequate: mean = (Purpose 4.00 + Leadership 2.00) / 2 = 3.00, which reaches Adequate (2.5 or more).",
        "2 of 2 applicable questions are answered.",
        "An overall grade of Good needs an overall mean of 3.5 or more (it is 3.00). "
        "One improvement is enough for Good: G1.2.",
        SCORED_WITH,
    )


def test_theme_weights_that_are_not_all_one_are_part_of_the_overall_arithmetic() -> None:
    bank = a_bank(themes=[TWO_THEMES[0], replace(TWO_THEMES[1], weight=Fraction("1.5"))])

    assert overall(bank, both(GOOD, OUTSTANDING))[0] == (
        "Outstanding: mean = (Purpose 1 × 4.00 + Leadership 1.5 × 5.00) / 2.5 = 4.60, "
        "which reaches Outstanding (4.5 or more)."
    )


def test_an_overall_limit_on_a_theme_tells_the_grade_that_fires_it() -> None:
    when = ThemeAtMost(theme=ThemeCode("leadership"), at_most=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=TWO_THEMES, limits=[a_limit("L9", when=when, caps=OVERALL, at=REQUIRES_IMPROVEMENT)])

    assert overall(bank, both(GOOD, REQUIRES_IMPROVEMENT))[2:4] == (
        "Limit L9 (no better than Requires improvement) applies: Leadership is graded Requires improvement. "
        "Overall cannot be better while P1 is missing. Source: A report, page 1.",
        "An overall grade of Adequate needs Leadership graded above Requires improvement (limit L9). "
        "One improvement is enough for Adequate: G1.2.",
    )


def test_an_overall_limit_on_several_themes_names_them_and_how_many_are_enough() -> None:
    when = ThemesAtMost(at_most=REQUIRES_IMPROVEMENT, count=2)
    bank = a_bank(themes=TWO_THEMES, limits=[a_limit("L9", when=when, caps=OVERALL, at=INADEQUATE)])

    assert overall(bank, both(REQUIRES_IMPROVEMENT, REQUIRES_IMPROVEMENT))[2:4] == (
        "Limit L9 (no better than Inadequate) applies: Purpose and Leadership are graded Requires improvement or "
        "below, and 2 such themes are enough to trigger it. Overall cannot be better while P1 is missing. "
        "Source: A report, page 1.",
        "An overall grade of Requires improvement needs fewer than 2 themes graded Requires improvement or below "
        "(limit L9). One improvement is enough for Requires improvement: P1.2.",
    )


def test_an_overall_limit_that_one_theme_fires_is_worded_for_one() -> None:
    when = ThemesAtMost(at_most=REQUIRES_IMPROVEMENT, count=1)
    bank = a_bank(themes=TWO_THEMES, limits=[a_limit("L9", when=when, caps=OVERALL, at=REQUIRES_IMPROVEMENT)])

    assert overall(bank, both(GOOD, REQUIRES_IMPROVEMENT))[2:4] == (
        "Limit L9 (no better than Requires improvement) applies: Leadership is graded Requires improvement or below, "
        "and one such theme is enough to trigger it. Overall cannot be better while P1 is missing. "
        "Source: A report, page 1.",
        "An overall grade of Adequate needs no theme graded Requires improvement or below (limit L9). "
        "One improvement is enough for Adequate: G1.2.",
    )


def test_the_overall_names_the_themes_that_keep_it_without_a_grade() -> None:
    bank = a_bank(themes=[*TWO_THEMES, a_theme_of(1, code="skills", prefix="S")])

    assert overall(bank, answered(GOOD)) == (
        "No overall grade while Leadership and Skills have none. So far the mean = (Purpose 4.00) / 1 = 4.00.",
        "1 of 3 applicable questions is answered.",
        SCORED_WITH,
    )


def test_the_overall_names_the_themes_that_stay_out() -> None:
    bank = a_bank(themes=TWO_THEMES)

    assert overall(bank, {**answered(OUTSTANDING), **answered(NOT_APPLICABLE, prefix="G")}) == (
        "Outstanding: mean = (Purpose 5.00) / 1 = 5.00, which reaches Outstanding (4.5 or more).",
        "1 of 1 applicable question is answered; 1 more is marked not applicable.",
        "Leadership is left out of the overall mean and grade, because nothing in it applies.",
        "Outstanding is the highest grade.",
        SCORED_WITH,
    )


def test_an_empty_assessment_has_no_overall_mean_to_tell() -> None:
    assert overall(a_bank(themes=TWO_THEMES), {})[0] == (
        "No overall grade while Purpose and Leadership have none. No theme that counts towards it has a mean."
    )


def test_when_nothing_applies_the_overall_says_so() -> None:
    assert overall(a_bank(themes=[a_theme_of(1)]), answered(NOT_APPLICABLE))[0] == (
        "Not applicable: no question applies, so there is no mean and no grade."
    )


def both(purpose: Level, leadership: Level) -> Responses:
    return {**answered(purpose), **answered(leadership, prefix="G")}


def reasons(bank: Bank, responses: Responses) -> tuple[str, ...]:
    return score(bank, responses).themes[0].reasons


def overall(bank: Bank, responses: Responses) -> tuple[str, ...]:
    return score(bank, responses).overall.reasons
