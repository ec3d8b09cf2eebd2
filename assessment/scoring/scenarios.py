"""The levels of an assessment in four scenarios: claimed, lowest, highest and evidenced.

In the lowest and highest scenario, unanswered questions count at the lowest and the highest level.
"""

from collections.abc import Mapping

from assessment.bank.model import Bank, Level
from assessment.ids import QuestionCode
from assessment.rounds.response import NotApplicable, Response, Responses

Levels = Mapping[QuestionCode, int]
"""The place on the scale, from 1, of every question that has a level in a scenario."""


def applicable_questions(bank: Bank, responses: Responses) -> frozenset[QuestionCode]:
    """Return the codes of the questions that are not marked not applicable."""
    return frozenset(
        question.code
        for question in bank.questions()
        if question.code not in responses or not isinstance(responses[question.code].reply, NotApplicable)
    )


def claimed_levels(bank: Bank, responses: Responses) -> Levels:
    """Return the levels that were given."""
    return {
        question.code: level.place
        for question in bank.questions()
        if question.code in responses and (level := responses[question.code].level) is not None
    }


def levels_with_gaps_at(level: Level, *, claimed: Levels, applicable: frozenset[QuestionCode]) -> Levels:
    """Return the levels that were given, and `level` for every applicable question that has none."""
    return {code: claimed.get(code, level.place) for code in applicable}


def evidenced_levels(bank: Bank, responses: Responses, *, claimed: Levels) -> Levels:
    """Return the levels that were given.

    A level that needs evidence and names none counts as the highest level that needs none.
    """
    needed_from = bank.rubric.evidence_expected_from.place
    supported_at_most = max(needed_from - 1, 1)
    return {
        code: place if place < needed_from or is_supported(responses[code]) else supported_at_most
        for code, place in claimed.items()
    }


def is_supported(response: Response) -> bool:
    """Return True if the response names any evidence."""
    return bool(response.evidence)
