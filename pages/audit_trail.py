"""Audit trail: what was done, by whom and when, to search. What was answered is not shown."""

from dataclasses import replace

import streamlit as st

from assessment.dates import uk_moment
from assessment.views.audit_view import audit_filter_choices, search_audit
from pages.components.audit import audit_filters
from pages.components.layout import html_tables, visit
from pages.components.layout.phrases import count

here = visit.begin("trail")
st.title("Audit trail", anchor=False)
st.markdown(
    "Everything that was done here, newest first. Of an answer it says that it was given, not which. "
    "Whether the trail is as it was written, python -m assessment audit verify says on the server."
)
asked = audit_filters.choose(audit_filter_choices(here.store, here.actor))
trail = search_audit(here.store, here.actor, asked)
page = audit_filters.choose_page(trail.pages)
if page > 1:
    trail = search_audit(here.store, here.actor, replace(asked, page=page))
if trail.lines:
    html_tables.show(
        f"{count(trail.found, 'entry', 'entries')}. Times are UK time. "
        "Number and seal are an entry's place in its chain, as reports name it in their document control.",
        ["When", "Who", "What", "Where", "Number and seal"],
        [
            [
                uk_moment(line.at),
                html_tables.text(line.by),
                html_tables.text(line.what),
                html_tables.text(line.chain),
                html_tables.text(f"{line.number}, {line.seal}"),
            ]
            for line in trail.lines
        ],
        kind="cards",
    )
else:
    st.info("No entry fits. Take a filter away.")
