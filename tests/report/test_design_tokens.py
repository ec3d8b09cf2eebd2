"""The app, the pages before it and the report as a web page are drawn with one set of tokens."""

import re
from pathlib import Path

import pytest

from assessment import design_tokens
from assessment.report import html_report
from assessment.report.html_report import build_report_page
from pages.components.layout import style
from tests.report.report_builders import a_subject
from web import account_pages

TOKENS = design_tokens.stylesheet()
BEFORE_THE_APP = Path(account_pages.__file__).with_name("templates") / "form.css"
OF_THE_REPORT = Path(html_report.__file__).with_suffix(".css")


def test_every_screen_begins_with_the_same_tokens() -> None:
    report = build_report_page(a_subject())
    sign_in = bytes(account_pages.sign_in_page(next_path="/").body).decode()

    assert "light-dark(" in TOKENS
    assert [each.count(TOKENS) for each in (style.stylesheet(), report, sign_in)] == [1, 1, 1]


@pytest.mark.parametrize("file", [BEFORE_THE_APP, OF_THE_REPORT], ids=lambda file: file.name)
def test_a_stylesheet_beside_the_tokens_has_no_colour_of_its_own_but_white_on_the_bar(file: Path) -> None:
    css = file.read_text(encoding="utf-8")

    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb[^;]*", css)) <= {"#fff"}
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert used
    assert used <= set(re.findall(r"(--[\w-]+):", TOKENS))
