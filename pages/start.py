"""Start an assessment, of a new collaboration or as the next round of one, by hand or from an exported file."""

import streamlit as st

from assessment.actions.starting import NewAssessment, import_assessment, start_assessment
from assessment.dates import now, uk_day
from assessment.errors import AssessmentError
from assessment.rounds.assessment import Classification
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.services import services
from assessment.views.answered_assessment import assessment_id
from assessment.views.starting_view import open_lookalikes, open_next_round
from pages.components.assessments import lookalike_list, upload
from pages.components.layout import notices, page_address, session, typed, visit

here = visit.begin("start")
asked = st.query_params.get("follows")
follows = None if asked is None else assessment_id(asked)
taken_over = None if follows is None else open_next_round(here.store, here.actor, follows)
before = None if taken_over is None else taken_over.before
page_address.settle(follows=None if follows is None else str(follows))
names = [force.name for force in services().forces]
leads = None if taken_over is None else taken_over.lead_force

st.title("Start an assessment" if before is None else "Start the next round", anchor=False)
if before is not None:
    typed.heading(before.collaboration.name)
    typed.line(f"The round before: {before.round.title}, led by {before.collaboration.lead_force}")
# Each collaboration has fields of its own, so that none shows what was chosen for another.
with st.form(f"start-{follows}", enter_to_submit=False):
    if before is None:
        collaboration = st.text_input(
            "Name of the collaboration", key="collaboration name", help=f"At most {NAME_LENGTH} characters."
        )
        is_another = lookalike_list.show(open_lookalikes(here.store, here.actor, collaboration))
    else:
        collaboration, is_another = before.collaboration.name, False
    partners = st.multiselect(
        "Partner forces",
        names,
        default=[] if taken_over is None else list(taken_over.partners),
        key=f"partners-{follows}",
        placeholder="Choose every partner",
    )
    lead = st.selectbox(
        "Lead force",
        names,
        index=None if leads is None else names.index(leads),
        key=f"lead-{follows}",
        placeholder="Choose one of the partners",
    )
    round_title = st.text_input(
        "Title of this round", key=f"round-{follows}", help="For example, the year. Each round is one assessment."
    )
    as_of = st.date_input("Date the answers describe", value=uk_day(now()), format="DD/MM/YYYY", key="as of")
    classification = st.radio(
        "Classification",
        list(Classification),
        index=0 if before is None else list(Classification).index(before.classification),
        format_func=lambda each: each.value,
        key=f"classification-{follows}",
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
                follows=follows,
                is_another=is_another,
            ),
            at=now(),
            id=session.start_id(),
        )
    except AssessmentError as error:
        notices.problem(
            error,
            title="Assessment not started",
            fields={
                "name of the collaboration": "collaboration name",
                "collaboration_looks_alike": "collaboration name",
                "too_few_partners": f"partners-{follows}",
                "own_force_not_partner": f"partners-{follows}",
                "lead_force_missing": f"lead-{follows}",
                "lead_force_not_chosen_as_partner": f"lead-{follows}",
                "title of the round": f"round-{follows}",
            },
        )
    else:
        st.switch_page("respond.py", query_params={"assessment": str(started)})

with st.expander("Or start from a file exported from this service"):
    text = upload.exchange_file(here.person)
    is_another = text is not None and before is None and lookalike_list.means_another(key="another in file")
    is_import = text is not None and st.button("Start from this file")
    if text is not None and is_import:
        try:
            imported = import_assessment(
                here.store,
                here.actor,
                here.library,
                text,
                at=now(),
                id=session.start_id(),
                follows=follows,
                is_another=is_another,
            )
        except AssessmentError as error:
            notices.problem(error, title="File not imported")
        else:
            st.switch_page("respond.py", query_params={"assessment": str(imported)})
if not is_sent and not is_import:
    session.prepare_start()
