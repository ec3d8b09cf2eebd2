"""The forces as a table, those that are there today first."""

import streamlit as st

from assessment.dates import uk_date
from assessment.views.forces_view import ForceLine, ForcesPage
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count


def show(page: ForcesPage) -> None:
    """Draw the forces that are sought, and how many they are."""
    if not page.lines:
        st.html('<p class="soft">No force matches this. Clear the search to see them all.</p>')
        return
    html_tables.show(
        f"{len(page.lines)} of {count(page.every, 'force')}",
        ["Force", "Kind", "Region", "Policing body", "Valid"],
        [
            [
                _name(line),
                in_html(f"{line.force.kind[0].upper()}{line.force.kind[1:]}"),
                in_html(line.force.region),
                in_html(line.force.policing_body or "") or '<span class="sub">Not given</span>',
                _valid(line),
            ]
            for line in page.lines
        ],
        kind="cards forces",
    )


def _name(line: ForceLine) -> str:
    link = html_links.to("forces", line.name, force=line.force.id)
    return f'{link}<span class="sub">{in_html(line.short_name)}</span>'


def _valid(line: ForceLine) -> str:
    """Return from when until when it is there, as far as that is known."""
    first, last = line.force.valid_from, line.force.valid_to
    known = " ".join(f"{word} {uk_date(day)}" for word, day in (("from", first), ("to", last)) if day is not None)
    into = f'<span class="sub">merged into {in_html(line.successor)}</span>' if line.successor else ""
    return f"{known[:1].upper()}{known[1:]}{into}" or '<span class="sub">No end known</span>'
