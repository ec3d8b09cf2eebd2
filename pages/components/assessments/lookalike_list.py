"""The collaborations that a new one looks like, with the way to their next round, and the choice to start another."""

from collections.abc import Sequence

import streamlit as st

from assessment.views.starting_view import Lookalike
from pages.components.layout import next_step, typed


def show(alike: Sequence[Lookalike]) -> bool:
    """Draw the collaborations and the choice, if there are any. Return True if another one is meant."""
    for each in alike:
        assessment, collaboration = each.assessment, each.assessment.collaboration
        with st.container(border=True):
            typed.line(
                f"Led by {collaboration.lead_force.name}, with {', '.join(collaboration.partner_names)}.\n"
                f"Its newest round is {assessment.round.title}.",
                strong=f"{collaboration.name} is here already. ",
            )
            if each.can_start_next:
                next_step.link_to_next_round(assessment.id)
            else:
                st.markdown("One of its leads can start its next round.")
    return bool(alike) and means_another(key="another")


def means_another(*, key: str) -> bool:
    """Draw the choice to start another collaboration of the same name. Return True if it is made."""
    return st.checkbox("This is another collaboration, even if one has the same name", key=key)
