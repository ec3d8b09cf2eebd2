"""Names sort and are found as people expect."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.rounds.names import name_contains, name_key, round_named
from tests.unit.rounds.exchange_texts import LAW


def test_names_sort_by_their_letters_whatever_their_case_and_accents() -> None:
    typed = ["Zara", "Écho", "Łukasz", "alan bates", "Ŵyna", "luke", "Øystein", "oz"]

    assert sorted(typed, key=name_key) == [
        "alan bates",
        "Écho",
        "Łukasz",
        "luke",
        "Øystein",
        "oz",
        "Ŵyna",
        "Zara",
    ]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Dŵr", "DW\u0302R"),
        ("dog unit", "Dog  Unit"),
        ("Straße", "STRASSE"),
        ("O’Brien", "O'Brien"),
        ("Dyfed–Powys", "Dyfed-Powys"),
        ("\ufb01rearms", "Firearms"),
    ],
)
def test_names_that_a_reader_takes_for_the_same_have_one_key(name: str, other: str) -> None:
    assert name_key(name) == name_key(other)


@pytest.mark.parametrize("sought", ["dŵr", "dw\u0302r", "DWR", " dwr ", "cymru", ""])
def test_a_name_is_found_however_it_is_typed(sought: str) -> None:
    assert name_contains("Tîm Dŵr Cymru", sought)


def test_a_name_is_not_found_by_other_letters() -> None:
    assert not name_contains("Tîm Dŵr Cymru", "dyr")


@LAW
@given(st.text(max_size=40))
def test_a_key_is_its_own_key_and_does_not_depend_on_composition(name: str) -> None:
    key = name_key(name)

    assert name_key(key) == key
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(unicodedata.normalize("NFC", name)) == key


def test_a_round_is_named_by_its_title_and_called_a_round_once() -> None:
    assert [round_named(title) for title in ("2026", "round 3", "Round table")] == [
        "Round 2026",
        "round 3",
        "Round table",
    ]
    assert round_named("2026", word="round") == "round 2026"
