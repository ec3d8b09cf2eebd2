"""People: invite a person, give, confirm and remove access, and remove a person who has left."""

import streamlit as st

from assessment.actions.managing_people import invite_person
from assessment.actions.new_person import NewPerson
from assessment.errors import AssessmentError, NotSent
from assessment.rounds.names import name_contains
from assessment.services import services
from assessment.views.people_view import open_people
from pages.components.layout import notices, page_address, visit
from pages.components.people import person_card

here = visit.begin("people")
page_address.settle()
shown = open_people(here.store, here.actor)

st.title("People", anchor=False)
st.markdown(
    "Access lapses 90 days after it was last confirmed. When somebody's access changes, they are signed out and have "
    "to sign in again."
)
person_card.show_outcome()
with st.form("invite", enter_to_submit=False):
    st.subheader("Invite somebody", anchor=False)
    name = st.text_input("Name", key="name")
    email = st.text_input("E-mail address", key="email")
    names = [shown.force] if shown.force else [force.name for force in services().forces]
    force = st.selectbox(
        "Force", names, index=0 if shown.force else None, key="force", placeholder="No force, as for an inspector"
    )
    if st.form_submit_button("Invite", type="primary"):
        try:
            invited = invite_person(
                here.store,
                here.actor,
                NewPerson(name=name, email=email, force=force),
                mail_server=services().mail_server,
            )
        except NotSent as error:  # the person was added, and is in the list of the next run
            person_card.keep_outcome(error)
            st.rerun()
        except AssessmentError as error:
            notices.problem(error, title="Invitation not sent", fields={"name": "name", "email_invalid": "email"})
        else:
            person_card.keep_outcome(invited)
            st.rerun()

st.header("Everyone", anchor=False)
chosen = st.text_input("Name or e-mail address contains", key="filter")
for line in shown.people:
    if name_contains(f"{line.person.name} {line.person.email}", chosen):
        person_card.show(here, shown, line)
