"""Lift: the fewest statements and findings that reach the next grade, worked out by hand."""

import pytest

from assessment.bank.model import OVERALL, Bank, FindingIsTrue, Level, Question, Theme, ThemeAtMost, ThemesAtMost
from assessment.ids import FindingId, ThemeCode
from assessment.rounds.response import Responses
from assessment.scoring import Lift, score
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    SCALE,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
    some_statements,
)
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_limit, a_theme_of, answered

TWO_THEMES = (a_theme_of(1), a_theme_of(1, code="leadership", prefix="G"))


def test_a_statement_that_opens_two_levels_is_one_step() -> None:
    bank = a_bank(themes=[a_theme_of(1)])

    # P1.1 and P1.4 are met. With P1.2 the level is Adequate, with P1.3 it is Outstanding, because P1.2 is forgiven.
    lift = lift_of(bank, responses(a_response("P1", met("P1", 1, 4))))

    assert told(lift) == (ADEQUATE, 1, ["P1.2"], [])


def test_statements_that_are_met_already_cost_nothing() -> None:
    bank = a_bank(themes=[a_theme_of(2)])

    # 2 + 2 = 4 is Requires improvement; Adequate takes 5. P2 has its Adequate and Good ahead of two gaps at the foot.
    lift = lift_of(bank, responses(a_response("P1", REQUIRES_IMPROVEMENT), a_response("P2", met("P2", 3, 4))))

    assert told(lift) == (ADEQUATE, 1, ["P2.1"], [])


def test_the_gap_that_is_forgiven_need_not_be_closed() -> None:
    question = a_question("P1", statements=some_statements("P1", REQUIRES_IMPROVEMENT, ADEQUATE, GOOD, GOOD))
    bank = a_bank(themes=[a_theme(questions=[question])])

    assert told(lift_of(bank, responses(a_response("P1", met("P1", 2))))) == (GOOD, 2, ["P1.3", "P1.4"], [])
    assert told(lift_of(bank, responses(a_response("P1", met("P1", 2, 3))))) == (GOOD, 1, ["P1.4"], [])


def test_of_the_gaps_below_a_level_the_highest_is_the_one_that_is_left_out() -> None:
    limit = a_limit(question="P1", at_most=ADEQUATE, at=INADEQUATE)
    bank = a_bank(themes=[a_theme_of(1)], limits=[limit])

    # The limit ends with P1 at Good: P1.3, and P1.1 or P1.2.
    assert told(lift_of(bank, answered(INADEQUATE))) == (REQUIRES_IMPROVEMENT, 2, ["P1.1", "P1.3"], [])


def test_an_essential_statement_is_never_the_one_that_is_left_out() -> None:
    statements = some_statements("P1", REQUIRES_IMPROVEMENT, ADEQUATE, GOOD, essential=[2])
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", statements=statements)])])

    # At Requires improvement. Adequate takes P1.2.
    assert told(lift_of(bank, responses(a_response("P1", met("P1", 1, 3))))) == (ADEQUATE, 1, ["P1.2"], [])
    # At Inadequate, and P1.1 alone is Requires improvement: P1.2, which is essential, is not needed for that.
    assert told(lift_of(bank, responses(a_response("P1", met("P1", 3))))) == (REQUIRES_IMPROVEMENT, 1, ["P1.1"], [])


def test_among_equally_short_ways_the_lowest_levels_come_first_and_then_the_first_in_the_bank() -> None:
    bank = a_bank(themes=[a_theme_of(3)])

    # 3 + 4 + 3 = 10; Good takes 10.5. Each has one statement to the next level.
    assert told(lift_of(bank, answered(GOOD, ADEQUATE, ADEQUATE))) == (GOOD, 1, ["P2.3"], [])


def test_a_heavy_question_takes_fewer_steps_although_its_level_is_higher() -> None:
    bank = a_bank(themes=[strict_theme("1", "1", "3")])

    # 3 + 3 + 3 × 3 = 15; Good takes 17.5: P3 adds 3, two of the others would add only 2
    assert told(lift_of(bank, answered(ADEQUATE, ADEQUATE, ADEQUATE))) == (GOOD, 1, ["P3.3"], [])


def test_weights_that_do_not_divide_evenly_still_give_the_fewest_steps() -> None:
    bank = a_bank(themes=[strict_theme("2", "3", "3")])

    # 2 × 1 + 3 × 3 + 3 × 3 = 20, mean 2.5: Adequate. Good takes 28: 3 + 3 + 2 is exactly enough in three steps.
    assert told(lift_of(bank, answered(INADEQUATE, ADEQUATE, ADEQUATE))) == (
        GOOD,
        3,
        ["P1.1", "P2.3", "P3.3"],
        [],
    )


def test_a_limit_in_the_way_is_ended_even_where_that_adds_little_and_its_statements_come_first() -> None:
    bank = a_bank(
        themes=[strict_theme("1", "0.1")],
        limits=[a_limit(question="P2", at_most=REQUIRES_IMPROVEMENT, at=REQUIRES_IMPROVEMENT)],
    )

    # 2 + 0.1 = 2.1 of 2.75: P1 has to rise by one, and P2 above Requires improvement.
    assert told(lift_of(bank, answered(REQUIRES_IMPROVEMENT, INADEQUATE))) == (
        ADEQUATE,
        3,
        ["P2.1", "P2.2", "P1.2"],
        [],
    )


def test_of_two_ways_as_short_the_one_that_ends_more_limits_is_named() -> None:
    limits = [
        a_limit("L1", question="P1", at=ADEQUATE),
        a_limit("L2", question="P1", at_most=REQUIRES_IMPROVEMENT, at=GOOD),
    ]
    bank = a_bank(themes=[a_theme_of(2, weights=["0.1", "1"])], limits=limits)

    # The mean is Outstanding, and only L1 keeps the theme below Good. P1.1 would end L1; P1.2 brings P1 to Adequate,
    # because P1.1 is forgiven, and so ends L2 as well.
    assert told(lift_of(bank, answered(INADEQUATE, OUTSTANDING))) == (GOOD, 1, ["P1.2"], [])


@pytest.mark.parametrize(
    "at_most", [(INADEQUATE, ADEQUATE), (ADEQUATE, INADEQUATE)], ids=["lower first", "higher first"]
)
def test_two_limits_on_one_question_take_the_higher_way_out(at_most: tuple[Level, Level]) -> None:
    limits = [
        a_limit("L1", question="P1", at_most=at_most[0], at=REQUIRES_IMPROVEMENT),
        a_limit("L2", question="P1", at_most=at_most[1], at=REQUIRES_IMPROVEMENT),
    ]
    bank = a_bank(themes=[strict_theme("1", "1", "1")], limits=limits)

    assert told(lift_of(bank, answered(INADEQUATE, OUTSTANDING, OUTSTANDING))) == (
        ADEQUATE,
        3,
        ["P1.1", "P1.2", "P1.3"],
        [],
    )


def test_a_limit_at_or_above_the_next_grade_is_not_in_the_way() -> None:
    bank = a_bank(themes=[strict_theme("1", "2")], limits=[a_limit(question="P1", at=ADEQUATE)])

    # 1 + 2 × 2 = 5; Adequate takes 7.5: P2 adds 2 a step, and P1 adds 1
    assert told(lift_of(bank, answered(INADEQUATE, REQUIRES_IMPROVEMENT))) == (ADEQUATE, 2, ["P1.1", "P2.2"], [])


def test_a_finding_in_the_way_is_put_right_in_one_step() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=ADEQUATE)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1"), a_question("P2")])], limits=[limit])

    mean_is_enough = responses(a_response("P1", GOOD, finding=True), a_response("P2", GOOD))
    mean_is_not = responses(a_response("P1", GOOD, finding=True), a_response("P2", REQUIRES_IMPROVEMENT))

    assert told(lift_of(bank, mean_is_enough)) == (GOOD, 1, [], ["F1"])
    assert told(lift_of(bank, mean_is_not)) == (GOOD, 2, ["P2.2"], ["F1"])


def test_a_finding_that_limits_nothing_is_no_step() -> None:
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])])

    assert told(lift_of(bank, responses(a_response("P1", ADEQUATE, finding=True)))) == (GOOD, 1, ["P1.3"], [])


def test_a_limit_that_rests_on_another_theme_is_ended_there() -> None:
    bank = a_bank(themes=TWO_THEMES, limits=[a_limit(question="G1", caps="purpose", at=ADEQUATE)])

    lift = lift_of(bank, {**answered(GOOD), **answered(INADEQUATE, prefix="G")})

    assert told(lift) == (GOOD, 1, ["G1.1"], [])


def test_only_answered_questions_are_raised() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["9", "1", "1"])], minimum_coverage="0.1")

    # P1 is not applicable and P2 unanswered: only P3 can be raised
    assert told(lift_of(bank, answered(NOT_APPLICABLE, None, ADEQUATE))) == (GOOD, 1, ["P3.3"], [])


def test_at_the_top_and_without_a_grade_there_is_no_lift() -> None:
    assert lift_of(a_bank(themes=[a_theme_of(1)]), answered(OUTSTANDING)) is None
    assert lift_of(a_bank(themes=[a_theme_of(2)]), answered(GOOD)) is None


def test_a_threshold_that_no_mean_reaches_leaves_no_lift() -> None:
    thresholds = {"requires_improvement": "1.5", "adequate": "2.5", "good": "3.5", "outstanding": "5.1"}

    assert lift_of(a_bank(themes=[a_theme_of(1)], thresholds=thresholds), answered(GOOD)) is None


def test_the_overall_lift_takes_the_fewest_steps_over_all_themes() -> None:
    bank = a_bank(themes=[strict_theme("1", "1"), strict_theme("1", code="leadership", prefix="G")])

    # (3 + 2) / 2 = 2.5 is Adequate; Good takes a sum of 7. G1 adds 1 a step, P1 and P2 half of that.
    lift = overall_lift_of(bank, {**answered(ADEQUATE, ADEQUATE), **answered(REQUIRES_IMPROVEMENT, prefix="G")})

    assert told(lift) == (GOOD, 2, ["G1.2", "G1.3"], [])


def test_an_overall_limit_on_a_theme_is_ended_by_its_grade_and_that_by_its_own_limits() -> None:
    limits = [
        a_limit("L1", question="G1", caps="leadership", at=INADEQUATE),
        a_limit("L2", when=ThemeAtMost(theme=ThemeCode("leadership"), at_most=INADEQUATE), caps=OVERALL, at=INADEQUATE),
    ]
    bank = a_bank(themes=[a_theme_of(1), a_theme_of(2, code="leadership", prefix="G")], limits=limits)

    lift = overall_lift_of(bank, {**answered(OUTSTANDING), **answered(INADEQUATE, OUTSTANDING, prefix="G")})

    assert told(lift) == (REQUIRES_IMPROVEMENT, 1, ["G1.1"], [])


def test_of_several_themes_that_can_end_an_overall_limit_the_cheapest_are_raised() -> None:
    themes = [strict_theme("1", "1", code=f"theme_{prefix}".lower(), prefix=prefix) for prefix in "ABC"]
    limit = a_limit(when=ThemesAtMost(at_most=REQUIRES_IMPROVEMENT, count=2), caps=OVERALL, at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=themes, limits=[limit])
    given = {
        **answered(INADEQUATE, REQUIRES_IMPROVEMENT, prefix="A"),
        **answered(REQUIRES_IMPROVEMENT, REQUIRES_IMPROVEMENT, prefix="B"),
        **answered(OUTSTANDING, OUTSTANDING, prefix="C"),
    }

    # The mean (1.5 + 2 + 5) / 3 = 2.83 is Adequate. Theme B needs a sum of 5 and has 4, theme A has 3.
    assert told(overall_lift_of(bank, given)) == (ADEQUATE, 1, ["B1.2"], [])


def test_ending_an_overall_limit_and_reaching_the_mean_are_one_search() -> None:
    themes = [strict_theme("1", code=f"theme_{prefix}".lower(), prefix=prefix) for prefix in "AB"]
    limit = a_limit(when=ThemesAtMost(at_most=INADEQUATE, count=1), caps=OVERALL, at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=themes, limits=[limit])
    given = {**answered(INADEQUATE, prefix="A"), **answered(ADEQUATE, prefix="B")}

    # 1 + 3 = 4, Requires improvement; Adequate takes 5 and theme A above Inadequate: the step there does both.
    assert told(overall_lift_of(bank, given)) == (ADEQUATE, 1, ["A1.1"], [])


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (1, "One improvement is enough for Good:"),
        (2, "At least two improvements are needed for Good:"),
        (5, "At least five improvements are needed for Good:"),
        (9, "At least nine improvements are needed for Good:"),
        (10, "At least 10 improvements are needed for Good:"),
    ],
)
def test_a_lift_says_how_many_improvements_the_next_grade_needs(steps: int, sentence: str) -> None:
    assert Lift(to=GOOD, steps=steps, statements=(), findings=()).sentence == sentence


def strict_theme(*weights: str, code: str = "purpose", prefix: str = "P") -> Theme:
    """Return a theme whose questions have one statement a level, all essential: each step is one level."""
    return a_theme(
        code, questions=[strict(f"{prefix}{number}", weight) for number, weight in enumerate(weights, start=1)]
    )


def strict(code: str, weight: str) -> Question:
    return a_question(code, weight=weight, statements=some_statements(code, *SCALE[1:], essential=[1, 2, 3, 4]))


def lift_of(bank: Bank, responses: Responses) -> Lift | None:
    return score(bank, responses).themes[0].lift


def overall_lift_of(bank: Bank, responses: Responses) -> Lift | None:
    return score(bank, responses).overall_lift


def told(lift: Lift | None) -> tuple[Level, int, list[str], list[str]]:
    """Return what a lift tells: the grade, the steps, and the codes of statements and findings."""
    assert lift is not None
    statements = [str(statement.code) for statement in lift.statements]
    return lift.to, lift.steps, statements, [str(finding.id) for finding in lift.findings]
