"""The strengths on the board's first page: those that evidence supports."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Level
from assessment.report.report_subject import ReportSubject
from assessment.rounds.evidence_wording import short_evidence_line
from assessment.scoring import AnsweredQuestion, strengths

MOST_STRENGTHS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A practice that evidence supports."""

    code: str
    title: str
    level: Level
    in_place: str
    """A statement of the level itself, which is met."""
    evidence: str


def evidenced_strengths(subject: ReportSubject) -> Iterator[Strength]:
    """Yield the first strengths of all themes with evidence: the highest level first, then the heaviest question."""
    found = [
        answered
        for theme in subject.bank.themes
        for answered in strengths(theme, subject.bank, subject.responses)
        if answered.supported
    ]
    found.sort(key=lambda each: (-each.level.place, -each.question.weight))
    for answered in found[:MOST_STRENGTHS]:
        evidence = subject.responses[answered.question.code].evidence
        more = f" (and {len(evidence) - 1} more)" if len(evidence) > 1 else ""
        yield Strength(
            code=answered.question.code,
            title=answered.question.title,
            level=answered.level,
            in_place=_own_statement(answered),
            evidence=f"{short_evidence_line(evidence[0], as_of=subject.as_of)}{more}",
        )


def _own_statement(answered: AnsweredQuestion) -> str:
    own = (each.text for each in answered.question.statements if each.level == answered.level)
    return next(own, "")
