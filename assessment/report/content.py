"""What the report says, as values: the cover, the summary, the profile and every section, in the order of the pages."""

from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Level
from assessment.charts.series import Profile, theme_profile
from assessment.moments import uk_date, uk_moment
from assessment.report.fingerprint import content_fingerprint
from assessment.report.method import Method, method
from assessment.report.sections import ThemeSection, theme_section
from assessment.report.subject import ReportSubject
from assessment.scoring import Finding, areas_to_improve, shown, strengths
from assessment.scoring.model import Score, Standing

STATEMENT: Final = (
    "This is a self-assessment. The collaboration placed itself on each question, and the grades are worked out from "
    "what it said. It is not an HMICFRS judgment, and HMICFRS has neither checked nor endorsed it."
)
HIGHLIGHTS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One row of the table of grades, in words; `grade` is none where there is none, and `grade_words` says so."""

    title: str
    grade: Level | None
    grade_words: str
    mean: str
    range: str
    evidenced: str
    coverage: str
    limits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A question that stands out, and its theme."""

    code: str
    title: str
    theme: str
    level: Level
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page for a reader with five minutes."""

    sentence: str
    overall: ScoreRow
    themes: tuple[ScoreRow, ...]
    reasons: tuple[str, ...]
    strongest: tuple[Highlight, ...]
    weakest: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything the report says."""

    title: str
    collaboration: str
    occasion: str
    classification: str
    is_draft: bool
    levels: int
    control: tuple[tuple[str, str], ...]
    summary: Summary
    profile: Profile
    themes: tuple[ThemeSection, ...]
    method: Method


def report_content(subject: ReportSubject) -> Report:
    """What the report on this assessment says."""
    scorecard = subject.scorecard
    return Report(
        title=subject.bank.title,
        collaboration=subject.collaboration,
        occasion=f"Round {subject.round_title}, as of {uk_date(subject.as_of)}",
        classification=subject.classification.value,
        is_draft=subject.is_draft,
        levels=len(subject.bank.scale),
        control=_control(subject),
        summary=Summary(
            sentence=_sentence(subject),
            overall=score_row(scorecard.overall),
            themes=tuple(score_row(theme) for theme in scorecard.themes),
            reasons=scorecard.overall.reasons,
            strongest=_strongest(subject),
            weakest=_weakest(subject),
        ),
        profile=theme_profile(scorecard),
        themes=tuple(theme_section(theme, subject) for theme in scorecard.themes),
        method=method(subject.bank),
    )


def score_row(score: Score) -> ScoreRow:
    """A score as the row of a table."""
    counts = score.coverage
    return ScoreRow(
        title=score.title,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        mean=_mean(score.claimed),
        range=_range(score),
        evidenced=_standing(score.evidenced),
        coverage=f"{counts.answered} of {counts.applicable}",
        limits=", ".join(limit.id for limit in score.limits) or "None",
    )


def grade_words(score: Score) -> str:
    """The grade, or the words for there being none."""
    if score.claimed.grade is not None:
        return score.claimed.grade.title
    return "No grade" if score.applies else "Not applicable"


def _control(subject: ReportSubject) -> tuple[tuple[str, str], ...]:
    bank = subject.bank
    return (
        ("Title", bank.title),
        ("Collaboration", subject.collaboration),
        ("Partners", ", ".join(subject.partners)),
        ("Lead force", subject.lead_force),
        ("Round", subject.round_title),
        ("As of", uk_date(subject.as_of)),
        ("Status", "DRAFT: not yet submitted" if subject.is_draft else "Submitted"),
        ("Classification", subject.classification.value),
        ("Assessment", subject.assessment_id or "Made from a file"),
        ("Question bank", f"{bank.title}, version {bank.version}"),
        ("Bank fingerprint", bank.fingerprint),
        ("Issued", f"{uk_moment(subject.issued)} (UK time)"),
        ("Content fingerprint", content_fingerprint(subject)),
    )


def _sentence(subject: ReportSubject) -> str:
    overall, levels = subject.scorecard.overall, len(subject.bank.scale)
    counts = overall.coverage
    answered = f"{counts.answered} of the {counts.applicable} questions that apply are answered"
    if overall.claimed.grade is None or overall.claimed.mean is None:
        return f"There is no overall grade yet: {answered}."
    return (
        f"By its own answers the collaboration is graded {overall.claimed.grade.title} overall, with a mean level of "
        f"{shown(overall.claimed.mean)} on a scale from 1 to {levels}; {answered}."
    )


def _mean(standing: Standing) -> str:
    return "None" if standing.mean is None else shown(standing.mean)


def _standing(standing: Standing) -> str:
    if standing.mean is None:
        return "None"
    return f"{shown(standing.mean)} {standing.grade.title if standing.grade else '(no grade)'}"


def _range(score: Score) -> str:
    if score.lowest == score.highest:
        return _standing(score.lowest)
    if score.lowest.mean is not None and score.lowest.grade == score.highest.grade:
        return f"{shown(score.lowest.mean)} to {_standing(score.highest)}"
    return f"{_standing(score.lowest)} to {_standing(score.highest)}"


def _strongest(subject: ReportSubject) -> tuple[Highlight, ...]:
    """The strengths of all themes in the order that a theme's own have: highest, with evidence, heaviest."""
    found = [
        (finding, theme.title)
        for theme in subject.bank.themes
        for finding in strengths(theme, subject.bank, subject.responses)
    ]
    found.sort(key=lambda each: (-each[0].level.place, not each[0].supported, -each[0].question.weight))
    return tuple(
        _highlight(finding, theme, "" if finding.supported else "no evidence named")
        for finding, theme in found[:HIGHLIGHTS]
    )


def _weakest(subject: ReportSubject) -> tuple[Highlight, ...]:
    """The areas to improve of all themes in the order that a theme's own have: limits first, lowest, heaviest."""
    found = [
        (finding, theme.title)
        for theme in subject.bank.themes
        for finding in areas_to_improve(theme, subject.bank, subject.responses)
    ]
    found.sort(key=lambda each: (each[0].limit is None, each[0].level.place, -each[0].question.weight))
    return tuple(
        _highlight(finding, theme, f"limit {finding.limit.id}" if finding.limit else "")
        for finding, theme in found[:HIGHLIGHTS]
    )


def _highlight(finding: Finding, theme: str, remark: str) -> Highlight:
    question = finding.question
    return Highlight(code=question.code, title=question.title, theme=theme, level=finding.level, remark=remark)
