"""What an amendment changes, question by question, on its results; and the form that begins one."""

from functools import partial

import streamlit as st

from assessment.actions.amending import amend_assessment
from assessment.dates import now
from assessment.errors import AssessmentError
from assessment.rounds.text_rules import REASON_LENGTH
from assessment.views.results_view import Results
from pages.components.layout import html_tables, notices, session
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.layout.visit import AssessmentVisit
from pages.components.results import question_answer


def of(results: Results) -> str:
    """Return every question that differs from the version before, with its answer then and now, as HTML."""
    amendment = results.amendment
    if amendment is None:
        return ""
    heading = "<h2>What the amendment changes</h2>"
    if not amendment.questions:
        return f"{heading}<p>No answer differs from the version before.</p>"
    levels = len(results.opened.bank.scale)
    table = html_tables.of(
        "Every question whose answer differs",
        ("Question", "Before", "Now", "What differs"),
        [
            (
                f"{in_html(each.now.question.code)} {in_html(each.now.question.title)}",
                question_answer.level(each.before, levels=levels),
                question_answer.level(each.now, levels=levels),
                f'{in_html("; ".join(each.differs))}<span class="sub">{in_html(each.now.response.rationale)}</span>',
            )
            for each in amendment.questions
        ],
        kind="cards",
    )
    changed = f"{count(len(amendment.questions), 'answer')} of {len(results.opened.questions)}"
    return f"{heading}<p>{changed} {'differs' if len(amendment.questions) == 1 else 'differ'}.</p>{table}"


def show_form(here: AssessmentVisit) -> None:
    """Draw the form that begins an amendment, which opens once it is begun."""
    st.header("Amend", anchor=False)
    with st.expander("Correct what was submitted, in a new version that shows what differs"):
        st.markdown(
            "The amendment begins with every answer as it was submitted. This version goes on counting until the "
            "amendment is submitted, and stays to be read after that."
        )
        with st.form("amend", border=False):
            reason = st.text_area("Reason", key="amend-reason", help=f"At most {REASON_LENGTH:,} characters.")
            is_sent = st.form_submit_button("Begin the amendment")
    if not is_sent:
        session.prepare_start()
        return
    begin = partial(amend_assessment, here.store, here.actor, here.library, here.assessment)
    try:
        amendment = begin(reason=reason, at=now(), id=session.start_id())
    except AssessmentError as error:
        notices.problem(
            error, title="Not amended", fields={"move_reason_missing": "amend-reason", "reason": "amend-reason"}
        )
    else:
        notices.keep_done("The amendment is begun. Change what has to be corrected, then submit it.", at="started")
        st.switch_page("respond.py", query_params={"assessment": str(amendment)})
