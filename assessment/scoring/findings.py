"""Strengths and areas to improve: the answers of a theme, in the order in which a board should read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.bank.model import Bank, Level, Limit, Question, QuestionAtMost, Theme
from assessment.rounds.response import Responses
from assessment.scoring.scenarios import is_supported


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One answered question."""

    question: Question
    level: Level
    supported: bool
    """True if any evidence is named."""
    limit: Limit | None
    """The first limit that this level fires, on any grade; None if it fires none."""
    next_level: Level | None
    """The level above, whose descriptor says what to do; None at the top."""


def strengths(theme: Theme, bank: Bank, responses: Responses) -> tuple[Finding, ...]:
    """Return the answers at or above the level from which evidence is expected.

    The highest level comes first; among equals, answers with evidence, then the heaviest question, then bank order.
    """
    expected_from = bank.rubric.evidence_expected_from.place
    good = (finding for finding in _findings(theme, bank, responses) if finding.level.place >= expected_from)
    return tuple(
        sorted(good, key=lambda finding: (-finding.level.place, not finding.supported, -finding.question.weight))
    )


def areas_to_improve(theme: Theme, bank: Bank, responses: Responses) -> tuple[Finding, ...]:
    """Return the answers below the level from which evidence is expected.

    Answers that fire a limit come first; then the lowest level, then the heaviest question, then bank order.
    """
    expected_from = bank.rubric.evidence_expected_from.place
    weak = (finding for finding in _findings(theme, bank, responses) if finding.level.place < expected_from)
    return tuple(
        sorted(weak, key=lambda finding: (finding.limit is None, finding.level.place, -finding.question.weight))
    )


def _findings(theme: Theme, bank: Bank, responses: Responses) -> Iterator[Finding]:
    for question in theme.questions:
        response = responses.get(question.code)
        if response is None or response.level is None:
            continue
        level = response.level
        yield Finding(
            question=question,
            level=level,
            supported=is_supported(response),
            limit=next((limit for limit in bank.rubric.limits if _fires(limit, question, level)), None),
            next_level=None if level == bank.scale[-1] else bank.level_at(level.place + 1),
        )


def _fires(limit: Limit, question: Question, level: Level) -> bool:
    match limit.when:
        case QuestionAtMost(question=code, at_most=at_most):
            return code == question.code and level.place <= at_most.place
        case _:
            return False
