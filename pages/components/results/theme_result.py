"""The result of one theme: its grade with the reasons, strengths, areas to improve, and what would lift the grade."""

import streamlit as st

from assessment.bank.model import Bank, Question
from assessment.scoring.findings import Finding
from assessment.scoring.scores import LevelChange, Lift
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.results_view import ThemeResult
from pages.components.layout.escaping import plain
from pages.components.results import score_cells, score_table


def show(opened: AnsweredAssessment, result: ThemeResult) -> None:
    """Draw the theme's result."""
    levels = len(opened.bank.scale)
    st.header(plain(result.theme.title), anchor=False)
    st.html(f'<p class="headline">{score_cells.grade(result.score, levels=levels)}</p>')
    score_table.grounds(result.score)
    left, right = st.columns(2)
    with left:
        st.subheader("Strengths", anchor=False)
        _findings(result.strengths, "No question has yet reached the level where evidence is expected.")
    with right:
        st.subheader("Areas to improve", anchor=False)
        _findings(result.areas_to_improve, "No answered question is below the level where evidence is expected.")
    if result.score.outlook:
        st.subheader("What would lift it", anchor=False)
        if result.score.lift:
            _steps(opened.bank, result.score.lift)
        else:
            st.markdown(plain(result.score.outlook))


def _findings(findings: tuple[Finding, ...], none: str) -> None:
    if not findings:
        st.markdown(none)
        return
    st.markdown("\n".join(f"- {_line(finding)}" for finding in findings))


def _line(finding: Finding) -> str:
    words = f"**{plain(finding.question.title)}** ({finding.question.code}): {plain(finding.level.title)}"
    if finding.limit:
        words += f". Limit {plain(finding.limit.id)} applies"
    return words


def _steps(bank: Bank, lift: Lift) -> None:
    """Draw each improvement with the descriptor of the level it leads to."""
    asked = {question.code: question for question in bank.questions()}
    st.markdown(plain(lift.sentence))
    st.markdown("\n".join(f"- {_step(asked[change.question], change)}" for change in lift.changes))


def _step(question: Question, change: LevelChange) -> str:
    from_to = f"from {plain(change.before.title)} to {plain(change.after.title)}"
    return f"**{question.code} {plain(question.title)}**, {from_to}: {plain(question.descriptors[change.after.code])}"
