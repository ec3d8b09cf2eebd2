"""The task list of an assessment: its themes, each with what is left to answer."""

import streamlit as st

from assessment.bank.model import Theme
from assessment.codes import TaskStatus
from assessment.rounds.assessment import Stage
from assessment.rounds.progress import Coverage, coverage
from assessment.rounds.response import Response, Responses
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.wording import label
from pages.components.layout import next_step, typed
from pages.components.layout.escaping import plain
from pages.components.layout.phrases import count


def show(opened: AnsweredAssessment) -> None:
    """Draw every theme with its status and the link to answer it, and the links to the next pages."""
    assessment = opened.assessment
    id = str(assessment.id)
    typed.title(assessment.collaboration.name)
    typed.line(f"{assessment.round.title} · {', '.join(assessment.collaboration.partners)}")
    done = coverage(opened.bank.questions(), opened.responses)
    st.markdown(f"**{done.asked - done.unanswered} of {count(done.asked, 'question')} answered.**")
    if assessment.stage is Stage.SUBMITTED:
        st.info("This assessment has been submitted and takes no more answers.", icon=":material/lock:")
    else:
        st.markdown(
            "Answer in any order and in as many sittings as you like: every answer is saved as you give it. "
            "If you do not know, leave the question unanswered. It counts as a gap, not as the lowest level."
        )
    for theme in opened.bank.themes:
        _task(id, theme, opened.responses, is_open=assessment.stage is Stage.OPEN)
    with st.container(horizontal=True):
        st.page_link("check_answers.py", label="Check your answers", query_params={"assessment": id})
        st.page_link("results.py", label="Results", query_params={"assessment": id})
        st.page_link("home.py", label="Save and come back later")


def _task(id: str, theme: Theme, responses: Responses, *, is_open: bool) -> None:
    done = coverage(theme.questions, responses)
    with st.container(border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left:
            st.header(plain(theme.title), anchor=False)
            st.markdown(f"{label(done.status)}: {_counts(done)}")
        with right:
            if is_open:
                first = next(
                    (each.code for each in theme.questions if not _has_reply(responses.get(each.code))),
                    theme.questions[0].code,
                )
                next_step.link(
                    theme.code,
                    "respond.py",
                    label={TaskStatus.NOT_STARTED: "Start", TaskStatus.IN_PROGRESS: "Continue"}.get(
                        done.status, "Change"
                    ),
                    query_params={"assessment": id, "question": first},
                )
            st.page_link("read.py", label="Read on one page", query_params={"assessment": id, "theme": theme.code})


def _counts(done: Coverage) -> str:
    parts = [f"{done.answered} of {count(done.asked, 'question')} answered"]
    if done.not_applicable:
        parts.append(f"{done.not_applicable} not applicable")
    return ", ".join(parts)


def _has_reply(response: Response | None) -> bool:
    return response is not None and response.reply is not None
