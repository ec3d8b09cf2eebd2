"""The printed charts: they show the values of the screen on a fixed scale, as shapes and real words."""

from collections.abc import Iterator
from math import hypot
from typing import Any

import pytest
from reportlab.graphics.shapes import Circle, Drawing, Polygon, PolyLine, Rect, String

from assessment.charts.series import Profile, theme_profile
from assessment.report.drawings import dot_plot, radar
from assessment.report.styles import CONTENT_WIDTH
from tests.bank_builders import INADEQUATE, OUTSTANDING
from tests.unit.charts.chart_builders import a_result, a_scorecard, a_theme_score


def one() -> Profile:
    return theme_profile(a_scorecard())


def whole(mean: str = "4") -> Profile:
    return theme_profile(
        a_scorecard(*[a_theme_score(f"Theme {number}", claimed=a_result(mean, None)) for number in range(4)])
    )


def words(drawing: Drawing) -> list[str]:
    """Return every piece of text in the order in which it is drawn."""
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def dots(drawing: Drawing) -> Iterator[Circle]:
    """Return the marks of means, which are small circles."""
    return (shape for shape in drawing.contents if isinstance(shape, Circle) and shape.r < 5)


def hexes(colour: Any) -> str:
    """Return a colour as ``#rrggbb``."""
    return f"#{colour.hexval()[2:]}"


def test_the_dot_plot_says_every_theme_every_mean_every_level_and_why_there_is_a_gap() -> None:
    texts = words(dot_plot(one()))

    assert {"A clear purpose", "Costs and benefits", "Skills and capabilities"} <= set(texts)
    assert {"3.25", "2.50", "4.00", "Not applicable"} <= set(texts)
    assert {"1", "2", "3", "4", "5", "Mean level"} <= set(texts)
    assert {"Inadequate", "Adequate", "Good", "Outstanding"} <= set(texts)


def test_rows_go_down_in_bank_order() -> None:
    heights = {shape.text: shape.y for shape in dot_plot(one()).contents if isinstance(shape, String)}

    assert heights["A clear purpose"] > heights["Costs and benefits"] > heights["Skills and capabilities"]


def test_means_stand_where_the_scale_says() -> None:
    first, second, third, _key = sorted(dots(dot_plot(one())), key=lambda dot: -dot.cy)

    # 3.25, 2.5 and 4: 0.75 and 1.5 levels apart.
    assert (third.cx - second.cx) / (first.cx - second.cx) == pytest.approx(2)


def test_the_ends_of_the_scale_stay_on_the_paper() -> None:
    for mean, grade in (("1", INADEQUATE), ("5", OUTSTANDING)):
        profile = theme_profile(a_scorecard(a_theme_score(claimed=a_result(mean, grade))))

        assert all(8 <= dot.cx < CONTENT_WIDTH - 8 for dot in dots(dot_plot(profile)))


def test_one_bar_is_drawn_for_the_one_open_range_and_one_in_the_key() -> None:
    bars = [shape for shape in dot_plot(one()).contents if isinstance(shape, Rect) and shape.height < 6]

    assert len(bars) == 2


def test_the_strips_have_the_grades_own_colours() -> None:
    fills = [hexes(shape.fillColor) for shape in dot_plot(one()).contents if isinstance(shape, Rect)]

    assert [fill for fill in fills if fill in ("#450210", "#cf6610", "#fdedb4", "#6cbcd4", "#061f86")] == [
        "#450210",
        "#cf6610",
        "#fdedb4",
        "#6cbcd4",
        "#061f86",
    ]


def test_the_radar_closes_over_four_means_and_breaks_at_a_gap() -> None:
    assert [type(shape) for shape in radar(whole()).contents if isinstance(shape, Polygon | PolyLine)] == [Polygon]
    assert [type(shape) for shape in radar(one()).contents if isinstance(shape, Polygon | PolyLine)] == [
        PolyLine,
        PolyLine,
    ]


def test_the_radars_scale_runs_from_the_centre_to_the_rim() -> None:
    rim = max(shape.r for shape in radar(one()).contents if isinstance(shape, Circle))
    centre = next(shape for shape in radar(one()).contents if isinstance(shape, Circle) and shape.r == rim)

    def reaches(mean: str) -> list[float]:
        return [hypot(dot.cx - centre.cx, dot.cy - centre.cy) for dot in dots(radar(whole(mean)))]

    assert reaches("1") == pytest.approx([0] * 4)
    assert reaches("3") == pytest.approx([rim / 2] * 4)
    assert reaches("5") == pytest.approx([rim] * 4)


def test_the_radar_says_each_theme_with_its_mean_and_grade_and_the_words_of_its_rings() -> None:
    texts = words(radar(one()))

    assert texts == [
        "A clear purpose",
        "3.25 Adequate",
        "Costs and benefits",
        "2.50 Adequate",
        "Leadership and governance",
        "4.00 Good",
        "Skills and capabilities",
        "Not applicable",
        "Inadequate",
        "Requires improvement",
        "Adequate",
        "Good",
        "Outstanding",
    ]


@pytest.mark.parametrize("themes", [1, 2, 3, 7])
def test_any_number_of_themes_can_be_drawn(themes: int) -> None:
    profile = theme_profile(a_scorecard(*[a_theme_score(f"Theme {number}") for number in range(themes)]))

    assert len(list(dots(radar(profile)))) == themes
    assert len(list(dots(dot_plot(profile)))) == themes + 1


@pytest.mark.parametrize("draw", [dot_plot, radar])
def test_what_a_theme_is_called_is_printed_and_never_obeyed(draw: Any) -> None:
    profile = theme_profile(a_scorecard(a_theme_score("<b>Bold</b> & Ŵ")))

    assert "<b>Bold</b>&Ŵ" in "".join(words(draw(profile))).replace(" ", "")
