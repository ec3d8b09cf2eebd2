"""A lead withdraws a submission for 14 days, with a reason, unless a report of it was issued."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessment.access import Credential
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import Event, ReportFormat, Role, Stage
from assessment.errors import InvalidInput, NotOpen
from assessment.exports.assessment_exports import export_answers, preview_report
from assessment.ids import AssessmentId
from assessment.views.check_view import open_check
from assessment.views.looks_view import open_looks
from tests.actions.access_world import has_issued
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_classifying import stored
from tests.actions.test_reporting import report_subject
from tests.signed_in_people import somebody

LATE_IN_THE_EVENING = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
"""Half past eleven in the evening of 30 June in the UK."""


@pytest.fixture
def submitted(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def withdraw(workspace: Workspace, id: AssessmentId, *, reason: str = "G10 is wrong.", at: datetime = AT) -> None:
    withdraw_submission(workspace.store, workspace.actor, id, reason=reason, at=at)


def board_member(workspace: Workspace, id: AssessmentId) -> Credential:
    own = stored(workspace, id).collaboration.id
    return somebody(workspace.store, "Bo", roles=[(Role.BOARD_MEMBER, own)]).actor


def refusal(workspace: Workspace, id: AssessmentId) -> str | None:
    """Return why the page says that the submission cannot be withdrawn."""
    return open_check(workspace.store, workspace.actor, workspace.library, id, on=AT.date()).withdrawal_refused


def test_a_withdrawn_submission_takes_answers_again_and_its_reason_is_on_record(
    workspace: Workspace, submitted: AssessmentId
) -> None:
    with pytest.raises(InvalidInput, match=r"^Give a reason, then try again\.$"):
        withdraw(workspace, submitted, reason=" \u200b\n")

    withdraw(workspace, submitted)
    workspace.record(submitted, workspace.response(3), expected_version=1)

    assert stored(workspace, submitted).stage is Stage.OPEN
    entry = entries(workspace, submitted)[-2]
    assert (entry.event, entry.by) == (Event.SUBMISSION_WITHDRAWN, str(workspace.person.id))
    assert entry.detail["reason"] == "G10 is wrong."
    assert entry.detail["submitted_at_was"] == AT.isoformat()
    log = open_looks(workspace.store, workspace.actor, submitted)
    assert log[0].what == "Submission withdrawn. Reason: G10 is wrong."


def test_a_submission_is_withdrawn_until_the_fourteenth_day_after_it_in_the_uk(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=LATE_IN_THE_EVENING)

    with pytest.raises(NotOpen) as refused:
        withdraw(workspace, id, at=datetime(2026, 7, 14, 23, 0, tzinfo=UTC))

    assert str(refused.value) == (
        "This assessment was submitted on 30 June 2026, and could be withdrawn until 14 July 2026. "
        "Start the next round to answer again."
    )
    withdraw(workspace, id, at=datetime(2026, 7, 14, 22, 59, tzinfo=UTC))
    assert stored(workspace, id).stage is Stage.OPEN


def test_a_submission_of_which_a_report_was_issued_stays(workspace: Workspace, submitted: AssessmentId) -> None:
    reader = board_member(workspace, submitted)
    preview_report(workspace.store, reader, workspace.library, submitted, report_format=ReportFormat.HTML, at=AT)
    assert refusal(workspace, submitted) is None
    has_issued(workspace.store, workspace.actor, submitted)

    with pytest.raises(NotOpen) as refused:
        withdraw(workspace, submitted)

    assert str(refused.value) == (
        "A report of this submission was issued, so it can no longer be withdrawn. "
        "Start the next round to answer again."
    )
    assert refusal(workspace, submitted) == str(refused.value)
    assert stored(workspace, submitted).submitted_at == AT


def test_a_report_of_the_draft_and_one_of_a_submission_withdrawn_before_do_not_count(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    reader = board_member(workspace, id)
    has_issued(workspace.store, workspace.actor, id)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    export_answers(workspace.store, reader, workspace.library, id, at=AT)

    withdraw(workspace, id)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + timedelta(days=1))

    assert refusal(workspace, id) is None


def test_a_draft_is_not_withdrawn(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(NotOpen, match=r"^This assessment is not submitted, so there is nothing to withdraw\.$"):
        withdraw(workspace, id)

    assert refusal(workspace, id) == "This assessment is not submitted, so there is nothing to withdraw."


def test_a_report_names_whoever_submitted_last(workspace: Workspace, submitted: AssessmentId) -> None:
    own = stored(workspace, submitted).collaboration.id
    other = somebody(workspace.store, "Lou Second", roles=[(Role.LEAD, own)])

    withdraw(workspace, submitted)
    submit_assessment(workspace.store, other.actor, workspace.library, submitted, at=AT)

    subject = report_subject(workspace, submitted, at=AT)
    assert subject.submitted is not None
    assert subject.submitted.by == "Lou Second"


def test_the_round_after_is_compared_with_no_withdrawn_submission(
    workspace: Workspace, submitted: AssessmentId
) -> None:
    start = NewAssessment(
        collaboration="",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title="2027",
        as_of=datetime(2027, 11, 1, tzinfo=UTC).date(),
        follows=submitted,
    )
    named = replace(start, collaboration="Example dog unit")
    after = start_assessment(workspace.store, workspace.actor, workspace.library, named, at=AT)
    assert report_subject(workspace, after, at=AT).previous is not None

    withdraw(workspace, submitted)

    assert report_subject(workspace, after, at=AT).previous is None
