"""The content of one theme's chapter: its grade, what would lift it, and every question with its reply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from assessment.bank.model import Level, NotAsked, Statement
from assessment.report.next_grade import NextGrade, next_grade
from assessment.report.report_subject import ReportSubject
from assessment.report.score_rows import grade_words
from assessment.rounds.evidence_wording import evidence_line
from assessment.rounds.response import NotApplicable
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Scorecard, ThemeScore
from assessment.scoring.statement_wording import statement_line

_FIRST_MISSING: Final = "the first statement under Missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementList:
    """Statements under a label, such as those that are in place. Each begins with its code."""

    label: str
    statements: tuple[str, ...]
    is_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A question with its reply, the statements in place and missing, its finding, rationale and evidence."""

    code: str
    title: str
    prompt: str
    level: Level | None
    reply: str
    """The level's title, "Not applicable" or "Not answered"."""
    summary: str
    """The level with its gap, or the reason why the question does not apply; empty where nothing adds to the reply."""
    statements: tuple[StatementList, ...]
    finding: str
    """The finding with its answer; empty where none is asked."""
    rationale: str
    evidence: tuple[str, ...]
    is_empty: bool
    """True where nothing at all was given: no reply, no finding, no rationale and no evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSection:
    """The content of one theme's chapter."""

    title: str
    grade: Level | None
    grade_words: str
    reasons: tuple[str, ...]
    next_grade: NextGrade
    questions: tuple[QuestionEntry, ...]
    not_asked: tuple[NotAsked, ...]


def theme_section(score: ThemeScore, subject: ReportSubject) -> ThemeSection:
    """Return the content of one theme's chapter."""
    theme = next(theme for theme in subject.bank.themes if theme.code == score.theme)
    results = question_results(subject.bank, subject.responses)
    return ThemeSection(
        title=theme.title,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        reasons=score.grounds[:-1],  # the last names the bank, as the profile does
        next_grade=next_grade(score, score.lift, names_first=True),
        questions=tuple(
            _entry(results[question.code], lifting=_lifting(subject.scorecard), as_of=subject.as_of)
            for question in theme.questions
        ),
        not_asked=theme.not_asked,
    )


def _lifting(scorecard: Scorecard) -> frozenset[Statement]:
    """Return the statements that the next grades need, which the report names by their codes."""
    lifts = (scorecard.overall_lift, *(theme.lift for theme in scorecard.themes))
    return frozenset(statement for lift in lifts if lift for statement in lift.statements)


def _entry(result: QuestionResult, *, lifting: frozenset[Statement], as_of: date) -> QuestionEntry:
    return QuestionEntry(
        code=result.question.code,
        title=result.question.title,
        prompt=result.question.prompt,
        level=result.level,
        reply=result.reply,
        summary=_summary(result),
        statements=tuple(_statement_lists(result, lifting)),
        finding=_finding(result),
        rationale=result.response.rationale,
        evidence=tuple(evidence_line(item, as_of=as_of) for item in result.response.evidence),
        is_empty=result.response.is_empty,
    )


def _summary(result: QuestionResult) -> str:
    match result.response.reply:
        case None:
            return ""
        case NotApplicable(reason=reason):
            return reason
        case _:
            if not result.in_place and not result.ahead:
                return "None of the statements is in place."
            return "" if result.gap is None else f"{result.reply}, with one gap that is forgiven: {_FIRST_MISSING}."


def _statement_lists(result: QuestionResult, lifting: frozenset[Statement]) -> Iterator[StatementList]:
    """Yield the statements in place, those missing for the next level, and those missing above it for a next grade."""
    yield from _listed("In place", result.in_place)
    yield from _listed("Also in place, above this level", result.ahead)
    yield from _listed(result.missing_label, result.missing, is_missing=True)
    above = [each for each in result.question.statements if each in lifting and each not in result.missing]
    for level, statements in groupby(above, key=lambda each: each.level):
        yield from _listed(f"Missing for {level.title}", statements, is_missing=True)


def _listed(label: str, statements: Iterable[Statement], *, is_missing: bool = False) -> Iterator[StatementList]:
    lines = tuple(map(statement_line, statements))
    if lines:
        yield StatementList(label=label, statements=lines, is_missing=is_missing)


def _finding(result: QuestionResult) -> str:
    finding = result.asked_finding
    if finding is None:
        return ""
    because = f" {finding.because}" if result.finding_is_true else ""
    return f"{finding.ask} {result.finding_answer}.{because}"
