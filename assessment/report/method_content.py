"""How the grades come about, in words for a board: the rubric of the bank, its sources, and what the terms mean."""

from dataclasses import dataclass
from typing import assert_never

from assessment.bank.model import (
    OVERALL,
    Bank,
    Level,
    Limit,
    QuestionAtMost,
    Source,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.scoring.number_format import exactly, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """A limit in words."""

    id: str
    when: str
    effect: str
    because: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """A grade: the mean levels that come to it, and what it means."""

    grade: Level
    means: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The last pages."""

    steps: tuple[tuple[str, str], ...]
    """What each step is called, and how it goes."""
    grades: tuple[GradeRow, ...]
    limits: tuple[LimitRow, ...]
    sources: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]


def method(bank: Bank) -> Method:
    """The method of a bank."""
    return Method(
        steps=_steps(bank),
        grades=_grades(bank),
        limits=tuple(_limit(limit, bank) for limit in bank.rubric.limits),
        sources=tuple(_source(source) for source in bank.sources),
        glossary=_glossary(bank),
    )


def _steps(bank: Bank) -> tuple[tuple[str, str], ...]:
    rubric, levels = bank.rubric, len(bank.scale)
    lowest, highest = bank.scale[0].title, bank.scale[-1].title
    expected = rubric.evidence_expected_from
    below = bank.level_at(max(expected.place - 1, 1)).title
    least = percent(rubric.minimum_coverage)
    return (
        (
            "Levels",
            f"Each question is placed on one of {levels} levels. They count from 1 ({lowest}) to {levels} ({highest}).",
        ),
        (
            "Theme mean",
            f"The mean of the levels given in a theme. {_weights(bank)} Questions marked not applicable or left "
            "unanswered stay out of the mean, and are counted.",
        ),
        (
            "Coverage",
            f"The share of the questions that apply which have a level. Below {least} a theme has no grade, and while "
            "a theme that applies has no grade there is no overall grade.",
        ),
        (
            "Grade",
            "The highest grade whose threshold the mean reaches, in exact arithmetic. Means are shown to two decimals "
            "and never rounded up to a threshold. The overall mean is the weighted mean of the themes' means.",
        ),
        (
            "Limits",
            "Some findings cap a grade whatever the mean, because a good average must not hide them. A limit fires "
            "only on an answer that was given.",
        ),
        (
            "Range",
            "The lowest and the highest mean and grade that are still possible, with the unanswered questions at the "
            "lowest and at the highest level.",
        ),
        (
            "As evidenced",
            f"The same score with every level at or above {expected.title} that names no evidence counted as {below}. "
            "It stands beside the grade and never replaces it.",
        ),
        (
            "Lift",
            "The fewest improvements of one level to answered questions that reach the next grade, limits included.",
        ),
        (
            "Content fingerprint",
            "The SHA-256 hash of the answers and of everything else this report is made from, but for what every issue "
            "changes: its moment, its version, and what changed since an earlier version. Two reports with the same "
            "content fingerprint rest on the same answers.",
        ),
    )


def _weights(bank: Bank) -> str:
    if len({question.weight for question in bank.questions()}) == 1:
        return "Every question weighs the same."
    heavier = [f"{question.code} {exactly(question.weight)}" for question in bank.questions() if question.weight != 1]
    return f"Each level counts with its question's weight, which is 1 but for {', '.join(heavier)}."


def _grades(bank: Bank) -> tuple[GradeRow, ...]:
    thresholds = bank.rubric.thresholds
    rows = []
    for level in bank.scale:
        least = thresholds.get(level.code)
        above = None if level == bank.scale[-1] else thresholds[bank.level_at(level.place + 1).code]
        if least is None:
            means = "every mean" if above is None else f"below {exactly(above)}"
        else:
            means = f"{exactly(least)} or more" if above is None else f"{exactly(least)} to below {exactly(above)}"
        rows.append(GradeRow(grade=level, means=means, meaning=level.meaning))
    return tuple(rows)


def _limit(limit: Limit, bank: Bank) -> LimitRow:
    source = bank.source(limit.source.source)
    capped = bank.find_theme(limit.caps)
    what = "Overall" if limit.caps == OVERALL or capped is None else capped.title
    return LimitRow(
        id=limit.id,
        when=when_it_holds(limit, bank),
        effect=f"{what}: no better than {limit.at.title}",
        because=limit.because,
        source=f"{source.title}, {limit.source.where}",
    )


def when_it_holds(limit: Limit, bank: Bank) -> str:
    """What has to be so for the limit to hold, in words."""
    match limit.when:
        case QuestionAtMost(question=code, at_most=at_most):
            question = bank.find_question(code)
            title = f" ({question.title})" if question else ""
            return f"{code}{title} is at {_at_most(at_most)}"
        case ThemeAtMost(theme=code, at_most=at_most):
            theme = bank.find_theme(code)
            return f"{theme.title if theme else code} is graded {_at_most(at_most)}"
        case ThemesAtMost(at_most=at_most, count=count):
            return f"{count} or more themes are graded {_at_most(at_most)}"
        case _:
            assert_never(limit.when)


def _at_most(level: Level) -> str:
    return level.title if level.place == 1 else f"{level.title} or below"


def _source(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.written_date) if part)


def _glossary(bank: Bank) -> tuple[tuple[str, str], ...]:
    return (
        ("Assessment", "One collaboration in one round, answered on one version of the question bank."),
        ("Collaboration", "Police forces that work together on a service or a purpose, and what is assessed here."),
        ("Descriptor", "The words that let two people place the same practice on the same level."),
        ("Evidence", "What shows that the level is right, with the day it speaks of."),
        ("HMICFRS", "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services."),
        ("Not applicable", "The question does not apply to this collaboration, for the reason given."),
        ("Not answered", "No reply has been given. It counts as a gap and never as a low level."),
        (
            "Question bank",
            f"The questions and the rules from levels to grades: here {bank.title}, version {bank.version}.",
        ),
        ("Rationale", "Why the collaboration chose that level."),
        ("Round", "The occasion on which collaborations assess themselves."),
        ("Theme", "Questions that are scored together."),
    )
