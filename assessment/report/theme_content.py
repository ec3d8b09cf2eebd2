"""The content of one theme's chapter: its grade, what would lift it, what stands out, and every reply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment.bank.model import Level, Statement
from assessment.dates import uk_date
from assessment.report.board_content import ScoreRow, score_row
from assessment.report.report_subject import ReportSubject
from assessment.rounds.response import Evidence, NotApplicable
from assessment.scoring import AnsweredQuestion, areas_to_improve, strengths
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import ThemeScore
from assessment.scoring.statement_wording import lift_steps, statement_line


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """A strength or an area to improve: the question, its level, and remarks on its evidence or on what to do."""

    code: str
    title: str
    level: Level
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementList:
    """Statements under a label, such as those that are in place. Each begins with its code."""

    label: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A question with its reply, the statements in place and missing, its finding, rationale and evidence."""

    code: str
    title: str
    level: Level | None
    reply: str
    """The level's title, "Not applicable" or "Not answered"."""
    summary: str
    """The level with its gap, the reason why the question does not apply, or a sentence that it is unanswered."""
    statements: tuple[StatementList, ...]
    finding: str
    """The finding with its answer; empty where none is asked."""
    rationale: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSection:
    """The content of one theme's chapter."""

    title: str
    introduction: str
    score: ScoreRow
    reasons: tuple[str, ...]
    lift: str
    steps: tuple[str, ...]
    """The statements to make true and the findings to put right; empty where they alone do not reach the next grade."""
    strengths: tuple[AnswerLine, ...]
    areas: tuple[AnswerLine, ...]
    questions: tuple[QuestionEntry, ...]


def theme_section(score: ThemeScore, subject: ReportSubject) -> ThemeSection:
    """Return the content of one theme's chapter."""
    bank, responses = subject.bank, subject.responses
    theme = next(theme for theme in bank.themes if theme.code == score.theme)
    results = question_results(bank, responses)
    return ThemeSection(
        title=theme.title,
        introduction=theme.introduction,
        score=score_row(score, bank),
        reasons=score.grounds,
        lift=score.lift.sentence if score.lift else score.outlook or "There is no grade to lift.",
        steps=lift_steps(score.lift, bank) if score.lift else (),
        strengths=tuple(_strength(answered) for answered in strengths(theme, bank, responses)),
        areas=tuple(
            _area(answered, results[answered.question.code]) for answered in areas_to_improve(theme, bank, responses)
        ),
        questions=tuple(_entry(results[question.code]) for question in theme.questions),
    )


def _strength(answered: AnsweredQuestion) -> AnswerLine:
    unsupported = "No evidence is given, so it counts for less in the score as evidenced."
    return _line(answered, ("Evidence is given." if answered.supported else unsupported,))


def _area(answered: AnsweredQuestion, result: QuestionResult) -> AnswerLine:
    remarks = []
    if answered.limit is not None:
        remarks.append(f"It triggers limit {answered.limit.id}: {answered.limit.because}")
    if result.finding_is_true and result.asked_finding is not None:
        remarks.append(f"Put right finding {result.asked_finding.id}: {result.asked_finding.ask}")
    if result.missing:
        remarks.append(f"{result.missing_label}:")
        remarks += map(statement_line, result.missing)
    return _line(answered, tuple(remarks))


def _line(answered: AnsweredQuestion, remarks: tuple[str, ...]) -> AnswerLine:
    question = answered.question
    return AnswerLine(code=question.code, title=question.title, level=answered.level, remarks=remarks)


def _entry(result: QuestionResult) -> QuestionEntry:
    return QuestionEntry(
        code=result.question.code,
        title=result.question.title,
        level=result.level,
        reply=result.reply,
        summary=_summary(result),
        statements=tuple(_statement_lists(result)),
        finding=_finding(result),
        rationale=result.response.rationale,
        evidence=tuple(_evidence(item) for item in result.response.evidence),
    )


def _summary(result: QuestionResult) -> str:
    match result.response.reply:
        case None:
            return "No answer has been given. It counts against coverage, and never as a low level."
        case NotApplicable(reason=reason):
            return f"Not applicable: {reason}"
        case _:
            nothing = "" if result.in_place or result.ahead else ": none of the statements is in place"
            return f"{result.reply_with_gap}{nothing}."


def _statement_lists(result: QuestionResult) -> Iterator[StatementList]:
    yield from _listed("In place", result.in_place)
    yield from _listed(result.missing_label, result.missing)
    yield from _listed("Already in place above this level", result.ahead)


def _listed(label: str, statements: Iterable[Statement]) -> Iterator[StatementList]:
    lines = tuple(map(statement_line, statements))
    if lines:
        yield StatementList(label=label, statements=lines)


def _finding(result: QuestionResult) -> str:
    finding = result.asked_finding
    if finding is None:
        return ""
    because = f" {finding.because}" if result.finding_is_true else ""
    return f"{finding.ask} {result.finding_answer}.{because}"


def _evidence(item: Evidence) -> str:
    dated = "" if item.dated is None else f"dated {uk_date(item.dated)}"
    return ", ".join(part for part in (item.title.strip(), item.reference.strip(), dated or "no date") if part)
