"""The register of collaborations: what everybody may see of each, to search and to filter."""

import streamlit as st

from assessment.views.register_view import open_register, open_register_choices
from pages.components.layout import notices, paging, visit
from pages.components.register import import_panel, new_entry_form, register_files, register_table
from pages.components.register.edit_form import SAVED

here = visit.begin("register")
st.title("Register", anchor=False)
notices.show_done(at=SAVED)
st.html(
    '<p class="lede">Police collaborations in England and Wales, as far as they are entered here. The people of a '
    "partner force see more on the page of each.</p>"
)
query = register_table.choose(open_register_choices(here.store, here.actor))
page = open_register(here.store, here.actor, query, page=paging.page_in_address())
register_table.show(page, query)
if page.number:
    register_files.show(query)
if page.may_register:
    new_entry_form.show(here)
    import_panel.show(here)
