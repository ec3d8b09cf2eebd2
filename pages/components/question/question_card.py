"""One question to answer: its heading, its fields, and its place in the theme.

The fields are a fragment, which saves them and shows that before it draws them again, so that a click is quick.
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.actions.answering import clear_reply
from assessment.bank.model import Bank
from assessment.dates import now
from assessment.errors import AssessmentError, NotSaved, ResponseChanged
from assessment.ids import QuestionCode
from assessment.rounds.response import StoredResponse
from assessment.views.question_view import QuestionView
from pages.components.layout import notices, session, visit
from pages.components.layout.escaping import plain
from pages.components.layout.visit import AssessmentVisit
from pages.components.question import edit_conflict, in_step, question_list, response_fields, seen, typing
from pages.components.question.in_step import Saving
from pages.components.question.response_fields import Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSurroundings:
    """The places around the card that change with an answer."""

    state: DeltaGenerator
    menu: question_list.QuestionStates


def show(here: AssessmentVisit, question: QuestionCode) -> None:
    """Draw one question, with the list of questions beside it and the links back and on below."""
    card = in_step.open_question(here, question)
    with st.sidebar:
        menu = question_list.show(card)
    with st.bottom:
        state = question_list.steps(card)
    st.header(f"{question} {plain(card.question.title)}", anchor=False)
    if card.overtaken:
        question_list.say(state, "Choose which text to keep")
        menu.update(card)
        edit_conflict.show(here, card, card.overtaken[0])
        return
    st.caption("Choose the highest level of which every part is true.")
    _card(here, card, CardSurroundings(state=state, menu=menu))


@st.fragment
def _card(here: AssessmentVisit, opened: QuestionView, around: CardSurroundings) -> None:
    """Draw the fields. `opened` is the question as it was when the page was opened."""
    with notices.caught(), visit.refusals_noted("respond"):
        code, bank = opened.question.code, opened.opened.bank
        keys = Keys(person=here.person, assessment=here.assessment, question=code)
        base = session.base(here.assessment, code)
        if base is None:
            card = opened
            in_step.adopt_refused(card)
            saving = in_step.compare(bank, keys, seen.by_the_browser(keys.seen, card.stored))
        else:
            card, saving = _saved(here, bank, keys, base)
            seen.tell_the_browser(keys.seen, saving.base)
        question_list.say(around.state, saving.state)
        around.menu.update(card)
        _problem(saving)
        response_fields.draw_reply(card, keys, in_step.begins_with(card))
        _clear_button(here, keys, saving)
        response_fields.draw_texts(card, keys, in_step.begins_with(card))
        session.keep_base(here.assessment, code, saving.base)
        typing.keep(
            here.person,
            here.assessment,
            code,
            seen=keys.seen,
            page=session.page(),
            reply=keys.reply,
            levels=[level.code for level in bank.scale],
            fields=response_fields.typed_fields(keys, saving.base.response),
        )
        # What a browser sends again after a restart of the server can be read only once the fields are drawn.
        if base is None and (saving.base != card.stored or not in_step.is_untouched(card, keys, saving.base)):
            st.rerun()


def _saved(here: AssessmentVisit, bank: Bank, keys: Keys, base: StoredResponse) -> tuple[QuestionView, Saving]:
    """Save the fields, and return the question as it then is with the outcome."""
    session.take_back(here.assessment, keys.question)
    if session.take_cleared():
        response_fields.show_no_reply(keys)
    with in_step.holding(here, keys.question):
        saving = in_step.save(here, bank, keys, base)
    card = in_step.open_question(here, keys.question)
    if card.overtaken:
        in_step.ask_which_to_keep()
    if saving.is_in_step and saving.base == base:
        in_step.forget_refused(here, card)
    if saving.base != card.stored and in_step.is_untouched(card, keys, saving.base):
        response_fields.show_stored(keys, card.stored.response)
        saving = in_step.compare(bank, keys, card.stored)
    return card, saving


def _problem(saving: Saving) -> None:
    if saving.failed:
        notices.problem(saving.failed, title="Not saved")
    if isinstance(saving.failed, NotSaved):
        st.button(notices.TRY_AGAIN, key="try-again")


def _clear_button(here: AssessmentVisit, keys: Keys, saving: Saving) -> None:
    is_clear = saving.base.response.reply is None and saving.held.waiting != response_fields.GIVE_A_REASON
    # What is refused belongs to the version it was typed on, and clearing makes a new one.
    cannot = saving.failed is not None or is_clear
    if not st.button("Clear my choice", key=keys.clear, disabled=cannot) or cannot:
        return
    try:
        cleared = _clear(here, keys.question, saving.base)
    except ResponseChanged:
        in_step.ask_which_to_keep()
    except AssessmentError as error:
        notices.problem(error, title="Not cleared")
        return
    session.keep_base(here.assessment, keys.question, cleared)
    session.ask_cleared()
    st.rerun()


def _clear(here: AssessmentVisit, question: QuestionCode, base: StoredResponse) -> StoredResponse:
    return clear_reply(
        here.store,
        here.actor,
        here.library,
        here.assessment,
        question,
        expected_version=base.version,
        page=session.page(),
        at=now(),
    )
