"""The title of the results says how the collaboration stands, and why where there is no grade."""

import dataclasses

from pages.components.results import overview
from tests.unit.charts.chart_builders import NOTHING, a_scorecard, a_theme_score


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
