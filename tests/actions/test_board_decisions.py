"""What a board decided is on record beside the version it decided on, and stands in the next report."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.actions.recording_decisions import record_decision
from assessment.codes import BoardOutcome, Event
from assessment.errors import DecisionChanged, InvalidInput, NotFound
from assessment.ids import AssessmentId
from assessment.report.html_report import build_report_page
from assessment.report.report_content import report_content
from assessment.report.report_subject import DecidedVersion
from assessment.rounds.board_decision import BoardDecision
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_report_versions import DAY, desk, issue, subject, submitted_assessment
from tests.actions.test_reporting import submitted_round

CHANGES = BoardDecision(
    outcome=BoardOutcome.ACCEPTED_WITH_CHANGES,
    by="the Joint Board",
    on=AT.date() + DAY,
    changes="Name an owner for B3.",
)
ACCEPTED = BoardDecision(outcome=BoardOutcome.ACCEPTED, by="the Joint Board", on=AT.date() + DAY)


def decide(
    workspace: Workspace, id: AssessmentId, decision: BoardDecision, *, version: int = 1, seen: int = 0
) -> BoardDecision:
    return record_decision(workspace.store, workspace.actor, id, version, decision, seen=seen, at=AT + 9 * DAY)


def test_a_decision_stands_beside_its_version_and_is_recorded_whole(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)

    decide(workspace, id, replace(CHANGES, by="  the Joint Board "))

    (version,) = desk(workspace, id).versions
    assert version.decision == CHANGES
    last = entries(workspace, id)[-1]
    assert (last.event, last.version, last.by) == (Event.BOARD_DECIDED, 1, str(workspace.person.id))
    assert last.detail == {
        "outcome": "accepted_with_changes",
        "decided_by": "the Joint Board",
        "decided_on": "2026-11-23",
        "changes": "Name an owner for B3.",
    }


def test_the_next_report_names_the_decision_on_its_boards_pages_and_what_is_to_change_in_its_document_control(
    workspace: Workspace,
) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    assert subject(workspace, id, at=AT).decided is None

    decide(workspace, id, CHANGES)

    told = "Accepted with changes by the Joint Board on 23 November 2026 (version 1)"
    following = subject(workspace, id, at=AT + 9 * DAY)
    report = report_content(following)
    assert report.board.decided == f"The last decision on a report: {told}."
    assert dict(report.control)["The board decided"] == told
    assert dict(report.control)["Changes it asked for"] == "Name an owner for B3."
    assert build_report_page(following).count(told) == 2


def test_a_decision_is_a_change_so_that_the_next_version_can_be_issued(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    decide(workspace, id, ACCEPTED)

    assert desk(workspace, id).changes == ("the board’s decision was recorded",)
    assert issue(workspace, id, at=AT) == 2


def test_the_first_report_of_the_next_round_names_the_decision_on_the_round_before(workspace: Workspace) -> None:
    first = submitted_round(workspace, 2025)
    issue(workspace, first, at=AT)
    decide(workspace, first, ACCEPTED)

    following = subject(workspace, submitted_round(workspace, 2026, after=first), at=AT + 9 * DAY)

    assert following.decided == DecidedVersion(version=1, round_title="2025", decision=ACCEPTED)
    assert report_content(following).board.decided == (
        "The last decision on a report: Accepted by the Joint Board on 23 November 2026 (version 1 of round 2025)."
    )


def test_the_last_decision_on_a_version_counts_and_that_on_the_newest_version_is_told(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    decide(workspace, id, CHANGES)
    issue(workspace, id, at=AT)
    decide(workspace, id, CHANGES, version=2)

    decide(workspace, id, ACCEPTED, seen=1)

    second, first = desk(workspace, id).versions
    assert (first.decisions, second.decisions) == ((CHANGES, ACCEPTED), (CHANGES,))
    decided = subject(workspace, id, at=AT).decided
    assert decided is not None
    assert (decided.version, decided.decision) == (2, CHANGES)


def test_a_decision_over_one_that_its_author_did_not_see_is_refused(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    decide(workspace, id, CHANGES)

    with pytest.raises(DecisionChanged, match=r"^Not saved: somebody else recorded a decision on version 1"):
        decide(workspace, id, ACCEPTED, seen=0)


def test_a_decision_is_on_a_version_that_was_issued(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match=r"^There is no such version of this report\. Issue it first\."):
        decide(workspace, submitted_assessment(workspace), ACCEPTED)


def test_every_problem_of_a_decision_is_named_and_nothing_is_recorded(workspace: Workspace) -> None:
    id = submitted_assessment(workspace)
    issue(workspace, id, at=AT)
    wrong = BoardDecision(outcome=BoardOutcome.NOT_ACCEPTED, by=" ", on=AT.date() - DAY, changes=" ")

    with pytest.raises(InvalidInput) as refused:
        decide(workspace, id, wrong)
    with pytest.raises(InvalidInput) as early:
        decide(workspace, id, replace(ACCEPTED, on=AT.date() + timedelta(days=10)))

    assert [each.code for each in refused.value.sentences] == [
        "name_empty",
        "decision_without_changes",
        "decision_before_issue",
    ]
    assert [each.code for each in early.value.sentences] == ["decision_in_the_future"]
    assert desk(workspace, id).versions[0].decision is None
