"""One question to answer. Every run compares what the fields hold with what they were last in step with, and saves a
difference.

A fragment: a click redraws this card and nothing else. ``None`` from a field is never a change, so that no plain
redraw can overwrite an answer with an empty field; clearing is an action of its own.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.actions.answering import clear_reply, drop_draft, record_response, recover_drafts
from assessment.errors import AssessmentError, ResponseChanged
from assessment.moments import now
from assessment.rounds.response import Response, StoredResponse
from assessment.terms import QuestionCode
from assessment.views.card import Card, open_card
from pages.components import choice, notices, question_list, response_fields, seen, session, typing
from pages.components.response_fields import Keys
from pages.components.visit import AssessmentVisit
from pages.components.words import plain


@st.fragment
def show(here: AssessmentVisit, question: QuestionCode, menu: DeltaGenerator, foot: DeltaGenerator) -> None:
    """Draw the card of one question and save what has changed on it; `menu` and `foot` show where it stands."""
    with notices.caught():
        if session.base(here.assessment, question) is None:
            session.forget_rows()
            recover_drafts(here.store, here.viewer, here.library, here.assessment, question, at=now())
        card = open_card(here.store, here.viewer, here.library, here.assessment, question)
        st.header(f"{question} {plain(card.question.title)}", anchor=False)
        st.caption("Choose the highest level of which every part is true.")
        if card.overtaken:
            choice.show(here, card, card.overtaken[0])
            state = "Choose which text to keep"
        else:
            stored, state = _answer(here, card)
            if stored.version != card.stored.version:
                card = open_card(here.store, here.viewer, here.library, here.assessment, question)
        with menu.container():
            question_list.show(card)
        with foot.container():
            question_list.steps(card, state)


def leave(here: AssessmentVisit, question: QuestionCode) -> None:
    """Save what the fields of a question still held when the page moved on, before its redraw could save it."""
    base = session.base(here.assessment, question)
    session.forget_base()
    if base is None:
        return
    try:
        bank = open_card(here.store, here.viewer, here.library, here.assessment, question).opened.bank
        keys = Keys(assessment=here.assessment, question=question)
        response = response_fields.held(bank, keys, base.response).response
        if response != base.response:
            _record(here, response, base)
    except AssessmentError as error:
        notices.problem(error, title=f"The last change to {question} is not saved")


def _answer(here: AssessmentVisit, card: Card) -> tuple[StoredResponse, str]:
    """Draw the fields, save what differs, and say in words how that went."""
    bank, code = card.opened.bank, card.question.code
    keys = Keys(assessment=here.assessment, question=code)
    base = session.base(here.assessment, code)
    if base and (session.take_redraw() or (base != card.stored and _untouched(card, keys, base))):
        base = card.stored
        response_fields.show_stored(keys, base.response)
    was_open = base is not None
    base = base or seen.by_the_browser(keys.seen, card.stored)

    problems = st.container()
    response_fields.draw(card, keys, _shown(card, base))
    clearing = st.container()

    held = response_fields.held(bank, keys, base.response)
    stored, failed = base, False
    if held.response != base.response:
        try:
            stored = _record(here, held.response, base)
        except ResponseChanged:
            # Both texts are kept; the next run asks which one is meant.
            session.forget_base()
            st.rerun()
        except AssessmentError as error:
            failed = True
            with problems:
                notices.problem(error, title="Not saved")
    elif was_open:
        _forget_refused(here, card)
    with clearing:
        if st.button("Clear my choice", key=keys.clear, disabled=stored.response.reply is None):
            _clear(here, card, stored)

    session.keep_base(here.assessment, code, stored)
    if was_open:
        seen.tell_the_browser(keys.seen, stored)
    typing.keep(
        here.assessment,
        code,
        seen=stored.version,
        page=session.page(),
        fields=response_fields.typed_fields(keys, stored.response),
    )
    if failed:
        return stored, "Not saved: see the top of this question"
    return stored, held.waiting or notices.saved_at(stored.saved_at)


def _untouched(card: Card, keys: Keys, base: StoredResponse) -> bool:
    return response_fields.held(card.opened.bank, keys, base.response).response == base.response


def _shown(card: Card, base: StoredResponse) -> Response:
    """What the fields begin with: what is stored, or the text of a closed page that could not be saved as it was."""
    if not card.refused:
        return base.response
    session.go_on_as(card.refused[0].draft.page)
    return card.refused[0].typed


def _forget_refused(here: AssessmentVisit, card: Card) -> None:
    """The fields are back in step with what is stored, so text that was refused is not wanted any more."""
    for refused in card.refused:
        if refused.draft.page == session.page():
            drop_draft(here.store, here.viewer, here.assessment, card.question.code, page=session.page())


def _record(here: AssessmentVisit, response: Response, base: StoredResponse) -> StoredResponse:
    return record_response(
        here.store,
        here.viewer,
        here.library,
        here.assessment,
        response,
        seen=base.version,
        page=session.page(),
        at=now(),
    )


def _clear(here: AssessmentVisit, card: Card, stored: StoredResponse) -> None:
    clear_reply(
        here.store,
        here.viewer,
        here.library,
        here.assessment,
        card.question.code,
        seen=stored.version,
        page=session.page(),
        at=now(),
    )
    session.ask_redraw()
    st.rerun(scope="fragment")
