"""The links to what is sought in the register as files."""

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from assessment.codes import ExportForm
from assessment.store.register_search import RegisterQuery
from assessment.wording import words
from pages.components.report import file_links

_FORMS: Final = (ExportForm.CSV, ExportForm.XLSX, ExportForm.JSON)


def show(query: RegisterQuery) -> None:
    """Draw a link for each form. A file holds every page of what is sought."""
    asked = urlencode(query.to_query())
    links = (
        file_links.to(f"/files/register.{form}{asked and f'?{asked}'}", f"Download as {words(form)}", kind="quiet")
        for form in _FORMS
    )
    st.html(f'<div class="links">{"".join(links)}</div>')
