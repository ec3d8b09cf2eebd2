"""The forms that make a round and change one."""

import streamlit as st

from assessment.actions.managing_rounds import TypedRound, change_round, make_round
from assessment.errors import AssessmentError, InvalidInput
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.views.rounds_view import RoundLine, RoundsPage
from pages.components.layout import day_field, notices
from pages.components.layout.day_field import TypedDay
from pages.components.layout.visit import Visit
from pages.components.people import outcome

_FIELDS = {
    "title of the round": "title",
    "round_title_taken": "title",
    "round_title_used": "title",
    "first day of the round": "opens",
    "last day of the round": "closes",
    "round_closes_too_early": "closes",
}


def make(here: Visit, page: RoundsPage) -> None:
    """Draw the form that makes a round."""
    with st.expander("Make a round", key="make"), st.form("make form", enter_to_submit=False, border=False):
        title, opens, closes = _fields(None)
        version = st.selectbox("Question bank", page.bank_versions, key="bank", width=480)
        if not st.form_submit_button("Make the round", type="primary"):
            return
    try:
        make_round(here.store, here.actor, here.library, _typed(title, opens, closes), bank_version=version or "")
    except AssessmentError as error:
        notices.problem(error, title="Round not made", fields=_FIELDS)
    else:
        outcome.keep(f"The round {title.strip()} is made.")
        st.rerun()


def change(here: Visit, line: RoundLine) -> None:
    """Draw the form that changes the title and the days of a round."""
    with st.form("change form", enter_to_submit=False, border=False):
        title, opens, closes = _fields(line)
        st.caption(
            "After the last day no assessment can be started in the round. Those that are open still take every "
            "answer, and their leads see on Home that they are late."
        )
        if not st.form_submit_button("Save the round", type="primary"):
            return
    try:
        change_round(here.store, here.actor, line.round.id, _typed(title, opens, closes))
    except AssessmentError as error:
        notices.problem(error, title="Round not changed", fields=_FIELDS)
    else:
        outcome.keep("The round is saved.")
        st.rerun()


def _fields(line: RoundLine | None) -> tuple[str, TypedDay, TypedDay]:
    title = st.text_input(
        f"Title, such as “Autumn 2027” (at most {NAME_LENGTH} characters)",
        value="" if line is None else line.round.title,
        key="title",
        width=480,
    )
    opens = day_field.show(
        "First day, such as 1 September 2027",
        of="first day of the round",
        key="opens",
        first=None if line is None else line.round.opens_on,
    )
    closes = day_field.show(
        "Last day (leave empty if there is none yet)",
        of="last day of the round",
        key="closes",
        first=None if line is None else line.round.closes_on,
        may_be_empty=True,
    )
    return title, opens, closes


def _typed(title: str, opens: TypedDay, closes: TypedDay) -> TypedRound:
    if opens.day is None or closes.problems:
        raise InvalidInput(*opens.problems, *closes.problems)
    return TypedRound(title=title, opens_on=opens.day, closes_on=closes.day)
