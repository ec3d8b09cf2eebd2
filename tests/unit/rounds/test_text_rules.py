"""The rules for typed and imported text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.errors import InvalidInput
from assessment.rounds.response_rules import PUT_IT_IN_A_DOCUMENT
from assessment.rounds.text_rules import NAME_LENGTH, RATIONALE_LENGTH, clean_line, clean_name, clean_text
from tests.unit.rounds.exchange_texts import LAW

WELSH = "Cydweithredu: ŵyr, tŷ, âr — 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👮‍♀️"


def cleaned(value: str, *, most: int = RATIONALE_LENGTH) -> str:
    return clean_text(value, field_name="rationale of P1", most=most)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Agreed in May.", "Agreed in May."),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one\vtwo\x0cthree\x85four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("one\x1ctwo\x1dthree\x1efour\x1ffive", "one\ntwo\nthree\nfour five"),
        ("a\tb\n\nc", "a\tb\n\nc"),
        ("  padded  \n lines \t\n\n", "padded\n lines"),
        ("bell\x07 escape\x1b[0m del\x7f c1\x85", "bell escape[0m del c1"),
        ("abc\u202etxt.exe\u202c \u2066x\u2069", "abctxt.exe x"),
        ("w\u0302yr", "ŵyr"),
        ("cafe\x01\u0301", "café"),
        (WELSH, WELSH),
        ('<b>bold</b> <img src="/etc/hostname"> ![](http://x)', '<b>bold</b> <img src="/etc/hostname"> ![](http://x)'),
        ("   \n\t ", ""),
        ("", ""),
    ],
)
def test_text_is_kept_readable_and_otherwise_as_it_was_typed(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_a_nul_character_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidInput) as refusal:
        cleaned("a\x00b")

    assert refusal.value.sentences == (
        "The rationale of P1 holds a NUL character, which cannot be kept. Type that text again.",
    )


def test_half_a_character_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidInput, match=r"^The rationale of P1 holds half a character \(a lone surrogate\)\."):
        cleaned("a\ud83d")


def test_text_of_the_greatest_length_is_kept_and_one_character_more_is_refused() -> None:
    assert cleaned("x" * 4_000) == "x" * 4_000
    with pytest.raises(InvalidInput, match=r"is 4,001 characters long; the most is 4,000\."):
        cleaned("x" * 4_001)


def test_five_million_characters_are_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidInput) as refusal:
        clean_text("x" * 5_000_000, field_name="rationale of P1", most=4_000, advice=PUT_IT_IN_A_DOCUMENT)

    assert str(refusal.value) == (
        "The rationale of P1 is 5,000,000 characters long; the most is 4,000. "
        "Shorten it, or put the detail in a document and name it as evidence."
    )


def test_length_is_counted_after_cleaning_and_in_characters() -> None:
    decomposed = "w\u0302" * 4_000

    assert cleaned(decomposed) == "ŵ" * 4_000
    assert cleaned("👮" * 4_000 + "\r\n  ") == "👮" * 4_000


def test_a_pile_of_accents_is_refused_before_it_costs_time() -> None:
    assert cleaned("Z" + "\u0301" * 30).endswith("\u0301")
    with pytest.raises(InvalidInput, match="holds more than 30 accents on one letter"):
        cleaned("Z" + "\u0301\u0323" * 16)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kent   Police ", "Kent Police"),
        ("Kent\nPolice\t2", "Kent Police 2"),
        ("one\vtwo\x0cthree\x85four\u2028five\u2029six", "one two three four five six"),
        ("one\x1ctwo\x1dthree\x1efour\x1ffive", "one two three four five"),
        ("W\u0302yna", "Ŵyna"),
        ("Ke\u200bnt\u200f Po\u2060lice\ufeff", "Kent Police"),
        ("Heddlu\u00a0Gwent", "Heddlu Gwent"),
        ("a \x01 b", "a b"),
        ("Dyfed-Powys\u202e", "Dyfed-Powys"),
    ],
)
def test_a_name_is_one_line_with_nothing_invisible_in_it(typed: str, kept: str) -> None:
    assert clean_name(typed, field_name="name") == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u2060", "\n"])
def test_a_name_of_nothing_visible_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        clean_name(typed, field_name="name of the lead force")

    assert str(refusal.value) == "The name of the lead force is empty. Give it between 1 and 200 characters."


def test_a_name_that_is_too_long_is_refused() -> None:
    assert clean_name("x" * NAME_LENGTH, field_name="name") == "x" * 200
    with pytest.raises(InvalidInput, match=r"^The name is 201 characters long; the most is 200\. Shorten it\.$"):
        clean_name("x" * 201, field_name="name")


def test_a_line_may_be_empty() -> None:
    assert clean_line(" \n ", field_name="reference of evidence 1 of P1", most=500) == ""


ANY_TEXT = st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)


@LAW
@given(ANY_TEXT)
@example("e\x07\u0301 \r\n\u202e x\u2029")
def test_cleaning_what_is_clean_changes_nothing(typed: str) -> None:
    try:
        text, line = cleaned(typed), clean_line(typed, field_name="reference", most=500)
    except InvalidInput:
        return

    assert cleaned(text) == text
    assert clean_line(line, field_name="reference", most=500) == line
    assert unicodedata.is_normalized("NFC", text)
    assert "\n" not in line
    assert not any(unicodedata.category(character) == "Cc" for character in text if character not in "\n\t")
