"""People: invite them, give and end their access, confirm it, and let them go."""

import streamlit as st

from assessment.actions.managing_people import invite_person
from assessment.actions.new_person import NewPerson
from assessment.errors import AssessmentError
from assessment.services import services
from assessment.views.people_view import open_people
from pages.components.layout import notices, page_address, visit
from pages.components.people import person_card

here = visit.begin("people")
page_address.settle()
shown = open_people(here.store, here.actor)

st.title("People", anchor=False)
st.markdown(
    "Access lapses 90 days after it was last confirmed. Whoever's access changes is signed out, and signs in again."
)
problems = st.container()
with problems:
    person_card.tell()
with st.form("invite", enter_to_submit=False):
    st.subheader("Invite somebody", anchor=False)
    name = st.text_input("Name", key="name")
    email = st.text_input("E-mail address", key="email")
    names = [shown.force] if shown.force else [force.name for force in services().forces]
    force = st.selectbox(
        "Force", names, index=0 if shown.force else None, key="force", placeholder="None: an inspector, for example"
    )
    if st.form_submit_button("Invite", type="primary"):
        try:
            invited = invite_person(here.store, here.actor, NewPerson(name=name, email=email, force=force))
        except AssessmentError as error:
            with problems:
                notices.problem(error, title="Nobody is invited")
        else:
            person_card.keep_link(invited)
            st.rerun()

st.header("Everybody", anchor=False)
chosen = st.text_input("Name or e-mail address contains", key="filter")
for line in shown.people:
    if chosen.casefold() in f"{line.person.name} {line.person.email}".casefold():
        person_card.show(here, shown, line, problems)
