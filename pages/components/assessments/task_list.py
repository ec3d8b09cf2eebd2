"""The task list of an assessment: its themes, each with what is left to answer and how long that takes."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from assessment.bank.model import Theme
from assessment.codes import TaskStatus
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Stage
from assessment.rounds.progress import Coverage, coverage
from assessment.scoring.question_results import QuestionResult
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.wording import label
from pages.components.layout import next_step, typed
from pages.components.layout.escaping import in_html, plain
from pages.components.layout.phrases import about_minutes, count


def show(opened: AnsweredAssessment) -> None:
    """Draw every theme with its status and the link to answer it, and the links to the next pages."""
    assessment = opened.assessment
    id = str(assessment.id)
    results = tuple(opened.questions.values())
    typed.title(assessment.collaboration.name)
    typed.line(f"{assessment.round.title} · {', '.join(assessment.collaboration.partners)}")
    findings = sum(each.finding_is_unanswered and not each.is_unanswered for each in results)
    st.markdown(f"**{_progress(coverage(opened.bank.questions(), opened.responses), findings=findings)}**")
    if assessment.stage is Stage.SUBMITTED:
        st.info("This assessment has been submitted and takes no more answers.", icon=":material/lock:")
    else:
        st.markdown(
            "Answer in any order and in as many sittings as you like: every answer is saved as you give it. "
            "If you do not know, leave the question unanswered. It counts against coverage, not as the lowest level."
        )
        left = [each for each in results if each.is_unanswered or each.finding_is_unanswered]
        _go_on(id, left)
        _core(id, [each for each in left if each.question.is_core])
    for theme in opened.bank.themes:
        own = [each for each in results if each.question in theme.questions]
        _task(id, theme, own, coverage(theme.questions, opened.responses), is_open=assessment.stage is Stage.OPEN)
    with st.container(horizontal=True):
        st.page_link("check_answers.py", label="Check your answers", query_params={"assessment": id})
        st.page_link("results.py", label="Results", query_params={"assessment": id})
        st.page_link("home.py", label="Save and come back later")


def _progress(done: Coverage, *, findings: int) -> str:
    words = [f"{done.asked - done.unanswered} of {count(done.asked, 'question')} answered."]
    if done.unanswered:
        words.append(f"{_are(done.unanswered, 'question')} left, {about_minutes(done.unanswered)}.")
    if findings:
        words.append(f"{_are(findings, 'finding')} still to answer.")
    return " ".join(words)


def _are(number: int, noun: str) -> str:
    return f"{count(number, noun)} {'is' if number == 1 else 'are'}"


def _go_on(id: str, left: Sequence[QuestionResult]) -> None:
    """Draw the link to the first question that is left or, where none is, to what comes next."""
    if not left:
        next_step.link("on", "check_answers.py", label="Check your answers", query_params={"assessment": id})
        return
    code = left[0].question.code
    next_step.link("on", "respond.py", label=f"Go on at {code}", query_params={"assessment": id, "question": code})


def _core(id: str, left: Sequence[QuestionResult]) -> None:
    """Draw the choice to take the core questions first, while any is left."""
    if not left:
        return
    st.markdown(
        f"Short of time? First take the {count(len(left), 'core question')} left, {about_minutes(len(left))}: "
        "those that can limit a grade, and those that matter most. Nothing is scored differently for it."
    )
    with st.container(horizontal=True, key="core"):
        for each in left:
            st.page_link(
                "respond.py",
                label=each.question.code,
                query_params={"assessment": id, "question": each.question.code},
            )


def _task(id: str, theme: Theme, results: Sequence[QuestionResult], done: Coverage, *, is_open: bool) -> None:
    unanswered = [each.question.code for each in results if each.is_unanswered]
    findings = [each.question.code for each in results if each.finding_is_unanswered and not each.is_unanswered]
    with st.container(border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left:
            st.header(plain(theme.title), anchor=False)
            st.markdown(f"{label(done.status)}: {_counts(done)}")
            if unanswered and done.status is TaskStatus.IN_PROGRESS:
                st.html(code_links("Still to answer", unanswered, id))
            if findings:
                st.html(code_links("Finding still to answer", findings, id))
        with right:
            if is_open:
                first = next(iter([*unanswered, *findings]), theme.questions[0].code)
                next_step.link(
                    theme.code,
                    "respond.py",
                    label={TaskStatus.NOT_STARTED: "Start", TaskStatus.IN_PROGRESS: "Continue"}.get(
                        done.status, "Change"
                    ),
                    query_params={"assessment": id, "question": first},
                )
            st.page_link("read.py", label="Read on one page", query_params={"assessment": id, "theme": theme.code})


def code_links(label: str, codes: Sequence[QuestionCode], id: str) -> str:
    """Return the codes after their label as HTML, each of them a link to its question."""
    addresses = {code: urlencode({"assessment": id, "question": code}) for code in codes}
    links = (f'<a href="respond?{in_html(query)}">{in_html(code)}</a>' for code, query in addresses.items())
    return f'<div class="answer"><p>{in_html(label)}: {", ".join(links)}</p></div>'


def _counts(done: Coverage) -> str:
    parts = [f"{done.answered} of {count(done.asked, 'question')} answered"]
    if done.not_applicable:
        parts.append(f"{done.not_applicable} not applicable")
    if done.unanswered:
        parts.append(f"{about_minutes(done.unanswered)} left")
    return ", ".join(parts)
