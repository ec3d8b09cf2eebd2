"""Start an assessment, of a new collaboration or as the next round of one, by hand or from an exported file."""

import streamlit as st

from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import import_assessment, start_assessment
from assessment.dates import now, uk_day
from assessment.errors import AssessmentError, InvalidInput
from assessment.rounds.assessment import Classification
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.services import services
from assessment.views.answered_assessment import assessment_id
from assessment.views.rounds_view import open_rounds_to_start_in
from assessment.views.starting_view import open_lookalikes, open_next_round
from pages.components.assessments import lookalike_list, start_fields, start_panel, upload
from pages.components.layout import html_links, notices, page_address, session, typed, visit

_STARTED = "The assessment is started."

here = visit.begin("start")
asked = st.query_params.get("follows")
follows = None if asked is None else assessment_id(asked)
open_now = open_rounds_to_start_in(here.store, here.actor, here.library)
taken_over = None if follows is None else open_next_round(here.store, here.actor, here.library, follows)
registered = None if follows is not None else start_fields.registered_in_address(here)
page_address.settle(
    follows=None if follows is None else str(follows), collaboration=None if registered is None else str(registered.id)
)
forces, own = services().forces, here.viewer.force
year = str(uk_day(now()).year)

if registered is not None:
    typed.title(f"Assess {registered.name}")
    typed.line("Partners and lead force are those of the register. Change what is different for this round.")
elif taken_over is None:
    st.title("Assess a collaboration", anchor=False)
    home = html_links.to("home", "Start its next round from Home")
    st.html(f'<p class="lede">Assessed before? {home}, so that the change can be shown.</p>')
else:
    before = taken_over.before
    notices.classification(before.classification)
    typed.title(f"Start the next round of {before.collaboration.name}")
    typed.line(
        "Partners and lead force are those of the register today, and the classification is that of "
        f"{before.round.title}. Change what is different."
    )
left, right = st.columns([5, 3], gap="large")
with left:
    shared = start_fields.shared_round(open_now, of=follows)
    if taken_over is not None and follows is not None and shared is not None:
        taken_over = open_next_round(here.store, here.actor, here.library, follows, on=shared.bank)
    known = taken_over or registered
    taken = ([own] if own else []) if known is None else known.partners
    partners = start_fields.partners(forces, taken, own=own, of=follows)
    with st.form(f"start-{follows}", enter_to_submit=False, border=False):
        leads = start_fields.lead_force(forces, partners, own if known is None else known.lead_force, of=follows)
        if known is None:
            collaboration = st.text_input(
                f"Name of the collaboration (at most {NAME_LENGTH} characters)", key="collaboration name"
            )
            is_another = lookalike_list.show(open_lookalikes(here.store, here.actor, collaboration))
        else:
            collaboration, is_another = known.name, False
        is_same_year = taken_over is not None and taken_over.before.round.title == year
        round_title, as_of = start_fields.title_and_date("" if is_same_year else year, shared, of=follows)
        classification = start_fields.classification(
            Classification.OFFICIAL if taken_over is None else taken_over.before.classification, of=follows
        )
        alone_before = taken_over is not None and bool(taken_over.before.forces)
        answers_alone = start_fields.answers_alone(at_first=alone_before, of=follows)
        carries_over = start_fields.carries_over(taken_over, of=follows)
        button = "Start the assessment" if taken_over is None else "Start the next round"
        is_sent = st.form_submit_button(button, type="primary")
with right:
    if taken_over is None:
        start_panel.before_you_start(here.library)
    else:
        start_panel.round_before(taken_over)
if is_sent:
    try:
        if as_of.day is None:
            raise InvalidInput(*as_of.problems)
        started = start_assessment(
            here.store,
            here.actor,
            here.library,
            NewAssessment(
                collaboration=collaboration,
                partners=partners,
                lead_force=leads,
                round_title=round_title,
                round=None if shared is None else shared.id,
                as_of=as_of.day,
                classification=classification,
                follows=follows,
                registered=None if registered is None else registered.id,
                answers_alone=answers_alone,
                carries_over=carries_over,
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
                "too_few_partners": f"partners-{follows}",
                "own_force_not_partner": f"partners-{follows}",
                "lead_force_missing": f"lead-{follows}",
                "lead_force_not_chosen_as_partner": f"lead-{follows}",
                "name of the collaboration": "collaboration name",
                "collaboration_looks_alike": "collaboration name",
                "title of the round": f"round-{follows}",
                "round_closed": f"shared-{follows}",
                "day_unclear": "as of",
                "carried_over_from_later": "as of",
                "carried_over_marked_higher": f"classification-{follows}",
            },
        )
    else:
        notices.keep_done(_STARTED, at="started")
        st.switch_page("respond.py", query_params={"assessment": str(started)})

with left, st.expander("Or start from a file exported from this service"):
    text = upload.exchange_file(here.person)
    is_another = text is not None and taken_over is None and lookalike_list.means_another(key="another in file")
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
            notices.keep_done(_STARTED, at="started")
            st.switch_page("respond.py", query_params={"assessment": str(imported)})
if not is_sent and not is_import:
    session.prepare_start()
