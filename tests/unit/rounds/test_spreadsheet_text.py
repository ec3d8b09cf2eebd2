"""Typed text as a cell: never a formula, and read back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.rounds.spreadsheet_text import as_text, from_text


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|cmd"])
def test_typed_text_is_never_a_formula(typed: str) -> None:
    assert as_text(typed) == f"'{typed}"


def test_ordinary_text_is_left_as_it_is() -> None:
    assert as_text("Dogs & ŵ, 2-3") == "Dogs & ŵ, 2-3"


@given(st.text(alphabet="'= +-@a1\n"))
def test_what_was_typed_is_read_back(typed: str) -> None:
    assert from_text(as_text(typed)) == typed
