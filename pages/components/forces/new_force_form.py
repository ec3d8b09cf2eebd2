"""The form that adds a force to the list."""

import streamlit as st

from assessment.actions.managing_forces import NewForce, add_force
from assessment.errors import AssessmentError, InvalidInput
from assessment.views.forces_view import ForcesPage
from pages.components.layout import day_field, notices
from pages.components.layout.visit import Visit
from pages.components.people import outcome


def show(here: Visit, page: ForcesPage) -> None:
    """Draw the form. Kind, region and country are chosen among those on the list."""
    with st.expander("Add a force", key="add"), st.form("add form", enter_to_submit=False, border=False):
        name = st.text_input("Name", key="name", width=480)
        short_name = st.text_input("Short name", key="short name", width=480)
        kind = st.selectbox("Kind", page.kinds, index=None, key="kind", placeholder="Choose a kind", width=480)
        region = st.selectbox("Region", page.regions, index=None, key="region", placeholder="Choose it", width=480)
        country = st.selectbox(
            "Country", page.countries, index=None, key="country", placeholder="Choose one", width=480
        )
        body = st.text_input("Policing body (leave empty if you do not know)", key="body", width=480)
        since = day_field.show(
            "First day, such as 1 April 2028 (leave empty if it has been there for long)",
            of="first day of the force",
            key="since",
            may_be_empty=True,
        )
        if not st.form_submit_button("Add the force", type="primary"):
            return
    try:
        if since.problems:
            raise InvalidInput(*since.problems)
        add_force(
            here.store,
            here.actor,
            NewForce(
                name=name,
                short_name=short_name,
                kind=kind,
                region=region,
                country=country,
                policing_body=body,
                valid_from=since.day,
            ),
        )
    except AssessmentError as error:
        fields = {
            "name of the force": "name",
            "force_name_taken": "name",
            "short name of the force": "short name",
            "kind": "kind",
            "region": "region",
            "country": "country",
            "policing body": "body",
            "day_unclear": "since",
        }
        notices.problem(error, title="Force not added", fields=fields)
    else:
        outcome.keep(f"{name.strip()} was added.")
        st.rerun()
