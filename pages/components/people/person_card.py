"""One person on the People page: their access, and the buttons that change it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from assessment.access.permissions import ROLES
from assessment.actions.account_links import Invitation
from assessment.actions.managing_access import confirm_access, end_access, give_access
from assessment.actions.managing_people import deactivate_person, reactivate_person
from assessment.codes import PersonState, Reach, Role
from assessment.errors import AssessmentError, NotSent
from assessment.views.people_view import PeoplePage, PersonLine
from assessment.wording import label, words
from pages.components.layout import notices, session, typed
from pages.components.layout.visit import Visit
from pages.components.people import link_buttons
from pages.components.people.access_lines import describe_grant


def keep_outcome(outcome: Invitation | NotSent) -> None:
    """Keep the link of an invitation, or why it was not sent, for the next run, which shows it once."""
    session.keep_to_show(outcome)


def show_outcome() -> None:
    """Draw what was just done, or the link of an invitation, which is shown once."""
    shown = session.take_to_show()
    if isinstance(shown, Invitation) and shown.mailed_to:
        notices.done(f"A link was sent to {shown.mailed_to}. It works once, within seven days.")
    elif isinstance(shown, Invitation):
        notices.done(
            "Send this link to that person only. It works once, within seven days, and will not be shown again."
        )
        host = st.context.headers.get("Origin", "")
        st.code(f"{host}/account/invitation/{shown.secret}", language=None)
    elif isinstance(shown, NotSent):
        notices.problem(shown, title="Link not sent")
    elif isinstance(shown, str):
        notices.done(shown)


def show(here: Visit, shown: PeoplePage, line: PersonLine) -> None:
    """Draw the person."""
    person = line.person
    state = "" if person.state is PersonState.ACTIVE else words(person.state)
    with st.container(border=True, key=f"person-{person.id.hex}"):
        typed.line(
            " · ".join(filter(None, [person.email, person.force or "no force", state])),
            strong=f"{person.name} · ",
        )
        for each in line.grants:
            access, buttons = st.columns([3, 2], vertical_alignment="center")
            with access:
                typed.line(describe_grant(each))
            if line.is_self:
                continue
            with buttons, st.container(horizontal=True):
                key = each.grant.id.hex
                if st.button("Confirm access", key=f"confirm-{key}"):
                    _do("Access confirmed.", partial(confirm_access, here.store, here.actor, each.grant.id))
                if st.button("Remove access", key=f"end-{key}"):
                    _do("Access removed.", partial(end_access, here.store, here.actor, each.grant.id))
        if line.is_self:
            st.caption("This is you. Only somebody else can change your access.")
            return
        _give(here, shown, line)
        link_buttons.describe(line)
        with st.container(horizontal=True):
            if person.state is PersonState.DISABLED:
                if st.button("Allow person back", key=f"in-{person.id.hex}"):
                    _do(
                        "They can sign in again.",
                        lambda: reactivate_person(here.store, here.actor, person.id),
                    )
                return
            link_buttons.show(here, line, _do)
            if st.button("Remove person", key=f"go-out-{person.id.hex}"):
                _do(
                    "They can no longer sign in.",
                    lambda: deactivate_person(here.store, here.actor, person.id),
                )


def _give(here: Visit, shown: PeoplePage, line: PersonLine) -> None:
    key = line.person.id.hex
    with st.expander("Give access", key=f"give-{key}"), st.form(f"give form {key}"):
        role = st.selectbox("Role", list(shown.roles), index=None, key=f"role-{key}", format_func=label)
        collaboration = st.selectbox(
            "Collaboration",
            list(shown.collaborations),
            index=None,
            key=f"collaboration-{key}",
            format_func=shown.collaborations.__getitem__,
            help="Needed for a respondent, a lead or a board member.",
        )
        if st.form_submit_button("Give this access") and role is not None:
            needs = ROLES[role].reach in (Reach.COLLABORATION, Reach.COLLABORATION_FOR_A_FORCE)
            _do(
                "Access given.",
                lambda: give_access(
                    here.store,
                    here.actor,
                    line.person.id,
                    Role(role),
                    collaboration=collaboration if needs else None,
                ),
                fields={
                    **dict.fromkeys(("person_without_force", "role_not_yours_to_give"), f"role-{key}"),
                    **dict.fromkeys(("role_without_collaboration", "force_not_partner"), f"collaboration-{key}"),
                },
            )


def _do(done: str | None, change: Callable[[], object], *, fields: Mapping[str, str] | None = None) -> None:
    """Make the change and draw `done`, or what the change returned, on the next run; where it fails, draw why."""
    try:
        result = change()
    except AssessmentError as error:
        notices.problem(error, title="Not changed", fields=fields)
    else:
        session.keep_to_show(done if done is not None else result)
        st.rerun()
