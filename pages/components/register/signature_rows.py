"""Who has signed the agreement for each partner force, and when."""

from typing import Final

import streamlit as st

from assessment.codes import RegisterField, Signatory
from assessment.errors import Sentence
from assessment.ids import ForceId
from assessment.register import Signature
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import words
from pages.components.layout import day_field, typed

ANCHOR: Final = "register-signatures"


def show(shown: RegisteredCollaboration, problems: list[Sentence]) -> dict[str, object]:
    """Draw a box and a day for each who signs, and return the signatures that stand in them."""
    entry = shown.entry
    forces = dict.fromkeys(
        [*(each.force for each in entry.partners_on(shown.today)), *(each.force for each in entry.signatures)]
    )
    stored = {(each.force, each.signatory): each for each in entry.signatures}
    rows = []
    with st.container(key=ANCHOR):
        st.html("<h2>Signatures</h2>")
        if not forces:
            st.html('<p class="soft">Add the partners first.</p>')
        for force in forces:
            typed.heading(shown.forces.by_id[force].name_on(shown.today))
            rows += [_row(force, who, stored.get((force, who)), problems) for who in Signatory]
    return {RegisterField.SIGNATURES: tuple(each for each in rows if each is not None)}


def _row(
    force: ForceId,
    who: Signatory,
    stored: Signature | None,
    problems: list[Sentence],
) -> Signature | None:
    key = f"register-signature-{force}-{who}"
    left, right = st.columns(2, vertical_alignment="bottom")
    has_signed = left.checkbox(f"The {words(who)} has signed", value=stored is not None, key=key)
    day = day_field.show(
        f"Day on which the {words(who)} signed",
        of="signatures",
        key=f"{key}-on",
        first=None if stored is None else stored.signed_on,
        may_be_empty=True,
        placeholder="1 April 2020",
        place=right,
    )
    problems += day.problems
    if not has_signed and day.day is None:
        return None
    return Signature(force=force, signatory=who, signed_on=day.day)
