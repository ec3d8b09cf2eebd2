"""The form of one action, new or saved. Text typed into it stays in the browser until it is saved (:mod:`kept`)."""

from datetime import date

import streamlit as st

from assessment.actions.planning_improvement import save_improvement_action
from assessment.codes import ActionState
from assessment.dates import now, uk_date, uk_day
from assessment.errors import AssessmentError
from assessment.ids import ActionId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction
from assessment.views.improvement_view import ImprovementLine, ImprovementView, SuggestedAction
from assessment.wording import label
from pages.components.layout import notices, session, typed
from pages.components.layout.visit import AssessmentVisit


def plan(here: AssessmentVisit, plan: ImprovementView, suggested: SuggestedAction | None) -> None:
    """Draw the form for a new action, filled with the suggested one if there is any."""
    id = session.new_action()
    titles = {question.code: f"{question.code} {question.title}" for question in plan.questions}
    with st.form(f"action {id}", enter_to_submit=False):
        question = st.selectbox(
            "Question",
            list(titles),
            format_func=titles.__getitem__,
            index=None if suggested is None else list(titles).index(suggested.question.code),
            placeholder="Choose the question that it is about",
            key=f"question:{id}",
            help=f"The first {plan.areas} are the areas to improve." if plan.areas else None,
        )
        today = uk_day(now())
        _fields(
            here,
            id,
            QuestionCode(question or ""),
            ImprovementAction(question=QuestionCode(""), what=suggested.what if suggested else "", owner="", due=today),
            seen=0,
        )


def change(here: AssessmentVisit, line: ImprovementLine) -> None:
    """Draw the form that changes a saved action."""
    stored, question = line.stored, line.question
    seen = session.seen_action(stored.id, stored.version, field=key("what", stored.id))
    with st.form(f"action {stored.id}", enter_to_submit=False):
        _head(line)
        _fields(here, stored.id, question.code, stored.action, seen=seen)


def read(line: ImprovementLine) -> None:
    """Draw a saved action for a viewer who may not change it."""
    action = line.stored.action
    with st.container(border=True):
        _head(line)
        typed.line(action.what)
        typed.line(f"{action.owner} · {label(action.state)}", kind="caption")


def key(name: str, id: ActionId) -> str:
    """Return the widget key of a field of an action's form."""
    return f"{name}-{id}"


def _head(line: ImprovementLine) -> None:
    stored = line.stored
    typed.line(f" {line.question.title}", strong=line.question.code)
    late = "Overdue: due" if line.is_overdue else "Due" if stored.action.state.is_open else "Was due"
    changed = f" Since the last report: {line.changed}." if line.changed else ""
    typed.line(f"{late} on {uk_date(stored.action.due)}. {notices.saved_at(stored.saved_at)}.{changed}", kind="caption")


def _fields(
    here: AssessmentVisit, id: ActionId, question: QuestionCode, action: ImprovementAction, *, seen: int
) -> None:
    what = st.text_area("What will be done", value=action.what, key=key("what", id))
    left, middle, right = st.columns(3)
    owner = left.text_input("Owner", value=action.owner, key=key("owner", id))
    due = middle.date_input("Due", value=action.due, format="DD/MM/YYYY", key=f"due:{id}")
    state = right.selectbox(
        "Status",
        list(ActionState),
        index=list(ActionState).index(action.state),
        format_func=label,
        key=f"state:{id}",
    )
    if not st.form_submit_button("Save the action", type="primary" if seen == 0 else "secondary"):
        return
    given = ImprovementAction(
        question=question,
        what=what,
        owner=owner,
        due=due if isinstance(due, date) else action.due,
        state=state or action.state,
    )
    try:
        saved = save_improvement_action(
            here.store, here.actor, here.library, here.assessment, given, id=id, expected_version=seen, at=now()
        )
    except AssessmentError as error:
        notices.problem(
            error,
            title="Action not saved",
            fields={
                "action": key("what", id),
                "action_empty": key("what", id),
                "owner": key("owner", id),
                "action_without_question": f"question:{id}",
            },
        )
    else:
        session.keep_action(id, saved.version)
        st.query_params.pop("about", None)
        st.rerun()
