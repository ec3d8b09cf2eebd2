"""Keep typed text over a reload, a closed tab and the Back button, together with ``typing.js``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from assessment.ids import AssessmentId, LevelCode, PersonId, QuestionCode
from pages.components.layout import session

DRAFTS_ROUTE: Final = "/drafts"
ANSWERS_ROUTE: Final = "/answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedField:
    """A text field to watch: its name among a draft's fields, and its text as saved."""

    name: str
    saved: str


def keep(
    person: PersonId,
    assessment: AssessmentId,
    question: QuestionCode,
    *,
    seen: str,
    page: str,
    reply: str,
    levels: Sequence[LevelCode],
    fields: Mapping[str, TypedField],
) -> None:
    """Watch the fields of one question in the browser.

    `fields` are its text fields by widget key, `reply` is the key of the choice with its `levels` in order, and `seen`
    the key of the hidden field with the version. Text is sent only under the session of `person`, who typed it.
    """
    _component()(
        key="typing",
        on_again_change=_run_again,
        # In a list: the component looks for tables in anything else, and loads pandas for it.
        data=[
            {
                "drafts": DRAFTS_ROUTE,
                "answers": ANSWERS_ROUTE,
                "assessment": str(assessment),
                "question": question,
                "seen": seen,
                "page": page,
                "reply": reply,
                "levels": list(levels),
                "person": str(person),
                "session": session.name(),
                "fields": {key: {"name": field.name, "saved": field.saved} for key, field in fields.items()},
            }
        ],
    )


def _run_again() -> None:
    """Do nothing, because the run itself saves the fields."""


@cache
def _component() -> Any:
    script = Path(__file__).with_name("typing.js").read_text(encoding="utf-8")
    return st.components.v2.component("typing", js=script)
