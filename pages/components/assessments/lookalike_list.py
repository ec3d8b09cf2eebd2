"""The collaborations that a new one looks like, with the way to their next round, and the choice to start another."""

from collections.abc import Sequence

import streamlit as st

from assessment.views.starting_view import Lookalike
from pages.components.layout import next_step, typed


def show(alike: Sequence[Lookalike]) -> bool:
    """Draw the collaborations and the choice, if there are any. Return True if another one is meant."""
    for each in alike:
        with st.container(border=True):
            led = f"Led by {each.lead_force}" if each.lead_force else "No lead force is known"
            newest = f"\nIts newest round is {each.newest.round.title}." if each.newest is not None else ""
            partners = f", with {', '.join(each.partners)}" if each.partners else ""
            typed.line(f"{led}{partners}.{newest}", strong=f"{each.entry.name} is here already. ")
            if each.newest is not None and each.can_start_next:
                next_step.link_to_next_round(each.newest.id)
            elif each.can_start_first:
                next_step.link_to_first_assessment(each.entry.id)
            else:
                st.markdown("One of its leads can start its next round.")
    return bool(alike) and means_another(key="another")


def means_another(*, key: str) -> bool:
    """Draw the choice to start another collaboration of the same name. Return True if it is made."""
    return st.checkbox("This is another collaboration, even if one has the same name", key=key)
