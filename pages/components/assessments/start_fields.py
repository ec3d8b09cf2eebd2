"""The fields that start an assessment. Each collaboration has its own, so that none shows another's choice."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final
from uuid import UUID

import streamlit as st

from assessment.dates import now, uk_date, uk_day
from assessment.errors import NotFound
from assessment.ids import AssessmentId, CollaborationId, ForceId
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.rounds.assessment import Classification
from assessment.rounds.shared_round import SharedRound
from assessment.views.starting_view import NextRound, RegisteredPartners, open_first_round
from pages.components.layout import day_field
from pages.components.layout.day_field import TypedDay
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit

_OWN_ROUND: Final = "A round of our own, with a title of our own"


def registered_in_address(here: Visit) -> RegisteredPartners | None:
    """Return the registered collaboration that the address names, whose first assessment is started, if any."""
    named = st.query_params.get("collaboration")
    if named is None:
        return None
    with suppress(ValueError):
        return open_first_round(here.store, here.actor, CollaborationId(UUID(named)))
    raise NotFound(COLLABORATION_NOT_FOUND)


def partners(
    forces: Mapping[ForceId, str], chosen: Sequence[ForceId], *, own: ForceId | None, of: AssessmentId | None
) -> list[ForceId]:
    """Draw the choice of the partner forces, at first those `chosen`, and return it. `own` is the viewer's force.

    `forces` are the names of those that can be chosen.

    It stands before the form, so that the lead force can be chosen among them.
    """
    return st.multiselect(
        f"Partner forces (at least two{f', and {forces[own]} among them' if own and own in forces else ''})",
        list(forces),
        default=[each for each in chosen if each in forces],
        format_func=forces.__getitem__,
        key=f"partners-{of}",
        placeholder="Choose every partner",
    )


def lead_force(
    forces: Mapping[ForceId, str], partner_forces: Sequence[ForceId], chosen: ForceId | None, *, of: AssessmentId | None
) -> ForceId | None:
    """Draw the choice of the lead force among the partners, at first the one `chosen`, and return it."""
    return st.selectbox(
        "Lead force (one of the partners)",
        partner_forces,
        index=partner_forces.index(chosen) if chosen in partner_forces else None,
        format_func=forces.__getitem__,
        key=f"lead-{of}",
        placeholder="Choose one of the partners" if partner_forces else "Choose the partners first",
    )


def shared_round(rounds: Sequence[SharedRound], *, of: AssessmentId | None) -> SharedRound | None:
    """Draw the choice of an open round, where there is any, and return it; None for a round of its own.

    It stands before the form, because a round of its own has a title to be typed.
    """
    if not rounds:
        return None
    names = {each.id: f"{each.title}{_until(each)}" for each in rounds}
    chosen = st.selectbox(
        "Round",
        [*names, None],
        format_func=lambda id: _OWN_ROUND if id is None else names[id],
        key=f"shared-{of}",
    )
    return next((each for each in rounds if each.id == chosen), None)


def _until(round: SharedRound) -> str:
    return "" if round.closes_on is None else f", open until {uk_date(round.closes_on)}"


def title_and_date(title: str, shared: SharedRound | None, *, of: AssessmentId | None) -> tuple[str, TypedDay]:
    """Draw the fields for the title of a round of its own and the date that the answers describe, and return both."""
    left, right = st.columns(2, vertical_alignment="bottom")
    given = (
        left.text_input("Title of this round, such as “Autumn 2026”", value=title, key=f"round-{of}")
        if shared is None
        else shared.title
    )
    as_of = day_field.show(
        "Date the answers describe",
        of="date the answers describe",
        key="as of",
        first=uk_day(now()),
        place=right if shared is None else left,
    )
    return given, as_of


def answers_alone(*, at_first: bool, of: AssessmentId | None) -> bool:
    """Draw the choice of who answers, and return whether each partner force answers alone first."""
    return (
        st.radio(
            "Who answers",
            [False, True],
            index=int(at_first),
            format_func={
                False: "The collaboration as one",
                True: "Each partner force alone first, then the partners agree",
            }.__getitem__,
            captions=[
                "Whoever has access answers the same questions together.",
                "Nobody sees the answers of another force, the lead included, until all have submitted.",
            ],
            key=f"alone-{of}",
        )
        or False
    )


def carries_over(before: NextRound | None, *, of: AssessmentId | None) -> bool:
    """Draw the choice of what a next round begins with; return whether it is the answers of the last round."""
    if before is None or not before.carried_over:
        return False
    return (
        st.radio(
            "What to begin with",
            [True, False],
            format_func={
                True: "Last round’s answers, each to be confirmed",
                False: "An empty assessment",
            }.__getitem__,
            captions=[
                f"{before.carried_over} of {count(before.asked, 'question')} can be carried over. An answer counts "
                "only after somebody confirms it.",
                "Last round’s level stays in view beside each question.",
            ],
            key=f"begin-{of}",
        )
        or False
    )


def classification(chosen: Classification, *, of: AssessmentId | None) -> Classification:
    """Draw the choice of the classification, at first the one `chosen`, and return it."""
    return (
        st.radio(
            "Classification",
            list(Classification),
            index=list(Classification).index(chosen),
            format_func=lambda each: each.value,
            key=f"classification-{of}",
            horizontal=True,
        )
        or chosen
    )
