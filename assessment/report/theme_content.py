"""The content of one theme's chapter: its grade, what would lift it, what stands out, and every reply."""

from dataclasses import dataclass
from typing import assert_never

from assessment.bank.model import Level, Question, Theme
from assessment.dates import uk_date
from assessment.report.board_content import ScoreRow, score_row
from assessment.report.report_subject import ReportSubject
from assessment.rounds.response import Evidence, NotApplicable, Response
from assessment.scoring import Finding, areas_to_improve, strengths
from assessment.scoring.scores import LevelChange, ThemeScore


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A strength or an area to improve: the question, its level, and remarks on its evidence or on what to do."""

    code: str
    title: str
    level: Level
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A question with its reply, rationale and evidence."""

    code: str
    title: str
    level: Level | None
    reply: str
    """The level's title, "Not applicable" or "Not answered"."""
    statement: str
    """The descriptor of the level, the reason why the question does not apply, or a sentence that it is unanswered."""
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
    """The improvements that reach the next grade; empty where improvements alone do not."""
    strengths: tuple[FindingLine, ...]
    areas: tuple[FindingLine, ...]
    questions: tuple[QuestionEntry, ...]


def theme_section(score: ThemeScore, subject: ReportSubject) -> ThemeSection:
    """Return the content of one theme's chapter."""
    bank, responses = subject.bank, subject.responses
    theme = next(theme for theme in bank.themes if theme.code == score.theme)
    return ThemeSection(
        title=theme.title,
        introduction=theme.introduction,
        score=score_row(score, bank),
        reasons=score.grounds,
        lift=score.lift.sentence if score.lift else score.outlook or "There is no grade to lift.",
        steps=tuple(_step(change, theme) for change in score.lift.changes) if score.lift else (),
        strengths=tuple(_strength(finding) for finding in strengths(theme, bank, responses)),
        areas=tuple(_area(finding) for finding in areas_to_improve(theme, bank, responses)),
        questions=_entries(theme, subject),
    )


def _step(change: LevelChange, theme: Theme) -> str:
    title = next(question.title for question in theme.questions if question.code == change.question)
    return f"{change.question} {title}, from {change.before.title} to {change.after.title}"


def _strength(finding: Finding) -> FindingLine:
    unsupported = "No evidence is given, so it counts for less in the score as evidenced."
    return _line(finding, ("Evidence is given." if finding.supported else unsupported,))


def _area(finding: Finding) -> FindingLine:
    remarks = []
    if finding.limit is not None:
        remarks.append(f"It triggers limit {finding.limit.id}: {finding.limit.because}")
    if finding.next_level is not None:
        step = finding.question.descriptors[finding.next_level.code]
        remarks.append(f"The next level, {finding.next_level.title}: {step}")
    return _line(finding, tuple(remarks))


def _line(finding: Finding, remarks: tuple[str, ...]) -> FindingLine:
    question = finding.question
    return FindingLine(code=question.code, title=question.title, level=finding.level, remarks=remarks)


def _entries(theme: Theme, subject: ReportSubject) -> tuple[QuestionEntry, ...]:
    return tuple(
        _entry(question, subject.responses.get(question.code, Response(question=question.code)))
        for question in theme.questions
    )


def _entry(question: Question, response: Response) -> QuestionEntry:
    level, reply, statement = _reply(question, response)
    return QuestionEntry(
        code=question.code,
        title=question.title,
        level=level,
        reply=reply,
        statement=statement,
        rationale=response.rationale,
        evidence=tuple(_evidence(item) for item in response.evidence),
    )


def _reply(question: Question, response: Response) -> tuple[Level | None, str, str]:
    match response.reply:
        case Level() as level:
            return level, level.title, question.descriptors[level.code]
        case NotApplicable(reason=reason):
            return None, "Not applicable", f"Not applicable: {reason}"
        case None:
            return None, "Not answered", "No answer has been given. It counts as a gap in coverage."
        case _:
            assert_never(response.reply)


def _evidence(item: Evidence) -> str:
    dated = "" if item.dated is None else f"dated {uk_date(item.dated)}"
    return ", ".join(part for part in (item.title.strip(), item.reference.strip(), dated or "no date") if part)
