"""The classification of an assessment on the Report page, and the ways to raise and to lower it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from assessment.actions.classifying import lower_classification, raise_classification
from assessment.codes import Permission
from assessment.dates import now
from assessment.errors import AssessmentError
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.text_rules import REASON_LENGTH
from pages.components.layout import html_parts, notices
from pages.components.layout.visit import Visit


def show(here: Visit, assessment: Assessment) -> None:
    """Draw what the viewer may do about the classification, which stands above on the page."""
    order = list(Classification)
    place = order.index(assessment.classification)
    marked = f"The assessment is marked {assessment.classification.value}, at the top and bottom of every page."
    html_parts.show("<h2>Classification</h2>", notices.done_html(at="classification"), html_parts.paragraph(marked))
    if here.viewer.may(Permission.RESPOND, of=assessment):
        for higher in order[place + 1 :]:
            if st.button(f"Raise the classification to {higher.value}", help=_HELP, key=f"raise-{higher.name}"):
                _change(
                    partial(raise_classification, here.store, here.actor, assessment.id, higher, at=now()),
                    f"The classification is now {higher.value}.",
                )
    if assessment.is_draft and here.viewer.may(Permission.LOWER_CLASSIFICATION, of=assessment):
        for lower in order[:place]:
            _lower(here, assessment, lower)


_HELP = (
    "Shown at the top and bottom of every page. OFFICIAL-SENSITIVE is for what only people who need to know may see. "
    "Only a lead can lower it again, with a reason, and not after submission."
)


def _lower(here: Visit, assessment: Assessment, lower: Classification) -> None:
    with st.expander(f"Lower the classification to {lower.value}"), st.form(f"lower-{lower.name}"):
        kept = f"At most {REASON_LENGTH:,} characters. It is kept on record and shown under Who has looked."
        reason = st.text_area("Reason", key=f"reason-{lower.name}", help=kept)
        if st.form_submit_button(f"Lower to {lower.value}"):
            _change(
                partial(lower_classification, here.store, here.actor, assessment.id, lower, reason=reason, at=now()),
                f"The classification is now {lower.value}.",
                fields=dict.fromkeys(("classification_reason_missing", "reason"), f"reason-{lower.name}"),
            )


def _change(change: Callable[[], None], done: str, *, fields: Mapping[str, str] | None = None) -> None:
    try:
        change()
    except AssessmentError as error:
        notices.problem(error, title="Classification not changed", fields=fields)
    else:
        notices.keep_done(done, at="classification")
        st.rerun()
