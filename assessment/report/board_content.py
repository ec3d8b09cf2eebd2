"""What a board is told and asked: the grades with what binds them, what stands out, and the decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Bank, Level
from assessment.report.method_content import when_it_holds
from assessment.report.report_subject import PreviousRound, ReportSubject
from assessment.scoring import Finding, areas_to_improve, shown, strengths
from assessment.scoring.scores import Result, Score

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
    binds: tuple[str, ...]
    """What holds the grade down, a sentence for each limit."""
    change: str
    """Since the round before; nothing where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A question that stands out, and its theme; `detail` is what was seen, or what the next level takes."""

    code: str
    title: str
    theme: str
    level: Level
    remark: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The first two pages, for a reader with five minutes."""

    decisions: tuple[str, ...]
    sentence: str
    overall: ScoreRow
    themes: tuple[ScoreRow, ...]
    reasons: tuple[str, ...]
    strongest: tuple[Highlight, ...]
    weakest: tuple[Highlight, ...]
    outlook: str


def board(subject: ReportSubject) -> Board:
    """What the board of this assessment is told."""
    bank, scorecard, since = subject.bank, subject.scorecard, subject.previous
    overall = scorecard.overall
    earlier = [None] * len(scorecard.themes) if since is None else since.scorecard.themes
    return Board(
        decisions=tuple(_decisions(subject)),
        sentence=_sentence(subject),
        overall=score_row(overall, bank, before=None if since is None else since.scorecard.overall, since=since),
        themes=tuple(
            score_row(theme, bank, before=before, since=since)
            for theme, before in zip(scorecard.themes, earlier, strict=True)
        ),
        reasons=overall.grounds,
        strongest=_strongest(subject),
        weakest=_weakest(subject),
        outlook=overall.outlook or "There is no grade to lift yet: a grade comes first.",
    )


def score_row(
    score: Score, bank: Bank, *, title: str = "", before: Score | None = None, since: PreviousRound | None = None
) -> ScoreRow:
    """A score as the row of a table, beside the same score of the round before where there was one.

    `title` where the row is to have another than the score.
    """
    counts = score.coverage
    return ScoreRow(
        title=title or score.title,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        mean=_mean(score.claimed),
        range=_range(score),
        evidenced=_standing(score.evidenced),
        coverage=f"{counts.answered} of {counts.applicable}",
        limits=", ".join(limit.id for limit in score.limits) or "None",
        binds=tuple(f"{limit.id}: {when_it_holds(limit, bank)}" for limit in score.limits) or (_unbound(score),),
        change="" if before is None or since is None else _change(score.claimed, before.claimed, since),
    )


def grade_words(score: Score) -> str:
    """The grade, or the words for there being none."""
    if score.claimed.grade is not None:
        return score.claimed.grade.title
    return "No grade" if score.applies else "Not applicable"


def _unbound(score: Score) -> str:
    if score.claimed.grade is not None:
        return "No limit"
    return "Too little is answered" if score.applies else "Nothing in it applies"


def _change(now: Result, before: Result, since: PreviousRound) -> str:
    if before.mean is None or before.grade is None:
        return f"No grade in {since.round_title}"
    if now.grade is None:
        return f"No grade now; {_standing(before)} before"
    if now.grade == before.grade:
        return f"As before ({shown(before.mean)})"
    way = "Up" if now.grade.place > before.grade.place else "Down"
    return f"{way} from {before.grade.title} ({shown(before.mean)})"


def _sentence(subject: ReportSubject) -> str:
    overall, levels = subject.scorecard.overall, len(subject.bank.scale)
    counts = overall.coverage
    answered = f"{counts.answered} of the {counts.applicable} questions that apply are answered"
    if overall.claimed.grade is None or overall.claimed.mean is None:
        return f"There is no overall grade yet: {answered}."
    grade = overall.claimed.grade.title
    graded = f"By its own answers the collaboration is graded {grade} overall"
    mean = f"a mean level of {shown(overall.claimed.mean)} on a scale from 1 to {levels}"
    if overall.limits and overall.uncapped_grade is not None:
        held = f"{_limits(overall)} {_holds(overall)} it there; {mean} would be {overall.uncapped_grade.title}"
        return f"{graded}, because {held}. {answered[0].upper()}{answered[1:]}."
    return f"{graded}, with {mean}; {answered}."


def _decisions(subject: ReportSubject) -> Iterable[str]:
    overall = subject.scorecard.overall
    grade = overall.claimed.grade
    if subject.is_draft:
        yield "Whether these answers are right. This is a draft, and nothing should rest on it before it is submitted."
    if grade is None:
        yield "By when the open questions are answered: while too many are open there is no overall grade."
    elif overall.limits:
        yield (
            f"Whether it accepts the overall grade of {grade.title}, which {_limits(overall)} {_holds(overall)} down, "
            "and who will end that by when."
        )
    else:
        yield f"Whether it accepts the overall grade of {grade.title}."
    areas = sum(len(areas_to_improve(theme, subject.bank, subject.responses)) for theme in subject.bank.themes)
    if areas:
        listed = "the one area to improve" if areas == 1 else f"each of the {areas} areas to improve"
        yield f"Who owns {listed}, and by when it is done."
    if grade is not None and grade != subject.bank.scale[-1]:
        target = subject.bank.level_at(grade.place + 1).title
        yield f"Whether the collaboration aims for {target} next, and in which round."


def _limits(score: Score) -> str:
    names = [limit.id for limit in score.limits]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"limit {listed}" if len(names) == 1 else f"limits {listed}"


def _holds(score: Score) -> str:
    return "holds" if len(score.limits) == 1 else "hold"


def _mean(standing: Result) -> str:
    return "None" if standing.mean is None else shown(standing.mean)


def _standing(standing: Result) -> str:
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
        _highlight(finding, theme, "" if finding.supported else "no evidence named", detail=_seen(finding))
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
        _highlight(finding, theme, f"limit {finding.limit.id}" if finding.limit else "", detail=_next(finding))
        for finding, theme in found[:HIGHLIGHTS]
    )


def _highlight(finding: Finding, theme: str, remark: str, *, detail: str) -> Highlight:
    question = finding.question
    return Highlight(
        code=question.code, title=question.title, theme=theme, level=finding.level, remark=remark, detail=detail
    )


def _seen(finding: Finding) -> str:
    return finding.question.descriptors[finding.level.code]


def _next(finding: Finding) -> str:
    if finding.next_level is None:
        return _seen(finding)
    return f"{finding.next_level.title} takes: {finding.question.descriptors[finding.next_level.code]}"
