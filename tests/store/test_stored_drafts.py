"""A draft is stored for the page it was typed on and for the person who typed it, until that page drops it."""

from dataclasses import replace

import pytest

from assessment.ids import PersonId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Draft
from assessment.store import Store, holding
from tests.signed_in_people import somebody
from tests.store.store_builders import a_draft, a_stored_assessment

P1 = QuestionCode("P1")


def keep(store: Store, assessment: Assessment, *drafts: Draft) -> None:
    with store.begin(holding.assessment(assessment.id)) as unit:
        for draft in drafts:
            unit.drafts.keep(assessment, draft)


def test_a_draft_is_read_back_as_it_was_typed(store: Store, assessment: Assessment, author: PersonId) -> None:
    draft = a_draft(
        author,
        rationale='ŵ 👮🏽‍♀️\n<b>"half a sen',
        others={"not_applicable": "'; --", "evidence.1.title": "\x00 is kept"},
    )

    keep(store, assessment, draft)

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (draft,)


def test_a_page_has_one_draft_of_a_question_the_last_one(
    store: Store, assessment: Assessment, author: PersonId
) -> None:
    later = a_draft(author, expected_version=2, minutes=1, rationale="We have")

    keep(store, assessment, a_draft(author, expected_version=1, rationale="We h"), later)

    with store.read() as unit:
        assert unit.drafts.of_question(assessment, P1, of=author) == (later,)


def test_two_pages_on_one_question_do_not_overwrite_each_other(
    store: Store, assessment: Assessment, author: PersonId
) -> None:
    first = a_draft(author, page="b", rationale="Ours")
    second = a_draft(author, page="a", minutes=1, rationale="Theirs")

    keep(store, assessment, second, first, a_draft(author, "P2", page="a"))

    with store.read() as unit:
        assert unit.drafts.of_question(assessment, P1, of=author) == (first, second)
        assert len(unit.drafts.of(assessment)) == 3


def test_nobody_reads_overwrites_or_drops_the_draft_of_another_person(
    store: Store, assessment: Assessment, author: PersonId
) -> None:
    other = somebody(store, "Kim").id
    draft = a_draft(author, rationale="Ours")

    keep(store, assessment, draft, a_draft(other, rationale="Theirs"))
    with store.begin(holding.assessment(assessment.id)) as unit:
        for person in (other, None):
            unit.drafts.drop(assessment, P1, page=draft.page, of=person)

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (draft,)
        assert unit.drafts.of_question(assessment, P1, of=author) == (draft,)
        assert [unit.drafts.of_question(assessment, P1, of=person) for person in (other, None)] == [(), ()]


def test_a_draft_without_a_person_is_a_bug(store: Store, assessment: Assessment, author: PersonId) -> None:
    with pytest.raises(ValueError, match="names the person who typed it"):
        keep(store, assessment, replace(a_draft(author), person=None))


def test_dropping_a_draft_leaves_the_other_pages_and_questions(
    store: Store, assessment: Assessment, author: PersonId
) -> None:
    other_page, other_question = a_draft(author, page="b"), a_draft(author, "P2", page="a", minutes=1)
    keep(store, assessment, a_draft(author, page="a"), other_page, other_question)

    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.drafts.drop(assessment, P1, page="a", of=author)
        unit.drafts.drop(assessment, P1, page="never there", of=author)

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (other_page, other_question)


def test_drafts_belong_to_their_assessment(store: Store, assessment: Assessment, author: PersonId) -> None:
    other = a_stored_assessment(store)
    keep(store, assessment, a_draft(author))

    with store.read() as unit:
        assert unit.drafts.of(other) == ()
    with store.begin(holding.assessment(other.id)) as unit:
        unit.drafts.drop(other, P1, page="page-1", of=author)
    with store.read() as unit:
        assert len(unit.drafts.of(assessment)) == 1


@pytest.mark.parametrize("length", [4_000, 60_000])
def test_a_draft_may_be_longer_than_a_rationale(
    store: Store, assessment: Assessment, author: PersonId, length: int
) -> None:
    draft = a_draft(author, rationale="ŵ" * length)

    keep(store, assessment, draft)

    with store.read() as unit:
        assert unit.drafts.of(assessment) == (draft,)
