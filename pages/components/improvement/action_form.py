"""Mount the form of an action, which opens beside the table and keeps what is typed until the server has it."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
import uuid6

from assessment.bank.model import Question
from assessment.codes import ActionState
from assessment.ids import ActionId
from assessment.views.action_choice import ActionChoice
from assessment.views.improvement_form import stored_data
from assessment.views.improvement_view import ImprovementLine, ImprovementView, suggested_action
from assessment.wording import label
from pages.components import scripts
from pages.components.improvement import action_choice
from pages.components.layout import html_links
from pages.components.layout.visit import AssessmentVisit

NEW: Final = "new"
"""Stands in the address for an action that is being planned."""


def show(here: AssessmentVisit, view: ImprovementView, choice: ActionChoice) -> None:
    """Open the form on the action in the address, if there is one, and say what else was typed and is not saved."""
    parameters = action_choice.parameters(here.assessment, choice)
    opened = _opened(view)
    data = {
        "person": str(here.person),
        "assessment": str(here.assessment),
        "list": html_links.address("improvement_actions", **parameters),
        "owners": [{"id": str(id), "label": name} for id, name in view.owners.items()],
        "states": [{"code": state.value, "label": label(state)} for state in _states(opened)],
        "open": opened,
    }
    # In a list: the component looks for tables in anything else, and loads pandas for it.
    _component()(key="action_form", data=[data])


def _opened(view: ImprovementView) -> dict[str, Any] | None:
    asked = st.query_params.get("action")
    if asked == NEW:
        return _new(view, st.query_params.get("about", ""))
    line = next((line for line in view.lines if str(line.stored.id) == asked), None)
    return None if line is None else _of(line)


def _states(opened: dict[str, Any] | None) -> list[ActionState]:
    """Return the states to choose among: a new action is still to be done."""
    is_new = opened is not None and opened["version"] == 0
    return [state for state in ActionState if state.is_open or not is_new]


def _new(view: ImprovementView, about: str) -> dict[str, Any]:
    suggested = suggested_action(view, about)
    action = {
        "question": suggested.question.code if suggested else "",
        "about": suggested.about if suggested else None,
        "what": suggested.what if suggested else "",
        "owner": "",
        "ownerId": None,
        "due": "",
        "state": ActionState.PLANNED.value,
        "reason": "",
    }
    return {
        # Chosen here: actions are listed in the order of their ids, which hold the time.
        "id": str(ActionId(uuid6.uuid7())),
        "version": 0,
        "savedAt": None,
        "action": action,
        "questions": [_question(each) for each in view.questions],
        "areas": view.areas,
    }


def _of(line: ImprovementLine) -> dict[str, Any]:
    return {
        "id": str(line.stored.id),
        **stored_data(line.stored),
        "questions": [_question(line.question)],
        "areas": 0,
    }


def _question(question: Question) -> dict[str, Any]:
    finding = [] if question.finding is None else [{"code": question.finding.id, "text": question.finding.ask}]
    return {
        "code": question.code,
        "title": question.title,
        "finding": finding[0]["code"] if finding else None,
        "aims": [*finding, *({"code": each.code, "text": each.text} for each in question.statements)],
    }


@cache
def _component() -> Any:
    folder = Path(__file__).parent.parent
    css = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("question_form/pieces.css", "improvement/form.css")
    )
    return st.components.v2.component(
        "action_form",
        html=f'{scripts.preloads("improvement")}<div class="action-form"></div>',
        css=css,
        js=scripts.starter("improvement/action_form.js"),
        isolate_styles=False,  # a browser that translates the page does not look into a shadow root
    )
