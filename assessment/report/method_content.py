"""The method in words for a board: how the bank's rubric works, its sources, and what the terms mean."""

from dataclasses import dataclass
from typing import assert_never

from assessment.bank.model import (
    OVERALL,
    Bank,
    FindingIsTrue,
    Level,
    Limit,
    QuestionAtMost,
    Source,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.scoring.limit_wording import OWN_RULES
from assessment.scoring.number_format import exactly, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """A limit in words."""

    id: str
    when: str
    effect: str
    because: str
    rule: str
    """The effect and the reason; the effect is left out where the reason begins with it."""
    source: str
    """The number of the source in the list of sources, and the place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """A grade, with the mean levels that reach it and its meaning."""

    grade: Level
    means: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The content of the chapters on the method, the sources and the glossary."""

    steps: tuple[tuple[str, str], ...]
    """The name of each step from answers to grades, and its explanation."""
    grades: tuple[GradeRow, ...]
    limits: tuple[LimitRow, ...]
    sources: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]


def method(bank: Bank) -> Method:
    """Return the method of a bank."""
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
            "An answer to a question says which of its statements are true and can be shown. They place the question "
            f"at one of {levels} levels, from 1 ({lowest}) to {levels} ({highest}): the highest level whose own "
            "statements are all met while at most one statement below it is not. That one gap is named, and must not "
            f"be a statement marked essential. Where no level is reached in this way, the question is at {lowest}.",
        ),
        (
            "Findings",
            "A few questions also ask whether something has gone wrong for which no good practice elsewhere makes up. "
            "The answer is yes or no, and changes no level; a yes can trigger a limit.",
        ),
        (
            "Theme mean",
            f"The mean of the levels given in a theme. {_weights(bank)} Questions that are not applicable or "
            "unanswered are left out of the mean, and counted separately.",
        ),
        (
            "Coverage",
            f"The share of applicable questions that are answered. Below {least}, a theme has no grade. Nor has it one "
            "while a question or a finding that can limit it is not answered. While an applicable theme has no grade, "
            "there is no overall grade.",
        ),
        (
            "Grade",
            "The highest grade whose threshold the mean reaches, in exact arithmetic. Means are shown to two decimal "
            "places and never rounded up to a threshold. The overall mean is the weighted mean of the theme means.",
        ),
        (
            "Limits",
            "Some findings, levels and theme grades cap a grade whatever the mean, because a good average must not "
            f"hide them. Only an answer that was given can trigger a limit. {OWN_RULES}",
        ),
        (
            "Range",
            "The lowest and the highest mean and grade still possible: with every unanswered question at the lowest "
            "level and every unanswered finding true, or at the highest level and not true.",
        ),
        (
            "As evidenced",
            f"The score when every level of {expected.title} or above without evidence counts as {below}. It is "
            "shown beside the grade and never replaces it.",
        ),
        (
            "Lift",
            "The fewest steps that reach the next grade, limits included: each step makes one statement more true, or "
            "puts one finding right. Steps that end a limit come first, then those on the lowest levels.",
        ),
        (
            "Content fingerprint",
            "The SHA-256 hash of the answers and of every other value in this report, except those that differ each "
            "time it is issued: the time of issue, the version, the changes since an earlier version, and the entry "
            "in the audit trail. Two reports with the same content fingerprint are based on the same answers.",
        ),
    )


def _weights(bank: Bank) -> str:
    if len({question.weight for question in bank.questions()}) == 1:
        return "Every question has the same weight."
    others = [f"{question.code} ({exactly(question.weight)})" for question in bank.questions() if question.weight != 1]
    return f"Each level counts with the weight of its question, which is 1 except for {', '.join(others)}."


def _grades(bank: Bank) -> tuple[GradeRow, ...]:
    thresholds = bank.rubric.thresholds
    rows = []
    for level in bank.scale:
        least = thresholds.get(level.code)
        above = None if level == bank.scale[-1] else thresholds[bank.level_at(level.place + 1).code]
        if least is None:
            means = "any mean" if above is None else f"below {exactly(above)}"
        else:
            means = f"{exactly(least)} or more" if above is None else f"{exactly(least)} to below {exactly(above)}"
        rows.append(GradeRow(grade=level, means=means, meaning=level.meaning))
    return tuple(rows)


def _limit(limit: Limit, bank: Bank) -> LimitRow:
    source = bank.source(limit.source.source)
    press = ", a press report" if source.is_press else ""
    capped = bank.find_theme(limit.caps)
    what = "Overall" if limit.caps == OVERALL or capped is None else capped.title
    effect = f"{what}: no better than {limit.at.title}"
    says_so = limit.because.partition(" cannot be better than ")[2].startswith(limit.at.title)
    return LimitRow(
        id=limit.id,
        when=limit_condition(limit, bank),
        effect=effect,
        because=limit.because,
        rule=limit.because if says_so else f"{effect}. {limit.because}",
        source=f"Source {bank.sources.index(source) + 1}{press}, {limit.source.where}",
    )


def limit_condition(limit: Limit, bank: Bank) -> str:
    """Return the condition of a limit in words, such as ``P1 (A shared purpose) is at Inadequate``."""
    match limit.when:
        case QuestionAtMost(question=code, at_most=at_most):
            asked = bank.find_question(code)
            title = f" ({asked.title})" if asked else ""
            return f"{code}{title} is at {_at_most(at_most)}"
        case FindingIsTrue(finding=finding):
            question = bank.question_of(finding)
            return f"{question.code} ({question.title}) reports finding {finding}"
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
    return ", ".join(part for part in (source.name, source.publisher, source.written_date) if part)


def _glossary(bank: Bank) -> tuple[tuple[str, str], ...]:
    return (
        ("Assessment", "The answers of one collaboration in one round, on one version of the question bank."),
        (
            "Collaboration",
            "Police forces that work together to provide a service or for another purpose. The collaboration is what "
            "is assessed.",
        ),
        ("Essential", "A statement that nothing makes up for: without it, no level above its own is reached."),
        ("Evidence", "A document or other record that shows that the answer is right, with the date it relates to."),
        ("Finding", "Something that has gone wrong and that good practice elsewhere does not make up for."),
        ("Gap", "The one statement below a level that is not met and is forgiven. It comes first in what to do."),
        ("HMICFRS", "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services."),
        ("Not applicable", "The question does not apply to this collaboration, for the reason given."),
        ("Not answered", "No answer has been given. This lowers coverage, and never counts as a low level."),
        (
            "Question bank",
            f"The questions and the rules from levels to grades: here {bank.title}, version {bank.version}.",
        ),
        ("Rationale", "Why the collaboration gave its answer."),
        ("Round", "An occasion on which collaborations assess themselves."),
        (
            "Statement",
            "A fact about the collaboration that is true and can be shown, or not. Its code is that of its question, "
            "with a number.",
        ),
        ("Theme", "A group of questions that are scored together."),
        *((_capitalised(each.word), each.meaning) for each in bank.words),
    )


def _capitalised(word: str) -> str:
    return word[0].upper() + word[1:]
