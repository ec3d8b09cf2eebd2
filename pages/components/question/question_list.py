"""The questions of a theme in the sidebar, each with its state, and the links back and on below the question."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.bank.model import Question
from assessment.rounds.response import NotApplicable, StoredResponse
from assessment.views.question_view import QuestionView
from pages.components.layout import next_step, typed
from pages.components.layout.escaping import in_html, plain
from pages.components.layout.phrases import count


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStates:
    """The two places in the list that change with an answer: the open question's own line, and the progress."""

    own: DeltaGenerator
    done: DeltaGenerator

    def update(self, card: QuestionView) -> None:
        """Draw the state of the open question, and the progress over all themes."""
        with self.own:
            _link(card, card.question)
        done = card.coverage
        self.done.caption(f"{done.asked - done.unanswered} of {count(done.asked, 'question')} answered in all themes")


def show(card: QuestionView) -> QuestionStates:
    """Draw the theme's questions with their states, and return the two places that are still to be filled."""
    assessment = card.opened.assessment
    typed.line(f"{assessment.collaboration.name}, {assessment.round.title}", kind="caption")
    st.markdown(f"**{plain(card.theme.title)}**")
    places = {
        question.code: st.empty() if question == card.question else _link(card, question)
        for question in card.theme.questions
    }
    done = st.empty()
    st.page_link("respond.py", label="All themes", query_params={"assessment": str(assessment.id)})
    return QuestionStates(own=places[card.question.code], done=done)


def steps(card: QuestionView) -> DeltaGenerator:
    """Draw the links back and on, and return the place between them for what was saved and when."""
    id = str(card.opened.assessment.id)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if card.before:
            st.page_link(
                "respond.py",
                label="Back",
                icon=":material/arrow_back:",
                query_params={"assessment": id, "question": card.before},
            )
        else:
            st.page_link("respond.py", label="All themes", query_params={"assessment": id})
        state = st.empty()
        if card.after:
            next_step.link("next", "respond.py", label="Next", query_params={"assessment": id, "question": card.after})
        else:
            next_step.link("next", "check_answers.py", label="Check your answers", query_params={"assessment": id})
    return state


def say(state: DeltaGenerator, words: str) -> None:
    """Draw what was saved and when between Back and Next."""
    state.html(f'<p class="state" role="status">{in_html(words)}</p>')


def _link(card: QuestionView, question: Question) -> DeltaGenerator:
    state = state_of(card.opened.stored.get(question.code))
    return st.page_link(
        "respond.py",
        label=f"{question.code} {plain(question.title)}  \n:gray[{state}]",
        query_params={"assessment": str(card.opened.assessment.id), "question": question.code},
        disabled=question.code == card.question.code,
        width="stretch",
    )


def state_of(stored: StoredResponse | None) -> str:
    """Return a question's state in words."""
    match stored.response.reply if stored else None:
        case None:
            return "Not answered"
        case NotApplicable():
            return "Not applicable"
        case level:
            return level.title
