"""Keep the fields of a question in step with the database: a value in a field that is not stored yet is saved.

``None`` from a field is never a change, so that a redraw cannot overwrite an answer with an empty field. Clearing an
answer is an action of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from assessment.actions.answering import drop_draft, record_response, recover_drafts
from assessment.bank.model import Bank
from assessment.dates import now
from assessment.errors import AssessmentError, BankUnusable, NotReadable, ResponseChanged
from assessment.ids import QuestionCode
from assessment.rounds.response import Response, StoredResponse
from assessment.views.question_view import QuestionView, open_question_view
from pages.components.layout import notices, session
from pages.components.layout.visit import AssessmentVisit
from pages.components.question import response_fields
from pages.components.question.response_fields import Held, Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """The outcome of a save: the stored response, the values in the fields, and the error where they were not saved."""

    base: StoredResponse
    held: Held
    failed: AssessmentError | None = None

    @property
    def is_in_step(self) -> bool:
        """Return True where the fields hold what is stored."""
        return self.held.response == self.base.response

    @property
    def state(self) -> str:
        """Return in words what was saved and when, or what is still needed."""
        if self.failed:
            return "Not saved: see the top of this question"
        return self.held.waiting or notices.saved_at(self.base.saved_at)


def open_question(here: AssessmentVisit, question: QuestionCode) -> QuestionView:
    """Return the question, after saving the drafts of closed pages that need no decision by the respondent."""
    base = session.base(here.assessment, question)
    keys = Keys(person=here.person, assessment=here.assessment, question=question)
    with holding(here, question):
        if base is None:
            session.begin()
            # What the fields held when they were taken off the page is saved first: it is older than what was typed on.
            if not session.is_held(here.assessment, question):
                _recover(here, question)
        card = open_question_view(here.store, here.actor, here.library, here.assessment, question)
        if base and _is_late(card) and is_untouched(card, keys, base):
            _recover(here, question)
            card = open_question_view(here.store, here.actor, here.library, here.assessment, question)
        if base and card.overtaken:
            # The choice takes the fields off the page, so what they hold is saved first.
            leave(here, question)
            card = open_question_view(here.store, here.actor, here.library, here.assessment, question)
    if not card.overtaken:
        session.take_back(here.assessment, question)
    return card


def compare(bank: Bank, keys: Keys, base: StoredResponse) -> Saving:
    """Compare the fields with the response they were last in step with. Nothing is saved."""
    return Saving(base=base, held=response_fields.held(bank, keys, base.response))


def save(here: AssessmentVisit, bank: Bank, keys: Keys, base: StoredResponse) -> Saving:
    """Save the fields where they differ. Where somebody has saved since, run the page again to ask which to keep."""
    compared = compare(bank, keys, base)
    if compared.is_in_step:
        return compared
    try:
        return Saving(base=_record(here, compared.held.response, base), held=compared.held)
    except ResponseChanged:
        ask_which_to_keep()
    except (BankUnusable, NotReadable):
        raise
    except AssessmentError as error:
        return Saving(base=base, held=compared.held, failed=error)


def leave(here: AssessmentVisit, question: QuestionCode) -> None:
    """Save the fields of a question that the page has moved on from before a redraw could save them."""
    base = session.base(here.assessment, question)
    session.forget_base()
    if base is None:
        return
    try:
        bank = open_question_view(here.store, here.actor, here.library, here.assessment, question).opened.bank
        keys = Keys(person=here.person, assessment=here.assessment, question=question)
        compared = compare(bank, keys, base)
        if compared.held.waiting:
            _hold(here, question)
        if not compared.is_in_step:
            _record(here, compared.held.response, base)
    except ResponseChanged as error:
        notices.problem(error, title=f"Your last change to {question} was not saved")
    except AssessmentError as error:
        _hold(here, question)
        notices.problem(error, title=f"Your last change to {question} was not saved. Go back to it to try again")


def is_untouched(card: QuestionView, keys: Keys, base: StoredResponse) -> bool:
    """Return True where the fields hold no change of their own."""
    compared = compare(card.opened.bank, keys, base)
    return compared.is_in_step and compared.held.waiting is None


def adopt_refused(card: QuestionView) -> None:
    """Take over the text of a closed page that was refused, if there is any, so that it can be mended."""
    if not card.refused:
        return
    draft, typed = card.refused[0].draft, card.refused[0].typed
    session.go_on_as(draft.page)
    named = [item.id for item in typed.evidence]
    rows = session.rows(card.stored.response)
    for id in named:
        if id not in rows:
            session.add_row(id)
    for item in card.stored.response.evidence:
        if item.id not in named:
            session.remove_row(item.id)


def begins_with(card: QuestionView) -> Response:
    """Return the response that untouched fields show: the stored one, or this page's text that was refused."""
    own = (refused.typed for refused in card.refused if refused.draft.page == session.page())
    return next(own, card.stored.response)


def forget_refused(here: AssessmentVisit, card: QuestionView) -> None:
    """Drop the text of this page that was refused, because the fields are back in step with what is stored."""
    for refused in card.refused:
        if refused.draft.page == session.page():
            with suppress(AssessmentError):
                drop_draft(here.store, here.actor, here.assessment, card.question.code, page=session.page())


@contextmanager
def holding(here: AssessmentVisit, question: QuestionCode) -> Iterator[None]:
    """Keep the values of the fields while the question cannot be shown."""
    try:
        yield
    except (BankUnusable, NotReadable):
        _hold(here, question)
        raise


def ask_which_to_keep() -> NoReturn:
    """Run the page again, which shows both texts to choose from."""
    session.forget_base()
    st.rerun()


def _recover(here: AssessmentVisit, question: QuestionCode) -> None:
    recover_drafts(here.store, here.actor, here.library, here.assessment, question, at=now())


def _is_late(card: QuestionView) -> bool:
    """Return True where text of another page arrived after this question was opened."""
    return any(unsaved.draft.page != session.page() for unsaved in card.refused)


def _hold(here: AssessmentVisit, question: QuestionCode) -> None:
    session.hold(
        here.assessment, question, Keys(person=here.person, assessment=here.assessment, question=question).is_field
    )


def _record(here: AssessmentVisit, response: Response, base: StoredResponse) -> StoredResponse:
    return record_response(
        here.store,
        here.actor,
        here.library,
        here.assessment,
        response,
        expected_version=base.version,
        page=session.page(),
        at=now(),
    )
