"""People: a list to search, and one person with their access, which is given, confirmed and removed there."""

from uuid import UUID

import streamlit as st

from assessment.access.viewer import PERSON_NOT_FOUND
from assessment.errors import NotFound
from assessment.ids import PersonId
from assessment.views.people_view import open_people, open_person
from pages.components.layout import html_links, paging, visit
from pages.components.people import outcome, people_table, person_panel


def person_in(address: str) -> PersonId:
    """Return the id that an address names. Raise :class:`NotFound` where it is none."""
    try:
        return PersonId(UUID(address))
    except ValueError:
        raise NotFound(PERSON_NOT_FOUND) from None


here = visit.begin("people")
named = st.query_params.get("person")
if named is not None:
    person_panel.show(here, open_person(here.store, here.actor, person_in(named)))
else:
    invite = html_links.to("invite", "Invite somebody", kind="button")
    st.html(f'<div class="section-head first"><h1>People</h1>{invite}</div>')
    outcome.show()
    st.html(
        '<p class="lede">Access lapses 90 days after it was last confirmed. When somebody\'s access changes, they are '
        "signed out and sign in again.</p>"
    )
    query = people_table.choose(here)
    people_table.show(here, open_people(here.store, here.actor, query, page=paging.page_in_address()), query)
