"""A next round can start from the answers of the last: each is proposed, and counts for nothing until confirmed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from assessment.actions.answering_alone import begin_agreeing, release_answers, submit_force_answers
from assessment.actions.classifying import raise_classification
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_assessment
from assessment.codes import Event
from assessment.errors import InvalidInput
from assessment.exports.assessment_exports import export_answers
from assessment.ids import AssessmentId, EvidenceId, QuestionCode
from assessment.rounds.assessment import Classification
from assessment.rounds.progress import coverage
from assessment.rounds.response import Evidence, MinorityView, NotApplicable, Response
from assessment.views.carried_over import Tasks, open_tasks
from assessment.views.check_view import open_check
from assessment.views.results_view import open_results
from assessment.views.starting_view import open_next_round
from assessment.views.theme_form import open_theme_form
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.bank_shelves import a_shelf, publish_next

START = NewAssessment(
    collaboration="Example dog unit",
    partners=("Kent Police", "Essex Police"),
    lead_force="Kent Police",
    round_title="2025",
    as_of=date(2025, 11, 1),
)
PAPER = Evidence(id=EvidenceId(UUID(int=7)), title="Board paper 12", dated=date(2025, 5, 1))


@pytest.fixture
def last(workspace: Workspace, tmp_path: Path) -> AssessmentId:
    """A submitted round in which P1 is Good, P4 lower, S1 Good without a finding, and S3 does not apply."""
    workspace.library = a_shelf(tmp_path / "shelf")
    id = start_assessment(workspace.store, workspace.actor, workspace.library, START, at=AT)
    workspace.record(id, replace(workspace.response(4, rationale="Agreed by the board."), evidence=(PAPER,)))
    workspace.record(id, Response(question=QuestionCode("S3"), reply=NotApplicable(reason="None is shared.")))
    workspace.record(id, workspace.response(2, code="P4"))
    workspace.record(id, replace(workspace.response(4, code="S1"), finding=False))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def next_round(workspace: Workspace, after: AssessmentId, *, answers_alone: bool = False) -> AssessmentId:
    next_year = replace(START, round_title="2026", as_of=date(2026, 11, 1), follows=after)
    start = replace(next_year, carries_over=True, answers_alone=answers_alone)
    return start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)


def tasks(workspace: Workspace, id: AssessmentId) -> Tasks:
    return open_tasks(workspace.store, workspace.actor, workspace.library, id)


def carried(workspace: Workspace, id: AssessmentId, code: str = "P1") -> Any:
    form = open_theme_form(workspace.store, workspace.actor, workspace.library, id, code)
    (found,) = [each["carried"] for each in form.data["questions"] if each["code"] == code]
    return found


def test_an_answer_of_the_last_round_is_shown_to_be_confirmed_with_its_rationale_and_evidence(
    workspace: Workspace, last: AssessmentId
) -> None:
    now = next_round(workspace, last)
    ticked = workspace.stored(last).response.met

    assert ticked is not None
    in_order = [each.code for each in next(workspace.bank.questions()).statements if each.code in ticked]
    assert carried(workspace, now) == {
        "round": "2025",
        "response": {
            "met": in_order,
            "notApplicable": None,
            "finding": None,
            "rationale": "Agreed by the board.",
            "evidence": [
                {
                    "id": str(PAPER.id),
                    "title": "Board paper 12",
                    "reference": "",
                    "date": "2025-05-01",
                    "owner": "",
                    "validUntil": None,
                    "classification": None,
                }
            ],
            "minorityViews": [],
        },
        "ticked": in_order,
        "whyNot": "",
    }
    assert carried(workspace, now, "P3") == {
        "round": "2025",
        "response": None,
        "ticked": [],
        "whyNot": "P3 was not answered in 2025, so there is nothing to carry over.",
    }


def test_nothing_that_is_carried_over_counts_before_it_is_confirmed(workspace: Workspace, last: AssessmentId) -> None:
    carries = next_round(workspace, last)
    empty = start_assessment(
        workspace.store,
        workspace.actor,
        workspace.library,
        replace(START, collaboration="Another dog unit", round_title="2026", as_of=date(2026, 11, 1)),
        at=AT,
    )

    def counts(id: AssessmentId) -> object:
        results = open_results(workspace.store, workspace.actor, workspace.library, id)
        check = open_check(workspace.store, workspace.actor, workspace.library, id, on=AT.date())
        exported = export_answers(workspace.store, workspace.actor, workspace.library, id, at=AT)
        (line,) = [each for each in workspace.home().lines if each.newest.id == id]
        return (
            results.scorecard,
            check.scorecard,
            coverage(workspace.bank.questions(), check.opened.responses),
            line.replied,
            "Agreed by the board." in repr(exported),
        )

    assert counts(carries) == counts(empty)
    assert tasks(workspace, carries).unconfirmed == ("P1", "P4", "S1", "S3")
    assert open_check(workspace.store, workspace.actor, workspace.library, carries, on=AT.date()).unconfirmed == (
        "P1",
        "P4",
        "S1",
        "S3",
    )
    assert tasks(workspace, empty).unconfirmed == ()


def test_confirming_saves_the_answer_as_any_other_and_twice_changes_nothing(
    workspace: Workspace, last: AssessmentId
) -> None:
    now = next_round(workspace, last)
    proposed = tasks(workspace, now).carried_over
    assert proposed is not None

    first = workspace.record(now, proposed.responses[QuestionCode("P1")])
    again = workspace.record(now, proposed.responses[QuestionCode("P1")])

    assert (first.version, again) == (1, first)
    assert workspace.stored(now).response == workspace.stored(last).response
    assert tasks(workspace, now).unconfirmed == ("P4", "S1", "S3")
    saved = [each.question for each in entries(workspace, now) if each.event is Event.RESPONSE_SAVED]
    assert saved == ["P1"]


def test_an_answer_of_ones_own_leaves_nothing_to_confirm_and_one_that_is_emptied_can_be_confirmed(
    workspace: Workspace, last: AssessmentId
) -> None:
    now = next_round(workspace, last)

    workspace.record(now, workspace.response(1))
    assert tasks(workspace, now).unconfirmed == ("P4", "S1", "S3")
    workspace.record(now, workspace.response(None, rationale="To be discussed."), expected_version=1)
    assert tasks(workspace, now).unconfirmed == ("P1", "P4", "S1", "S3")


def test_a_question_that_has_changed_is_not_carried_over_and_says_so(workspace: Workspace, last: AssessmentId) -> None:
    taken_over = open_next_round(workspace.store, workspace.actor, workspace.library, last)
    assert (taken_over.carried_over, taken_over.asked) == (4, 8)
    publish_next(workspace.library)
    taken_over = open_next_round(workspace.store, workspace.actor, workspace.library, last)
    assert (taken_over.carried_over, taken_over.asked) == (3, 8)

    now = next_round(workspace, last)

    assert tasks(workspace, now).unconfirmed == ("P1", "S1", "S3")
    assert carried(workspace, now, "P5")["whyNot"] == (
        "P5 is new or has changed since 2025, so no answer is carried over. Tick what is true now."
    )


def test_what_went_wrong_is_asked_anew(workspace: Workspace, last: AssessmentId) -> None:
    proposed = tasks(workspace, next_round(workspace, last)).carried_over

    assert proposed is not None
    before, now = workspace.stored(last, "S1").response, proposed.responses[QuestionCode("S1")]
    assert (before.finding, now) == (False, replace(before, finding=None))


def test_a_round_that_begins_empty_proposes_nothing(workspace: Workspace, last: AssessmentId) -> None:
    start = replace(START, round_title="2026", as_of=date(2026, 11, 1), follows=last)
    now = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)

    assert carried(workspace, now) is None
    assert tasks(workspace, now).carried_over is None


def test_each_force_that_answers_alone_confirms_what_was_agreed_last_time_and_nothing_is_proposed_to_agree_on(
    workspace: Workspace, last: AssessmentId
) -> None:
    now = next_round(workspace, last, answers_alone=True)
    proposed = tasks(workspace, now).carried_over
    assert proposed is not None
    assert proposed.responses[QuestionCode("P1")] == workspace.stored(last).response

    workspace.record(now, proposed.responses[QuestionCode("P1")])
    submit_force_answers(workspace.store, workspace.actor, workspace.library, now, at=AT)
    assert tasks(workspace, now).carried_over is None
    release_answers(workspace.store, workspace.actor, now, at=AT)
    begin_agreeing(workspace.store, workspace.actor, now, at=AT)

    assert tasks(workspace, now).carried_over is None
    assert workspace.stored(now).version == 0


def test_the_views_that_differed_from_what_was_agreed_are_not_carried_over(workspace: Workspace) -> None:
    start = replace(START, answers_alone=True)
    last = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)
    workspace.record(last, workspace.response(4))
    submit_force_answers(workspace.store, workspace.actor, workspace.library, last, at=AT)
    release_answers(workspace.store, workspace.actor, last, at=AT)
    begin_agreeing(workspace.store, workspace.actor, last, at=AT)
    with workspace.store.read() as unit:
        agreed = unit.assessments.find(last)
    assert agreed is not None
    view = MinorityView(force=agreed.forces[1].id, text="Not we.")
    workspace.record(last, replace(workspace.response(3), minority_views=(view,)))
    submit_assessment(workspace.store, workspace.actor, workspace.library, last, at=AT)

    now = next_round(workspace, last)

    proposed = tasks(workspace, now).carried_over
    assert proposed is not None
    assert proposed.responses[QuestionCode("P1")] == workspace.response(3)


def test_nothing_is_proposed_once_the_last_round_is_withdrawn(workspace: Workspace, last: AssessmentId) -> None:
    now = next_round(workspace, last)

    withdraw_assessment(workspace.store, workspace.actor, last, reason="Another unit was meant.", at=AT)

    assert tasks(workspace, now).carried_over is None
    with pytest.raises(InvalidInput, match="2025 is not submitted, or was withdrawn"):
        next_round(workspace, last)


def test_answers_are_carried_over_only_to_a_later_date(workspace: Workspace, last: AssessmentId) -> None:
    with pytest.raises(InvalidInput, match="The answers of 2025 describe 1 November 2025"):
        start_assessment(
            workspace.store,
            workspace.actor,
            workspace.library,
            replace(START, follows=last, carries_over=True),
            at=AT,
        )


def test_no_text_is_carried_over_to_a_lower_marking(workspace: Workspace, last: AssessmentId) -> None:
    now = next_round(workspace, last)
    raise_classification(workspace.store, workspace.actor, last, Classification.OFFICIAL_SENSITIVE, at=AT)

    assert tasks(workspace, now).unconfirmed == ()
    assert carried(workspace, now)["whyNot"] == (
        "2025 is marked OFFICIAL-SENSITIVE and this assessment OFFICIAL, so no answer is carried over."
    )
    with pytest.raises(InvalidInput, match="The answers of 2025 are marked OFFICIAL-SENSITIVE"):
        next_round(workspace, last)
