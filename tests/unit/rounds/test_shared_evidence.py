"""One item of evidence under several questions: the same id says the same, and nothing that was typed is lost."""

from dataclasses import replace
from datetime import date

from assessment.ids import QuestionCode
from assessment.rounds.assessment import Classification
from assessment.rounds.evidence_wording import evidence_line, is_marked_higher, short_evidence_line
from assessment.rounds.named_evidence import named_evidence
from assessment.rounds.response import Evidence
from assessment.rounds.shared_evidence import one_item_where_alike, own_where_it_differs
from tests.bank_builders import a_response, responses, some_evidence

AS_OF = date(2026, 11, 1)
P1, P2, P3 = map(QuestionCode, ("P1", "P2", "P3"))
PAPER, MINUTES = some_evidence("Paper", number=1), some_evidence("Minutes", number=2)


def test_an_item_that_says_something_else_elsewhere_becomes_an_item_of_its_own() -> None:
    changed = replace(PAPER, title="Other paper")
    response = a_response("P1", evidence=[MINUTES, changed])

    saved = own_where_it_differs(response, {PAPER.id: {PAPER}, MINUTES.id: {MINUTES}})

    same, own = saved.evidence
    assert same == MINUTES
    assert own == replace(changed, id=own.id)
    assert own.id != PAPER.id


def test_the_same_change_gives_the_same_id_again_and_never_that_of_another_item_of_the_question() -> None:
    changed = replace(PAPER, title="Other paper")
    once, again = (own_where_it_differs(a_response("P1", evidence=[changed]), {PAPER.id: {PAPER}}) for _ in range(2))
    (own,) = once.evidence

    both = own_where_it_differs(a_response("P1", evidence=[own, changed]), {PAPER.id: {PAPER}})
    elsewhere = own_where_it_differs(a_response("P2", evidence=[changed]), {PAPER.id: {PAPER}})

    assert once == again
    assert both.evidence[0] == own
    assert len({PAPER.id, *(item.id for item in (*both.evidence, *elsewhere.evidence))}) == 4


def test_items_of_a_file_that_say_the_same_are_one_item_once_for_each_question() -> None:
    items = [replace(PAPER, id=some_evidence(number=number).id) for number in (11, 12, 13, 14)]
    other = replace(items[3], owner="Essex Police")

    read = one_item_where_alike(
        responses(a_response("P1", evidence=items[:1]), a_response("P2", evidence=[items[1], items[2], other]))
    )

    assert [[item.id for item in each.evidence] for each in read.values()] == [
        [items[0].id],
        [items[0].id, items[2].id, other.id],
    ]


def test_each_item_stands_once_with_the_questions_and_the_forces_that_name_it_in_the_order_of_titles() -> None:
    own = {P1: (PAPER,), P2: (PAPER, MINUTES)}
    other = replace(PAPER, title="Paper, changed")
    alone = {"Kent Police": {P1: (PAPER,), P3: (PAPER,)}, "Essex Police": {P1: (other,)}}

    minutes, paper, changed = named_evidence(own, alone)

    assert (minutes.item, minutes.questions, minutes.forces) == (MINUTES, ("P2",), {})
    assert (paper.item, paper.questions, paper.forces) == (PAPER, (P1, P2), {"Kent Police": (P1, P3)})
    assert (changed.item, changed.questions, changed.forces) == (other, (), {"Essex Police": (P1,)})
    assert paper.every_question == ("P1", "P2", "P3")


def test_an_item_in_words_says_whether_it_was_valid_on_the_day_that_the_answers_describe() -> None:
    whole = Evidence(
        id=PAPER.id,
        title="Agreement",
        reference="BP 12",
        dated=date(2024, 5, 1),
        owner="Head of law",
        valid_until=AS_OF,
        classification=Classification.OFFICIAL_SENSITIVE,
    )

    assert evidence_line(Evidence(id=PAPER.id, title="Agreement"), as_of=AS_OF) == "Agreement, no date"
    assert evidence_line(whole, as_of=AS_OF) == (
        "Agreement, BP 12, dated 1 May 2024, kept by Head of law, valid until 1 November 2026, "
        "marked OFFICIAL-SENSITIVE"
    )
    assert short_evidence_line(whole, as_of=AS_OF) == "Agreement, BP 12, dated 1 May 2024"
    assert short_evidence_line(replace(whole, valid_until=date(2026, 10, 31)), as_of=AS_OF) == (
        "Agreement, BP 12, dated 1 May 2024, valid until 31 October 2026 (no longer valid on 1 November 2026)"
    )
    assert "valid until 31 October 2026 (no longer valid on 1 November 2026)" in evidence_line(
        replace(whole, valid_until=date(2026, 10, 31)), as_of=AS_OF
    )


def test_a_document_is_marked_higher_only_where_it_says_so() -> None:
    sensitive = replace(PAPER, classification=Classification.OFFICIAL_SENSITIVE)

    assert is_marked_higher(sensitive, Classification.OFFICIAL)
    assert not is_marked_higher(sensitive, Classification.OFFICIAL_SENSITIVE)
    assert not is_marked_higher(PAPER, Classification.OFFICIAL)
