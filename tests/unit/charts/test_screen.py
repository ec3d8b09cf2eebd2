"""The browser's charts: the scale is always whole, gaps stay gaps, and typed words never become markup."""

import json
from typing import Any

import plotly.graph_objects as go
import pytest

from assessment.charts.screen import dot_plot, radar
from assessment.charts.series import Profile, compared_profile, theme_profile
from tests.bank_builders import ADEQUATE, GOOD, a_bank
from tests.unit.charts.chart_builders import a_result, a_scorecard, a_theme_score
from tests.unit.scoring.scoring_banks import a_limit

HOSTILE = '<b>Bold</b> <a href="javascript:alert(1)">here</a> & more'


def one() -> Profile:
    return theme_profile(a_scorecard())


def two(name: str = "Round 2026") -> Profile:
    return compared_profile(("Round 2025", a_scorecard().scores), (name, a_scorecard().scores))


def as_sent(figure: go.Figure) -> dict[str, Any]:
    """Return the figure as it is sent to the browser."""
    sent: dict[str, Any] = json.loads(figure.to_json())
    return sent


def trace(figure: go.Figure, name: str) -> dict[str, Any]:
    """Return the only trace with that name."""
    found: list[dict[str, Any]] = [each for each in as_sent(figure)["data"] if each.get("name") == name]
    assert len(found) == 1
    return found[0]


def test_the_radar_runs_from_the_lowest_to_the_highest_level_whatever_the_data() -> None:
    low = theme_profile(a_scorecard(a_theme_score(claimed=a_result("1.2", None)), bank=a_bank()))

    assert as_sent(radar(low))["layout"]["polar"]["radialaxis"]["range"] == [1, 5]


def test_the_dot_plot_shows_the_whole_scale_with_the_same_room_at_both_ends() -> None:
    axis = as_sent(dot_plot(one()))["layout"]["xaxis"]

    assert axis["tickvals"] == [1, 2, 3, 4, 5]
    assert axis["range"] == [0.7, 5.3]


def test_the_rings_of_the_radar_are_the_grade_bands() -> None:
    (rings,) = [each for each in as_sent(radar(one()))["data"] if each["type"] == "barpolar"]

    assert rings["base"] == [1.0, 1.5, 2.5, 3.5, 4.5]
    assert rings["r"] == [0.5, 1.0, 1.0, 1.0, 0.5]
    assert len(set(rings["marker"]["color"])) == 5


def test_the_outline_of_the_radar_closes_and_breaks_where_a_theme_has_no_mean() -> None:
    outline = trace(radar(one()), "This assessment")

    assert outline["r"] == [3.25, 2.5, 4.0, None, 3.25]
    assert outline["theta"] == [0.0, 90.0, 180.0, 270.0, 0.0]
    assert outline["connectgaps"] is False
    assert outline["fill"] == "none"


def test_a_whole_outline_is_filled() -> None:
    themes = [a_theme_score(f"Theme {number}") for number in range(4)]

    assert trace(radar(theme_profile(a_scorecard(*themes))), "This assessment")["fill"] == "toself"


def test_two_outlines_differ_in_marker_and_dash_and_not_only_in_colour() -> None:
    figure = radar(two())
    first, second = trace(figure, "Round 2025"), trace(figure, "Round 2026")

    assert (first["marker"]["symbol"], first["line"]["dash"]) == ("circle", "solid")
    assert (second["marker"]["symbol"], second["line"]["dash"]) == ("square", "dash")


def test_the_spokes_say_theme_and_mean() -> None:
    words = as_sent(radar(one()))["layout"]["polar"]["angularaxis"]["ticktext"]

    assert words[0] == "A clear purpose<br><b>3.25</b>"
    assert words[3] == "Skills and<br>capabilities<br><b>Not<br>applicable</b>"


def test_a_spoke_says_that_its_grade_is_held_by_a_limit() -> None:
    held = a_theme_score(claimed=a_result("4.23", ADEQUATE), uncapped_grade=GOOD, limits=[a_limit(at=ADEQUATE)])

    words = as_sent(radar(theme_profile(a_scorecard(held))))["layout"]["polar"]["angularaxis"]["ticktext"]

    assert words == ["Purpose<br><b>4.23, held</b>"]


def test_rows_of_the_dot_plot_go_down_in_bank_order() -> None:
    marks = trace(dot_plot(one()), "Mean of the answers")

    assert marks["x"] == [3.25, 2.5, 4.0]
    assert marks["y"] == [-0.06, -1.06, -2.06]


def test_the_dot_plot_marks_the_mean_as_evidenced_by_a_hollow_diamond() -> None:
    marks = trace(dot_plot(one()), "As evidenced")

    assert marks["x"] == [3.25, 2.5, 2.75]
    assert marks["marker"]["symbol"] == "diamond-open"


def test_the_dot_plot_draws_a_bar_only_where_the_range_is_open() -> None:
    bars = trace(dot_plot(one()), "Range while questions are unanswered")

    assert bars["x"] == [2.0, 3.5, None]
    assert bars["y"] == [-1.06, -1.06, None]


def test_the_bar_is_in_the_key_once_when_only_the_second_assessment_has_one() -> None:
    whole = a_scorecard(*[a_theme_score(f"Theme {number}") for number in range(4)])
    profile = compared_profile(("Round 2025", whole.scores), ("Round 2026", a_scorecard().scores))

    assert trace(dot_plot(profile), "Range while questions are unanswered")["showlegend"] is True


def test_the_dot_plot_shows_every_band_theme_and_mean_and_the_reason_for_a_gap() -> None:
    texts = [note["text"] for note in as_sent(dot_plot(one()))["layout"]["annotations"]]

    assert texts == [
        "Inadequate",
        "Requires<br>improvement",
        "Adequate",
        "Good",
        "Outstanding",
        "<b>A clear purpose</b>",
        "<b>Costs and benefits</b>",
        "<b>Leadership and governance</b>",
        "<b>Skills and capabilities</b>",
        "<b>3.25</b>",
        "<b>2.50</b>",
        "<b>4.00</b>",
        "not applicable",
    ]


def test_the_strip_over_the_dot_plot_has_the_grades_own_colours() -> None:
    strips = [shape for shape in as_sent(dot_plot(one()))["layout"]["shapes"] if shape.get("ysizemode") == "pixel"]

    assert [strip["fillcolor"] for strip in strips] == ["#450210", "#cf6610", "#fdedb4", "#6cbcd4", "#061f86"]


@pytest.mark.parametrize("draw", [dot_plot, radar])
@pytest.mark.parametrize("dark", [False, True])
def test_typed_names_are_shown_as_they_are_and_never_as_markup(draw: Any, dark: bool) -> None:
    sent = json.dumps(as_sent(draw(two(HOSTILE), dark=dark)), ensure_ascii=False)

    assert "<b>Bold" not in sent
    assert "<a href" not in sent
    assert "&lt;b&gt;Bold&lt;/b&gt;" in sent


def test_a_name_too_long_for_the_key_is_cut() -> None:
    names = [each.get("name") for each in as_sent(radar(two("N" * 200)))["data"]]

    assert "N" * 39 + "…" in names


@pytest.mark.parametrize("draw", [dot_plot, radar])
def test_the_paper_is_transparent_and_no_template_is_sent(draw: Any) -> None:
    layout = as_sent(draw(one()))["layout"]

    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert len(json.dumps(layout.get("template", {}))) < 200


@pytest.mark.parametrize("draw", [dot_plot, radar])
def test_dark_paper_gets_light_ink(draw: Any) -> None:
    assert as_sent(draw(one(), dark=False))["layout"]["font"]["color"] == "#13213c"
    assert as_sent(draw(one(), dark=True))["layout"]["font"]["color"] == "#eef2f8"


@pytest.mark.parametrize("draw", [dot_plot, radar])
def test_a_figure_is_small(draw: Any) -> None:
    assert len(draw(two()).to_json()) < 10_000


@pytest.mark.parametrize("themes", [1, 2, 3, 7])
@pytest.mark.parametrize("draw", [dot_plot, radar])
def test_any_number_of_themes_can_be_drawn(draw: Any, themes: int) -> None:
    profile = theme_profile(
        a_scorecard(*[a_theme_score(f"Theme {number}", claimed=a_result("4", GOOD)) for number in range(themes)])
    )

    assert as_sent(draw(profile))["data"]
