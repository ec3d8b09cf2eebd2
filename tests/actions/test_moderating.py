"""An inspector moderates a submission; a lead withdraws an assessment that counts no more."""

import pytest

from assessment.access import Credential
from assessment.actions.moderating import begin_moderation, publish_assessment, send_back
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_assessment, withdraw_submission
from assessment.codes import Event, ReportFormat, Role, Stage
from assessment.errors import InvalidInput, NotFound, NotOpen
from assessment.exports.assessment_exports import preview_report
from assessment.ids import AssessmentId
from assessment.views.answered_assessment import open_assessment
from assessment.views.comparison_view import open_comparison
from assessment.views.stage_view import open_stage_note
from tests.actions.access_world import has_issued
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_classifying import stored
from tests.signed_in_people import somebody


@pytest.fixture
def submitted(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


@pytest.fixture
def inspector(workspace: Workspace) -> Credential:
    return somebody(workspace.store, "Ira", roles=[Role.INSPECTOR]).actor


def test_what_is_moderated_is_published_and_counts_all_the_time(
    workspace: Workspace, submitted: AssessmentId, inspector: Credential
) -> None:
    begin_moderation(workspace.store, inspector, submitted, at=AT)
    begin_moderation(workspace.store, inspector, submitted, at=AT)
    assert stored(workspace, submitted).stage is Stage.IN_MODERATION
    publish_assessment(workspace.store, inspector, submitted, at=AT)

    assert stored(workspace, submitted).stage is Stage.PUBLISHED
    assert [each.event for each in entries(workspace, submitted)][-3:] == [
        Event.ASSESSMENT_SUBMITTED,
        Event.MODERATION_BEGUN,
        Event.ASSESSMENT_PUBLISHED,
    ]
    assert compared(workspace, inspector) == [submitted]


def test_the_lead_cannot_take_back_what_is_moderated(
    workspace: Workspace, submitted: AssessmentId, inspector: Credential
) -> None:
    begin_moderation(workspace.store, inspector, submitted, at=AT)

    with pytest.raises(NotOpen) as refused:
        withdraw_submission(workspace.store, workspace.actor, submitted, reason="P1 is wrong.", at=AT)

    assert str(refused.value) == (
        "This assessment is in moderation, so its submission can no longer be withdrawn. "
        "An inspector can send it back to you."
    )


def test_an_assessment_that_is_sent_back_takes_answers_and_says_why(
    workspace: Workspace, submitted: AssessmentId, inspector: Credential
) -> None:
    has_issued(workspace.store, workspace.actor, submitted)
    begin_moderation(workspace.store, inspector, submitted, at=AT)
    with pytest.raises(InvalidInput, match=r"^Give a reason, then try again\.$"):
        send_back(workspace.store, inspector, submitted, reason="\u200b", at=AT)
    send_back(workspace.store, inspector, submitted, reason="G10 names <b>no</b> document.", at=AT)

    workspace.record(submitted, workspace.response(3), expected_version=1)

    note = open_stage_note(workspace.store, workspace.actor, submitted)
    assert note is not None
    assert (note.event, note.by, note.reason) == (Event.ASSESSMENT_SENT_BACK, "Ira", "G10 names <b>no</b> document.")
    with pytest.raises(NotFound):
        open_assessment(workspace.store, inspector, workspace.library, submitted)
    assert compared(workspace, inspector) == []


def test_nothing_is_said_about_an_assessment_whose_last_move_undid_none(
    workspace: Workspace, submitted: AssessmentId
) -> None:
    withdraw_submission(workspace.store, workspace.actor, submitted, reason="P1 is wrong.", at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, submitted, at=AT)

    assert open_stage_note(workspace.store, workspace.actor, submitted) is None


def test_a_withdrawn_assessment_is_read_and_counts_nowhere(
    workspace: Workspace, submitted: AssessmentId, inspector: Credential
) -> None:
    withdraw_assessment(workspace.store, workspace.actor, submitted, reason="Another unit was meant.", at=AT)

    opened = open_assessment(workspace.store, inspector, workspace.library, submitted)
    assert opened.assessment.stage is Stage.WITHDRAWN
    assert compared(workspace, inspector) == []
    (line,) = workspace.home().lines
    assert (line.grade, line.newest.id) == (None, submitted)
    with pytest.raises(NotOpen, match=r"^This assessment was withdrawn on 22 November 2026, so no report of it is"):
        preview_report(
            workspace.store, workspace.actor, workspace.library, submitted, report_format=ReportFormat.HTML, at=AT
        )
    with pytest.raises(NotOpen, match=r"^You cannot withdraw this assessment: it is withdrawn\."):
        withdraw_assessment(workspace.store, workspace.actor, submitted, reason="Again.", at=AT)


def compared(workspace: Workspace, inspector: Credential) -> list[AssessmentId]:
    """Return the assessments that are compared."""
    comparison = open_comparison(workspace.store, inspector, workspace.library)
    return [] if comparison is None else list(comparison.rows)
