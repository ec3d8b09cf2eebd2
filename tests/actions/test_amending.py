"""What was submitted never changes: an amendment is a new version, which says what differs and why."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from assessment.access import CommandLine
from assessment.actions.amending import amend_assessment
from assessment.actions.answering_alone import begin_agreeing, release_answers, submit_force_answers
from assessment.actions.deleting import delete_draft
from assessment.actions.moderating import begin_moderation, publish_assessment, send_back
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.rebuilding_scores import rebuild_scores
from assessment.actions.renaming import rename_round
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_assessment, withdraw_submission
from assessment.codes import ActionState, Event, ReportFormat, Role
from assessment.errors import InvalidInput, NotOpen
from assessment.exports.assessment_exports import preview_report
from assessment.ids import AssessmentId, EvidenceId, QuestionCode
from assessment.report.report_content import report_content
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import ImprovementAction
from assessment.rounds.response import Evidence, MinorityView
from assessment.views.comparison_view import open_comparison
from assessment.views.partners_view import open_partners
from assessment.views.report_view import read_report
from assessment.views.results_view import open_results
from pages.components.layout import phrases
from pages.components.results import amendment as amendment_part
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.signed_in_people import somebody

START = NewAssessment(
    collaboration="Example dog unit",
    partners=("Kent Police", "Essex Police"),
    lead_force="Kent Police",
    round_title="2026",
    as_of=date(2026, 11, 1),
)
LATER = AT + timedelta(days=1)
PAPER = Evidence(id=EvidenceId(UUID(int=7)), title="Board paper 12", dated=date(2026, 5, 1))
REASON = "P1 rested on a paper that was withdrawn."


@pytest.fixture
def before(workspace: Workspace) -> AssessmentId:
    """A submitted assessment with two answers."""
    id = start_assessment(workspace.store, workspace.actor, workspace.library, START, at=AT)
    workspace.record(id, replace(workspace.response(4, rationale="Signed."), evidence=(PAPER,)))
    workspace.record(id, workspace.response(3, code="P2"))
    submit(workspace, id)
    return id


def submit(workspace: Workspace, id: AssessmentId) -> None:
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)


def amend(workspace: Workspace, id: AssessmentId, *, reason: str = REASON) -> AssessmentId:
    return amend_assessment(workspace.store, workspace.actor, workspace.library, id, reason=reason, at=LATER)


def corrected(workspace: Workspace, id: AssessmentId) -> AssessmentId:
    """Amend it, change P1, and submit that."""
    amendment = amend(workspace, id)
    workspace.record(amendment, workspace.response(2, rationale="Not signed."), expected_version=1)
    submit(workspace, amendment)
    return amendment


def found(workspace: Workspace, id: AssessmentId) -> Assessment:
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
    assert assessment is not None
    return assessment


def compared(workspace: Workspace) -> tuple[list[AssessmentId], list[str]]:
    comparison = open_comparison(workspace.store, workspace.actor, workspace.library)
    assert comparison is not None
    return list(comparison.rows), [each.why for each in comparison.set_aside]


def test_an_amendment_begins_with_every_answer_and_what_was_submitted_counts_until_it_is_submitted(
    workspace: Workspace, before: AssessmentId
) -> None:
    amendment = amend(workspace, before)

    first, second = found(workspace, before), found(workspace, amendment)
    assert (second.amends, second.amendment_reason, second.started_at) == (before, REASON, LATER)
    assert (second.round, second.bank, second.collaboration) == (first.round, first.bank, first.collaboration)
    for code in ("P1", "P2"):
        assert workspace.stored(amendment, code).response == workspace.stored(before, code).response
    assert (first.amended_by, first.is_amended, first.counts, second.is_open) == (amendment, False, True, True)
    assert compared(workspace) == ([before], ["Not submitted yet."])
    events = [each.event for each in entries(workspace, amendment)]
    assert events == [Event.AMENDMENT_BEGUN, Event.RESPONSE_SAVED, Event.RESPONSE_SAVED]
    assert entries(workspace, amendment)[0].detail["reason"] == REASON


def test_a_submitted_amendment_takes_its_place_and_what_was_submitted_stays_as_it_was(
    workspace: Workspace, before: AssessmentId
) -> None:
    given = workspace.stored(before)
    amendment = corrected(workspace, before)

    first = found(workspace, before)
    assert (first.is_amended, first.counts, phrases.stage(first)) == (True, False, "amended 22 November 2026")
    assert workspace.stored(before) == given
    assert compared(workspace) == ([amendment], ["Amended on 22 November 2026."])
    (line,) = workspace.home().lines
    assert (line.newest.id, [each.id for each in line.rounds]) == (amendment, [amendment, before])
    for refused in (
        lambda: workspace.record(before, workspace.response(1), expected_version=1),
        lambda: withdraw_submission(workspace.store, workspace.actor, before, reason="No.", at=AT),
        lambda: withdraw_assessment(workspace.store, workspace.actor, before, reason="No.", at=AT),
        lambda: amend(workspace, before),
        lambda: preview_report(
            workspace.store, workspace.actor, workspace.library, before, report_format=ReportFormat.HTML, at=AT
        ),
    ):
        with pytest.raises(NotOpen):
            refused()


def test_the_next_round_is_compared_with_the_amendment(workspace: Workspace, before: AssessmentId) -> None:
    amendment = corrected(workspace, before)
    start = replace(START, round_title="2027", as_of=date(2027, 11, 1), follows=amendment)
    after = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT + timedelta(days=2))
    workspace.record(after, workspace.response(2))

    results = open_results(workspace.store, workspace.actor, workspace.library, after)

    assert results.previous is not None
    assert (
        results.previous.scorecard
        == open_results(workspace.store, workspace.actor, workspace.library, amendment).scorecard
    )


def test_its_results_show_each_answer_that_differs_and_its_report_says_what_it_amends(
    workspace: Workspace, before: AssessmentId
) -> None:
    amendment = corrected(workspace, before)
    results = open_results(workspace.store, workspace.actor, workspace.library, amendment)

    assert results.amendment is not None
    (changed,) = results.amendment.questions
    assert changed.now.question.code == "P1"
    assert [level and level.title for level in (changed.before.level, changed.now.level)] == [
        "Good",
        "Requires improvement",
    ]
    ticked = workspace.stored(before).response.met
    kept = workspace.stored(amendment).response.met
    assert ticked is not None
    assert kept is not None
    gone = ", ".join(sorted(ticked - kept))
    assert changed.differs == (f"{gone} no longer ticked", "the rationale", "the evidence")
    assert "1 answer of 8 differs." in amendment_part.of(results)
    with workspace.store.read() as unit:
        report = report_content(read_report(unit, workspace.actor, workspace.library, amendment, at=AT)[1])
    assert dict(report.control)["Amends"] == (
        f"What was submitted on 22 November 2026 at 14:02 (UK time). Reason: {REASON}"
    )


def test_an_amendment_that_is_deleted_withdrawn_or_taken_back_gives_its_place_back(
    workspace: Workspace, before: AssessmentId
) -> None:
    delete_draft(workspace.store, workspace.actor, amend(workspace, before), at=AT)
    assert found(workspace, before).amended_by is None

    amendment = corrected(workspace, before)
    withdraw_submission(workspace.store, workspace.actor, amendment, reason="Once more.", at=AT)
    assert (found(workspace, before).counts, found(workspace, before).amended_by) == (True, amendment)
    submit(workspace, amendment)
    withdraw_assessment(workspace.store, workspace.actor, amendment, reason="It was right.", at=AT)

    assert (found(workspace, before).counts, found(workspace, before).amended_by) == (True, None)
    assert compared(workspace)[0] == [before]


def test_an_amendment_can_be_amended(workspace: Workspace, before: AssessmentId) -> None:
    first = corrected(workspace, before)
    second = amend_assessment(
        workspace.store, workspace.actor, workspace.library, first, reason="P2 too.", at=LATER + timedelta(days=1)
    )
    submit(workspace, second)

    assert [found(workspace, id).counts for id in (before, first, second)] == [False, False, True]
    assert compared(workspace)[0] == [second]


def test_nothing_is_amended_without_a_reason_twice_or_before_it_counts(
    workspace: Workspace, before: AssessmentId
) -> None:
    with pytest.raises(InvalidInput, match="Give a reason"):
        amend(workspace, before, reason=" ")
    amendment = amend(workspace, before)
    with pytest.raises(NotOpen, match="is being amended already"):
        amend(workspace, before)
    with pytest.raises(NotOpen, match="does not count now"):
        amend(workspace, amendment)
    with pytest.raises(NotOpen, match="keeps the title of the round"):
        rename_round(workspace.store, workspace.actor, amendment, "Other", at=AT)


def test_a_double_click_begins_one_amendment(workspace: Workspace, before: AssessmentId) -> None:
    id = AssessmentId(UUID(int=9))
    begun = [
        amend_assessment(workspace.store, workspace.actor, workspace.library, before, reason=REASON, at=LATER, id=id)
        for _ in range(2)
    ]

    assert begun == [id, id]


def test_only_the_newest_round_is_amended(workspace: Workspace, before: AssessmentId) -> None:
    start = replace(START, round_title="2027", as_of=date(2027, 11, 1), follows=before)
    start_assessment(workspace.store, workspace.actor, workspace.library, start, at=LATER)

    with pytest.raises(NotOpen, match="A later round of this collaboration was started"):
        amend(workspace, before)


def test_an_inspector_publishes_what_is_being_amended_and_cannot_send_it_back_meanwhile(
    workspace: Workspace, before: AssessmentId
) -> None:
    ira = somebody(workspace.store, "Ira", force=None, roles=[Role.INSPECTOR])
    amend(workspace, before)

    begin_moderation(workspace.store, ira.actor, before, at=AT)
    with pytest.raises(NotOpen, match="an amendment of it was begun"):
        send_back(workspace.store, ira.actor, before, reason="No.", at=AT)
    publish_assessment(workspace.store, ira.actor, before, at=AT)


def test_what_each_force_said_and_the_views_that_differ_go_with_the_amendment(workspace: Workspace) -> None:
    id = start_assessment(
        workspace.store, workspace.actor, workspace.library, replace(START, answers_alone=True), at=AT
    )
    workspace.record(id, workspace.response(4, rationale="Kent says so."))
    submit_force_answers(workspace.store, workspace.actor, workspace.library, id, at=AT)
    release_answers(workspace.store, workspace.actor, id, at=AT)
    begin_agreeing(workspace.store, workspace.actor, id, at=AT)
    kent, essex = found(workspace, id).forces
    view = MinorityView(force=essex.id, text="Essex sees no signature.")
    workspace.record(id, replace(workspace.response(3), minority_views=(view,)))
    submit(workspace, id)

    amendment = amend(workspace, id)

    copied = found(workspace, amendment).forces
    assert [(each.force, each.submitted_at) for each in copied] == [
        (each.force, each.submitted_at) for each in (kent, essex)
    ]
    (copied_view,) = workspace.stored(amendment).response.minority_views
    assert (copied_view.force, copied_view.text) == (copied[1].id, view.text)
    released = open_partners(workspace.store, workspace.actor, workspace.library, amendment).released
    assert released is not None
    (said,) = [each for each in released.spread.questions if each.question.code == "P1"]
    assert said.results[kent.name].response.rationale == "Kent says so."
    results = open_results(workspace.store, workspace.actor, workspace.library, amendment)
    assert results.amendment is not None
    assert results.amendment.questions == ()


def test_actions_stay_with_the_version_on_which_they_were_planned_and_are_counted_with_the_amendment(
    workspace: Workspace, before: AssessmentId
) -> None:
    action = ImprovementAction(
        question=QuestionCode("P1"), what="Sign it.", owner="Legal", due=date(2027, 1, 1), state=ActionState.PLANNED
    )
    workspace.plan(before, action)
    corrected(workspace, before)

    (line,) = workspace.home().lines

    assert (line.actions, line.actions_done) == (1, 0)


def test_the_kept_scores_of_both_versions_are_as_they_should_be(workspace: Workspace, before: AssessmentId) -> None:
    corrected(workspace, before)

    assert rebuild_scores(workspace.store, CommandLine(), workspace.library, at=AT) == (2, 0)
