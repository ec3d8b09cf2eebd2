"""A level is sent when it is clicked and again by the page's next run, and is saved only once."""

import pytest

from assessment.actions.answering import record_level
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound, NotOpen, ResponseChanged
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.response import StoredResponse
from assessment.views.question_view import open_question_view
from tests.actions.conftest import AT, OTHER_PAGE, PAGE, Workspace


def click_level(
    workspace: Workspace,
    id: AssessmentId,
    level: str,
    *,
    question: str = "P1",
    expected_version: int = 0,
    page: str = PAGE,
) -> StoredResponse:
    return record_level(
        workspace.store,
        workspace.actor,
        workspace.library,
        id,
        QuestionCode(question),
        level=level,
        expected_version=expected_version,
        page=page,
        at=AT,
    )


def count_saves(workspace: Workspace, id: AssessmentId) -> int:
    """Count the saved answers in the audit trail."""
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        return sum(entry.question is not None for entry in unit.audit.of(assessment))


def test_a_save_by_the_page_after_the_click_adds_nothing(workspace: Workspace) -> None:
    id = workspace.start()

    clicked = click_level(workspace, id, "good")
    saved = workspace.record(id, workspace.response(4))

    assert clicked == saved
    assert (saved.version, count_saves(workspace, id)) == (1, 1)


def test_a_click_that_arrives_after_the_save_by_the_page_adds_nothing(workspace: Workspace) -> None:
    id = workspace.start()

    saved = workspace.record(id, workspace.response(4))
    clicked = click_level(workspace, id, "good")

    assert clicked == saved
    assert count_saves(workspace, id) == 1


def test_a_click_that_arrives_after_the_next_save_of_its_page_undoes_nothing(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    workspace.record(id, workspace.response(2), expected_version=1)

    click_level(workspace, id, "good")

    assert workspace.stored(id).response == workspace.response(2)


def test_a_click_keeps_the_rationale(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2, rationale="Agreed in May."))

    click_level(workspace, id, "good", expected_version=1)

    assert workspace.stored(id).response == workspace.response(4, rationale="Agreed in May.")


def test_a_click_on_a_page_that_does_not_know_of_a_colleagues_save_is_refused_and_leaves_no_draft(
    workspace: Workspace,
) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2))

    with pytest.raises(ResponseChanged):
        click_level(workspace, id, "good", page=OTHER_PAGE)

    view = open_question_view(workspace.store, workspace.actor, workspace.library, id, "P1")
    assert (view.stored.response, view.overtaken, view.refused) == (workspace.response(2), (), ())


@pytest.mark.parametrize("level", ["", "splendid", "not_applicable"])
def test_an_unknown_level_is_refused(workspace: Workspace, level: str) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="There is no such level in this assessment"):
        click_level(workspace, id, level)


def test_a_question_that_is_not_in_the_bank_is_not_found(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        click_level(workspace, workspace.start(), "good", question="P99")


def test_a_submitted_assessment_accepts_no_level(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    with pytest.raises(NotOpen):
        click_level(workspace, id, "outstanding", expected_version=1)
