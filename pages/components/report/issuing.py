"""How the report stands, and the form that issues its next version."""

from collections.abc import Iterator

import streamlit as st

from assessment.codes import Permission
from assessment.dates import now, uk_date
from assessment.errors import AssessmentError
from assessment.exports.building import SHARED_BUILDER
from assessment.exports.issuing import issue_report
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.views.report_desk import ReportDesk
from pages.components.layout import html_parts, notices
from pages.components.layout.visit import AssessmentVisit


def title(desk: ReportDesk) -> str:
    """Return how the report stands, in words."""
    if desk.assessment.is_before_agreeing:
        return "There is no report before the partners agree"
    if desk.assessment.is_withdrawn:
        return "No report is made of a withdrawn assessment"
    if desk.assessment.is_amended:
        return "Reports are made of the amendment"
    if desk.last is None:
        return "The report has not been issued yet"
    if desk.has_changed:
        return f"The report has changed since version {desk.last.version}"
    return f"Version {desk.last.version} of the report is up to date"


def show(here: AssessmentVisit, desk: ReportDesk) -> None:
    """Draw what was done, what has changed and, for somebody who may, the form that issues the next version."""
    may_issue = here.viewer.may(Permission.ISSUE_REPORT, of=desk.assessment)
    html_parts.show(
        f"<h2>{'Issue it' if may_issue else 'How it stands'}</h2>",
        notices.done_html(at="issued"),
        *map(html_parts.paragraph, _said(desk, may_issue=may_issue)),
    )
    if not may_issue or not desk.has_changed:
        return
    field = f"issue-for-{desk.next_version}"
    with st.form("issue", enter_to_submit=False, border=False):
        people = st.text_input(
            "Who is it for?",
            key=field,
            max_chars=NAME_LENGTH,
            help="It stands on the first page, as “for the joint board of 3 December 2026”.",
        )
        if st.form_submit_button(f"Issue version {desk.next_version}", type="primary"):
            _issue(here, people, field=field)


def _said(desk: ReportDesk, *, may_issue: bool) -> Iterator[str]:
    yield _state(desk)
    if desk.has_changed and not may_issue:
        yield "A lead issues the next version."
    if desk.has_changed and may_issue:
        if desk.assessment.is_draft:
            yield "The assessment is not submitted, so every page of the version will be marked DRAFT."
        yield (
            "A version gets the next number and today’s date, and never changes afterwards. It is recorded who issued "
            "it."
        )


def _state(desk: ReportDesk) -> str:
    last = desk.last
    if last is None:
        return "A version is what a board receives: numbered, dated, and kept exactly as it was issued."
    issued = f"Version {last.version} was issued on {uk_date(last.issued)}."
    if not desk.has_changed:
        return f"{issued} Nothing in it has changed since, so no other version is needed."
    if not desk.changes:
        return f"{issued} What it shows has changed since, such as an action that is overdue now."
    *others, final = desk.changes
    changes = f"{', '.join(others)} and {final}" if others else final
    return f"{issued} Since then, {changes}."


def _issue(here: AssessmentVisit, people: str, *, field: str) -> None:
    try:
        with st.spinner("Making the files of this version…"):
            version = issue_report(
                here.store,
                here.actor,
                here.library,
                here.assessment,
                issued_for=people,
                at=now(),
                builder=SHARED_BUILDER,
            )
    except AssessmentError as error:
        notices.problem(error, title="Not issued", fields={"issued_for_nobody": field, "line on whom it is for": field})
    else:
        notices.keep_done(f"Version {version} is issued. Open it below and send it to those it is for.", at="issued")
        st.rerun()
