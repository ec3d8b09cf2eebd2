"""Agreement of two placements, with values worked out by hand."""

from fractions import Fraction

import pytest

from benchmarks.rating.agreement import Estimate, estimate, exact_agreement, quadratic_weighted_kappa

ONE = Fraction(1)


def test_exact_agreement_is_the_share_of_cases_at_the_same_level() -> None:
    assert exact_agreement([(1, 1), (2, 2), (3, 5), (4, 4)]) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        # No difference is seen.
        ([(1, 1), (3, 3), (5, 5)], Fraction(1)),
        # Seen: 2 cases, each 1 apart: 2/3 on average. By chance, over 9 combinations of 1, 2, 3 with 1, 3, 2:
        # four are 1 apart and two are 2 apart: (4 + 8) / 9 = 4/3. 1 - (2/3) / (4/3) = 1/2.
        ([(1, 1), (2, 3), (3, 2)], Fraction(1, 2)),
        # Seen: 4 and 4: 4. By chance, over 4 combinations of 1, 3 with 3, 1: (4 + 0 + 0 + 4) / 4 = 2. 1 - 4/2 = -1.
        ([(1, 3), (3, 1)], Fraction(-1)),
        # Every combination of 1, 2 with 1, 2 once: what is seen is what chance gives.
        ([(1, 1), (1, 2), (2, 1), (2, 2)], Fraction(0)),
        # One reader always says 2. Seen: (1 + 0 + 1) / 3. By chance: the same.
        ([(1, 2), (2, 2), (3, 2)], Fraction(0)),
        # Seen: one case two apart, 4/4 = 1. By chance, over 16 combinations of 1, 1, 5, 5 with 1, 3, 5, 5:
        # 1 with 1, 3, 5, 5: 0 + 4 + 16 + 16 = 36, twice; 5 with them: 16 + 4 + 0 + 0 = 20, twice. 112 / 16 = 7.
        # 1 - 1/7 = 6/7.
        ([(1, 1), (1, 3), (5, 5), (5, 5)], Fraction(6, 7)),
    ],
)
def test_kappa_weighs_a_difference_by_its_square(pairs: list[tuple[int, int]], kappa: Fraction) -> None:
    assert quadratic_weighted_kappa(pairs) == kappa


def test_there_is_no_kappa_where_both_placed_everything_at_one_level() -> None:
    assert quadratic_weighted_kappa([(4, 4), (4, 4)]) is None


def test_kappa_takes_no_notice_of_who_is_first_or_of_where_counting_begins() -> None:
    pairs = [(1, 2), (2, 2), (3, 5), (5, 4), (4, 4)]
    kappa = quadratic_weighted_kappa(pairs)
    assert quadratic_weighted_kappa([(second, first) for first, second in pairs]) == kappa
    assert quadratic_weighted_kappa([(first - 1, second - 1) for first, second in pairs]) == kappa


def test_the_interval_of_one_case_is_its_value() -> None:
    assert estimate([(2, 2)], exact_agreement) == Estimate(value=ONE, low=ONE, high=ONE)


def test_the_interval_of_two_cases_of_which_one_agrees_reaches_from_none_to_both() -> None:
    # Of the resamples, a quarter hold the first case twice, and a quarter the second: far more than 2.5 % at each end.
    assert estimate([(1, 1), (1, 2)], exact_agreement) == Estimate(value=Fraction(1, 2), low=Fraction(0), high=ONE)


def test_the_interval_lies_about_where_the_exact_one_lies() -> None:
    # The number of agreeing cases in a resample of 40, of which 30 agree, is binomial with 40 and 3/4: 2.5 % lie below
    # 25 of 40, and 2.5 % above 35 of 40. Sampling may move either by one.
    estimated = estimate([(1, 1)] * 30 + [(1, 2)] * 10, exact_agreement)
    assert estimated.low is not None
    assert estimated.high is not None
    assert Fraction(23, 40) <= estimated.low <= Fraction(25, 40)
    assert Fraction(34, 40) <= estimated.high <= Fraction(36, 40)


def test_resamples_without_a_kappa_are_left_out_of_its_interval() -> None:
    # A resample that holds one of the two cases twice has no kappa; every other one has both cases, and kappa 1.
    assert estimate([(1, 1), (3, 3)], quadratic_weighted_kappa) == Estimate(value=ONE, low=ONE, high=ONE)


def test_where_no_resample_has_a_kappa_there_is_no_interval() -> None:
    assert estimate([(3, 3)], quadratic_weighted_kappa) == Estimate(value=None, low=None, high=None)


def test_the_same_cases_give_the_same_interval() -> None:
    pairs = [(1, 2), (2, 2), (3, 5), (5, 4), (4, 4), (1, 1), (2, 3)]
    assert estimate(pairs, quadratic_weighted_kappa) == estimate(pairs, quadratic_weighted_kappa)
