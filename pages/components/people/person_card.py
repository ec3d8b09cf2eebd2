"""One person on the People page: their access, and what can be done about it."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.access.permissions import ROLES
from assessment.actions.managing_people import (
    Invitation,
    confirm_access,
    deactivate_person,
    end_access,
    give_access,
    invite_again,
    reactivate_person,
)
from assessment.codes import PersonState, Reach, Role
from assessment.errors import AssessmentError
from assessment.views.people_view import PeoplePage, PersonLine
from assessment.wording import label
from pages.components.layout import notices, session, typed
from pages.components.layout.visit import Visit
from pages.components.people.access_lines import sentence

_STATES = {
    PersonState.INVITED: "invited, has not chosen a password yet",
    PersonState.DISABLED: "cannot sign in",
    PersonState.ACTIVE: "",
}


def keep_link(invited: Invitation) -> None:
    """Let the next run show the link of an invitation."""
    session.keep_to_show(invited)


def tell() -> None:
    """What was just done: the link of an invitation, which is shown once."""
    shown = session.take_to_show()
    if isinstance(shown, Invitation):
        notices.done("Invited. Send this link to them alone. It counts once, for seven days, and is not shown again.")
        host = st.context.headers.get("Origin", "")
        st.code(f"{host}/account/invitation/{shown.secret}", language=None)
    elif isinstance(shown, str):
        notices.done(shown)


def show(here: Visit, shown: PeoplePage, line: PersonLine, problems: DeltaGenerator) -> None:
    """Draw the person."""
    person = line.person
    state = _STATES.get(person.state, "")
    with st.container(border=True, key=f"person-{person.id.hex}"):
        typed.line(
            " · ".join(filter(None, [person.email, person.force or "no force", state])),
            strong=f"{person.name} · ",
        )
        for each in line.grants:
            words, buttons = st.columns([3, 2], vertical_alignment="center")
            with words:
                typed.line(sentence(each))
            if line.is_self:
                continue
            with buttons, st.container(horizontal=True):
                key = each.grant.id.hex
                if st.button("Confirm", key=f"confirm-{key}"):
                    _do(problems, "Confirmed.", partial(confirm_access, here.store, here.actor, each.grant.id))
                if st.button("End", key=f"end-{key}"):
                    _do(problems, "Ended.", partial(end_access, here.store, here.actor, each.grant.id))
        if line.is_self:
            st.caption("This is you. Somebody else changes your access.")
            return
        _give(here, shown, line, problems)
        with st.container(horizontal=True):
            if person.state is PersonState.DISABLED:
                if st.button("Let them sign in again", key=f"in-{person.id.hex}"):
                    _do(
                        problems,
                        "They can sign in again.",
                        lambda: reactivate_person(here.store, here.actor, person.id),
                    )
                return
            if st.button("New link to choose a password", key=f"again-{person.id.hex}"):
                _do(problems, None, lambda: invite_again(here.store, here.actor, person.id))
            if st.button("They have left", key=f"go-out-{person.id.hex}"):
                _do(
                    problems,
                    "They cannot sign in any more.",
                    lambda: deactivate_person(here.store, here.actor, person.id),
                )


def _give(here: Visit, shown: PeoplePage, line: PersonLine, problems: DeltaGenerator) -> None:
    key = line.person.id.hex
    with st.expander("Give access", key=f"give-{key}"), st.form(f"give form {key}"):
        role = st.selectbox("Role", list(shown.roles), index=None, key=f"role-{key}", format_func=label)
        collaboration = st.selectbox(
            "Collaboration",
            list(shown.collaborations),
            index=None,
            key=f"collaboration-{key}",
            format_func=shown.collaborations.__getitem__,
            help="For a respondent, a lead and a board member.",
        )
        if st.form_submit_button("Give this access") and role is not None:
            needs = ROLES[role].reach in (Reach.COLLABORATION, Reach.COLLABORATION_FOR_A_FORCE)
            _do(
                problems,
                "Given.",
                lambda: give_access(
                    here.store,
                    here.actor,
                    line.person.id,
                    Role(role),
                    collaboration=collaboration if needs else None,
                ),
            )


def _do(problems: DeltaGenerator, words: str | None, change: Callable[[], object]) -> None:
    """Do it, and say so on the next run; or say why not."""
    try:
        made = change()
    except AssessmentError as error:
        with problems:
            notices.problem(error, title="Nothing is changed")
    else:
        session.keep_to_show(words if words is not None else made)
        st.rerun()
