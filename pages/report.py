"""Report: look at it, issue it, take what was issued, export the answers, and see who has looked."""

import streamlit as st

from assessment.codes import Permission
from assessment.dates import now
from assessment.views.report_desk import open_report_desk
from pages.components.assessments import stage_note
from pages.components.layout import page_address, page_header, typed, visit
from pages.components.report import (
    board_decision,
    classification_choice,
    exports,
    issued_table,
    issuing,
    look_links,
    looks_table,
)

here = visit.begin_assessment("report")
desk = open_report_desk(here.store, here.actor, here.library, here.assessment, at=now())
page_address.settle(assessment=str(here.assessment))
assessment = desk.assessment

page_header.show_context(here, assessment, page="report", classification=desk.classification)
typed.title(issuing.title(desk))
stage_note.show(here, assessment)
if not (assessment.is_withdrawn or assessment.is_amended or assessment.is_before_agreeing):
    left, right = st.columns([3, 2], gap="large")
    with left:
        look_links.show(assessment)
    with right:
        issuing.show(here, desk)
        classification_choice.show(here, assessment)
issued_table.show(desk)
if desk.versions and here.viewer.may(Permission.RECORD_DECISION, of=assessment):
    board_decision.show(here, desk.versions)
if not assessment.is_before_agreeing:
    exports.show(assessment)
if here.viewer.may(Permission.SEE_DOWNLOADS, of=assessment):
    looks_table.show(here)
