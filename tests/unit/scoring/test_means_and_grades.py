"""Means, grades, coverage and ranges, with values worked out by hand."""

from fractions import Fraction

import pytest

from assessment.bank.model import Level
from assessment.rounds.progress import Coverage
from assessment.scoring import Result, Scorecard, ThemeScore, index, score
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_response,
    a_theme,
    responses,
    some_evidence,
)
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_theme_of, answered

NONE = Result(mean=None, grade=None)


def test_a_theme_mean_is_weight_times_level_over_weight() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["2", "1", "0.5"])])

    only = the_theme(score(bank, answered(GOOD, ADEQUATE, INADEQUATE)))

    # 2 × 4 + 1 × 3 + 0.5 × 1 = 11.5, over 3.5
    assert only.claimed == Result(mean=Fraction(23, 7), grade=ADEQUATE)
    assert only.uncapped_grade == ADEQUATE


def test_a_question_of_weight_zero_counts_for_nothing_but_is_counted_as_answered() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["1", "0", "1"])])

    only = the_theme(score(bank, answered(GOOD, INADEQUATE, GOOD)))

    assert only.claimed.mean == 4
    assert only.coverage == Coverage(asked=3, answered=3, not_applicable=0)


def test_an_unanswered_question_does_not_pull_the_mean_down() -> None:
    bank = a_bank(themes=[a_theme_of(5)])

    only = the_theme(score(bank, answered(GOOD, GOOD, GOOD, GOOD)))

    assert only.claimed == Result(mean=Fraction(4), grade=GOOD)
    assert only.coverage == Coverage(asked=5, answered=4, not_applicable=0)


def test_a_not_applicable_question_stays_out_of_mean_coverage_and_range() -> None:
    bank = a_bank(themes=[a_theme_of(2)])

    only = the_theme(score(bank, answered(ADEQUATE, NOT_APPLICABLE)))

    at_three = Result(mean=Fraction(3), grade=ADEQUATE)
    assert (only.lowest, only.claimed, only.highest) == (at_three, at_three, at_three)
    assert only.coverage == Coverage(asked=2, answered=1, not_applicable=1)


@pytest.mark.parametrize(
    ("levels", "mean", "grade"),
    [
        ((INADEQUATE, INADEQUATE), "1", INADEQUATE),
        ((INADEQUATE, REQUIRES_IMPROVEMENT), "1.5", REQUIRES_IMPROVEMENT),
        ((REQUIRES_IMPROVEMENT, ADEQUATE), "2.5", ADEQUATE),
        ((ADEQUATE, GOOD), "3.5", GOOD),
        ((GOOD, OUTSTANDING), "4.5", OUTSTANDING),
        ((OUTSTANDING, OUTSTANDING), "5", OUTSTANDING),
    ],
)
def test_a_mean_on_a_threshold_has_the_grade_of_that_threshold(
    levels: tuple[Level, ...], mean: str, grade: Level
) -> None:
    only = the_theme(score(a_bank(themes=[a_theme_of(2)]), answered(*levels)))

    assert only.claimed == Result(mean=Fraction(mean), grade=grade)


def test_a_mean_a_hair_below_a_threshold_does_not_reach_it() -> None:
    bank = a_bank(themes=[a_theme_of(2, weights=["1", "1.0001"])])

    only = the_theme(score(bank, answered(GOOD, ADEQUATE)))

    assert only.claimed.mean == Fraction(70003, 20001)
    assert only.claimed.grade == ADEQUATE


def test_a_theme_answered_to_exactly_the_least_coverage_is_graded() -> None:
    bank = a_bank(themes=[a_theme_of(5)], minimum_coverage="0.8")

    assert the_theme(score(bank, answered(GOOD, GOOD, GOOD, GOOD))).claimed.grade == GOOD


def test_a_theme_answered_to_less_than_the_least_coverage_has_a_mean_a_range_and_no_grade() -> None:
    bank = a_bank(themes=[a_theme_of(5)], minimum_coverage="0.8")

    only = the_theme(score(bank, answered(GOOD, GOOD, GOOD)))

    assert only.claimed == Result(mean=Fraction(4), grade=None)
    assert only.uncapped_grade is None
    assert only.limits == ()
    assert only.lift is None
    # 4 + 4 + 4 + 1 + 1 = 14 and 4 + 4 + 4 + 5 + 5 = 22, over 5
    assert only.lowest == Result(mean=Fraction(14, 5), grade=ADEQUATE)
    assert only.highest == Result(mean=Fraction(22, 5), grade=GOOD)


def test_coverage_goes_by_weight_and_not_by_number() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["8", "1", "1"])], minimum_coverage="0.8")

    heavy = the_theme(score(bank, answered(GOOD)))
    light = the_theme(score(bank, answered(None, GOOD, GOOD)))

    assert heavy.claimed.grade == GOOD
    assert light.claimed.grade is None


def test_a_theme_without_any_answer_has_no_mean_and_the_widest_range() -> None:
    only = the_theme(score(a_bank(themes=[a_theme_of(2)]), {}))

    assert only.applies
    assert only.claimed == NONE
    assert only.evidenced == NONE
    assert only.lowest == Result(mean=Fraction(1), grade=INADEQUATE)
    assert only.highest == Result(mean=Fraction(5), grade=OUTSTANDING)


def test_with_no_least_coverage_a_theme_without_any_answer_still_has_no_grade() -> None:
    only = the_theme(score(a_bank(themes=[a_theme_of(2)], minimum_coverage="0"), {}))

    assert only.claimed == NONE


def test_a_theme_in_which_nothing_applies_has_nothing_and_stays_out_of_the_overall() -> None:
    bank = a_bank(themes=[a_theme_of(1), a_theme_of(1, code="leadership", prefix="G")])

    card = score(bank, {**answered(NOT_APPLICABLE), **answered(GOOD, prefix="G")})

    purpose = card.themes[0]
    assert not purpose.applies
    assert (purpose.lowest, purpose.claimed, purpose.highest, purpose.evidenced) == (NONE, NONE, NONE, NONE)
    assert card.overall.claimed == Result(mean=Fraction(4), grade=GOOD)


def test_a_theme_whose_applicable_questions_all_weigh_nothing_has_no_grade_and_so_there_is_no_overall_one() -> None:
    weightless = a_theme_of(2, weights=["1", "0"])
    bank = a_bank(themes=[weightless, a_theme_of(1, code="leadership", prefix="G")])

    card = score(bank, {**answered(NOT_APPLICABLE, INADEQUATE), **answered(GOOD, prefix="G")})

    purpose = card.themes[0]
    assert purpose.applies
    assert (purpose.lowest, purpose.claimed, purpose.highest, purpose.evidenced) == (NONE, NONE, NONE, NONE)
    assert card.overall.claimed == Result(mean=Fraction(4), grade=None)


def test_when_nothing_at_all_applies_there_is_no_overall_either() -> None:
    card = score(a_bank(themes=[a_theme_of(1)]), answered(NOT_APPLICABLE))

    assert not card.overall.applies
    assert card.overall.claimed == NONE
    assert card.overall.coverage == Coverage(asked=1, answered=0, not_applicable=1)


def test_the_overall_mean_is_the_weighted_mean_of_theme_means_and_not_of_questions() -> None:
    many = a_theme("purpose", questions=a_theme_of(4).questions, weight=1)
    one = a_theme("leadership", questions=a_theme_of(1, prefix="G").questions, weight=2)

    card = score(a_bank(themes=[many, one]), {**answered(GOOD, GOOD, GOOD, GOOD), **answered(ADEQUATE, prefix="G")})

    # (1 × 4 + 2 × 3) / 3
    assert card.overall.claimed == Result(mean=Fraction(10, 3), grade=ADEQUATE)
    assert card.overall.coverage == Coverage(asked=5, answered=5, not_applicable=0)


def test_there_is_an_overall_mean_but_no_overall_grade_while_a_theme_that_applies_has_none() -> None:
    bank = a_bank(themes=[a_theme_of(1), a_theme_of(1, code="leadership", prefix="G")])

    card = score(bank, answered(GOOD))

    assert card.overall.claimed == Result(mean=Fraction(4), grade=None)
    assert card.overall.uncapped_grade is None
    # half of 4 + 1, and half of 4 + 5
    assert card.overall.lowest == Result(mean=Fraction(5, 2), grade=ADEQUATE)
    assert card.overall.highest == Result(mean=Fraction(9, 2), grade=OUTSTANDING)


def test_levels_that_need_evidence_and_name_none_count_just_below_in_the_evidenced_score() -> None:
    bank = a_bank(themes=[a_theme_of(4)])
    given = responses(
        a_response("P1", OUTSTANDING),
        a_response("P2", GOOD, rationale="Believe me."),
        a_response("P3", GOOD, evidence=[some_evidence()]),
        a_response("P4", REQUIRES_IMPROVEMENT),
    )

    only = the_theme(score(bank, given))

    # 5 + 4 + 4 + 2 = 15 claimed; 3 + 3 + 4 + 2 = 12 as evidenced
    assert only.claimed == Result(mean=Fraction(15, 4), grade=GOOD)
    assert only.evidenced == Result(mean=Fraction(3), grade=ADEQUATE)


@pytest.mark.parametrize(("mean", "expected"), [("1", "0"), ("3", "50"), ("3.41", "60.25"), ("5", "100")])
def test_the_index_is_the_mean_on_nought_to_a_hundred(mean: str, expected: str) -> None:
    assert index(Fraction(mean), levels=5) == Fraction(expected)


def test_there_is_no_index_without_a_mean() -> None:
    assert index(None, levels=5) is None


def the_theme(card: Scorecard) -> ThemeScore:
    (only,) = card.themes
    return only
