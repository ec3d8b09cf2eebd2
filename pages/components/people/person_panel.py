"""One person's access, on a page of their own, and what changes it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from assessment.access.permissions import ROLES
from assessment.actions.managing_access import confirm_access, end_access, give_access
from assessment.actions.managing_people import deactivate_person, reactivate_person
from assessment.actions.moving_people import move_person
from assessment.codes import PersonState, Role
from assessment.errors import AssessmentError, InvalidInput
from assessment.services import services
from assessment.views.people_view import PersonPanel
from assessment.wording import label, words
from pages.components.layout import day_field, html_links, notices, typed
from pages.components.layout.visit import Visit
from pages.components.people import access_lines, link_buttons, outcome
from pages.components.people.role_words import EXPLAINED, NO_FORCE, NO_ROLE, UNTIL


def show(here: Visit, panel: PersonPanel) -> None:
    """Draw the person, their access, and what the viewer may change of it."""
    line, person = panel.line, panel.line.person
    st.html(f'<p class="codes">{html_links.to("people", "People")}</p>')
    typed.title(person.name)
    state = "" if person.state is PersonState.ACTIVE else words(person.state)
    typed.line(" · ".join(filter(None, [person.email, line.force or "no force", state])))
    outcome.show(about=f"{person.name} ({person.email})")
    st.header("Access", anchor=False)
    if not line.grants:
        typed.line("No access.")
    for each in line.grants:
        words_of_it, buttons = st.columns([3, 2], vertical_alignment="center")
        with words_of_it:
            typed.two_lines(access_lines.access(each), access_lines.how_long(each))
        if line.is_self:
            continue
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            key = each.grant.id.hex
            if st.button("Confirm for 90 days", key=f"confirm-{key}"):
                _do("Access confirmed.", partial(confirm_access, here.store, here.actor, each.grant.id))
            if st.button("Remove access", key=f"end-{key}"):
                _do("Access removed.", partial(end_access, here.store, here.actor, each.grant.id))
    if line.is_self:
        st.caption("This is you. Only somebody else can change your access.")
        return
    ids = [each.grant.id for each in line.grants]
    if len(ids) > 1 and st.button(f"Confirm all {len(ids)} for 90 days", key="confirm all"):
        _do("All access confirmed.", partial(confirm_access, here.store, here.actor, *ids))
    _give(here, panel)
    if here.viewer.may_manage(None):
        _move(here, panel)
    _sign_in(here, panel)


def _sign_in(here: Visit, panel: PersonPanel) -> None:
    """Draw whether and how the person signs in."""
    person = panel.line.person
    st.header("Sign-in", anchor=False)
    link_buttons.describe(panel)
    with st.container(horizontal=True):
        if person.state is PersonState.DISABLED:
            if st.button("Allow person back", key="in"):
                _do("They can sign in again.", lambda: reactivate_person(here.store, here.actor, person.id))
            return
        link_buttons.show(here, panel, _do)
        if st.button("Remove person", key="go-out"):
            _do("They can no longer sign in.", lambda: deactivate_person(here.store, here.actor, person.id))


def _give(here: Visit, panel: PersonPanel) -> None:
    with st.expander("Give more access", key="give"), st.form("give form"):
        role = st.radio(
            "Role",
            list(panel.roles),
            index=None,
            format_func=label,
            captions=[EXPLAINED[each] for each in panel.roles],
            key="role",
        )
        collaboration = st.selectbox(
            "Collaboration",
            list(panel.collaborations),
            index=None,
            key="collaboration",
            format_func=panel.collaborations.__getitem__,
            placeholder="None",
            help="A respondent, lead or board member needs one. An inspector without one reads all that is submitted.",
        )
        perspective = None
        if panel.perspectives:
            perspective = st.selectbox(
                "Answers as",
                list(panel.perspectives),
                index=None,
                key="perspective",
                format_func=label,
                placeholder="The force itself",
                help="For a respondent, where the collaboration asks others of the force beside its reply.",
            )
        until = day_field.show(UNTIL, of="last day of access", key="until", may_be_empty=True)
        if not st.form_submit_button("Give this access"):
            return
        if role is None or until.problems:
            unclear = InvalidInput(*([] if role else [NO_ROLE]), *until.problems)
            notices.problem(unclear, title="Not changed", fields={"role_missing": "role", "day_unclear": "until"})
        else:
            has_place = ROLES[role].may_name_collaborations
            _do(
                "Access given.",
                lambda: give_access(
                    here.store,
                    here.actor,
                    panel.line.person.id,
                    Role(role),
                    collaboration=collaboration if has_place else None,
                    until=until.day,
                    perspective=perspective,
                ),
                fields={
                    **dict.fromkeys(("person_without_force", "role_not_yours_to_give"), "role"),
                    **dict.fromkeys(("role_without_collaboration", "force_not_partner"), "collaboration"),
                    "perspective_not_asked": "perspective",
                    "access_ends_in_past": "until",
                },
            )


def _move(here: Visit, panel: PersonPanel) -> None:
    forces = services().forces
    with st.expander("Move to another force", key="move"), st.form("move form", border=False):
        st.caption("They keep the access that stands above. Remove and give what should change, too.")
        force = st.selectbox(
            "Force",
            list(forces),
            index=None,
            format_func=forces.__getitem__,
            key="move-to",
            placeholder="Choose a force",
            width=480,
        )
        if not st.form_submit_button("Move"):
            return
        if force is None:
            notices.problem(InvalidInput(NO_FORCE), title="Not changed", fields={"force_missing": "move-to"})
        else:
            person = panel.line.person
            _do(
                f"{person.name} belongs to {forces[force]} now.",
                lambda: move_person(here.store, here.actor, person.id, force),
            )


def _do(done: str | None, make: Callable[[], object], *, fields: Mapping[str, str] | None = None) -> None:
    """Make the change and draw `done`, or what the change returned, on the next run; where it fails, draw why."""
    try:
        result = make()
    except AssessmentError as error:
        notices.problem(error, title="Not changed", fields=fields)
    else:
        outcome.keep(done if done is not None else result)
        st.rerun()
