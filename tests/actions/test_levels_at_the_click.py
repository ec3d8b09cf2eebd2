"""A level is sent at the click and again by the page's next run; both are one save."""

import pytest

from assessment.actions.answering import record_level
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound, NotOpen, ResponseChanged
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.response import StoredResponse
from assessment.views.question_view import open_question_view
from tests.actions.conftest import AT, OTHER_PAGE, PAGE, Workspace


def at_the_click(
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


def saves(workspace: Workspace, id: AssessmentId) -> int:
    """How many saves the audit trail has."""
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        return sum(entry.question is not None for entry in unit.audit.of(assessment))


def test_the_click_comes_first_and_the_page_s_own_save_adds_nothing(workspace: Workspace) -> None:
    id = workspace.start()

    clicked = at_the_click(workspace, id, "good")
    saved = workspace.record(id, workspace.response(4))

    assert clicked == saved
    assert (saved.version, saves(workspace, id)) == (1, 1)


def test_the_page_s_own_save_comes_first_and_the_click_adds_nothing(workspace: Workspace) -> None:
    id = workspace.start()

    saved = workspace.record(id, workspace.response(4))
    clicked = at_the_click(workspace, id, "good")

    assert clicked == saved
    assert saves(workspace, id) == 1


def test_a_click_that_comes_after_the_next_save_of_its_page_undoes_nothing(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    workspace.record(id, workspace.response(2), expected_version=1)

    at_the_click(workspace, id, "good")

    assert workspace.stored(id).response == workspace.response(2)


def test_the_rationale_stays(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2, rationale="Agreed in May."))

    at_the_click(workspace, id, "good", expected_version=1)

    assert workspace.stored(id).response == workspace.response(4, rationale="Agreed in May.")


def test_a_click_on_a_page_that_has_not_seen_a_colleague_s_save_is_refused_and_left_to_the_page_to_tell(
    workspace: Workspace,
) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2))

    with pytest.raises(ResponseChanged):
        at_the_click(workspace, id, "good", page=OTHER_PAGE)

    card = open_question_view(workspace.store, workspace.actor, workspace.library, id, "P1")
    assert (card.stored.response, card.overtaken, card.refused) == (workspace.response(2), (), ())


@pytest.mark.parametrize("level", ["", "splendid", "not_applicable"])
def test_what_is_no_level_is_refused(workspace: Workspace, level: str) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="There is no such level in this assessment"):
        at_the_click(workspace, id, level)


def test_a_question_that_is_not_asked_is_not_found(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        at_the_click(workspace, workspace.start(), "good", question="P99")


def test_a_submitted_assessment_takes_no_level(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    with pytest.raises(NotOpen):
        at_the_click(workspace, id, "outstanding", expected_version=1)
