"""How numbers are shown."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.number_format import exactly, percent, shown
from tests.unit.scoring.scoring_banks import LAW


@pytest.mark.parametrize(
    ("mean", "text"),
    [
        (Fraction(47, 13), "3.62"),
        (Fraction("3.5"), "3.50"),
        (Fraction("3.4999"), "3.49"),
        (Fraction("3.495"), "3.49"),
        (Fraction("3.4949"), "3.49"),
        (Fraction("4.9999"), "4.99"),
        (Fraction("3.5001"), "3.50"),
        (Fraction("3.125"), "3.13"),
        (Fraction(3), "3.00"),
        (Fraction("1.005"), "1.01"),
        (Fraction(7, 3), "2.33"),
    ],
)
def test_a_mean_is_rounded_half_up_but_never_onto_a_tenth_it_does_not_reach(mean: Fraction, text: str) -> None:
    assert shown(mean) == text


@LAW
@given(st.fractions(min_value=1, max_value=5), st.integers(10, 50))
def test_a_shown_mean_reaches_a_tenth_exactly_when_the_mean_does(mean: Fraction, tenths: int) -> None:
    threshold = Fraction(tenths, 10)

    assert (Fraction(shown(mean)) >= threshold) == (mean >= threshold)
    assert abs(Fraction(shown(mean)) - mean) < Fraction(1, 100)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(47), "47"),
        (Fraction("11.5"), "11.5"),
        (Fraction("0.05"), "0.05"),
        (Fraction(1, 8), "0.125"),
        (Fraction("10.01"), "10.01"),
        (Fraction(10, 3), "10/3"),
        (Fraction(0), "0"),
    ],
)
def test_sums_and_thresholds_are_shown_in_full(number: Fraction, text: str) -> None:
    assert exactly(number) == text


@pytest.mark.parametrize(("share", "text"), [("0.7999", "79%"), ("0.8", "80%"), ("0", "0%"), ("1", "100%")])
def test_a_share_is_cut_to_whole_per_cent(share: str, text: str) -> None:
    assert percent(Fraction(share)) == text
