"""The colours, each with one meaning: grades by their place on the scale, ink, accent, and the series of a chart.

All come from the tokens; only those between two grades, on a scale that has not five, are mixed here.
"""

from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Level
from assessment.design_tokens import colour

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
INK: Final = colour("ink")
MUTED: Final = colour("ink-2")
ACCENT: Final = colour("accent")
RULE: Final = colour("line")
OUTLINE: Final = colour("edge")
WASH: Final = colour("wash-2")
DARK_PAPER: Final = colour("paper", dark=True)
DARK_INK: Final = colour("ink", dark=True)
DARK_MUTED: Final = colour("ink-2", dark=True)
DARK_RULE: Final = colour("line", dark=True)
DARK_OUTLINE: Final = colour("edge", dark=True)

SERIES: Final = (INK, colour("earlier"))
"""The first and the second assessment on white paper. Marker and dash tell them apart as well."""
DARK_SERIES: Final = (DARK_INK, colour("earlier", dark=True))
"""The first and the second assessment on dark paper."""

_ANCHORS: Final = tuple(colour(f"grade-{place}") for place in range(1, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a grade: its fill, the words on it, and its outline on white and on dark paper."""

    fill: str
    text: str
    outline: str
    outline_on_dark: str

    @property
    def css(self) -> str:
        """Return the properties of CSS with which a badge, a swatch or a cell is drawn in this grade."""
        edge = f"light-dark({self.outline}, {self.outline_on_dark})"
        return f"--level: {self.fill}; --level-ink: {self.text}; --level-edge: {edge}"


NO_GRADE: Final = Colours(fill=WHITE, text=MUTED, outline=OUTLINE, outline_on_dark=DARK_OUTLINE)
"""The colours of "no grade" and "not applicable"."""


def grade_colours(grade: Level | None, *, levels: int) -> Colours:
    """Return the colours of a grade on a scale of `levels` levels; for None, white with an outline."""
    return NO_GRADE if grade is None else colours(grade.place, levels=levels)


def colours(place: int, *, levels: int) -> Colours:
    """Return the colours of a place, which counts from 1, on a scale of `levels` levels.

    On a scale that does not have five levels, the colours are mixed from those of the five.
    """
    fill = _fill((place - 1) / (levels - 1) if levels > 1 else 0.5)
    return Colours(
        fill=fill,
        text=max(WHITE, BLACK, key=lambda text: contrast(text, fill)),
        outline=fill if contrast(fill, WHITE) >= 3 else OUTLINE,
        outline_on_dark=fill if contrast(fill, DARK_PAPER) >= 3 else DARK_OUTLINE,
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, *, share: float) -> str:
    """Return the colour that is `share` (0 to 1) of the way from one colour to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)


def _fill(position: float) -> str:
    reach = position * (len(_ANCHORS) - 1)
    below = min(int(reach), len(_ANCHORS) - 2)
    return mixed(_ANCHORS[below], _ANCHORS[below + 1], share=reach - below)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
