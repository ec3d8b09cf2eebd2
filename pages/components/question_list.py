"""Where a question stands: the questions of its theme with their states in words, and the steps back and on."""

import streamlit as st

from assessment.rounds.response import NotApplicable, StoredResponse
from assessment.views.card import Card
from pages.components import go, typed
from pages.components.words import count, plain


def show(card: Card) -> None:
    """The theme's questions, each with its state, and how much of the whole is done."""
    assessment = card.opened.assessment
    typed.line(f"{assessment.collaboration.name}, {assessment.round.title}", kind="caption")
    st.markdown(f"**{plain(card.theme.title)}**")
    for question in card.theme.questions:
        state = state_of(card.opened.stored.get(question.code))
        st.page_link(
            "respond.py",
            label=f"{question.code} {plain(question.title)}  \n:gray[{state}]",
            query_params={"assessment": str(assessment.id), "question": question.code},
            disabled=question.code == card.question.code,
            width="stretch",
        )
    done = card.coverage
    st.caption(f"{done.asked - done.unanswered} of {count(done.asked, 'question')} answered in all themes")
    st.page_link("respond.py", label="All themes", query_params={"assessment": str(assessment.id)})


def steps(card: Card, state: str) -> None:
    """Back, what was saved and when, and on to the next question."""
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
        st.markdown(f":small[{state}]" if state else "")
        if card.after:
            go.on(
                "next",
                "respond.py",
                label="Next",
                query_params={"assessment": id, "question": card.after},
            )
        else:
            go.on("next", "check_answers.py", label="Check your answers", query_params={"assessment": id})


def state_of(stored: StoredResponse | None) -> str:
    """A question's state in words."""
    match stored.response.reply if stored else None:
        case None:
            return "Not answered"
        case NotApplicable():
            return "Not applicable"
        case level:
            return level.title
