"""The parts that the browser's charts share: ink and paper, markers, and words made safe and short enough."""

from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any, Final

from assessment import design_tokens
from assessment.charts import palette

FONT: Final = design_tokens.value("family")
CLEAR: Final = "rgba(0,0,0,0)"
MARKERS: Final = ("circle", "square")
"""The markers of the first and the second assessment, which tell them apart without colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The colours that differ between white and dark paper."""

    text: str
    muted: str
    edge: str
    series: tuple[str, str]
    paper: str


LIGHT: Final = Ink(
    text=palette.INK, muted=palette.MUTED, edge=palette.WHITE, series=palette.SERIES, paper=palette.WHITE
)
DARK: Final = Ink(
    text=palette.DARK_INK,
    muted=palette.DARK_MUTED,
    edge=palette.DARK_RULE,
    series=palette.DARK_SERIES,
    paper=palette.DARK_PAPER,
)


def ink_on(*, dark: bool) -> Ink:
    """Return the ink for dark or for white paper."""
    return DARK if dark else LIGHT


def layout_on(ink: Ink, *, height: int) -> dict[str, Any]:
    """Return the layout that every chart starts from. `height` is in pixels."""
    return {
        "template": "none",
        "height": height,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": 14, "color": ink.text},
        "dragmode": False,
        "hoverlabel": {"bgcolor": ink.paper, "bordercolor": ink.muted, "font": {"color": ink.text, "size": 14}},
        "legend": {
            "orientation": "h",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }


def as_text(words: str) -> str:
    """Return the words escaped for the markup of the charts. It has no entity for quotation marks, so they stay."""
    return escape(words, quote=False)


def short(name: str) -> str:
    """Return the name escaped, and cut to 40 characters so that it fits the key at 390 pixels."""
    return as_text(name if len(name) <= 40 else f"{name[:39].rstrip()}…")


def folded(words: str, *, width: int = 15) -> str:
    """Return the words escaped, on lines short enough for a narrow screen, of that many characters at most."""
    return "<br>".join(as_text(line) for line in wrap(words, width=width, break_long_words=False))
