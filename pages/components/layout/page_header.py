"""The header of every page of one assessment: its classification, its name, and links to its other pages."""

import streamlit as st

from assessment.codes import Permission
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.names import round_named
from pages.components.layout import frame_places, html_links, notices, phrases
from pages.components.layout.escaping import in_html
from pages.components.layout.visit import Visit
from pages.menu import PAGES


def show(
    here: Visit, assessment: Assessment, *, title: str, page: str, classification: Classification | None = None
) -> None:
    """Draw the header and the title of the page.

    `classification` is that of the page where it shows more than this assessment.
    """
    show_context(here, assessment, page=page, classification=classification)
    st.title(title, anchor=False)


def show_context(
    here: Visit, assessment: Assessment, *, page: str, classification: Classification | None = None
) -> None:
    """Draw the header alone. Of its links, that to `page` is marked as the page that is being shown."""
    notices.classification(classification or assessment.classification)
    collaboration = assessment.collaboration
    tabs = [
        entry
        for entry in PAGES
        if entry.tab
        and here.viewer.may(entry.permission, of=assessment)
        and (assessment.forces or not entry.only_alone)
    ]
    is_reader = not here.viewer.may(Permission.RESPOND, of=assessment)
    links = "".join(
        html_links.to(
            entry.name,
            (is_reader and entry.tab_to_read) or entry.tab,
            is_current=entry.name == page,
            assessment=assessment.id,
        )
        for entry in tabs
    )
    own = assessment.own_force
    meant = "" if own is None or assessment.other_choices else f" · you answer for {in_html(own.name)}"
    state = f"{in_html(round_named(assessment.round.title))} · {phrases.stage(assessment)}{meant}"
    name = html_links.to("collaboration", collaboration.name, collaboration=collaboration.id)
    frame_places.context().html(
        f'<div class="context"><p>{name} <span>{state}</span></p>'
        f'<nav aria-label="{in_html(collaboration.name)}">{links}</nav></div>{_choices(assessment, page)}'
    )


def _choices(assessment: Assessment, page: str) -> str:
    """Return for whom the page is, with links to the others that the viewer may answer for, as HTML."""
    if not assessment.other_choices:
        return ""
    choices = [
        f"<strong>{in_html(each.name)}</strong>"
        if each == assessment.own_force
        else html_links.to(page, each.name, assessment=assessment.id, of=each.id)
        for each in assessment.alone
        if each.id in assessment.choices
    ]
    return f'<p class="whom">You answer for {" ".join(choices)}</p>'
