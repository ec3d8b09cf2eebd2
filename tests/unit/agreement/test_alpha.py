"""Krippendorff's alpha, with published values and values worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.agreement.alpha import Unit, alpha, interval, reading
from tests.unit.scoring.scoring_banks import LAW

ONE = Fraction(1)

KRIPPENDORFF_2011: list[Unit] = [
    (1, 1, None, 1),
    (2, 2, 3, 2),
    (3, 3, 3, 3),
    (3, 3, 3, 3),
    (2, 2, 2, 2),
    (1, 2, 3, 4),
    (4, 4, 4, 4),
    (1, 1, 2, 1),
    (2, 2, 2, 2),
    (None, 5, 5, 5),
    (None, None, 1, 1),
    (None, 3, None, None),
]
"""Four observers and twelve units, with gaps: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", part C."""

HAYES_2007: list[Unit] = [
    [None if value == "." else int(value) for value in unit]
    for unit in zip(
        "112.001122.01311211000201001111223222221",
        "1130000.21102311121000302102111122222221",
        "203000222100221123001.30.1012202.2232.21",
        ".13....0.10022...31.103021122..122...12.",
        "2..0001.2....3112..0.0..2.0..20.2.2222.1",
        strict=True,
    )
]
"""Five observers and forty units, with gaps: A. F. Hayes and K. Krippendorff, "Answering the Call for a Standard
Reliability Measure for Coding Data", Communication Methods and Measures 1(1), 2007, table 1."""

UNITS = st.lists(st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=3, max_size=3), min_size=1, max_size=6)


def test_four_observers_agree_as_krippendorff_publishes() -> None:
    found = alpha(KRIPPENDORFF_2011)

    assert found == Fraction(108577, 133160)
    assert round(float(found), 3) == 0.815


def test_five_observers_agree_as_hayes_and_krippendorff_publish() -> None:
    found = alpha(HAYES_2007)

    assert found is not None
    assert round(float(found), 4) == 0.7598


def test_two_observers_of_yes_and_no_agree_as_krippendorff_publishes() -> None:
    # The same paper, part A: ten units, of which four differ, and 14 values of 20 are 0. Two values have no order to
    # speak of, so every kind of alpha is the same: 1 - 19 x 4 / (14 x 6) = 2/21, published as 0.095.
    meg, owen = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)

    assert alpha(list(zip(meg, owen, strict=True))) == Fraction(2, 21)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        # Nothing differs, and there are two values.
        ([(1, 1), (4, 4)], ONE),
        # Three 1 and one 2: they are 4 - (3 + 1) / 2 = 2 apart. 1 - 3 x 2² / (3 x 1 x 2²) = 0.
        ([(1, 2), (1, 1)], Fraction(0)),
        # Two 1 and two 2, 4 - 2 = 2 apart in both units. 1 - 3 x (4 + 4) / (2 x 2 x 4) = -1/2.
        ([(1, 2), (2, 1)], Fraction(-1, 2)),
        # Two 1, one 2, three 3. 1 and 2 are 3 - 1.5 = 1.5 apart, 2 and 3 are 4 - 2 = 2, 1 and 3 are 6 - 2.5 = 3.5.
        # By chance: 2 x 2.25 + 2 x 3 x 12.25 + 3 x 4 = 90. Seen: 4. 1 - 5 x 4 / 90 = 7/9.
        ([(1, 1), (2, 3), (3, 3)], Fraction(7, 9)),
        # Only the order of the values counts.
        ([(1, 1), (2, 5), (5, 5)], Fraction(7, 9)),
        # What one observer alone gave says nothing.
        ([(1, 1), (2, 3), (3, 3), (2, None), (None, None)], Fraction(7, 9)),
        # Each pair of a unit of three counts by half. Four 1 and one 2: 5 - (4 + 1) / 2 = 2.5 apart.
        # Seen: two pairs x 6.25 / 2. By chance: 4 x 1 x 6.25. 1 - 4 x 6.25 / 25 = 0.
        ([(1, 1, 2), (1, None, 1), (None, 2, None)], Fraction(0)),
    ],
)
def test_alpha_counts_each_difference_by_how_many_values_lie_between(units: list[Unit], expected: Fraction) -> None:
    assert alpha(units) == expected


@pytest.mark.parametrize("units", [[], [(1, None), (None, 2)], [(3, 3), (3, 3)]])
def test_there_is_no_alpha_where_no_unit_has_two_values_or_all_are_the_same(units: list[Unit]) -> None:
    assert alpha(units) is None
    assert interval(units) is None


@LAW
@given(UNITS)
def test_neither_the_order_of_observers_nor_that_of_units_changes_alpha(units: list[list[int | None]]) -> None:
    mixed = [[unit[place] for place in (2, 0, 1)] for unit in reversed(units)]

    assert alpha(mixed) == alpha(units)


@LAW
@given(UNITS)
def test_an_observer_without_values_changes_nothing(units: list[list[int | None]]) -> None:
    assert alpha([[*unit, None] for unit in units]) == alpha(units)


@LAW
@given(UNITS)
def test_alpha_is_the_same_on_the_scale_upside_down_and_at_most_one(units: list[list[int | None]]) -> None:
    found = alpha(units)

    assert alpha([[None if value is None else 6 - value for value in unit] for unit in units]) == found
    assert found is None or found <= 1


def test_the_interval_reaches_over_all_resamples_that_are_likely_enough() -> None:
    # Of the 27 resamples one, 3.7 %, has the third unit three times: three 1 and three 2, all apart, so that alpha is
    # 1 - 5 x 3 / 9 = -2/3, the least there is. Six have the first two alone, with full agreement. Two have no alpha.
    assert interval([(1, 1), (2, 2), (1, 2)]) == (Fraction(-2, 3), ONE)


def test_resamples_without_an_alpha_are_left_out_of_the_interval() -> None:
    assert interval([(1, 1), (2, 2)]) == (ONE, ONE)


def test_one_unit_has_no_interval() -> None:
    assert interval([(1, 2), (3, None)]) is None


def test_the_same_units_have_the_same_interval_in_any_order() -> None:
    found = interval(HAYES_2007)

    assert found is not None
    assert [round(float(bound), 2) for bound in found] == [0.62, 0.84]
    assert interval([tuple(reversed(unit)) for unit in reversed(HAYES_2007)]) == found


@pytest.mark.parametrize(
    ("figure", "bounds", "says"),
    [
        (
            "0.9",
            ("0.8", "0.95"),
            "The answers agree closely. The figure is 0.90, where 1 is full agreement and 0 is what chance alone would "
            "give. With other questions of this kind it would most likely be between 0.80 and 0.95.",
        ),
        (
            "0.8",
            ("0.7", "0.9"),
            "The answers agree closely. The figure is 0.80, where 1 is full agreement and 0 is what chance alone would "
            "give. With other questions of this kind it would most likely be between 0.70 and 0.90. So the agreement "
            "may be weaker than it looks.",
        ),
        (
            "0.7999",
            ("0.7", "0.9"),
            "The answers agree fairly well, which is enough for cautious conclusions only. The figure is 0.79, where 1 "
            "is full agreement and 0 is what chance alone would give. With other questions of this kind it would most "
            "likely be between 0.70 and 0.90.",
        ),
        (
            "0.667",
            None,
            "The answers agree fairly well, which is enough for cautious conclusions only. The figure is 0.66, where 1 "
            "is full agreement and 0 is what chance alone would give.",
        ),
        (
            "0.6669",
            None,
            "The answers agree too little to draw conclusions from them before they are discussed. The figure is 0.66, "
            "where 1 is full agreement and 0 is what chance alone would give.",
        ),
        (
            "-0.051",
            ("-1.5", "0.2"),
            "The answers agree no more than chance alone would make them. The figure is -0.06, where 1 is full "
            "agreement and 0 is what chance alone would give. With other questions of this kind it would most likely "
            "be between -1.50 and 0.20.",
        ),
    ],
)
def test_the_figure_is_read_in_plain_words(figure: str, bounds: tuple[str, str] | None, says: str) -> None:
    assert reading(Fraction(figure), None if bounds is None else (Fraction(bounds[0]), Fraction(bounds[1]))) == says


def test_the_reading_says_why_there_is_no_figure() -> None:
    assert reading(None, None) == (
        "No figure can say how far the answers agree: no question has levels from two respondents, or all levels are "
        "the same."
    )
