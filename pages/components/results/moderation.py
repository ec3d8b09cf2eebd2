"""What an inspector does with a submission: begin to moderate it, publish it, or send it back with a reason."""

from functools import partial
from typing import Final

import streamlit as st

from assessment.actions.moderating import begin_moderation, publish_assessment, send_back
from assessment.codes import Stage
from assessment.dates import now, uk_date
from assessment.errors import AssessmentError
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import round_named
from assessment.rounds.text_rules import REASON_LENGTH
from pages.components.layout import html_parts, notices
from pages.components.layout.visit import AssessmentVisit

PLACE: Final = "moderation"
"""The part of the page with what an inspector can do."""
_REASON: Final = "send-back-reason"
_FIELDS: Final = {"move_reason_missing": _REASON, "reason": _REASON}


def show(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw how moderation stands, and what the inspector can do next."""
    who = here.store, here.actor, here.assessment
    match assessment.stage:
        case Stage.SUBMITTED:
            _say("Once moderation has begun, the lead can no longer withdraw the submission. Answers stay as they are.")
            if st.button("Begin moderation", type="primary", key="moderate"):
                notices.carry_out(
                    partial(begin_moderation, *who, at=now()),
                    "Moderation has begun.",
                    title="Moderation not begun",
                    at=PLACE,
                )
        case Stage.IN_MODERATION:
            _say(f"Moderation began on {_since(assessment)}. Publish the assessment, or send it back to its lead.")
            if st.button("Publish the assessment", type="primary", key="publish"):
                notices.carry_out(
                    partial(publish_assessment, *who, at=now()),
                    "The assessment is published.",
                    title="Not published",
                    at=PLACE,
                )
            _send_back(here, assessment)
        case Stage.PUBLISHED:
            _say(f"This assessment was published on {_since(assessment)}.")
            _send_back(here, assessment)


def _since(assessment: Assessment) -> str:
    return "" if assessment.moved_at is None else uk_date(assessment.moved_at)


def _say(words: str) -> None:
    notices.show_done(at=PLACE)
    html_parts.show(f'<h2 id="{PLACE}">Moderation</h2>', html_parts.paragraph(words))


def _send_back(here: AssessmentVisit, assessment: Assessment) -> None:
    with st.expander("Send it back to its lead"):
        st.markdown(
            "The assessment takes answers again. Until it is submitted once more you cannot read it, and it counts in "
            "no comparison. Its lead and everybody who works on it read the reason, which stays on record."
        )
        with st.form("send-back", border=False):
            reason = st.text_area("Reason", key=_REASON, help=f"At most {REASON_LENGTH:,} characters.")
            is_sent = st.form_submit_button("Send it back")
        if is_sent:
            try:
                send_back(here.store, here.actor, here.assessment, reason=reason, at=now())
            except AssessmentError as error:
                notices.problem(error, title="Not sent back", fields=_FIELDS)
            else:
                name = f"{assessment.collaboration.name}, {round_named(assessment.round.title, word='round')},"
                notices.keep_done(f"{name} is sent back to its lead.", at="home")
                st.switch_page("home.py")
