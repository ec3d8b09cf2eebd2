"""The levels and findings of an assessment in four scenarios: claimed, lowest, highest and evidenced.

In the lowest and highest scenario, unanswered questions count at the lowest and the highest level, and unanswered
findings as true and as false.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.bank.model import Bank, Level
from assessment.ids import FindingId, QuestionCode
from assessment.rounds.response import NotApplicable, Response, Responses
from assessment.scoring.placement import Placements


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What grades are worked out from."""

    applicable: frozenset[QuestionCode]
    """The questions that are not marked not applicable."""
    asked: frozenset[FindingId]
    """The findings of those questions."""
    levels: Mapping[QuestionCode, int]
    """The place on the scale, from 1, of every question that has a level."""
    findings: Mapping[FindingId, bool]
    """The answer to every finding that is asked and has one."""


def claimed_scenario(bank: Bank, responses: Responses, placed: Placements) -> Scenario:
    """Return the levels that the statements reach, and the findings that were answered."""
    applicable = frozenset(
        question.code
        for question in bank.questions()
        if question.code not in responses or not isinstance(responses[question.code].reply, NotApplicable)
    )
    asked = {
        question.finding.id: question.code
        for question in bank.questions()
        if question.finding is not None and question.code in applicable
    }
    return Scenario(
        applicable=applicable,
        asked=frozenset(asked),
        levels={code: placement.level.place for code, placement in placed.items()},
        findings={
            finding: answer
            for finding, code in asked.items()
            if code in responses and (answer := responses[code].finding) is not None
        },
    )


def with_gaps_at(level: Level, claimed: Scenario, *, finding: bool) -> Scenario:
    """Return the scenario with that level for every question without one, and that answer for every open finding."""
    return replace(
        claimed,
        levels={code: claimed.levels.get(code, level.place) for code in claimed.applicable},
        findings={id: claimed.findings.get(id, finding) for id in claimed.asked},
    )


def evidenced_scenario(bank: Bank, responses: Responses, *, claimed: Scenario) -> Scenario:
    """Return the scenario in which a level that needs evidence and names none counts as the highest that needs none."""
    needed_from = bank.rubric.evidence_expected_from.place
    supported_at_most = max(needed_from - 1, 1)
    return replace(
        claimed,
        levels={
            code: place if place < needed_from or is_supported(responses[code]) else supported_at_most
            for code, place in claimed.levels.items()
        },
    )


def is_supported(response: Response) -> bool:
    """Return True if the response names any evidence."""
    return bool(response.evidence)
