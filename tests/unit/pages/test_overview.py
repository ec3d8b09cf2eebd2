"""The title of the results says how the collaboration stands, and why where there is no grade."""

import dataclasses

from pages.components.results import overview
from tests.bank_builders import ADEQUATE, GOOD
from tests.unit.charts.chart_builders import NOTHING, a_result, a_scorecard, a_theme_score
from tests.unit.scoring.scoring_banks import a_limit


def _title_where_ungraded(*ungraded: str) -> str:
    """Return the title of results of the themes A, B and C, of which those named have no grade."""
    themes = [a_theme_score(each, claimed=NOTHING if each in ungraded else None) for each in "ABC"]
    scorecard = a_scorecard(*themes)
    overall = dataclasses.replace(scorecard.overall, claimed=NOTHING)
    return overview.title(dataclasses.replace(scorecard, overall=overall), None)


def test_where_there_is_no_overall_grade_the_title_names_the_themes_that_have_none() -> None:
    assert _title_where_ungraded("B") == "There is no overall grade while B has none"
    assert _title_where_ungraded("A", "B") == "There is no overall grade while A and B have none"


def test_where_no_theme_has_a_grade_the_title_names_none() -> None:
    assert _title_where_ungraded("A", "B", "C") == "There is no overall grade yet"
    assert _title_where_ungraded() == "There is no overall grade yet"


def test_a_theme_that_does_not_apply_is_not_waited_for() -> None:
    scorecard = a_scorecard()
    overall = dataclasses.replace(scorecard.overall, claimed=NOTHING)

    assert overview.title(dataclasses.replace(scorecard, overall=overall), None) == "There is no overall grade yet"


def test_what_holds_a_theme_down_stands_beside_the_grade_in_short_with_a_link_to_all_of_it() -> None:
    limits = [a_limit(at=ADEQUATE)]
    held = a_theme_score(claimed=a_result("4.23", ADEQUATE), uncapped_grade=GOOD, limits=limits)

    assert overview.held_in_short(a_scorecard(held, a_theme_score("Costs"))) == (
        '<p class="jumps">Purpose: 4.23, held at Adequate by Practice P1; otherwise Good. '
        '<a href="#held-down" data-to="held-down">Why, in full</a></p>'
    )
    assert overview.held_in_short(a_scorecard(a_theme_score("Costs"))) == ""
