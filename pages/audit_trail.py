"""Audit trail: search what was done, by whom and when. Answers themselves are not shown."""

from dataclasses import replace

import streamlit as st

from assessment.views.audit_view import AuditFilter, audit_filter_choices, search_audit
from pages.components.audit import audit_filters, by_day
from pages.components.layout import html_tables, visit
from pages.components.layout.phrases import count

here = visit.begin("audit_trail")
st.title("Audit trail", anchor=False)
st.markdown(
    "What was changed, issued and downloaded, and who signed in or was refused, newest first. Opening a page is not "
    "recorded. An entry for an answer shows that it was saved, not what it says. To check that the trail has not been "
    "altered, run “python -m assessment audit verify” on the server."
)


def _entries(filters: AuditFilter) -> None:
    """Draw the entries that match, newest first, and the choice of a page where there are several."""
    trail = search_audit(here.store, here.actor, filters)
    page = audit_filters.choose_page(trail.pages)
    if page > 1:
        trail = search_audit(here.store, here.actor, replace(filters, page=page))
    if not trail.lines:
        st.html('<p class="soft">No entries match. Remove a filter.</p>')
        return
    table = by_day.of(
        f"{count(trail.found, 'entry', 'entries')}. Times are UK time. Saves that one person made in a row are one "
        "line. The number and seal identify an entry in its chain; each report quotes them in its document control.",
        ["Who", "What", "Where", "Number and seal"],
        [
            (
                line,
                [
                    *map(html_tables.text, (line.by, line.what, line.chain)),
                    f'{line.numbers}<span class="sub">{line.seal}</span>',
                ],
            )
            for line in trail.lines
        ],
    )
    st.html(table)


chosen = audit_filters.choose(audit_filter_choices(here.store, here.actor))
if chosen is not None:
    _entries(chosen)
