"""A level is sent at the click and again by the page's next run; both are one save."""

import pytest

from assessment.actions.answering import record_level
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound, NotOpen, ResponseChanged
from assessment.rounds.response import StoredResponse
from assessment.terms import AssessmentId, QuestionCode
from assessment.views.card import open_card
from tests.actions.conftest import AT, OTHER_PAGE, PAGE, Desk


def at_the_click(
    desk: Desk, id: AssessmentId, level: str, *, question: str = "P1", seen: int = 0, page: str = PAGE
) -> StoredResponse:
    return record_level(
        desk.store,
        desk.asker,
        desk.library,
        id,
        QuestionCode(question),
        level=level,
        seen=seen,
        page=page,
        at=AT,
    )


def saves(desk: Desk, id: AssessmentId) -> int:
    """How many saves the audit trail has."""
    with desk.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        return sum(entry.question is not None for entry in unit.audit.of(assessment))


def test_the_click_comes_first_and_the_page_s_own_save_adds_nothing(desk: Desk) -> None:
    id = desk.start()

    clicked = at_the_click(desk, id, "good")
    saved = desk.record(id, desk.response(4))

    assert clicked == saved
    assert (saved.version, saves(desk, id)) == (1, 1)


def test_the_page_s_own_save_comes_first_and_the_click_adds_nothing(desk: Desk) -> None:
    id = desk.start()

    saved = desk.record(id, desk.response(4))
    clicked = at_the_click(desk, id, "good")

    assert clicked == saved
    assert saves(desk, id) == 1


def test_a_click_that_comes_after_the_next_save_of_its_page_undoes_nothing(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    desk.record(id, desk.response(2), seen=1)

    at_the_click(desk, id, "good")

    assert desk.stored(id).response == desk.response(2)


def test_the_rationale_stays(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(2, rationale="Agreed in May."))

    at_the_click(desk, id, "good", seen=1)

    assert desk.stored(id).response == desk.response(4, rationale="Agreed in May.")


def test_a_click_on_a_page_that_has_not_seen_a_colleague_s_save_is_refused_and_left_to_the_page_to_tell(
    desk: Desk,
) -> None:
    id = desk.start()
    desk.record(id, desk.response(2))

    with pytest.raises(ResponseChanged):
        at_the_click(desk, id, "good", page=OTHER_PAGE)

    card = open_card(desk.store, desk.asker, desk.library, id, "P1")
    assert (card.stored.response, card.overtaken, card.refused) == (desk.response(2), (), ())


@pytest.mark.parametrize("level", ["", "splendid", "not_applicable"])
def test_what_is_no_level_is_refused(desk: Desk, level: str) -> None:
    id = desk.start()

    with pytest.raises(InvalidInput, match="There is no such level in this assessment"):
        at_the_click(desk, id, level)


def test_a_question_that_is_not_asked_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        at_the_click(desk, desk.start(), "good", question="P99")


def test_a_submitted_assessment_takes_no_level(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)

    with pytest.raises(NotOpen):
        at_the_click(desk, id, "outstanding", seen=1)
