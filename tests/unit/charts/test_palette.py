"""The colours of grades: everybody can tell them apart, and read the words on them."""

import pytest

from assessment.charts import palette
from tests.bank_builders import GOOD, INADEQUATE

FIVE = ("#450210", "#cf6610", "#fdedb4", "#6cbcd4", "#061f86")


def test_the_five_grades_have_the_five_colours() -> None:
    assert tuple(palette.colours(place, levels=5).fill for place in range(1, 6)) == FIVE


def test_the_words_on_the_five_grades_are_white_at_the_ends_and_black_between() -> None:
    texts = [palette.colours(place, levels=5).text for place in range(1, 6)]

    assert texts == [palette.WHITE, palette.BLACK, palette.BLACK, palette.BLACK, palette.WHITE]


@pytest.mark.parametrize("levels", [1, 2, 3, 4, 5, 6, 7, 10])
def test_words_can_be_read_on_every_grade_of_any_scale(levels: int) -> None:
    for place in range(1, levels + 1):
        colours = palette.colours(place, levels=levels)

        assert palette.contrast(colours.fill, colours.text) >= 4.5


@pytest.mark.parametrize("levels", [1, 2, 3, 4, 5, 6, 7, 10])
def test_every_badge_stands_out_from_white_and_from_dark_paper(levels: int) -> None:
    for place in range(1, levels + 1):
        colours = palette.colours(place, levels=levels)

        assert palette.contrast(colours.outline, palette.WHITE) >= 3
        assert palette.contrast(colours.outline_on_dark, palette.DARK_PAPER) >= 3


def test_pale_grades_have_the_grey_outline() -> None:
    outlines = [palette.colours(place, levels=5).outline for place in range(1, 6)]

    assert outlines == ["#450210", "#cf6610", palette.OUTLINE, palette.OUTLINE, "#061f86"]


def test_a_scale_of_three_takes_the_ends_and_the_middle() -> None:
    fills = [palette.colours(place, levels=3).fill for place in (1, 2, 3)]

    assert fills == ["#450210", "#fdedb4", "#061f86"]


def test_the_grades_of_a_longer_scale_all_differ() -> None:
    assert len({palette.colours(place, levels=7).fill for place in range(1, 8)}) == 7


def test_no_grade_is_a_white_pill() -> None:
    assert palette.grade_colours(None, levels=5) == palette.NO_GRADE
    assert palette.grade_colours(GOOD, levels=5).fill == "#6cbcd4"
    assert palette.grade_colours(INADEQUATE, levels=5).fill == "#450210"


def test_contrast_is_21_between_black_and_white_and_1_with_itself() -> None:
    assert palette.contrast(palette.BLACK, palette.WHITE) == pytest.approx(21)
    assert palette.contrast("#cf6610", "#cf6610") == 1


def test_half_way_between_black_and_white_is_grey() -> None:
    assert palette.mixed(palette.BLACK, palette.WHITE, share=0.5) == "#808080"


@pytest.mark.parametrize(
    ("colours", "paper"), [(palette.SERIES, palette.WHITE), (palette.DARK_SERIES, palette.DARK_PAPER)]
)
def test_both_series_can_be_seen_on_their_paper(colours: tuple[str, str], paper: str) -> None:
    assert all(palette.contrast(colour, paper) >= 3 for colour in colours)
