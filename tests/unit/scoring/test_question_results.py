"""The result of every question: its level, what is in place, what is missing next, and its finding."""

import pytest

from assessment.rounds.response import NotApplicable, Response
from assessment.scoring.question_results import QuestionResult, question_results
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
    some_statements,
)

QUESTION = a_question(
    "P1",
    finding="F1",
    statements=some_statements("P1", REQUIRES_IMPROVEMENT, ADEQUATE, ADEQUATE, GOOD, OUTSTANDING, essential=[5]),
    not_applicable_when="Never.",
)


def result_of(response: Response | None) -> QuestionResult:
    """Return the result of P1 with that response."""
    bank = a_bank(themes=[a_theme(questions=[QUESTION, a_question("P2")])])
    return question_results(bank, {} if response is None else responses(response))[QUESTION.code]


def codes(result: QuestionResult, part: str) -> list[str]:
    """Return the numbers of the statements in a part of the result."""
    return [statement.code.partition(".")[2] for statement in getattr(result, part)]


def test_every_question_of_the_bank_has_a_result_in_bank_order() -> None:
    bank = a_bank(themes=[a_theme(questions=[a_question(code) for code in ("P2", "P1")])])

    assert list(question_results(bank, responses(a_response("P1")))) == ["P2", "P1"]


@pytest.mark.parametrize(
    ("ticked", "reply", "lists", "label"),
    [
        ((), "Inadequate", ([], ["1"], []), "Missing for Requires improvement"),
        ((1, 2), "Requires improvement", (["1"], ["3"], ["2"]), "Missing for Adequate"),
        ((1, 2, 3), "Adequate", (["1", "2", "3"], ["4"], []), "Missing for Good"),
        # The gap comes first in what to do, even before what is essential.
        ((1, 2, 4), "Good", (["1", "2", "4"], ["3", "5"], []), "Missing for Outstanding"),
        ((1, 5), "Requires improvement", (["1"], ["2", "3"], ["5"]), "Missing for Adequate"),
        ((2, 3, 4, 5), "Outstanding", (["2", "3", "4", "5"], ["1"], []), "Missing"),
        ((1, 2, 3, 4, 5), "Outstanding", (["1", "2", "3", "4", "5"], [], []), "Missing"),
    ],
)
def test_statements_are_in_place_missing_or_ahead(
    ticked: tuple[int, ...], reply: str, lists: tuple[list[str], ...], label: str
) -> None:
    result = result_of(a_response("P1", met("P1", *ticked)))

    assert result.reply == reply
    assert tuple(codes(result, part) for part in ("in_place", "missing", "ahead")) == lists
    assert codes(result, "met") == [str(number) for number in ticked]
    assert result.missing_label == label


@pytest.mark.parametrize("response", [None, a_response("P1", None, finding=False)])
def test_an_unanswered_question_has_no_level_and_nothing_is_missing(response: Response | None) -> None:
    result = result_of(response)

    assert (result.level, result.reply, result.is_unanswered) == (None, "Not answered", True)
    assert [codes(result, part) for part in ("in_place", "missing", "ahead")] == [[], [], []]


def test_a_question_that_does_not_apply_asks_for_no_finding() -> None:
    result = result_of(a_response("P1", NotApplicable(reason="Nobody."), finding=True))

    assert (result.reply, result.is_not_applicable, result.is_unanswered) == ("Not applicable", True, False)
    assert (result.asked_finding, result.finding_is_true, result.finding_is_unanswered) == (None, False, False)


@pytest.mark.parametrize(
    ("answer", "words", "is_true", "is_unanswered"),
    [(True, "Yes", True, False), (False, "No", False, False), (None, "Not answered", False, True)],
)
def test_the_answer_to_a_finding_is_yes_no_or_open(
    answer: bool | None, words: str, is_true: bool, is_unanswered: bool
) -> None:
    result = result_of(a_response("P1", GOOD, finding=answer))

    assert (result.finding_answer, result.finding_is_true, result.finding_is_unanswered) == (
        words,
        is_true,
        is_unanswered,
    )
