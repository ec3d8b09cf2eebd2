"""The responses read four ways: as claimed, with the gaps at the lowest or the highest level, and as evidenced."""

from collections.abc import Mapping

from assessment.bank.model import Bank, Level
from assessment.ids import QuestionCode
from assessment.rounds.response import NotApplicable, Response, Responses

Levels = Mapping[QuestionCode, int]
"""The place on the scale, from 1, of every question that has a level in this reading."""


def applicable_questions(bank: Bank, responses: Responses) -> frozenset[QuestionCode]:
    """The questions that are not marked not applicable."""
    return frozenset(
        question.code
        for question in bank.questions()
        if question.code not in responses or not isinstance(responses[question.code].reply, NotApplicable)
    )


def claimed_levels(bank: Bank, responses: Responses) -> Levels:
    """The levels that were given."""
    return {
        question.code: level.place
        for question in bank.questions()
        if question.code in responses and (level := responses[question.code].level) is not None
    }


def levels_with_gaps_at(level: Level, *, claimed: Levels, applicable: frozenset[QuestionCode]) -> Levels:
    """The levels that were given, and `level` for every applicable question that has none."""
    return {code: claimed.get(code, level.place) for code in applicable}


def evidenced_levels(bank: Bank, responses: Responses, *, claimed: Levels) -> Levels:
    """The levels that were given; each that needs evidence and names none counts just below where it is needed."""
    needed_from = bank.rubric.evidence_expected_from.place
    supported_at_most = max(needed_from - 1, 1)
    return {
        code: place if place < needed_from or is_supported(responses[code]) else supported_at_most
        for code, place in claimed.items()
    }


def is_supported(response: Response) -> bool:
    """Whether the response names any evidence."""
    return bool(response.evidence)
