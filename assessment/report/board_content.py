"""The content of the board's pages: the decisions, the grades with their limits, and the questions that stand out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Bank, Level
from assessment.report.method_content import limit_condition
from assessment.report.report_subject import PreviousRound, ReportSubject
from assessment.scoring import AnsweredQuestion, areas_to_improve, shown, strengths
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Result, Score
from assessment.scoring.statement_wording import lift_steps

HIGHLIGHTS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One row of the table of grades, in words. Without a grade, `grade` is None and `grade_words` says so."""

    title: str
    grade: Level | None
    grade_words: str
    mean: str
    range: str
    evidenced: str
    coverage: str
    limits: str
    limit_reasons: tuple[str, ...]
    """The condition of each limit that holds the grade down; or why there is none."""
    change: str
    """The change of the grade since the previous round; empty where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A question that stands out. `detail` says what is in place at its level, or what is missing for the next."""

    code: str
    title: str
    theme: str
    level: Level
    remark: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The content of the first two pages, for a reader who has five minutes."""

    decisions: tuple[str, ...]
    sentence: str
    overall: ScoreRow
    themes: tuple[ScoreRow, ...]
    reasons: tuple[str, ...]
    strongest: tuple[Highlight, ...]
    weakest: tuple[Highlight, ...]
    outlook: str
    steps: tuple[str, ...]
    """The statements and findings that reach the next overall grade; empty where they alone do not."""


def board(subject: ReportSubject) -> Board:
    """Return the content of the board's pages on one assessment."""
    bank, scorecard, previous = subject.bank, subject.scorecard, subject.previous
    overall, lift = scorecard.overall, scorecard.overall_lift
    earlier = [None] * len(scorecard.themes) if previous is None else previous.scorecard.themes
    return Board(
        decisions=tuple(_decisions(subject)),
        sentence=_sentence(subject),
        overall=score_row(
            overall, bank, before=None if previous is None else previous.scorecard.overall, previous=previous
        ),
        themes=tuple(
            score_row(theme, bank, before=before, previous=previous)
            for theme, before in zip(scorecard.themes, earlier, strict=True)
        ),
        reasons=overall.grounds,
        strongest=_strongest(subject),
        weakest=_weakest(subject),
        outlook=lift.sentence
        if lift
        else overall.outlook or "There is no overall grade yet, so there is no next grade to reach.",
        steps=lift_steps(lift, bank) if lift else (),
    )


def score_row(
    score: Score, bank: Bank, *, title: str = "", before: Score | None = None, previous: PreviousRound | None = None
) -> ScoreRow:
    """Return a score as the row of a table.

    `title` replaces the title of the score. `before` is the matching score of the `previous` round, where there was
    one.
    """
    counts = score.coverage
    return ScoreRow(
        title=title or score.title,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        mean=_mean(score.claimed),
        range=_range(score),
        evidenced=_result(score.evidenced),
        coverage=f"{counts.answered} of {counts.applicable}",
        limits=", ".join(limit.id for limit in score.limits) or "None",
        limit_reasons=tuple(f"{limit.id}: {limit_condition(limit, bank)}" for limit in score.limits)
        or (_without_limit(score),),
        change="" if before is None or previous is None else _change(score.claimed, before.claimed, previous),
    )


def grade_words(score: Score) -> str:
    """Return the title of the grade, or the words for there being none."""
    if score.claimed.grade is not None:
        return score.claimed.grade.title
    return "No grade" if score.applies else "Not applicable"


def _without_limit(score: Score) -> str:
    if score.claimed.grade is not None:
        return "No limit"
    return "Answers that a grade needs are missing" if score.applies else "No question applies"


def _change(now: Result, before: Result, previous: PreviousRound) -> str:
    if before.mean is None or before.grade is None:
        return f"No grade in {previous.round_title}"
    if now.grade is None:
        return f"No grade now; {_result(before)} before"
    if now.grade == before.grade:
        return f"Same grade (was {shown(before.mean)})"
    direction = "Up" if now.grade.place > before.grade.place else "Down"
    return f"{direction} from {before.grade.title} ({shown(before.mean)})"


def _sentence(subject: ReportSubject) -> str:
    overall, levels = subject.scorecard.overall, len(subject.bank.scale)
    counts = overall.coverage
    answered = f"{counts.answered} of the {counts.applicable} questions that apply are answered"
    if overall.claimed.grade is None or overall.claimed.mean is None:
        finding = "" if counts.unanswered else ", but not every finding that can limit a grade"
        return f"There is no overall grade yet: {answered}{finding}."
    grade = overall.claimed.grade.title
    graded = f"On its own answers, the collaboration is graded {grade} overall"
    mean = f"a mean level of {shown(overall.claimed.mean)} on a scale from 1 to {levels}"
    if overall.limits and overall.uncapped_grade is not None:
        uncapped = f"{mean} would otherwise be {overall.uncapped_grade.title}"
        capped = f"because {_limits(overall)} {_holds(overall)} it there; {uncapped}"
        return f"{graded} {capped}. {answered[0].upper()}{answered[1:]}."
    return f"{graded}, with {mean}; {answered}."


def _decisions(subject: ReportSubject) -> Iterable[str]:
    overall = subject.scorecard.overall
    grade = overall.claimed.grade
    if subject.is_draft:
        yield "Whether these answers are right. This is a draft, and should not be relied on until it is submitted."
    if grade is None:
        yield "When the answers that a grade needs will be given. Until then, there is no overall grade."
    elif overall.limits:
        yield (
            f"Whether it accepts the overall grade of {grade.title}, which {_limits(overall)} {_holds(overall)} down, "
            "and who will put that right by when."
        )
    else:
        yield f"Whether it accepts the overall grade of {grade.title}."
    areas = sum(len(areas_to_improve(theme, subject.bank, subject.responses)) for theme in subject.bank.themes)
    if areas:
        listed = "the one area to improve" if areas == 1 else f"each of the {areas} areas to improve"
        yield f"Who will own {listed}, and its due date."
    if grade is not None and grade != subject.bank.scale[-1]:
        target = subject.bank.level_at(grade.place + 1).title
        yield f"Whether the collaboration should aim for {target} next, and in which round."


def _limits(score: Score) -> str:
    names = [limit.id for limit in score.limits]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"limit {listed}" if len(names) == 1 else f"limits {listed}"


def _holds(score: Score) -> str:
    return "holds" if len(score.limits) == 1 else "hold"


def _mean(result: Result) -> str:
    return "None" if result.mean is None else shown(result.mean)


def _result(result: Result) -> str:
    if result.mean is None:
        return "None"
    return f"{shown(result.mean)} {result.grade.title if result.grade else '(no grade)'}"


def _range(score: Score) -> str:
    if score.lowest == score.highest:
        return _result(score.lowest)
    if score.lowest.mean is not None and score.lowest.grade == score.highest.grade:
        return f"{shown(score.lowest.mean)} to {_result(score.highest)}"
    return f"{_result(score.lowest)} to {_result(score.highest)}"


def _strongest(subject: ReportSubject) -> tuple[Highlight, ...]:
    """Return the first strengths of all themes: the highest level first, then with evidence, then by weight."""
    found = [
        (answered, theme.title)
        for theme in subject.bank.themes
        for answered in strengths(theme, subject.bank, subject.responses)
    ]
    found.sort(key=lambda each: (-each[0].level.place, not each[0].supported, -each[0].question.weight))
    return tuple(
        _highlight(answered, theme, "" if answered.supported else "no evidence given", detail=_at_its_level(answered))
        for answered, theme in found[:HIGHLIGHTS]
    )


def _weakest(subject: ReportSubject) -> tuple[Highlight, ...]:
    """Return the first areas to improve of all themes: limits first, then the lowest level, then by weight."""
    found = [
        (answered, theme.title)
        for theme in subject.bank.themes
        for answered in areas_to_improve(theme, subject.bank, subject.responses)
    ]
    found.sort(key=lambda each: (each[0].limit is None, each[0].level.place, -each[0].question.weight))
    results = question_results(subject.bank, subject.responses)
    return tuple(
        _highlight(
            answered,
            theme,
            f"limit {answered.limit.id}" if answered.limit else "",
            detail=_to_do(results[answered.question.code]),
        )
        for answered, theme in found[:HIGHLIGHTS]
    )


def _highlight(answered: AnsweredQuestion, theme: str, remark: str, *, detail: str) -> Highlight:
    question = answered.question
    return Highlight(
        code=question.code, title=question.title, theme=theme, level=answered.level, remark=remark, detail=detail
    )


def _at_its_level(answered: AnsweredQuestion) -> str:
    """Return the statements of the level itself, all of which are met."""
    own = (each.text for each in answered.question.statements if each.level == answered.level)
    return " ".join(own)


def _to_do(result: QuestionResult) -> str:
    """Return what to do: put right the finding, and make true what is missing for the next level."""
    found = f"Put right: {result.asked_finding.ask} " if result.finding_is_true and result.asked_finding else ""
    missing = " ".join(statement.text for statement in result.missing)
    return f"{found}{result.missing_label}: {missing}" if missing else found.rstrip()
