"""One question to answer. Every run compares what the fields hold with what they were last in step with, and saves a
difference.

Only the fields are a fragment, and it saves and says so before it draws, so that a click is quick. ``None`` from a
field is never a change, so that no plain redraw can overwrite an answer with an empty field; clearing is an action of
its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.actions.answering import clear_reply, drop_draft, record_response, recover_drafts
from assessment.bank.model import Bank
from assessment.errors import AssessmentError, BankUnusable, NotReadable, NotSaved, ResponseChanged
from assessment.moments import now
from assessment.rounds.response import Response, StoredResponse
from assessment.terms import QuestionCode
from assessment.views.card import Card, open_card
from pages.components import choice, notices, question_list, response_fields, seen, session, typing
from pages.components.response_fields import Held, Keys
from pages.components.visit import AssessmentVisit
from pages.components.words import plain

_TRY_AGAIN: Final = "Try again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where on the page the fields draw. Around them stands what is drawn once and what no click changes."""

    problems: DeltaGenerator
    fields: response_fields.Places
    clearing: DeltaGenerator
    hidden: DeltaGenerator
    state: DeltaGenerator
    menu: question_list.Menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """How a comparison went: what the fields are in step with now, and what they hold."""

    base: StoredResponse
    held: Held
    failed: bool

    @property
    def is_in_step(self) -> bool:
        """Whether the fields hold what is stored."""
        return self.held.response == self.base.response


def show(here: AssessmentVisit, question: QuestionCode) -> None:
    """Draw the card of one question, with where it stands beside and below it."""
    card = _open(here, question)
    with st.sidebar:
        menu = question_list.show(card)
    with st.bottom:
        state = question_list.steps(card)
    st.header(f"{question} {plain(card.question.title)}", anchor=False)
    if card.overtaken:
        question_list.say(state, "Choose which text to keep")
        menu.update(card)
        choice.show(here, card, card.overtaken[0])
        return
    st.caption("Choose the highest level of which every part is true.")
    problems, fields = st.empty(), response_fields.places(card)
    places = Places(
        problems=problems,
        fields=fields,
        clearing=st.container(),
        hidden=st.container(),
        state=state,
        menu=menu,
    )
    _fields(here, card, places)


@st.fragment
def _fields(here: AssessmentVisit, opened: Card, places: Places) -> None:
    """Save what the fields hold, say so, and draw them; on a page just opened, draw them first.

    `opened` is the card as the page was drawn with it, which is of use only in that same run.
    """
    with notices.caught():
        code, bank = opened.question.code, opened.opened.bank
        keys = Keys(assessment=here.assessment, question=code)
        known = session.base(here.assessment, code)
        card, saving = opened, None
        if known:
            session.take_back(here.assessment, code)
            if not session.take_redraw():
                with _holding(here, code):
                    saving = _save(here, bank, keys, known, places)
            card = _open(here, code)
            if card.overtaken:
                _ask_which_to_keep()
        base = saving.base if saving else known
        if base is None:
            with places.hidden:
                base = seen.by_the_browser(keys.seen, card.stored)
        elif saving is None or (base != card.stored and _untouched(card, keys, base)):
            base, saving = card.stored, None
            response_fields.show_stored(keys, base.response)

        response_fields.draw(card, keys, base.response if known else _shown(card, base), places.fields)

        if saving is None:
            # What a browser sends again after a restart can be read only once the fields are drawn.
            saving = _save(here, bank, keys, base, places)
        if not known and saving.base == base and saving.is_in_step:
            saving = replace(saving, base=card.stored)
        if saving.is_in_step and known == saving.base:
            _forget_refused(here, card)
        _clear_button(here, keys, code, saving, places)
        session.keep_base(here.assessment, code, saving.base)
        with places.hidden:
            if known:
                seen.tell_the_browser(keys.seen, saving.base)
            typing.keep(
                here.assessment,
                code,
                seen=saving.base.version,
                page=session.page(),
                fields=response_fields.typed_fields(keys, saving.base.response),
            )
        places.menu.update(_open(here, code) if saving.base.version != card.stored.version else card)


def _save(here: AssessmentVisit, bank: Bank, keys: Keys, base: StoredResponse, places: Places) -> Saving:
    """Save what differs, and say in words how that went."""
    held = response_fields.held(bank, keys, base.response)
    failed: AssessmentError | None = None
    if held.response != base.response:
        try:
            base = _record(here, held.response, base)
        except ResponseChanged:
            _ask_which_to_keep()
        except (BankUnusable, NotReadable):
            raise
        except AssessmentError as error:
            failed = error
    waiting = "Not saved: see the top of this question" if failed else held.waiting
    question_list.say(places.state, waiting or notices.saved_at(base.saved_at))
    with places.problems.container():
        if failed:
            notices.problem(failed, title="Not saved")
        if isinstance(failed, NotSaved):
            st.button(_TRY_AGAIN, key="try-again")
    return Saving(base=base, held=held, failed=failed is not None)


def _open(here: AssessmentVisit, question: QuestionCode) -> Card:
    """The card, with the text of other pages recovered as far as that can be done without asking."""
    base = session.base(here.assessment, question)
    keys = Keys(assessment=here.assessment, question=question)
    with _holding(here, question):
        if base is None:
            session.begin()
            _recover(here, question)
        card = open_card(here.store, here.viewer, here.library, here.assessment, question)
        if base and _is_late(card) and _untouched(card, keys, base):
            _recover(here, question)
            card = open_card(here.store, here.viewer, here.library, here.assessment, question)
        if base and card.overtaken:
            # The choice takes the fields off the page, so what they hold is saved first.
            leave(here, question)
            card = open_card(here.store, here.viewer, here.library, here.assessment, question)
    if not card.overtaken:
        session.take_back(here.assessment, question)
    return card


@contextmanager
def _holding(here: AssessmentVisit, question: QuestionCode) -> Iterator[None]:
    """Keep what the fields hold while the question cannot be shown, and offer to try again."""
    try:
        yield
    except (BankUnusable, NotReadable):
        _hold(here, question)
        st.button(_TRY_AGAIN, key="try-again")
        raise


def _recover(here: AssessmentVisit, question: QuestionCode) -> None:
    recover_drafts(here.store, here.viewer, here.library, here.assessment, question, at=now())


def _is_late(card: Card) -> bool:
    """Whether text of another page arrived after this question was opened."""
    return any(unsaved.draft.page != session.page() for unsaved in card.refused)


def _hold(here: AssessmentVisit, question: QuestionCode) -> None:
    session.hold(here.assessment, question, Keys(assessment=here.assessment, question=question).is_field)


def leave(here: AssessmentVisit, question: QuestionCode) -> None:
    """Save what the fields of a question still held when the page moved on, before its redraw could save it."""
    base = session.base(here.assessment, question)
    session.forget_base()
    if base is None:
        return
    try:
        bank = open_card(here.store, here.viewer, here.library, here.assessment, question).opened.bank
        keys = Keys(assessment=here.assessment, question=question)
        held = response_fields.held(bank, keys, base.response)
        if held.waiting:
            _hold(here, question)
        if held.response != base.response:
            _record(here, held.response, base)
    except ResponseChanged as error:
        notices.problem(error, title=f"The last change to {question} is not saved")
    except AssessmentError as error:
        _hold(here, question)
        notices.problem(error, title=f"The last change to {question} is not saved. Go back to it to try again")


def _untouched(card: Card, keys: Keys, base: StoredResponse) -> bool:
    held = response_fields.held(card.opened.bank, keys, base.response)
    return held.response == base.response and held.waiting is None


def _shown(card: Card, base: StoredResponse) -> Response:
    """What the fields begin with: what is stored, or the text of a closed page that could not be saved as it was."""
    if not card.refused:
        return base.response
    draft, typed = card.refused[0].draft, card.refused[0].typed
    session.go_on_as(draft.page)
    named = [item.id for item in typed.evidence]
    rows = session.rows(base.response)
    for id in named:
        if id not in rows:
            session.add_row(id)
    for item in base.response.evidence:
        if item.id not in named:
            session.remove_row(item.id)
    return typed


def _forget_refused(here: AssessmentVisit, card: Card) -> None:
    """The fields are back in step with what is stored, so text that was refused is not wanted any more."""
    for refused in card.refused:
        if refused.draft.page == session.page():
            with suppress(NotSaved):
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


def _clear_button(here: AssessmentVisit, keys: Keys, code: QuestionCode, saving: Saving, places: Places) -> None:
    # Clearing shows what is stored, so it would take away text that was refused.
    is_clear = saving.base.response.reply is None and saving.held.waiting != response_fields.GIVE_A_REASON
    cannot = saving.failed or is_clear
    with places.clearing:
        if not st.button("Clear my choice", key=keys.clear, disabled=cannot) or cannot:
            return
    try:
        clear_reply(
            here.store,
            here.viewer,
            here.library,
            here.assessment,
            code,
            seen=saving.base.version,
            page=session.page(),
            at=now(),
        )
    except ResponseChanged:
        _ask_which_to_keep()
    except AssessmentError as error:
        with places.problems.container():
            notices.problem(error, title="Not cleared")
        return
    session.ask_redraw()
    st.rerun(scope="fragment")


def _ask_which_to_keep() -> NoReturn:
    """Both texts are kept: the next run of the page shows them."""
    session.forget_base()
    st.rerun()
