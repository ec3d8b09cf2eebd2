"""The evidence of one response: a row of fields for each piece."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import streamlit as st
import uuid6

from assessment.ids import EvidenceId
from assessment.rounds.response import Evidence, Response
from assessment.rounds.text_rules import EVIDENCE_COUNT
from pages.components.layout import session

if TYPE_CHECKING:
    from pages.components.question.response_fields import Keys

_EARLIEST: Final = date(1990, 1, 1)
"""The first day the calendar offers, unless an imported file holds an earlier one."""


def draw(keys: "Keys", shown: Response) -> None:
    """Draw a row for each piece of evidence, and the button for one more."""
    items = {item.id: item for item in shown.evidence}
    rows = session.rows(shown)
    for id in rows:
        _row(keys, items.get(id) or Evidence(id=id, title=""))
    st.button(
        "Add evidence",
        key=keys.add,
        icon=":material/add:",
        disabled=len(rows) >= EVIDENCE_COUNT,
        on_click=_add,
    )


def held(keys: "Keys", base: Evidence | None, id: EvidenceId) -> Evidence:
    """Return the evidence in a row's fields now; its title may be empty."""
    item = base or Evidence(id=id, title="")
    fields = {part: st.session_state.get(keys.evidence(id, part), value) for part, value in parts(item)}
    return Evidence(
        id=id,
        title=(fields["title"] or "").strip(),
        reference=fields["reference"] or "",
        dated=fields["dated"],
    )


def parts(item: Evidence) -> Iterator[tuple[str, object]]:
    """Yield the name of each field in a row, with its value for a piece of evidence."""
    yield "title", item.title
    yield "reference", item.reference
    yield "dated", item.dated


def _row(keys: "Keys", item: Evidence) -> None:
    with st.container(border=True, key=keys.evidence(item.id, "row")):
        st.text_input("Title of the evidence", value=item.title, key=keys.evidence(item.id, "title"))
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        left.text_input("Reference or where to find it", value=item.reference, key=keys.evidence(item.id, "reference"))
        right.date_input(
            "Date of the evidence",
            value=item.dated,
            key=keys.evidence(item.id, "dated"),
            format="DD/MM/YYYY",
            min_value=min(_EARLIEST, item.dated or _EARLIEST),
        )
        st.button("Remove", key=keys.evidence(item.id, "remove"), on_click=session.remove_row, args=(item.id,))


def _add() -> None:
    session.add_row(EvidenceId(uuid6.uuid7()))
