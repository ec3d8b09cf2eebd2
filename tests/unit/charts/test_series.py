"""The values to plot, which the screen and the PDF both draw."""

from dataclasses import replace

import pytest

from assessment.charts.series import Mark, compared_profile, describe, theme_profile, with_earlier
from tests.bank_builders import ADEQUATE, GOOD, a_bank, a_theme
from tests.unit.charts.chart_builders import a_result, a_scorecard, a_theme_score
from tests.unit.scoring.scoring_banks import a_limit


def test_bands_run_from_threshold_to_threshold_over_the_whole_scale() -> None:
    profile = theme_profile(a_scorecard())

    assert [(band.title, band.start, band.end) for band in profile.bands] == [
        ("Inadequate", 1.0, 1.5),
        ("Requires improvement", 1.5, 2.5),
        ("Adequate", 2.5, 3.5),
        ("Good", 3.5, 4.5),
        ("Outstanding", 4.5, 5.0),
    ]
    assert profile.levels == 5


def test_a_grade_that_a_limit_holds_is_marked_wherever_its_mean_is_named() -> None:
    held = a_theme_score(claimed=a_result("4.23", ADEQUATE), uncapped_grade=GOOD, limits=[a_limit(at=ADEQUATE)])
    profile = theme_profile(a_scorecard(held, a_theme_score("Costs")))

    assert [point.claimed and point.claimed.words for point in profile.series[0].points] == [
        "4.23, held at Adequate",
        "3.25 Adequate",
    ]
    assert "Purpose: mean 4.23, held at Adequate, as evidenced 4.23, held at Adequate." in describe(
        profile, chart="Radar"
    )


def test_bands_follow_the_rubric_of_the_bank() -> None:
    bank = a_bank(
        themes=[a_theme()],
        thresholds={"requires_improvement": "1.2", "adequate": "2", "good": "3.75", "outstanding": "4.9"},
    )

    bands = theme_profile(a_scorecard(a_theme_score(), bank=bank)).bands

    assert [band.start for band in bands] == [1.0, 1.2, 2.0, 3.75, 4.9]
    assert [band.end for band in bands] == [1.2, 2.0, 3.75, 4.9, 5.0]


def test_themes_keep_the_order_of_the_bank() -> None:
    assert theme_profile(a_scorecard()).themes == (
        "A clear purpose",
        "Costs and benefits",
        "Leadership and governance",
        "Skills and capabilities",
    )


def test_a_point_holds_the_mean_the_range_and_the_mean_as_evidenced() -> None:
    _, costs, leadership, _ = theme_profile(a_scorecard()).series[0].points

    assert costs.claimed == Mark(mean=2.5, shown="2.50", grade="Adequate")
    assert costs.lowest == Mark(mean=2.0, shown="2.00", grade="Requires improvement")
    assert costs.highest == Mark(mean=3.5, shown="3.50", grade="Good")
    assert costs.has_range
    assert leadership.evidenced == Mark(mean=2.75, shown="2.75", grade="Adequate")
    assert not leadership.has_range


def test_a_mean_just_below_a_threshold_is_never_shown_as_reaching_it() -> None:
    card = a_scorecard(a_theme_score(claimed=a_result("3499/1000", ADEQUATE)), bank=a_bank())

    point = theme_profile(card).series[0].points[0]

    assert point.claimed is not None
    assert point.claimed.mean == 3.499
    assert point.claimed.shown == "3.49"


def test_a_theme_without_a_mean_is_a_gap_that_says_why() -> None:
    unanswered = a_theme_score("Unanswered", claimed=a_result(None))
    inapplicable = a_theme_score("Inapplicable", claimed=a_result(None), applies=False)

    first, second = theme_profile(a_scorecard(unanswered, inapplicable)).series[0].points

    assert (first.claimed, first.gap) == (None, "No mean yet")
    assert (second.claimed, second.gap) == (None, "Not applicable")


def test_a_mean_without_a_grade_is_drawn_and_described_as_having_none() -> None:
    card = a_scorecard(a_theme_score(claimed=a_result("4", None)), bank=a_bank())

    point = theme_profile(card).series[0].points[0]

    assert point.claimed == Mark(mean=4.0, shown="4.00", grade=None)
    assert point.claimed.words == "4.00 (no grade)"


def test_two_assessments_share_a_profile_in_the_order_given() -> None:
    profile = compared_profile(("Round 2025", a_scorecard().scores), ("Round 2026", a_scorecard().scores))

    assert [series.name for series in profile.series] == ["Round 2025", "Round 2026"]


def test_an_earlier_mean_that_rests_on_other_questions_leaves_a_gap_that_says_so() -> None:
    card = a_scorecard(a_theme_score(), a_theme_score("Costs", code="costs"), bank=a_bank())

    profile = with_earlier(theme_profile(card, name="This round"), "Round 2025", [card.themes[0], None])

    assert [series.name for series in profile.series] == ["This round", "Round 2025"]
    assert describe(profile, chart="Radar").endswith(
        "Round 2025: Purpose: mean 3.25 Adequate, as evidenced 3.25 Adequate. Costs: other questions."
    )


def test_three_assessments_on_one_chart_are_refused() -> None:
    with pytest.raises(ValueError, match="one or two assessments, not 3"):
        compared_profile(*[("Any", a_scorecard().scores)] * 3)


def test_assessments_on_different_bank_versions_are_refused() -> None:
    card = a_scorecard()
    other = replace(card, bank=replace(card.bank, fingerprint="sha256:" + "1" * 64))

    with pytest.raises(ValueError, match="different bank versions"):
        compared_profile(("One", card.scores), ("Other", other.scores))


def test_the_text_alternative_says_the_chart_and_every_value_in_words() -> None:
    words = describe(theme_profile(a_scorecard()), chart="Dot plot")

    assert words == (
        "Dot plot of the mean level by theme, from 1 (Inadequate) to 5 (Outstanding). "
        "A clear purpose: mean 3.25 Adequate, as evidenced 3.25 Adequate. "
        "Costs and benefits: mean 2.50 Adequate, range 2.00 Requires improvement to 3.50 Good, "
        "as evidenced 2.50 Adequate. "
        "Leadership and governance: mean 4.00 Good, as evidenced 2.75 Adequate. "
        "Skills and capabilities: not applicable."
    )


def test_the_text_alternative_of_two_names_each_before_its_values() -> None:
    card = a_scorecard(a_theme_score(), bank=a_bank())

    words = describe(compared_profile(("Round 2025", card.scores), ("Round 2026", card.scores)), chart="Radar")

    assert words == (
        "Radar of the mean level by theme, from 1 (Inadequate) to 5 (Outstanding). "
        "Round 2025: Purpose: mean 3.25 Adequate, as evidenced 3.25 Adequate. "
        "Round 2026: Purpose: mean 3.25 Adequate, as evidenced 3.25 Adequate."
    )
