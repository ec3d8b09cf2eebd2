"""The partners by date, each with a row of fields, and one more row for a force that is added."""

from dataclasses import replace
from typing import Final

import streamlit as st
import uuid6

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, Sentence
from assessment.ids import ForceId, MembershipId
from assessment.register import Membership
from assessment.register.typed import typed_decimal
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.views.register_view import RegisteredCollaboration
from pages.components.layout import day_field, typed

ADD: Final = "register-member-added"


def key(force: str, what: str, number: int = 0) -> str:
    """Return the key of a field of a partner; a force that left and came back has several numbers."""
    return f"register-member-{force}-{number}-{what}"


def show(shown: RegisteredCollaboration, problems: list[Sentence]) -> dict[str, object]:
    """Draw the rows, and return the memberships that stand in them."""
    st.html(
        '<p class="lede">Give the days that you know. A partner that left keeps its row, with its last day, so that '
        "past years keep their partners. Take a row out only where it was a mistake.</p>"
    )
    members = [
        changed
        for number, each in enumerate(shown.entry.memberships)
        if (changed := _row(shown, each, number, problems)) is not None
    ]
    st.html("<h2>Add a partner</h2>")
    names = shown.forces.names_on(shown.today)
    added = st.selectbox(
        "Force", list(names), index=None, format_func=names.__getitem__, key=ADD, placeholder="None", width=480
    )
    blank = Membership(id=MembershipId(uuid6.uuid7()), force=added or ForceId(""))
    new = _fields(blank, "added", 0, problems)
    return {RegisterField.MEMBERSHIPS: (*members, *([] if added is None else [new]))}


def _row(
    shown: RegisteredCollaboration, member: Membership, number: int, problems: list[Sentence]
) -> Membership | None:
    typed.heading(shown.forces.by_id[member.force].name_on(shown.today))
    changed = _fields(member, member.force, number, problems)
    is_out = st.checkbox("Take this row out: it was a mistake", key=key(member.force, "out", number))
    return None if is_out else changed


def _fields(member: Membership, force: str, number: int, problems: list[Sentence]) -> Membership:
    first, second, third = st.columns(3)
    joined = day_field.show(
        "Joined on",
        of="partners",
        key=key(force, "joined", number),
        first=member.joined_on,
        may_be_empty=True,
        placeholder="1 April 2020",
        place=first,
    )
    left = day_field.show(
        "Last day as a partner",
        of="partners",
        key=key(force, "left", number),
        first=member.left_on,
        may_be_empty=True,
        placeholder="31 March 2025",
        place=second,
    )
    problems += [*joined.problems, *left.problems]
    share = third.text_input(
        "Share of the cost, in per cent",
        value="" if member.cost_share is None else f"{member.cost_share:f}",
        key=key(force, "share", number),
        max_chars=40,
    )
    contact = st.text_input(
        "Contact: a role or a name, and how to reach them",
        value=member.contact,
        key=key(force, "contact", number),
        max_chars=NAME_LENGTH,
    )
    cost_share = None
    try:
        cost_share = typed_decimal(share, RegisterField.MEMBERSHIPS)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    return replace(member, joined_on=joined.day, left_on=left.day, cost_share=cost_share, contact=contact)
