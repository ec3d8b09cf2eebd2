"""Every text can be drawn once it is cleaned, whatever it was before."""

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from assessment.report import typefaces
from assessment.report.printable_text import MISSING, Run, printable, runs


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 100 % of them.",
        "Ŵŵ Ŷŷ Ẁẁ Ẃẃ Ẅẅ Ỳỳ â ê î ô û ï",
        "Zażółć gęślą jaźń",
        "Ελληνικά, Кириллица",
        "≥ ≤ → ✓ ▲ ● £ €",
        '<b>bold</b> <img src="/etc/hostname"> &amp; </para> ]]>',
    ],
)
def test_what_the_fonts_have_is_drawn_as_it_was_written(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("NUL\x00 BEL\x07 ESC\x1b DEL\x7f", "NUL BEL ESC DEL"),
        ("hid\u200bden\u202e turned\ufeff soft\u00adhyphen", "hidden turned softhyphen"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("tab\there thin\u2009space", "tab here thin space"),
        ("fixed\u202fspace", "fixed\u00a0space"),
        ("one\n\n\n \n\ntwo", "one\n\ntwo"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("text\ufe0f", "text"),
    ],
)
def test_characters_that_cannot_be_seen_never_reach_the_page(text: str, drawn: str) -> None:
    assert printable(text) == drawn


@pytest.mark.parametrize("text", ["中", "\U0001f6d7", "\ud800", "\ufffe", "\ue000", "\U0010ffff", "क"])
def test_a_character_without_a_glyph_leaves_a_box_that_can_be_seen(text: str) -> None:
    assert printable(f"a{text}b") == f"a{MISSING}b"


def test_a_font_changes_where_the_main_one_lacks_a_character_and_back() -> None:
    assert runs("go ◇ on") == (
        Run("go ", typefaces.REGULAR),
        Run("◇", typefaces.FALLBACK),
        Run(" on", typefaces.REGULAR),
    )


def test_strong_words_are_drawn_in_the_strong_font() -> None:
    assert runs("strong", strong=True) == (Run("strong", typefaces.STRONG),)


def test_nothing_is_drawn_for_a_text_without_visible_characters() -> None:
    assert runs("") == ()
    assert runs("\x00\u200b") == ()


@given(any_of.text())
def test_every_character_that_comes_out_has_a_glyph(text: str) -> None:
    for run in runs(text):
        assert {ord(character) for character in run.text} - {ord("\n")} <= typefaces.characters(run.font)


@given(any_of.text())
def test_cleaning_a_text_twice_changes_nothing_more(text: str) -> None:
    assert printable(printable(text)) == printable(text)
