"""Start an assessment: name the collaboration and choose its partner forces, or import an exported file."""

import streamlit as st

from assessment.actions.starting import NewAssessment, import_assessment, start_assessment
from assessment.dates import UK, now
from assessment.errors import AssessmentError
from assessment.rounds.assessment import Classification
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.services import services
from pages.components.assessments import upload
from pages.components.layout import notices, page_address, session, visit

here = visit.begin("start")
page_address.settle()
names = [force.name for force in services().forces]

st.title("Start an assessment", anchor=False)
problems = st.container()
with st.form("start", enter_to_submit=False):
    collaboration = st.text_input(
        "Name of the collaboration", key="collaboration", help=f"At most {NAME_LENGTH} characters."
    )
    partners = st.multiselect("Partner forces", names, key="partners", placeholder="Choose every partner")
    lead = st.selectbox("Lead force", names, index=None, key="lead", placeholder="Choose one of the partners")
    round_title = st.text_input(
        "Title of this round", key="round", help="For example, the year. Each round is one assessment."
    )
    as_of = st.date_input(
        "Date the answers describe", value=now().astimezone(UK).date(), format="DD/MM/YYYY", key="as of"
    )
    classification = st.radio(
        "Classification",
        list(Classification),
        format_func=lambda each: each.value,
        key="classification",
        help="Shown on every screen and report page of this assessment. You can raise it later on the Report page.",
    )
    is_sent = st.form_submit_button("Start the assessment", type="primary")
if is_sent:
    try:
        started = start_assessment(
            here.store,
            here.actor,
            here.library,
            NewAssessment(
                collaboration=collaboration,
                partners=partners,
                lead_force=lead,
                round_title=round_title,
                as_of=as_of,
                classification=classification or Classification.OFFICIAL,
            ),
            at=now(),
            id=session.start_id(),
        )
    except AssessmentError as error:
        with problems:
            notices.problem(error, title="Assessment not started")
    else:
        st.switch_page("respond.py", query_params={"assessment": str(started)})

with st.expander("Or start from a file exported from this service"):
    text = upload.exchange_file()
    is_import = text is not None and st.button("Start from this file")
    if text is not None and is_import:
        try:
            imported = import_assessment(here.store, here.actor, here.library, text, at=now(), id=session.start_id())
        except AssessmentError as error:
            with problems:
                notices.problem(error, title="File not imported")
        else:
            st.switch_page("respond.py", query_params={"assessment": str(imported)})
if not is_sent and not is_import:
    session.prepare_start()
