"""A collaboration: what the register says of it, its rounds with the way to their pages, and what was changed."""

from contextlib import suppress
from uuid import UUID

import streamlit as st

from assessment.codes import NextStep, Permission
from assessment.errors import NotFound
from assessment.ids import CollaborationId
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.rounds.assessment import highest
from assessment.rounds.names import round_named
from assessment.views.answered_assessment import assessment_id
from assessment.views.collaboration_view import (
    CollaborationPage,
    CollaborationRounds,
    find_collaboration,
    open_collaboration,
)
from pages.components.assessments import collaboration_changes, round_table
from pages.components.layout import html_links, notices, page_address, typed, visit
from pages.components.register import edit_form, entry_sections, history_list, removal
from pages.components.register.parts import EditPart


def collaboration_in_address(here: visit.Visit) -> CollaborationId:
    """Return the collaboration that the address names, or that of an assessment that it names."""
    named, assessment = (st.query_params.get(each) for each in ("collaboration", "assessment"))
    if named is None and assessment is None:
        st.switch_page("register.py")
    if named is None:
        return find_collaboration(here.store, here.actor, assessment_id(assessment))
    with suppress(ValueError):
        return CollaborationId(UUID(named))
    raise NotFound(COLLABORATION_NOT_FOUND)


def invite(id: CollaborationId) -> str:
    """Return the way to invite people to the collaboration as HTML."""
    return html_links.to("invite", "Invite somebody", kind="quiet", collaboration=id)


def show_rounds(here: visit.Visit, page: CollaborationPage) -> None:
    """Draw the rounds that the viewer may read, and the way to start one."""
    rounds, ways = page.rounds, []
    if rounds is not None:
        newest = rounds.newest
        if here.viewer.may(Permission.INVITE, of=newest):
            ways.append(invite(newest.collaboration.id))
        if rounds.lines[0].next_step is NextStep.START_NEXT_ROUND:
            ways.append(html_links.to("start", "Start the next round", kind="button", follows=newest.id))
    else:
        id = page.registered.entry.id
        if page.may_invite:
            ways.append(invite(id))
        if page.may_start:
            ways.append(html_links.to("start", "Start the first assessment", kind="button", collaboration=id))
        if not ways:
            return
    st.html(f'<div class="section-head"><h2>Rounds</h2><div class="row">{"".join(ways)}</div></div>')
    if rounds is not None:
        round_table.show(rounds.lines)
        show_actions(rounds)


def show_actions(rounds: CollaborationRounds) -> None:
    """Draw how many actions of the newest round with any are done, and the way to them."""
    line = next((each for each in rounds.lines if each.actions), None)
    if line is not None:
        see = html_links.to("improvement_actions", "See the actions", kind="quiet", assessment=line.newest.id)
        st.html(f'<div class="section-head"><h2>Actions</h2><div class="row">{see}</div></div>')
        typed.line(
            f"{line.actions_done} of {line.actions} done, of {round_named(line.newest.round.title, word='round')}."
        )


here = visit.begin("collaboration")
id = collaboration_in_address(here)
page = open_collaboration(here.store, here.actor, here.library, id)
shown, rounds = page.registered, page.rounds
may_manage = rounds is not None and here.viewer.may(Permission.MANAGE_COLLABORATION, of=rounds.newest)
draft = collaboration_changes.draft_in_address(rounds) if may_manage else None
part = st.query_params.get("edit")
edited = EditPart(part) if shown.may_change and part in set(EditPart) else None
page_address.settle(collaboration=str(id), edit=edited, **collaboration_changes.address_of(draft))

if rounds is not None:
    notices.classification(highest(line.newest.classification for line in rounds.lines))
if draft is not None:
    collaboration_changes.ask_to_delete(here, draft)
elif edited is not None:
    edit_form.show(here, shown, edited)
else:
    typed.title(shown.entry.name)
    notices.show_done(at=collaboration_changes.DONE)
    notices.show_done(at=edit_form.SAVED)
    entry_sections.show_summary(shown)
    show_rounds(here, page)
    entry_sections.show_about(shown)
    entry_sections.show_agreement(shown)
    entry_sections.show_partners(shown)
    entry_sections.show_means(shown)
    entry_sections.show_sources(shown)
    history_list.show(shown)
    if page.may_remove:
        removal.show(here, id, shown.entry.name)
    if rounds is not None and may_manage:
        collaboration_changes.show(here, rounds, page.can_take_over)
