"""The form that invites somebody: name, address, force, role, where, and until when."""

from collections.abc import Iterable, Mapping

import streamlit as st

from assessment.access.grant import LAPSES_AFTER
from assessment.access.permissions import ROLES
from assessment.actions.inviting import invite_person
from assessment.actions.new_access import NewAccess
from assessment.actions.new_person import NewPerson
from assessment.codes import Perspective, Reach, Role
from assessment.dates import now, uk_day
from assessment.errors import AssessmentError, InvalidInput
from assessment.ids import CollaborationId, ForceId
from assessment.services import services
from assessment.views.inviting_view import Inviting
from assessment.wording import in_perspective, label
from pages.components.layout import day_field, notices, typed
from pages.components.layout.visit import Visit
from pages.components.people import outcome
from pages.components.people.role_words import EXPLAINED, NO_ROLE, UNTIL, what_it_gives

_EVERYTHING = "Everything that is submitted"
_CHOSEN = "Only the collaborations I choose"


def show(here: Visit, inviting: Inviting) -> None:
    """Draw the form. What it asks for depends on the force and the role, so it is drawn anew with each choice."""
    name = st.text_input("Name", key="name", width=480)
    email = st.text_input("E-mail address", key="email", width=480)
    force = _choose_force(here, inviting)
    role = _choose_role(inviting)
    where = {} if role is None else _choose_where(inviting, role, force)
    perspective = _choose_perspective(inviting, role, force, where)
    today = uk_day(now())
    until = day_field.show(UNTIL, of="last day of access", key="until", may_be_empty=True)
    if role is not None and not until.problems:
        lapses = today + LAPSES_AFTER
        places = list(where.values()) or [_EVERYTHING.lower()] * (
            ROLES[role].reach is Reach.EVERYWHERE_OR_COLLABORATION
        )
        typed.line(
            what_it_gives(
                name,
                role,
                places,
                force=in_perspective(inviting.forces[force], perspective) if force else None,
                until=until.day,
                lapses=lapses,
            )
        )
    if st.button("Invite", type="primary"):
        new = NewPerson(name=name, email=email, force=force)
        try:
            if role is None or until.problems:
                raise InvalidInput(*new.problems(), *([] if role else [NO_ROLE]), *until.problems)
            made = invite_person(
                here.store,
                here.actor,
                new,
                NewAccess(role=role, collaborations=tuple(where), until=until.day, perspective=perspective),
                mail_server=services().mail_server,
            )
        except AssessmentError as error:
            where_key = _where_key(role, force)
            fields = {
                "name": "name",
                "email_invalid": "email",
                "person_without_force": "force",
                "role_missing": "role",
                "role_not_yours_to_give": "role",
                "role_without_collaboration": where_key,
                "force_not_partner": where_key,
                "perspective_not_asked": where_key,
                "access_ends_in_past": "until",
                "day_unclear": "until",
            }
            notices.problem(error, title="Nobody was invited", fields=fields)
        else:
            outcome.keep(made, about=f"{name.strip()} ({email.strip()})")
            st.rerun()


def _choose_force(here: Visit, inviting: Inviting) -> ForceId | None:
    """Draw the choice among the forces whose people one may invite."""
    forces, own = list(inviting.forces), here.viewer.force
    return st.selectbox(
        "Force",
        forces,
        index=None if inviting.is_anybody or own not in forces else forces.index(own),
        format_func=inviting.forces.__getitem__,
        key="force",
        placeholder="No force, as for an inspector" if inviting.is_anybody else "Choose a force",
        width=480,
    )


def _choose_role(inviting: Inviting) -> Role | None:
    return st.radio(
        "Role",
        list(inviting.roles),
        index=None,
        format_func=label,
        captions=[EXPLAINED[role] for role in inviting.roles],
        key="role",
    )


def _choose_where(inviting: Inviting, role: Role, force: ForceId | None) -> Mapping[CollaborationId, str]:
    """Draw the choice of collaborations where the role needs it. Return their labels by their ids."""
    if not ROLES[role].may_name_collaborations:
        return {}
    is_for_any = ROLES[role].reach is Reach.EVERYWHERE_OR_COLLABORATION
    if is_for_any and st.radio("Where", [_EVERYTHING, _CHOSEN], key="how far") == _EVERYTHING:
        return {}
    labels = {id: each.label for id, each in inviting.collaborations.items() if each.takes(role, force)}
    named = st.query_params.get("collaboration")
    chosen = st.multiselect(
        "In which collaborations",
        list(labels),
        default=[id for id in labels if str(id) == named],
        format_func=labels.__getitem__,
        key=_where_key(role, force),
        help=None if is_for_any else f"Those of which {inviting.forces[force] if force else 'no force'} is a partner.",
        placeholder="Choose one or more" if labels else "There is none for this force and role",
        width=640,
    )
    return {id: labels[id] for id in chosen}


def _choose_perspective(
    inviting: Inviting, role: Role | None, force: ForceId | None, where: Iterable[CollaborationId]
) -> Perspective | None:
    """Draw the choice for whom of the force a respondent answers, where every collaboration asks others of it too."""
    asked = [frozenset(inviting.collaborations[id].perspectives.get(force, ()) if force else ()) for id in where]
    further = [each for each in Perspective if asked and all(each in some for some in asked)]
    if role is not Role.RESPONDENT or force is None or not further:
        return None
    return st.radio(
        "Answers for",
        [None, *further],
        format_func=lambda each: in_perspective(inviting.forces[force], each),
        captions=["gives the reply of the force", *("answers beside it; no grade follows from that" for _ in further)],
        key=f"perspective {force}",
    )


def _where_key(role: Role | None, force: str | None) -> str:
    """Return the key of the choice of collaborations: another where others can be chosen."""
    return f"where {role} {force}"
