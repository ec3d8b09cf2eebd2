"""What a lead can take back: the submission for some days, to go on answering, or the assessment as a whole."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from assessment.access import Actor
from assessment.actions.withdrawing import withdraw_assessment, withdraw_submission
from assessment.dates import now, uk_date
from assessment.ids import AssessmentId
from assessment.rounds.text_rules import REASON_LENGTH
from assessment.rounds.withdrawal import last_day_to_withdraw
from assessment.store import Store
from assessment.views.check_view import Check
from pages.components.layout import notices, typed
from pages.components.layout.visit import AssessmentVisit


def show(here: AssessmentVisit, check: Check, submitted_at: datetime) -> None:
    """Draw the forms that withdraw or, where the submission cannot be withdrawn, why."""
    st.header("Withdraw", anchor=False)
    if check.withdrawal_refused is not None:
        typed.line(check.withdrawal_refused)
    else:
        last_day = uk_date(last_day_to_withdraw(submitted_at))
        with st.expander(f"The submission: possible until {last_day}, while no report of it has been issued"):
            st.markdown(
                "The assessment takes answers again, and only those who work on it and its board can read it. "
                "The reason stays on record and is shown under Who has looked."
            )
            _form(
                here,
                "Withdraw the submission",
                _take_back,
                key="withdraw",
                done="The submission is withdrawn. The assessment takes answers again.",
            )
    with st.expander("The whole assessment: it counts no more, and cannot be brought back"):
        st.markdown(
            "Whoever can read it now can still read it, marked as withdrawn, with the reason. It leaves the "
            "comparison, and no report of it is made any more. To answer again, start the next round."
        )
        _form(
            here,
            "Withdraw the assessment",
            _withdraw,
            key="withdraw-assessment",
            done="The assessment is withdrawn.",
        )


def _form(
    here: AssessmentVisit,
    button: str,
    withdraw: Callable[[Store, Actor, AssessmentId, str], None],
    *,
    key: str,
    done: str,
) -> None:
    field = f"{key}-reason"
    with st.form(key, border=False):
        reason = st.text_area("Reason", key=field, help=f"At most {REASON_LENGTH:,} characters.")
        is_sent = st.form_submit_button(button)
    if is_sent:
        notices.carry_out(
            lambda: withdraw(here.store, here.actor, here.assessment, reason),
            done,
            title="Not withdrawn",
            at="check",
            fields={"move_reason_missing": field, "reason": field},
        )


def _take_back(store: Store, actor: Actor, id: AssessmentId, reason: str) -> None:
    withdraw_submission(store, actor, id, reason=reason, at=now())


def _withdraw(store: Store, actor: Actor, id: AssessmentId, reason: str) -> None:
    withdraw_assessment(store, actor, id, reason=reason, at=now())
