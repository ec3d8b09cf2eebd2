"""Replies that no page of ours sends: refused in words, and nothing of them is kept."""

from dataclasses import replace
from uuid import UUID

import pytest

from assessment.actions.answering import keep_draft, recover_drafts
from assessment.bank.model import Level
from assessment.errors import InvalidInput, ResponseChanged
from assessment.rounds.response import Draft, Evidence, NotApplicable, Response
from assessment.terms import AssessmentId, EvidenceId, LevelCode, QuestionCode
from assessment.views.card import open_card
from tests.actions.conftest import AT, OTHER_PAGE, Desk
from tests.builders import GOOD, SCALE

P1 = QuestionCode("P1")
NOT_A_LEVEL = "is not a level. Use one of inadequate, requires_improvement, adequate, good, outstanding."


@pytest.mark.parametrize(
    ("level", "says"),
    [
        (GOOD, f"“good” {NOT_A_LEVEL}"),
        (replace(SCALE[0], place=5), f"“inadequate” {NOT_A_LEVEL}"),
        (
            Level(place=6, code=LevelCode("perfect"), title="Perfect", meaning="Better than best."),
            f"“perfect” {NOT_A_LEVEL}",
        ),
        (Level(place=1, code=LevelCode("<b>\n"), title="Good", meaning=""), f"“<b>\ufffd” {NOT_A_LEVEL}"),
    ],
    ids=["of another bank", "moved on the scale", "beyond the scale", "with markup for a code"],
)
def test_a_level_that_is_not_the_banks_own_is_refused_and_the_one_given_stays(
    desk: Desk, level: Level, says: str
) -> None:
    id = desk.start()
    given = desk.record(id, desk.response(4, rationale="Agreed in May."))

    with pytest.raises(InvalidInput) as refused:
        desk.record(id, Response(question=P1, reply=level), seen=1)

    assert refused.value.problems == (says,)
    assert waits_for_nobody(desk, id)
    assert desk.stored(id) == given


def test_not_applicable_is_refused_where_the_question_always_applies(desk: Desk) -> None:
    id = desk.start()
    given = desk.record(id, desk.response(4))

    with pytest.raises(InvalidInput) as refused:
        desk.record(id, Response(question=P1, reply=NotApplicable(reason="We say so.")), seen=1)

    assert refused.value.problems == (
        "P1 always applies, so it cannot be marked not applicable. Choose a level, or leave it unanswered.",
    )
    assert waits_for_nobody(desk, id)
    assert desk.stored(id) == given


def test_a_reason_is_not_kept_for_a_question_that_always_applies(desk: Desk) -> None:
    id = desk.start()
    draft = Draft(question=P1, page=OTHER_PAGE, seen=0, kept_at=AT, fields={"not_applicable": "We say so."})

    with pytest.raises(InvalidInput, match=r"This is not text of a question's page\."):
        keep_draft(desk.store, desk.asker, desk.library, id, draft)

    assert waits_for_nobody(desk, id)


@pytest.mark.parametrize("code", ["ZZ", "p1", "", "P1\x00", "P1' OR '1'='1"])
def test_an_answer_to_a_question_that_is_not_asked_is_refused(desk: Desk, code: str) -> None:
    id = desk.start()

    with pytest.raises(InvalidInput, match="is not a question of Police-to-police collaboration self-assessment"):
        desk.record(id, Response(question=QuestionCode(code), reply=desk.bank.level_at(5)))

    with desk.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.responses.of(assessment, desk.bank) == {}
        assert unit.drafts.of(assessment) == ()


def test_more_evidence_than_a_page_has_rows_for_is_refused(desk: Desk) -> None:
    id = desk.start()
    pieces = tuple(Evidence(id=EvidenceId(UUID(int=number)), title="Board paper") for number in range(1, 22))

    with pytest.raises(InvalidInput, match="P1 names 21 pieces of evidence; the most is 20"):
        desk.record(id, Response(question=P1, reply=desk.bank.level_at(4), evidence=pieces))

    assert desk.stored(id).version == 0


@pytest.mark.parametrize("seen", [0, 2, 2**31 - 1])
def test_a_version_that_is_not_the_stored_one_overwrites_nothing(desk: Desk, seen: int) -> None:
    id = desk.start()
    given = desk.record(id, desk.response(4))

    with pytest.raises(ResponseChanged):
        desk.record(id, desk.response(1), seen=seen)

    assert desk.stored(id) == given


def waits_for_nobody(desk: Desk, id: AssessmentId) -> bool:
    """Whether opening the question again brings nothing back."""
    recovered = recover_drafts(desk.store, desk.asker, desk.library, id, P1, at=AT)
    card = open_card(desk.store, desk.asker, desk.library, id, P1)
    return not recovered and not card.refused and not card.overtaken
