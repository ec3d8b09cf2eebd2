"""Strengths and areas to improve: the answered questions of a theme, in the order in which a board should read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.bank.model import Bank, Finding, FindingIsTrue, Level, Limit, Question, QuestionAtMost, Theme
from assessment.rounds.response import Responses
from assessment.scoring.placement import Placement, place
from assessment.scoring.scenarios import is_supported


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """One question of which the statements that are met were given."""

    question: Question
    placement: Placement
    supported: bool
    """True if any evidence is named."""
    finding: Finding | None
    """What went wrong: the question's finding, if it is true."""
    limit: Limit | None
    """The first limit that this finding or level fires, on any grade; None if neither fires one."""
    next_level: Level | None
    """The level above, for which `placement.missing` names the statements; None at the top."""

    @property
    def level(self) -> Level:
        """Return the level that is reached."""
        return self.placement.level


def strengths(theme: Theme, bank: Bank, responses: Responses) -> tuple[AnsweredQuestion, ...]:
    """Return the questions at or above the level from which evidence is expected, and without a true finding.

    The highest level comes first; among equals, answers with evidence, then the heaviest question, then bank order.
    """
    good = (answered for answered in _answered(theme, bank, responses) if not _is_weak(answered, bank))
    return tuple(
        sorted(good, key=lambda answered: (-answered.level.place, not answered.supported, -answered.question.weight))
    )


def areas_to_improve(theme: Theme, bank: Bank, responses: Responses) -> tuple[AnsweredQuestion, ...]:
    """Return the questions below the level from which evidence is expected, and those with a true finding.

    Those that fire a limit come first; then the lowest level, then the heaviest question, then bank order.
    """
    weak = (answered for answered in _answered(theme, bank, responses) if _is_weak(answered, bank))
    return tuple(
        sorted(weak, key=lambda answered: (answered.limit is None, answered.level.place, -answered.question.weight))
    )


def _is_weak(answered: AnsweredQuestion, bank: Bank) -> bool:
    return answered.finding is not None or answered.level.place < bank.rubric.evidence_expected_from.place


def _answered(theme: Theme, bank: Bank, responses: Responses) -> Iterator[AnsweredQuestion]:
    for question in theme.questions:
        response = responses.get(question.code)
        if response is None or response.met is None:
            continue
        placement = place(question, response.met, bank.scale)
        finding = question.finding if response.finding else None
        level = placement.level
        fired = (limit for limit in bank.rubric.limits if _fires(limit, question, level, finding))
        yield AnsweredQuestion(
            question=question,
            placement=placement,
            supported=is_supported(response),
            finding=finding,
            limit=next(fired, None),
            next_level=None if level == bank.scale[-1] else bank.level_at(level.place + 1),
        )


def _fires(limit: Limit, question: Question, level: Level, finding: Finding | None) -> bool:
    match limit.when:
        case QuestionAtMost(question=code, at_most=at_most):
            return code == question.code and level.place <= at_most.place
        case FindingIsTrue(finding=id):
            return finding is not None and finding.id == id
        case _:
            return False
