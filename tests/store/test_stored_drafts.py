"""A draft is kept for the page it was typed on, until that page lets it go."""

import pytest

from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Draft
from assessment.store import Store
from tests.store.store_builders import a_draft, a_stored_assessment

P1 = QuestionCode("P1")


def keep(store: Store, assessment: Assessment, *drafts: Draft) -> None:
    with store.begin() as unit:
        for draft in drafts:
            unit.drafts.keep(assessment, draft)


def test_a_draft_is_read_back_as_it_was_typed(store: Store, assessment: Assessment) -> None:
    draft = a_draft(
        rationale='ŵ 👮🏽‍♀️\n<b>"half a sen', others={"not_applicable": "'; --", "evidence.1.title": "\x00 is kept"}
    )

    keep(store, assessment, draft)

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (draft,)


def test_a_page_has_one_draft_of_a_question_the_last_one(store: Store, assessment: Assessment) -> None:
    later = a_draft(expected_version=2, minutes=1, rationale="We have")

    keep(store, assessment, a_draft(expected_version=1, rationale="We h"), later)

    with store.read() as unit:
        assert unit.drafts.of_question(assessment, P1) == (later,)


def test_two_pages_on_one_question_do_not_overwrite_each_other(store: Store, assessment: Assessment) -> None:
    first = a_draft(page="b", rationale="Ours")
    second = a_draft(page="a", minutes=1, rationale="Theirs")

    keep(store, assessment, second, first, a_draft("P2", page="a"))

    with store.read() as unit:
        assert unit.drafts.of_question(assessment, P1) == (first, second)
        assert len(unit.drafts.of(assessment)) == 3


def test_dropping_a_draft_leaves_the_other_pages_and_questions(store: Store, assessment: Assessment) -> None:
    other_page, other_question = a_draft(page="b"), a_draft("P2", page="a", minutes=1)
    keep(store, assessment, a_draft(page="a"), other_page, other_question)

    with store.begin() as unit:
        unit.drafts.drop(assessment, P1, page="a")
        unit.drafts.drop(assessment, P1, page="never there")

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (other_page, other_question)


def test_drafts_belong_to_their_assessment(store: Store, assessment: Assessment) -> None:
    other = a_stored_assessment(store)
    keep(store, assessment, a_draft())

    with store.read() as unit:
        assert unit.drafts.of(other) == ()
    with store.begin() as unit:
        unit.drafts.drop(other, P1, page="page-1")
    with store.read() as unit:
        assert len(unit.drafts.of(assessment)) == 1


@pytest.mark.parametrize("length", [4_000, 60_000])
def test_a_draft_may_be_longer_than_a_rationale(store: Store, assessment: Assessment, length: int) -> None:
    draft = a_draft(rationale="ŵ" * length)

    keep(store, assessment, draft)

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (draft,)
