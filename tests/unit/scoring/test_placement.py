"""Placement: the level that statements reach, and what is missing for the next."""

import pytest

from assessment.bank.model import Level, Question, Statement
from assessment.ids import StatementCode
from assessment.scoring import Placement, place, placements
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    SCALE,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
    some_statements,
)
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE

LEVELS = (REQUIRES_IMPROVEMENT, ADEQUATE, ADEQUATE, GOOD, GOOD, OUTSTANDING, OUTSTANDING)
QUESTION = a_question("P5", statements=some_statements("P5", *LEVELS))
"""Statements 1 (Requires improvement), 2 and 3 (Adequate), 4 and 5 (Good), 6 and 7 (Outstanding)."""
WITH_ESSENTIAL = a_question("P5", statements=some_statements("P5", *LEVELS, essential=[2]))
"""The same, but nothing makes up for statement 2."""


@pytest.mark.parametrize(
    ("numbers", "level"),
    [
        ([], INADEQUATE),
        ([1], REQUIRES_IMPROVEMENT),
        ([1, 2], REQUIRES_IMPROVEMENT),
        ([1, 2, 3], ADEQUATE),
        ([1, 2, 3, 4], ADEQUATE),
        ([1, 2, 3, 4, 5], GOOD),
        ([1, 2, 3, 4, 5, 6], GOOD),
        ([1, 2, 3, 4, 5, 6, 7], OUTSTANDING),
    ],
)
def test_a_level_is_reached_when_all_of_its_own_statements_are_met(numbers: list[int], level: Level) -> None:
    assert placed(QUESTION, *numbers).level == level


@pytest.mark.parametrize(
    ("numbers", "gap", "level"),
    [([2, 3], 1, ADEQUATE), ([1, 3, 4, 5], 2, GOOD), ([1, 2, 4, 5], 3, GOOD), ([1, 2, 3, 5, 6, 7], 4, OUTSTANDING)],
)
def test_one_gap_below_is_forgiven_wherever_it_is_and_is_named(numbers: list[int], gap: int, level: Level) -> None:
    found = placed(QUESTION, *numbers)

    assert found.level == level
    assert found.gap is not None
    assert found.gap.code == f"P5.{gap}"


@pytest.mark.parametrize(
    ("numbers", "level"),
    [
        ([4, 5], INADEQUATE),
        ([1, 4, 5], REQUIRES_IMPROVEMENT),
        ([3, 4, 5, 6, 7], INADEQUATE),
        ([2, 3, 5, 6, 7], ADEQUATE),
    ],
)
def test_two_gaps_below_are_not_forgiven(numbers: list[int], level: Level) -> None:
    assert placed(QUESTION, *numbers).level == level


def test_an_essential_gap_is_not_forgiven() -> None:
    assert placed(QUESTION, 1, 3, 4, 5, 6, 7).level == OUTSTANDING
    assert placed(WITH_ESSENTIAL, 1, 3, 4, 5, 6, 7).level == REQUIRES_IMPROVEMENT
    assert placed(WITH_ESSENTIAL, 1, 2, 4, 5, 6, 7).level == OUTSTANDING


def test_what_is_missing_is_on_the_next_level_and_below_and_essential_statements_come_first() -> None:
    assert codes(placed(QUESTION, 1, 5).missing) == ["P5.2", "P5.3"]
    assert codes(placed(QUESTION, 2, 3, 4).missing) == ["P5.1", "P5.5"]
    assert codes(placed(WITH_ESSENTIAL, 5).missing) == ["P5.1"]
    question = a_question("P5", statements=some_statements("P5", *LEVELS, essential=[3]))
    assert codes(placed(question, 1).missing) == ["P5.3", "P5.2"]


def test_at_the_top_only_the_gap_is_missing() -> None:
    assert codes(placed(QUESTION, 1, 2, 3, 4, 5, 6, 7).missing) == []
    assert codes(placed(QUESTION, 1, 2, 3, 4, 6, 7).missing) == ["P5.5"]


def test_what_is_met_above_the_level_is_ahead_and_counts_when_the_gaps_are_closed() -> None:
    assert codes(placed(QUESTION, 1, 4, 5, 7).ahead) == ["P5.4", "P5.5", "P5.7"]
    assert placed(QUESTION, 1, 3, 4, 5, 7).level == GOOD
    assert codes(placed(QUESTION, 1, 3, 4, 5, 7).ahead) == ["P5.7"]


def test_codes_of_other_statements_count_for_nothing() -> None:
    other = place(QUESTION, frozenset([StatementCode("P6.1"), StatementCode("P5.1")]), SCALE)

    assert other == placed(QUESTION, 1)


def test_a_level_without_statements_is_not_reached() -> None:
    question = a_question("P5", statements=some_statements("P5", REQUIRES_IMPROVEMENT, GOOD))

    assert placed(question, 1).level == REQUIRES_IMPROVEMENT
    assert placed(question, 1, 2).level == GOOD


def test_only_answered_questions_have_a_placement() -> None:
    bank = a_bank(themes=[a_theme(questions=[a_question(f"P{number}") for number in range(1, 5)])])
    given = responses(
        a_response("P1", met("P1")), a_response("P2", NOT_APPLICABLE), a_response("P3", None, finding=True)
    )

    assert {code: found.level for code, found in placements(bank, given).items()} == {"P1": INADEQUATE}


def placed(question: Question, *numbers: int) -> Placement:
    return place(question, met(question.code, *numbers).statements, SCALE)


def codes(statements: tuple[Statement, ...]) -> list[str]:
    return [statement.code for statement in statements]
