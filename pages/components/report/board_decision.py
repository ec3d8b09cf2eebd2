"""The form that records what the board decided about a version that was issued."""

from collections.abc import Sequence

import streamlit as st

from assessment.actions.recording_decisions import record_decision
from assessment.codes import BoardOutcome
from assessment.dates import now, uk_date, uk_day
from assessment.errors import AssessmentError, DecisionChanged, InvalidInput, sentence
from assessment.rounds.board_decision import BoardDecision
from assessment.rounds.issued_report import ReportVersion
from assessment.rounds.text_rules import NAME_LENGTH, REASON_LENGTH
from assessment.wording import label
from pages.components.layout import day_field, html_parts, notices, session
from pages.components.layout.day_field import TypedDay
from pages.components.layout.visit import AssessmentVisit

_FIELDS = {
    "decision_without_outcome": "decision-outcome",
    "name of who decided": "decision-by",
    "day_unclear": "decision-on",
    "decision_before_issue": "decision-on",
    "decision_in_the_future": "decision-on",
    "decision_without_changes": "decision-changes",
    "text on what is to change": "decision-changes",
}
"""The field that each problem is about, by the problem's code or by the name of its field."""


def show(here: AssessmentVisit, versions: Sequence[ReportVersion]) -> None:
    """Draw what was done, and the form for one of the versions, the newest first."""
    where = (
        "It stands beside the version here, and in the next one: on the board’s two pages and in the document control."
    )
    html_parts.show("<h2>What the board decided</h2>", notices.done_html(at="decided"), html_parts.paragraph(where))
    by_number = {each.version: each for each in versions}
    form = f"decision on {here.assessment}"
    seen = session.seen_first(form, {each.version: len(each.decisions) for each in versions})
    key = f"{{}}-{session.form_number(form)}".format
    with st.expander("Record a decision"), st.form(key("decision"), enter_to_submit=False, border=False):
        version = st.selectbox(
            "Version",
            list(by_number),
            format_func=lambda number: _named(by_number[number]),
            key=key(f"decision-version-{versions[0].version}"),  # a version issued meanwhile is chosen first
        )
        outcome = st.radio("The board", list(BoardOutcome), format_func=label, key=key("decision-outcome"), index=None)
        by = st.text_input("Who decided?", key=key("decision-by"), max_chars=NAME_LENGTH, help="Such as “Joint board”.")
        on = day_field.show("On which day?", of="day of the decision", key=key("decision-on"), first=uk_day(now()))
        changes = st.text_area(
            "What is to change?",
            key=key("decision-changes"),
            max_chars=REASON_LENGTH,
            help="Needed unless the board accepted the report as it is.",
        )
        if not st.form_submit_button("Record the decision"):
            return
    try:
        decision = _decision(outcome, by=by, on=on, changes=changes)
        record_decision(here.store, here.actor, here.assessment, version, decision, seen=seen.get(version, 0), at=now())
    except AssessmentError as error:
        if isinstance(error, DecisionChanged):
            session.see_anew(form)
        notices.problem(error, title="Not recorded", fields={code: key(field) for code, field in _FIELDS.items()})
    else:
        session.begin_form_anew(form)
        notices.keep_done(f"The decision on version {version} is recorded.", at="decided")
        st.rerun()


def _decision(outcome: BoardOutcome | None, *, by: str, on: TypedDay, changes: str) -> BoardDecision:
    if outcome is None:
        raise InvalidInput(sentence("decision_without_outcome", "Choose whether the board accepted the report."))
    if on.day is None:
        raise InvalidInput(*on.problems)
    return BoardDecision(outcome=outcome, by=by, on=on.day, changes=changes)


def _named(version: ReportVersion) -> str:
    decided = " (decided)" if version.decision else ""
    return f"Version {version.version} of {uk_date(version.issued)}{decided}"
