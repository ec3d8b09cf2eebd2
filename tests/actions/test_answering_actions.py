"""Saving answers: nothing that was acknowledged is lost, and nothing is overwritten unseen."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from assessment.actions.submitting import submit_assessment
from assessment.codes import Event
from assessment.errors import InvalidInput, NotFound, NotOpen, ResponseChanged
from assessment.ids import AssessmentId, EvidenceId, QuestionCode
from assessment.rounds.response import Evidence
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.store.store_builders import the_operation

P1 = QuestionCode("P1")
LATER = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def test_a_response_is_stored_with_its_version_time_and_author(workspace: Workspace) -> None:
    id = workspace.start()

    saved = workspace.record(id, workspace.response(4, rationale="Agreed in May."))

    assert (saved.version, saved.saved_at, saved.saved_by) == (1, AT, str(workspace.person.id))
    assert workspace.stored(id) == saved


def test_a_save_that_is_sent_twice_is_one_version(workspace: Workspace) -> None:
    id = workspace.start()

    first = workspace.record(id, workspace.response(4), operation=the_operation(1))
    again = workspace.record(id, workspace.response(4), operation=the_operation(1))

    assert again == first
    assert [each.event for each in entries(workspace, id)].count(Event.RESPONSE_SAVED) == 1


def test_a_save_whose_answer_was_lost_is_ones_own_although_a_colleague_has_saved_since(workspace: Workspace) -> None:
    id = workspace.start()
    first = workspace.record(id, workspace.response(4), operation=the_operation(1))
    newer = workspace.record(id, workspace.response(2), expected_version=1)

    again = workspace.record(id, workspace.response(4), operation=the_operation(1), at=LATER)

    assert again == first
    assert workspace.stored(id) == newer


@pytest.mark.parametrize(("place", "expected_version"), [(5, 0), (4, 2)], ids=["other content", "over another version"])
def test_an_operation_counts_for_nothing_but_what_it_was_made_for(
    workspace: Workspace, place: int, expected_version: int
) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4), operation=the_operation(1))
    newer = workspace.record(id, workspace.response(2), expected_version=1)

    with pytest.raises(ResponseChanged):
        workspace.record(id, workspace.response(place), operation=the_operation(1), expected_version=expected_version)

    assert workspace.stored(id) == newer


def test_a_save_over_a_colleagues_newer_version_is_refused_with_what_is_stored(workspace: Workspace) -> None:
    id = workspace.start()
    stored = workspace.record(id, workspace.response(4))

    with pytest.raises(ResponseChanged, match="This answer was changed by Sam Reed on 22 November") as refused:
        workspace.record(id, workspace.response(2, rationale="Mine"))

    assert refused.value.stored == stored
    assert workspace.stored(id) == stored


def test_a_refused_response_changes_nothing(workspace: Workspace) -> None:
    id = workspace.start()
    stored = workspace.record(id, workspace.response(4))

    with pytest.raises(InvalidInput, match="4,001 characters long; the most is 4,000"):
        workspace.record(id, workspace.response(5, rationale="x" * 4001), expected_version=1)

    assert workspace.stored(id) == stored


def test_a_response_without_a_reply_makes_the_question_unanswered_and_keeps_the_rest(workspace: Workspace) -> None:
    id = workspace.start()
    paper = Evidence(id=EvidenceId(UUID(int=7)), title="Board paper 12", reference="BP/12")
    answered = replace(workspace.response(4, rationale="Agreed in May."), evidence=(paper,))
    workspace.record(id, answered)

    cleared = workspace.record(id, replace(answered, reply=None), expected_version=1)

    assert (cleared.version, cleared.response) == (2, replace(answered, reply=None))
    assert workspace.stored(id) == cleared


def test_a_finding_is_stored_apart_from_the_reply(workspace: Workspace) -> None:
    id = workspace.start()
    code = next(each.code for each in workspace.bank.questions() if each.finding is not None)

    for version, answer in enumerate((True, False, None)):
        response = replace(workspace.response(3, code=code), finding=answer)
        assert workspace.record(id, response, expected_version=version).version == version + 1
        assert workspace.stored(id, code).response.finding is answer


def test_no_answer_is_accepted_after_submission(workspace: Workspace) -> None:
    id = workspace.start()
    stored = workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    with pytest.raises(NotOpen, match="submitted on 22 November 2026"):
        workspace.record(id, workspace.response(5), expected_version=1)

    assert workspace.stored(id) == stored


def test_an_unknown_assessment_is_not_found(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        workspace.record(AssessmentId(UUID(int=1)), workspace.response(4))


def test_a_page_that_repeats_a_reply_that_was_changed_since_is_told_of_the_change(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    workspace.record(id, workspace.response(3), expected_version=1)

    with pytest.raises(ResponseChanged):
        workspace.record(id, workspace.response(4))
