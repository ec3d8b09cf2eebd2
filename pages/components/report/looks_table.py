"""Who has looked at the assessment, for a lead: what that covers, and then the looks by day."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from assessment.views.looks_view import Look, open_looks
from pages.components.audit import by_day
from pages.components.layout import html_tables
from pages.components.layout.phrases import count
from pages.components.layout.visit import AssessmentVisit

_AT_ONCE: Final = 50
"""The number of lines that are shown at once; older ones are a click away."""


def show(here: AssessmentVisit) -> None:
    """Draw the looks, newest first."""
    st.header("Who has looked", anchor=False)
    st.markdown(
        "This covers every preview, issued report, export and comparison that somebody opened or saved, with each "
        "version issued, each decision of the board, each change of the classification, and each submission. "
        "Reading a page on the screen is not recorded."
    )
    looks = open_looks(here.store, here.actor, here.assessment)
    if not looks:
        st.info("Nobody has looked yet.")
        return
    _draw("Newest first", looks[:_AT_ONCE])
    if looks[_AT_ONCE:]:
        with st.expander(f"Earlier: {count(len(looks[_AT_ONCE:]), 'line')}"):
            _draw("Earlier, newest first", looks[_AT_ONCE:])


def _draw(order: str, looks: Sequence[Look]) -> None:
    by_day.show(
        f"{order}. Times are UK time. What one person did several times in a row on a day is one line.",
        ("Who", "What"),
        [(look, (html_tables.text(look.by), html_tables.text(_what(look)))) for look in looks],
    )


def _what(look: Look) -> str:
    return look.what if look.times == 1 else f"{look.what}, {count(look.times, 'time')}"
