"""In the printed charts no two words touch and none leaves the drawing, whatever the words are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from reportlab.graphics.shapes import Drawing, String

from assessment.charts.series import Profile, compared_profile, theme_profile
from assessment.report.drawings import dot_plot, radar
from assessment.report.typefaces import width
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from tests.unit.charts.chart_builders import NOTHING, a_result, a_scorecard, a_theme_score

TITLES = {
    "short": "Purpose",
    "usual": "Leadership and governance",
    "long": "The sharing of costs, savings, assets and liabilities between every one of the partner forces",
    "very long": "What each force gives and gets, told in figures that its own finance director has agreed to " * 3,
    "one word": "W" * 60,
    "Welsh": "Llywodraethiant ac arweinyddiaeth ŵyn a thŷ",
}
STANDINGS = (
    a_result("1", INADEQUATE),
    a_result("5", OUTSTANDING),
    a_result("2.5", ADEQUATE),
    NOTHING,
    a_result("3.5", GOOD),
    a_result("1.5", REQUIRES_IMPROVEMENT),
)
DRAW = pytest.mark.parametrize("draw", [dot_plot, radar], ids=["dot plot", "radar"])


@dataclass(frozen=True)
class Box:
    """The box of a text, from the foot of its letters to their top."""

    text: str
    left: float
    foot: float
    right: float
    top: float

    def touches(self, other: "Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left or self.top <= other.foot or other.top <= self.foot
        return not apart


def boxes(drawing: Drawing) -> Iterator[Box]:
    for shape in drawing.contents:
        if isinstance(shape, String) and shape.text.strip():
            wide = width(shape.text, font=shape.fontName, size=shape.fontSize)
            # 0.72 and 0.22 of the size: the capitals and the descenders of Source Sans.
            yield Box(
                shape.text, shape.x, shape.y - 0.22 * shape.fontSize, shape.x + wide, shape.y + 0.72 * shape.fontSize
            )


def collisions(drawing: Drawing) -> list[tuple[str, str]]:
    # A hair's breadth: two fonts of one line touch by design.
    drawn = [replace(box, right=box.right - 0.05) for box in boxes(drawing)]
    return [(one.text, other.text) for one, other in combinations(drawn, 2) if one.touches(other)]


def outside(drawing: Drawing) -> list[str]:
    return [
        box.text
        for box in boxes(drawing)
        if box.left < -0.01 or box.foot < 0 or box.right > drawing.width + 0.01 or box.top > drawing.height
    ]


def a_profile(themes: int, title: str, *, before: bool = False, turned: int = 0) -> Profile:
    scorecard = a_scorecard(
        *[
            a_theme_score(title, claimed=STANDINGS[(number + turned) % len(STANDINGS)], code=f"t{number}")
            for number in range(themes)
        ]
    )
    return (
        compared_profile(("now", scorecard.scores), ("2025", scorecard.scores)) if before else theme_profile(scorecard)
    )


@DRAW
@pytest.mark.parametrize("title", TITLES)
def test_no_two_words_touch_and_none_leaves_the_drawing(draw: Any, title: str) -> None:
    wrong = []
    for themes, before, turned in product(range(3, 9), (False, True), range(len(STANDINGS))):
        drawing = draw(a_profile(themes, TITLES[title], before=before, turned=turned))
        found = collisions(drawing), outside(drawing)
        if found != ([], []):
            wrong.append(({"themes": themes, "before": before, "turned": turned}, *found))

    assert wrong == []


@DRAW
@given(titles=any_of.lists(any_of.text(min_size=1, max_size=120), min_size=1, max_size=9))
def test_no_two_words_touch_and_none_leaves_the_drawing_whatever_the_themes_are_called(
    draw: Any, titles: list[str]
) -> None:
    drawing = draw(theme_profile(a_scorecard(*[a_theme_score(title, code=f"t{n}") for n, title in enumerate(titles)])))

    assert collisions(drawing) == []
    assert outside(drawing) == []


@DRAW
def test_a_title_without_enough_room_is_cut_short_and_its_mean_is_not(draw: Any) -> None:
    drawing = draw(a_profile(8, TITLES["very long"] * 2))
    texts = [box.text for box in boxes(drawing)]

    assert any(text.endswith("…") for text in texts)
    assert any("Inadequate" in text for text in texts)


def test_the_test_notices_words_that_touch_and_words_that_leave_the_drawing() -> None:
    drawing = Drawing(100, 20)
    for x, text in ((0, "one"), (10, "two"), (95, "three")):
        drawing.add(String(x, 5, text, fontName="SourceSans3", fontSize=10))

    assert collisions(drawing) == [("one", "two")]
    assert outside(drawing) == ["three"]
