"""Audit trail: what was done, by whom and when, to search. What was answered is not shown."""

from dataclasses import replace

import streamlit as st

from assessment.moments import uk_moment
from assessment.views.trail import search_trail, trail_choices
from pages.components import tables, trail_search, visit
from pages.components.words import count

here = visit.begin("trail")
st.title("Audit trail", anchor=False)
st.markdown(
    "Everything that was done here, newest first. Of an answer it says that it was given, not which. "
    "Whether the trail is as it was written, python -m assessment audit verify says on the server."
)
asked = trail_search.choose(trail_choices(here.store, here.asker))
trail = search_trail(here.store, here.asker, asked)
page = trail_search.choose_page(trail.pages)
if page > 1:
    trail = search_trail(here.store, here.asker, replace(asked, page=page))
if trail.lines:
    tables.show(
        f"{count(trail.found, 'entry', 'entries')}. Times are UK time. "
        "Number and seal are an entry's place in its chain, as reports name it in their document control.",
        ["When", "Who", "What", "Where", "Number and seal"],
        [
            [
                uk_moment(line.at),
                tables.text(line.by),
                tables.text(line.what),
                tables.text(line.chain),
                tables.text(f"{line.number}, {line.seal}"),
            ]
            for line in trail.lines
        ],
        kind="cards",
    )
else:
    st.info("No entry fits. Take a filter away.")
