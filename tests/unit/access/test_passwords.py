"""Passwords: one typed in another Unicode form is the same password, and nothing that can be typed breaks the hash."""

import unicodedata

import pytest

from assessment.access.passwords import LONGEST, SHORTEST, hashed, matches, require_acceptable
from assessment.errors import InvalidInput

pytestmark = pytest.mark.usefixtures("slow_hashes")

WELSH = "cŵn mawr tân llyfrgell"
COMPOSED = unicodedata.normalize("NFC", WELSH)
DECOMPOSED = unicodedata.normalize("NFD", WELSH)


def test_a_hash_takes_the_work_that_owasp_asks_for() -> None:
    assert hashed(WELSH).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(("chosen", "typed"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_a_password_counts_in_whichever_unicode_form_it_is_typed(chosen: str, typed: str) -> None:
    assert len(COMPOSED) < len(DECOMPOSED)
    assert matches(hashed(chosen), typed)


def test_a_password_without_its_accents_is_another_password() -> None:
    assert not matches(hashed(COMPOSED), "cwn mawr tan llyfrgell")


def test_the_length_of_a_password_is_that_of_what_one_sees() -> None:
    longest = "ŷ" * LONGEST
    with pytest.raises(InvalidInput, match=f"has {SHORTEST - 1} characters"):
        require_acceptable(unicodedata.normalize("NFD", "ŷ" * (SHORTEST - 1)))
    with pytest.raises(InvalidInput, match="too easy to guess"):
        require_acceptable(unicodedata.normalize("NFD", longest))
    assert matches(hashed(longest), unicodedata.normalize("NFD", longest))


@pytest.mark.parametrize(
    "typed",
    ["\x00" * 12, "\ud800" * 12, "e" + "\u0301" * 100_000, "\U0001d15e" * 10_000],
    ids=["NUL", "half characters", "many accents", "characters that compose to more"],
)
def test_whatever_is_typed_as_a_password_is_compared(typed: str) -> None:
    assert not matches(hashed("walnut ferry crimson"), typed)
    assert matches(hashed(typed[:100]), typed[:100])
