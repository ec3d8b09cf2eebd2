"""The comments on one question where a theme is read: a list, or the form in which more are written."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from assessment.bank.model import Question
from assessment.dates import uk_date, uk_time
from assessment.rounds.working_notes import COMMENT_LENGTH, Comment
from assessment.views.reading_view import ToRead
from assessment.views.working_notes import comments_data, forces_then
from pages.components import scripts
from pages.components.layout import html_links
from pages.components.layout.escaping import in_html

COMMENTED: Final = "comment"
"""The parameter of the address that names the question whose comments are open to be written."""


def is_open(shown: ToRead, question: Question) -> bool:
    """Return True where the address names the question, and the viewer may comment on it."""
    return shown.may_comment and st.query_params.get(COMMENTED) == question.code


def of(shown: ToRead, question: Question, *, theme: str) -> str:
    """Return the comments on the question, with a link to the form for more, as HTML."""
    comments = shown.comments.get(question.code, ())
    parts = [_listed(shown, comments)] if comments else []
    if shown.may_comment:
        link = html_links.to(
            "read",
            "Comment",
            unseen=f"on {question.code}",
            stays=True,
            assessment=shown.opened.assessment.id,
            theme=theme,
            comment=question.code,
        )
        parts.append(f'<p class="codes">{link}</p>')
    return f'<div class="comments">{"".join(parts)}</div>' if parts else ""


def show_form(shown: ToRead, question: Question) -> None:
    """Draw the comments on the question with the form for more."""
    assessment, comments = shown.opened.assessment, shown.comments.get(question.code, ())
    data = {
        "assessment": str(assessment.id),
        "answersOf": str(assessment.answers_of),
        "person": str(shown.person),
        "limits": {"comment": COMMENT_LENGTH},
        "question": {
            "code": question.code,
            "title": question.title,
            "comments": comments_data(comments, shown.person, forces_then(assessment)),
        },
    }
    # In a list: the component looks for tables in anything else, and loads pandas for it.
    _component()(key=f"comments-{question.code}", data=[data])


def _listed(shown: ToRead, comments: Sequence[Comment]) -> str:
    forces = forces_then(shown.opened.assessment)
    items = "".join(f"<li>{_one(each, forces.get(each.respondent, ''))}</li>" for each in comments)
    return f"<h3>Comments</h3><ul>{items}</ul>"


def _one(comment: Comment, force: str) -> str:
    then = f" · among {force} alone, before the release" if force else ""
    when = f"{uk_date(comment.at)} at {uk_time(comment.at)}{then}"
    who = f'<p><strong>{in_html(comment.author)}</strong> <span class="soft">{in_html(when)}</span></p>'
    text = '<p class="soft">Removed.</p>' if comment.removed_at is not None else f"<p>{in_html(comment.text)}</p>"
    return who + text


@cache
def _component() -> Any:
    folder = Path(__file__).parent.parent / "question_form"
    css = "".join((folder / name).read_text(encoding="utf-8") for name in ("pieces.css", "comments.css"))
    return st.components.v2.component(
        "comments_form",
        html='<div class="comments-form"></div>',
        css=css,
        js=scripts.starter("question_form/comments_page.js"),
        isolate_styles=False,  # a browser that translates the page does not look into a shadow root
    )
