"""Forces: the list to search and to add to, and one force, which is renamed, merged and ended there."""

import streamlit as st

from assessment.ids import ForceId
from assessment.views.forces_view import open_force, open_forces
from pages.components.forces import force_panel, force_table, new_force_form
from pages.components.layout import visit
from pages.components.people import outcome

here = visit.begin("forces")
named = st.query_params.get("force")
if named is not None:
    force_panel.show(here, open_force(here.store, here.actor, ForceId(named)))
else:
    st.title("Forces", anchor=False)
    outcome.show()
    st.html(
        '<p class="lede">A round shows each force by the name that it had on the day that its answers describe. A new '
        "round, and an invitation, offer the forces that are there today.</p>"
    )
    adding = st.container()
    sought = st.text_input("Name, region or policing body", key="find", bind="query-params", width=480)
    page = open_forces(here.store, here.actor, sought="".join(sign for sign in sought if sign.isprintable()))
    force_table.show(page)
    with adding:
        new_force_form.show(here, page)
