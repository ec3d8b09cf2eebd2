"""One assessment on the home page: its name and round, its progress, and links to its pages."""

import streamlit as st

from assessment.dates import uk_date
from assessment.rounds.progress import Coverage
from assessment.views.home_view import AssessmentLine
from pages.components.layout import next_step, typed
from pages.components.layout.escaping import plain
from pages.components.layout.phrases import about_minutes, count


def show(line: AssessmentLine, *, name: str) -> None:
    """Draw the line. `name` is the collaboration's, with what tells it from others on the page."""
    assessment, done = line.assessment, line.coverage
    address = {"assessment": str(assessment.id)}
    with st.container(border=True):
        left, right = st.columns([3, 1], vertical_alignment="center")
        with left:
            typed.heading(name)
            typed.line(
                f"{assessment.round.title} · {', '.join(assessment.collaboration.partners)}\n"
                f"{assessment.classification.value} · {_state(line)}"
            )
            if done is not None:
                st.progress((done.asked - done.unanswered) / done.asked, text=_progress(line, done))
            if line.problem:
                st.warning(plain(line.problem), icon=":material/warning:")
        with right:
            if line.problem:
                return
            if assessment.submitted_at is None and line.can_answer:
                next_step.link(
                    str(assessment.id),
                    "respond.py",
                    label="Start answering" if done is not None and done.unanswered == done.asked else "Continue",
                    query_params=address,
                )
            st.page_link("results.py", label="Results", query_params=address)
            st.page_link("report.py", label="Report", query_params=address)
            if line.can_start_next:
                next_step.link_to_next_round(assessment.id)


def _progress(line: AssessmentLine, done: Coverage) -> str:
    answered = f"{done.asked - done.unanswered} of {count(done.asked, 'question')} answered"
    if line.assessment.submitted_at is not None or not done.unanswered:
        return answered
    return f"{answered}, {about_minutes(done.unanswered)} left"


def _state(line: AssessmentLine) -> str:
    if line.assessment.submitted_at is None:
        return f"started {uk_date(line.assessment.started_at)}"
    return f"submitted {uk_date(line.assessment.submitted_at)}"
