"""Record, clear, keep and recover: nothing that was acknowledged or typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from assessment.actions.answering import clear_reply, keep_draft, recover_drafts
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound, NotOpen, ResponseChanged
from assessment.rounds.response import Draft, Evidence, NotApplicable, Response
from assessment.terms import AssessmentId, EvidenceId, LevelCode, QuestionCode
from assessment.views.card import Unsaved, open_card
from tests.actions.conftest import AT, OTHER_PAGE, PAGE, Desk

P1 = QuestionCode("P1")
LATER = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def a_draft(seen: int = 0, *, page: str = OTHER_PAGE, **fields: str) -> Draft:
    return Draft(question=P1, page=page, seen=seen, kept_at=AT, fields=fields)


def keep(desk: Desk, id: AssessmentId, draft: Draft) -> None:
    keep_draft(desk.store, desk.asker, desk.library, id, draft)


def recover(desk: Desk, id: AssessmentId) -> bool:
    return recover_drafts(desk.store, desk.asker, desk.library, id, P1, at=LATER)


def overtaken(desk: Desk, id: AssessmentId) -> tuple[Unsaved, ...]:
    return open_card(desk.store, desk.asker, desk.library, id, "P1").overtaken


def test_a_response_is_stored_with_its_version_and_time(desk: Desk) -> None:
    id = desk.start()

    saved = desk.record(id, desk.response(4, rationale="Agreed in May."))

    assert (saved.version, saved.saved_at) == (1, AT)
    assert desk.stored(id) == saved


def test_the_same_save_sent_twice_counts_once(desk: Desk) -> None:
    id = desk.start()

    desk.record(id, desk.response(4))
    again = desk.record(id, desk.response(4))

    assert again.version == 1


def test_a_save_over_an_older_version_is_refused_and_its_text_kept(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))

    with pytest.raises(ResponseChanged, match="changed"):
        desk.record(id, desk.response(2, rationale="Mine"), page=OTHER_PAGE)

    (unsaved,) = overtaken(desk, id)
    assert unsaved.typed == desk.response(2, rationale="Mine")
    assert desk.stored(id).response == desk.response(4)


def test_a_refused_response_changes_nothing(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))

    with pytest.raises(InvalidInput, match="4,001 characters long; the most is 4,000"):
        desk.record(id, desk.response(5, rationale="x" * 4001), seen=1)

    assert desk.stored(id).version == 1
    (refused,) = open_card(desk.store, desk.asker, desk.library, id, "P1").refused
    assert refused.typed == desk.response(5, rationale="x" * 4001)


def test_a_level_of_another_scale_is_refused(desk: Desk) -> None:
    id = desk.start()
    forged = replace(desk.bank.level_at(5), code=LevelCode("divine"))

    with pytest.raises(InvalidInput):
        desk.record(id, Response(question=P1, reply=forged))


def test_clearing_takes_the_level_and_leaves_the_rationale(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4, rationale="Agreed in May."))

    cleared = clear_reply(desk.store, desk.asker, desk.library, id, P1, seen=1, page=PAGE, at=LATER)

    assert cleared.response == desk.response(None, rationale="Agreed in May.")
    assert cleared.version == 2


def test_typed_text_is_saved_when_the_question_is_opened_again(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    keep(desk, id, a_draft(1, rationale="Half a sen"))

    assert recover(desk, id)

    assert desk.stored(id).response == desk.response(4, rationale="Half a sen")
    assert not recover(desk, id)


def test_text_that_only_goes_on_from_what_is_stored_is_saved_over_the_click_before_it(desk: Desk) -> None:
    id = desk.start()
    keep(desk, id, a_draft(0, rationale="Half a sen"))
    desk.record(id, desk.response(4, rationale="Half"))

    assert recover(desk, id)

    assert desk.stored(id).response == desk.response(4, rationale="Half a sen")


def test_typed_text_that_was_overtaken_waits_for_its_author(desk: Desk) -> None:
    id = desk.start()
    keep(desk, id, a_draft(0, rationale="Half a sen"))
    desk.record(id, desk.response(4, rationale="Somebody else"))

    assert not recover(desk, id)

    (unsaved,) = overtaken(desk, id)
    assert unsaved.typed.rationale == "Half a sen"
    assert desk.stored(id).response.rationale == "Somebody else"


def test_typed_text_that_is_stored_already_is_forgotten(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4, rationale="The same"))
    keep(desk, id, a_draft(0, rationale="The same"))

    assert not recover(desk, id)

    with desk.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.drafts.of(assessment) == ()


def test_a_save_drops_the_draft_of_its_own_page_and_no_other(desk: Desk) -> None:
    id = desk.start()
    keep(desk, id, a_draft(0, page=PAGE, rationale="Mine, older"))
    keep(desk, id, a_draft(0, page=OTHER_PAGE, rationale="The other tab's"))

    desk.record(id, desk.response(4, rationale="Mine, newer"), page=PAGE)

    assert [unsaved.typed.rationale for unsaved in overtaken(desk, id)] == ["The other tab's"]


def test_text_too_long_to_save_is_shown_again_to_be_mended(desk: Desk) -> None:
    id = desk.start()
    keep(desk, id, a_draft(0, rationale="x" * 4001))

    assert not recover(desk, id)

    (refused,) = open_card(desk.store, desk.asker, desk.library, id, "P1").refused
    assert refused.typed.rationale == "x" * 4001


def test_a_reason_typed_half_makes_the_question_not_applicable(desk: Desk) -> None:
    id = desk.start()
    code = next(question.code for question in desk.bank.questions() if question.not_applicable_when)
    keep(desk, id, replace(a_draft(0, not_applicable="No such"), question=code))

    recover_drafts(desk.store, desk.asker, desk.library, id, code, at=LATER)

    assert desk.stored(id, code).response.reply == NotApplicable(reason="No such")


@pytest.mark.parametrize("name", ["reply", "rationale2", "evidence.1.title", "evidence", "__class__"])
def test_a_closing_page_cannot_send_other_fields(desk: Desk, name: str) -> None:
    id = desk.start()

    with pytest.raises(InvalidInput, match="not text of a question's page"):
        keep(desk, id, a_draft(0, **{name: "x"}))


def test_nothing_is_taken_after_submission(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)

    with pytest.raises(NotOpen, match="submitted on 22 November 2026"):
        desk.record(id, desk.response(5), seen=1)
    with pytest.raises(NotOpen):
        keep(desk, id, a_draft(1, rationale="x"))


def test_an_unknown_assessment_and_an_unknown_question_are_not_found(desk: Desk) -> None:
    id = desk.start()

    with pytest.raises(NotFound):
        desk.record(AssessmentId(UUID(int=1)), desk.response(4))
    with pytest.raises(NotFound):
        keep(desk, id, replace(a_draft(0, rationale="x"), question=QuestionCode("Z9")))


def test_text_that_arrives_after_its_own_page_saved_it_is_not_kept(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4, rationale="Agreed in May."))

    keep(desk, id, a_draft(seen=0, rationale="Agreed in May."))

    with desk.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.drafts.of(assessment) == ()


def test_text_of_a_closing_page_is_laid_over_what_was_refused_on_it(desk: Desk) -> None:
    id = desk.start()
    with pytest.raises(InvalidInput):
        desk.record(id, desk.response(5, rationale="x" * 4001), page=OTHER_PAGE)

    keep(desk, id, a_draft(seen=0, rationale="y" * 4001))

    (refused,) = open_card(desk.store, desk.asker, desk.library, id, "P1").refused
    assert refused.typed == desk.response(5, rationale="y" * 4001)


def test_an_emptied_title_removes_no_evidence(desk: Desk) -> None:
    id = desk.start()
    paper = Evidence(id=EvidenceId(UUID(int=7)), title="Board paper 12", reference="BP/12")
    desk.record(id, replace(desk.response(4), evidence=(paper,)))

    keep(desk, id, a_draft(seen=1, **{f"evidence.{paper.id}.title": "", f"evidence.{paper.id}.reference": "BP/13"}))
    recover(desk, id)

    assert desk.stored(id).response.evidence == (replace(paper, reference="BP/13"),)


def test_a_reply_changed_since_is_not_said_to_be_saved_to_another_page_that_gives_it(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    desk.record(id, desk.response(3), seen=1)

    with pytest.raises(ResponseChanged):
        desk.record(id, desk.response(4), page=OTHER_PAGE)


def test_an_assessment_is_not_submitted_while_typed_text_is_in_no_answer(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    keep(desk, id, a_draft(seen=1, rationale="Half a sen"))

    with pytest.raises(InvalidInput, match="Something typed for P1 is not saved"):
        submit_assessment(desk.store, desk.asker, desk.library, id, at=LATER)

    recover(desk, id)
    assert submit_assessment(desk.store, desk.asker, desk.library, id, at=LATER).submitted_at == LATER
