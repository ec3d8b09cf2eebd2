"""What would lift a grade: the findings to put right and the statements to make true, each as one step."""

import streamlit as st

from assessment.bank.model import Bank
from assessment.scoring import statement_wording
from assessment.scoring.scores import Lift
from pages.components.layout.escaping import plain


def show(lift: Lift, bank: Bank) -> None:
    """Draw the fewest steps that reach the next grade."""
    st.markdown(plain(lift.sentence))
    st.markdown("\n".join(f"- {plain(step)}" for step in statement_wording.lift_steps(lift, bank)))
