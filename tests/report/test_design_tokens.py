"""Everything that is drawn takes its colours, its type and the badge of a grade from one set of tokens."""

import re
import tomllib
from pathlib import Path

import pytest

from assessment import design_tokens
from assessment.charts import palette
from assessment.report import html_report, styles
from assessment.report.blocks import Badge
from assessment.report.html_report import build_report_page
from assessment.report.pdf_colours import pdf_colour
from pages.components.layout import style
from pages.components.results import score_cells
from tests.bank_builders import GOOD
from tests.report.report_builders import a_subject
from web import account_pages

TOKENS = design_tokens.stylesheet()
ROOT = Path(design_tokens.__file__).parents[1]
BEFORE_THE_APP = Path(account_pages.__file__).with_name("templates") / "form.css"
OF_THE_REPORT = Path(html_report.__file__).with_suffix(".css")
BLACK_AND_WHITE = {"#fff", "#ffffff", "#000000"}
"""The words on a fill are white or black on any paper."""


def test_every_screen_begins_with_the_same_tokens() -> None:
    report = build_report_page(a_subject())
    sign_in = bytes(account_pages.sign_in_page(next_path="/").body).decode()

    assert "light-dark(" in TOKENS
    assert [each.count(TOKENS) for each in (style.stylesheet(), report, sign_in)] == [1, 1, 1]


@pytest.mark.parametrize("file", [BEFORE_THE_APP, OF_THE_REPORT], ids=lambda file: file.name)
def test_a_stylesheet_beside_the_tokens_uses_only_tokens_that_there_are(file: Path) -> None:
    used = set(re.findall(r"var\((--[\w-]+)\)", file.read_text(encoding="utf-8")))

    assert used
    assert used <= set(re.findall(r"(--[\w-]+):", TOKENS))


def test_no_colour_is_written_by_hand_outside_the_tokens() -> None:
    files = [file for folder in ("assessment", "pages", "web") for file in (ROOT / folder).rglob("*")]
    by_hand = {
        f"{file.relative_to(ROOT)}: {colour}"
        for file in files
        if file.suffix in {".css", ".html", ".js", ".py"} and file.name != "tokens.css"
        for colour in _colours(file)
    }

    assert len(files) > 400
    assert by_hand == set()


def _colours(file: Path) -> set[str]:
    """Return the colours in a file. A script and a module hold them in quotation marks; there, # also means others."""
    text = file.read_text(encoding="utf-8")
    found = (
        r"#[0-9a-fA-F]{3,8}\b|rgba?\(\s*\d+[^)]*\)"
        if file.suffix == ".css"
        else r"""(?<=["':])#[0-9a-fA-F]{3,8}(?=["';])"""
    )
    return set(re.findall(found, text)) - BLACK_AND_WHITE


def test_the_theme_of_the_app_has_the_colours_of_the_tokens() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    names = {
        "textColor": "ink",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "wash",
        "primaryColor": "accent-fill",
        "linkColor": "accent",
        "grayTextColor": "ink-2",
        "borderColor": "edge",
    }

    for kind in ("light", "dark"):
        of_tokens = {key: design_tokens.colour(names[key], dark=kind == "dark") for key in theme[kind]}
        assert theme[kind] == of_tokens


def test_a_token_is_a_colour_on_white_paper_and_another_on_dark() -> None:
    assert [design_tokens.colour("ink", dark=dark) for dark in (False, True)] == ["#13213c", "#eef2f8"]
    assert [design_tokens.colour("grade-4", dark=dark) for dark in (False, True)] == ["#6cbcd4", "#6cbcd4"]
    with pytest.raises(ValueError, match="--corner is no colour"):
        design_tokens.colour("corner")


def test_the_paper_has_the_type_scale_of_the_screens_with_text_of_11_points() -> None:
    assert design_tokens.type_size("h1") == 1.875  # the wide screen's, not the phone's
    steps = (styles.TITLE, styles.H1, styles.H2, styles.LEAD, styles.BODY, styles.SMALL)
    assert [each.size for each in steps] == [20.62, 15.12, 12.38, 12.38, 11.0, 9.62]
    with pytest.raises(ValueError, match="--ink is no step of the type scale"):
        design_tokens.type_size("ink")


def test_the_badge_of_a_grade_is_the_same_in_the_app_the_web_page_and_the_paper() -> None:
    colours = palette.colours(GOOD.place, levels=5)
    look = "--level: #6cbcd4; --level-ink: #000000; --level-edge: light-dark(#76849b, #6cbcd4)"

    assert colours.css == look
    assert score_cells.badge(GOOD, levels=5) == f'<span class="grade" style="{look}">Good</span>'
    assert score_cells.badge(None, levels=5) == '<span class="grade none">No grade</span>'
    assert f".grade-4 {{ {look} }}" in build_report_page(a_subject())
    badge = Badge("Good", colours)
    assert (pdf_colour(badge.colours.fill).hexval(), styles.CORNER) == ("0x6cbcd4", 3.0)
    assert "--corner: 4px" in TOKENS  # three points
