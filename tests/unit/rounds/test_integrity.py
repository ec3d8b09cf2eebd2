"""What the respondent is asked before a submission: each rule at its border, worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assessment.bank.model import Bank
from assessment.rounds.doubt import Doubt
from assessment.rounds.integrity import doubts
from assessment.rounds.response import Evidence, NotApplicable, Response, Responses
from tests.bank_builders import (
    GOOD,
    OUTSTANDING,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
    some_evidence,
)

CODES = [f"P{number}" for number in range(1, 21)]
AS_OF = date(2026, 11, 1)
NONE = NotApplicable(reason="Nothing is shared.")


def bank_of(count: int, *, may_not_apply: int = 0) -> Bank:
    """Return a bank with that many questions, of which the first ones may not apply."""
    asked = [
        a_question(code, not_applicable_when="Never." if place < may_not_apply else None)
        for place, code in enumerate(CODES[:count])
    ]
    return a_bank(themes=[a_theme(questions=asked)])


BANK = bank_of(20, may_not_apply=10)


def asked(*given: Response, bank: Bank = BANK, others: Sequence[int] = ()) -> list[tuple[str, int]]:
    """Return each sentence, and about how many questions it is."""
    found = doubts(bank, responses(*given), as_of=AS_OF, others=others)
    return [(each.words, len(each.questions)) for each in found]


def ticked(whole: int, others: int = 0) -> list[Response]:
    """Return questions with every statement ticked, then others without the last one."""
    full = [a_response(code, OUTSTANDING) for code in CODES[:whole]]
    return full + [a_response(code, GOOD) for code in CODES[whole : whole + others]]


def not_applicable(count: int) -> list[Response]:
    return [a_response(code, NONE) for code in CODES[:count]]


def test_nothing_is_asked_where_nothing_is_answered() -> None:
    assert doubts(BANK, {}, as_of=AS_OF) == ()


@pytest.mark.parametrize(("whole", "others"), [(9, 0), (0, 20), (8, 2), (17, 2)])
def test_few_answers_and_answers_of_several_kinds_are_not_asked_about(whole: int, others: int) -> None:
    assert asked(*ticked(whole, others)) == []


@pytest.mark.parametrize(("whole", "others"), [(10, 0), (9, 1), (18, 2), (20, 0)])
def test_everything_being_ticked_in_nine_of_ten_questions_is_asked_about(whole: int, others: int) -> None:
    assert asked(*ticked(whole, others)) == [
        (f"Every statement is ticked in {whole} of the {whole + others} questions with a tick", whole)
    ]


def test_a_question_of_which_nothing_is_met_or_that_does_not_apply_is_no_tick() -> None:
    none_met = [a_response(code, met(code)) for code in CODES[10:]]

    assert asked(*ticked(9), *none_met) == []
    assert asked(*ticked(10), *none_met) == [("Every statement is ticked in 10 of the 10 questions with a tick", 10)]


def with_evidence(*titles: str, references: Sequence[str] = ()) -> Responses:
    """Return questions with a piece of evidence each, of those titles and, where given, references."""
    given = list(references) or [f"BP {number}" for number, _ in enumerate(titles)]
    return responses(
        *(
            a_response(code, GOOD, evidence=[replace(some_evidence(title, number=number), reference=reference)])
            for number, (code, title, reference) in enumerate(zip(CODES, titles, given, strict=False))
        )
    )


def found(given: Responses) -> tuple[Doubt, ...]:
    return doubts(BANK, given, as_of=AS_OF)


def test_one_title_in_more_than_half_of_the_evidence_is_asked_about_however_it_is_typed() -> None:
    others = [f"Paper {number}" for number in range(5)]

    assert found(with_evidence(*["The Agreement"] * 5, *others)) == ()
    (doubt,) = found(with_evidence("The Agreement", *["the  agreement"] * 5, *others[:4]))
    assert doubt.words == "“The Agreement” is evidence for 6 of the 10 questions that name any"
    assert doubt.questions == tuple(CODES[:6])


def test_one_reference_under_several_titles_is_the_same_document() -> None:
    titles = [f"Section {number}" for number in range(10)]

    (doubt,) = found(with_evidence(*titles, references=["BP 12/2026"] * 10))

    assert doubt.words == "“BP 12/2026” is evidence for 10 of the 10 questions that name any"


def test_evidence_for_fewer_than_ten_questions_and_references_that_are_missing_are_no_pattern() -> None:
    titles = [f"Paper {number}" for number in range(10)]

    assert found(with_evidence(*["The agreement"] * 9)) == ()
    assert found(with_evidence(*titles, references=[""] * 10)) == ()


def test_a_document_that_one_question_names_twice_counts_once() -> None:
    twice = [some_evidence("Plan", number=1), some_evidence("Plan", number=2)]
    others = [a_response(code, GOOD, evidence=[_own(code, number=3 + place)]) for place, code in enumerate(CODES[5:10])]
    given = [a_response(code, GOOD, evidence=twice) for code in CODES[:5]]

    assert found(responses(*given, *others)) == ()


def _own(code: str, *, number: int) -> Evidence:
    return replace(some_evidence(f"Paper on {code}", number=number), reference="")


def test_one_item_is_one_document_however_its_title_reads_and_one_that_is_no_longer_valid_is_asked_about() -> None:
    over = replace(some_evidence("The agreement"), reference="", valid_until=date(2026, 10, 31))
    valid = replace(some_evidence("Board paper", number=2), valid_until=AS_OF)
    six = [a_response(code, GOOD, evidence=[over, valid]) for code in CODES[:6]]
    others = [a_response(code, GOOD, evidence=[_own(code, number=3 + place)]) for place, code in enumerate(CODES[6:10])]

    one, no_longer = found(responses(*six, *others))

    assert one.words == "“The agreement” is evidence for 6 of the 10 questions that name any"
    assert no_longer.words == "“The agreement” was no longer valid on 1 November 2026"
    assert no_longer.questions == tuple(CODES[:6])


def test_several_items_that_are_no_longer_valid_are_counted_each_once() -> None:
    over = [
        replace(some_evidence(f"Paper {number}", number=number), valid_until=date(2026, 10, 31)) for number in (1, 2)
    ]
    given = [a_response("P1", GOOD, evidence=over), a_response("P2", GOOD, evidence=over[:1]), a_response("P3")]

    (doubt,) = found(responses(*given))

    assert doubt.words == "2 items of evidence were no longer valid on 1 November 2026"
    assert doubt.questions == ("P1", "P2")


@pytest.mark.parametrize(
    ("count", "others"),
    [
        (5, []),  # half of ten
        (5, [0, 0, 0, 0]),  # four collaborations are too few for a median
        (2, [0, 0, 0, 0, 0]),  # fewer than three
        (4, [9, 2, 0, 1, 3]),  # the median is 2, and 4 - 2 is below three tenths of ten
    ],
)
def test_what_others_say_too_or_a_few_questions_is_not_asked_about(count: int, others: Sequence[int]) -> None:
    assert asked(*not_applicable(count), others=others) == []


def test_without_enough_others_more_than_half_of_the_questions_that_may_not_apply_are_asked_about() -> None:
    said = "6 of the 10 questions that may not apply are said not to apply"

    assert asked(*not_applicable(6)) == [(said, 6)]
    assert asked(*not_applicable(6), others=[6, 6, 6, 6]) == [(said, 6)]


def test_beside_five_others_three_tenths_more_than_their_median_are_asked_about() -> None:
    said = "{} of the 10 questions that may not apply are said not to apply. In half of the other collaborations that "

    assert asked(*not_applicable(5), others=[9, 2, 0, 1, 3]) == [
        (said.format(5) + "have submitted it is 2 or fewer", 5)
    ]
    assert asked(*not_applicable(3), others=[0, 0, 0, 5, 5]) == [(said.format(3) + "have submitted it is none", 3)]


def test_of_an_even_number_of_others_the_lower_middle_counts() -> None:
    assert asked(*not_applicable(4), others=[1, 1, 1, 2, 9, 9]) != []
    assert asked(*not_applicable(4), others=[1, 1, 2, 2, 9, 9]) == []


def test_what_is_asked_tells_nothing_of_others_but_their_median() -> None:
    one, another = ([0, 1, 2, 3, 4], [2, 2, 2, 10, 10])

    assert asked(*not_applicable(6), others=one) == asked(*not_applicable(6), others=another)
