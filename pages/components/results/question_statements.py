"""All statements of a question under their levels, each with whether it is met."""

from collections.abc import Iterator

import streamlit as st

from assessment.bank.model import Bank, Statement
from assessment.scoring.question_results import QuestionResult
from pages.components.layout.escaping import in_html


def show(result: QuestionResult, bank: Bank) -> None:
    """Draw the statements, lowest level first, and when the question does not apply."""
    st.html(f'<div class="answer">{"".join(_levels(result, bank))}</div>')


def _levels(result: QuestionResult, bank: Bank) -> Iterator[str]:
    question = result.question
    for level in bank.scale:
        items = "".join(_item(each, result) for each in question.statements if each.level == level)
        if items:
            yield f"<p><strong>{in_html(level.title)}</strong></p><ul>{items}</ul>"
    if question.not_applicable_when:
        yield f"<p><strong>Does not apply when:</strong> {in_html(question.not_applicable_when)}</p>"


def _item(statement: Statement, result: QuestionResult) -> str:
    marks = [
        *(["essential"] if statement.is_essential else []),
        *([] if result.level is None else ["met" if statement in result.met else "not met"]),
    ]
    marked = f" <strong>({', '.join(marks)})</strong>" if marks else ""
    return f"<li>{in_html(f'{statement.code} {statement.text}')}{marked}</li>"
