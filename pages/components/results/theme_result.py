"""The result of one theme: its grade with the reasons, strengths, areas to improve, and what would lift the grade."""

import streamlit as st

from assessment.scoring import AnsweredQuestion
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.results_view import ThemeResult
from pages.components.layout.escaping import plain
from pages.components.results import lift_steps, question_table, score_cells, score_table
from pages.components.results.lift_steps import Planning


def show(opened: AnsweredAssessment, result: ThemeResult, planning: Planning) -> None:
    """Draw the theme's result."""
    levels = len(opened.bank.scale)
    st.html(f'<p class="headline">{score_cells.grade(result.score, levels=levels)}</p>')
    score_table.grounds(result.score)
    left, right = st.columns(2)
    with left:
        st.subheader("Strengths", anchor=False)
        _answers(result.strengths, "No question has yet reached the level where evidence is expected.")
    with right:
        st.subheader("Areas to improve", anchor=False)
        _answers(result.areas_to_improve, "No answered question is below the level where evidence is expected.")
    if result.score.lift:
        st.subheader("What would lift it", anchor=False)
        lift_steps.show(result.score.lift, opened.bank, planning)
    elif result.score.outlook:
        st.subheader("What would lift it", anchor=False)
        st.markdown(plain(result.score.outlook))
    with st.expander("Every question in this theme"):
        question_table.show(result.questions, levels=levels)


def _answers(answers: tuple[AnsweredQuestion, ...], none: str) -> None:
    if not answers:
        st.markdown(none)
        return
    st.markdown("\n".join(f"- {_line(answered)}" for answered in answers))


def _line(answered: AnsweredQuestion) -> str:
    words = f"**{plain(answered.question.title)}** ({answered.question.code}): {plain(answered.placement.title)}"
    if answered.limit:
        words += f". Limit {plain(answered.limit.id)} applies"
    return words
