"""Facts with their sources, each with a row of fields, and one more row for a fact that is added."""

import streamlit as st

from assessment.codes import RegisterField
from assessment.errors import Sentence
from assessment.register import Fact
from assessment.rounds.text_rules import REASON_LENGTH, REFERENCE_LENGTH
from assessment.views.register_view import RegisteredCollaboration

_EMPTY = Fact(what="", source="", holds_for="")


def key(number: int, what: str) -> str:
    """Return the key of a field of a fact."""
    return f"register-fact-{number}-{what}"


def show(shown: RegisteredCollaboration, _: list[Sentence]) -> dict[str, object]:
    """Draw the rows, and return the facts that stand in them. A row that is emptied takes its fact out."""
    st.html('<p class="lede">One fact in each row. Empty a row to take its fact out.</p>')
    facts = [_row(number, each) for number, each in enumerate([*shown.entry.facts, _EMPTY])]
    return {RegisterField.FACTS: tuple(each for each in facts if each != _EMPTY)}


def _row(number: int, fact: Fact) -> Fact:
    what = st.text_area(
        "Fact, in a sentence", value=fact.what, key=key(number, "what"), max_chars=REASON_LENGTH, height=80
    )
    left, right = st.columns([2, 1])
    source = left.text_input(
        "Its source, such as a report and its page",
        value=fact.source,
        key=key(number, "source"),
        max_chars=REFERENCE_LENGTH,
    )
    holds_for = right.text_input(
        "Time for which it holds",
        value=fact.holds_for,
        key=key(number, "holds"),
        max_chars=10,
        placeholder="2019, 2019-04 or 2019-04-01",
    )
    return Fact(what=what.strip(), source=source.strip(), holds_for=holds_for.strip())
