"""One theme's result: its reasons, what is strong, what is not, and what would lift its grade."""

import streamlit as st

from assessment.bank.model import Bank
from assessment.scoring.findings import Finding
from assessment.scoring.model import Lift
from assessment.views.opening import Opened
from assessment.views.results import ThemeResult
from pages.components import score_table, tables
from pages.components.words import count, plain


def show(opened: Opened, result: ThemeResult) -> None:
    """Draw the theme's result."""
    levels = len(opened.bank.scale)
    st.header(plain(result.theme.title), anchor=False)
    st.html(f'<p class="headline">{tables.grade(result.score, levels=levels)}</p>')
    score_table.reasons(result.score)
    left, right = st.columns(2)
    with left:
        st.subheader("Strengths", anchor=False)
        _findings(result.strengths, "No question is placed where evidence is expected yet.")
    with right:
        st.subheader("Areas to improve", anchor=False)
        _findings(result.areas_to_improve, "No answered question is below the level where evidence is expected.")
    if result.score.lift:
        _lift(opened.bank, result.score.lift)


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


def _lift(bank: Bank, lift: Lift) -> None:
    st.subheader(f"What would lift it to {lift.to.title}", anchor=False)
    st.markdown(f"{count(lift.steps, 'step')} of one level, the fewest that reach it:".capitalize())
    lines = []
    for change in lift.changes:
        question = bank.find_question(change.question)
        if question:
            lines.append(
                f"- **{plain(question.title)}** ({change.question}) from {plain(change.before.title)} "
                f"to {plain(change.after.title)}: {plain(question.descriptors[change.after.code])}"
            )
    st.markdown("\n".join(lines))
