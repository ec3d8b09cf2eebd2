"""The words for a limit: that it binds and why, and what would end it."""

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from assessment.bank.model import (
    OVERALL,
    Bank,
    Finding,
    FindingIsTrue,
    Level,
    Limit,
    QuestionAtMost,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.ids import FindingId, QuestionCode, ThemeCode
from assessment.scoring.grading import GradedScenario
from assessment.scoring.scenarios import Scenario
from assessment.scoring.scores import Result

OWN_RULES: Final = "Limits are rules of this self-assessment, not of HMICFRS."


def why_it_binds(limit: Limit, claimed: GradedScenario, *, scenario: Scenario, bank: Bank) -> str:
    """Return a sentence on what the limit allows, the fact that fires it, its reason, and its source."""
    because = limit.because if limit.because.endswith((".", "!", "?")) else f"{limit.because}."
    source = f"{bank.source(limit.source.source).name}, {limit.source.where}"
    fact = _fact(limit, claimed, scenario=scenario, bank=bank)
    return f"Limit {limit.id} (no better than {limit.at.title}) applies: {fact}. {because} Source: {source}."


def fired_by(limit: Limit, bank: Bank) -> tuple[str, str]:
    """Return what fires a limit: the title of a question or theme, and how it has to stand."""
    match limit.when:
        case FindingIsTrue(finding=finding):
            question = bank.question_of(finding)
            return question.title, f"{question.code}, with its finding answered yes"
        case QuestionAtMost(question=code, at_most=at_most):
            title = next(each.title for each in bank.questions() if each.code == code)
            return title, f"{code} at {_or_below(at_most, bank)}"
        case ThemeAtMost(theme=theme, at_most=at_most):
            return _theme(theme, bank), f"Graded {_or_below(at_most, bank)}"
        case ThemesAtMost(at_most=at_most, count=count):
            themes = "1 theme" if count == 1 else f"{count} themes"
            return "Low grades of themes", f"{themes} or more at {_or_below(at_most, bank)}"
        case _:
            assert_never(limit.when)


def held_by(result: Result, bank: Bank) -> str:
    """Return a result in words with what holds its grade, as ``4.23, held at Adequate by Scope and boundaries``."""
    by = holders(result, bank)
    return f"{result.words} by {by}" if by else result.words


def holders(result: Result, bank: Bank) -> str:
    """Return what holds the grade of a result where it is, in words to follow "by"; empty where no limit does."""
    names = _firing([limit for limit in result.limits if limit.at == result.grade], bank)
    return listed([*dict.fromkeys(names)]) if names else ""


def would_end(limit: Limit, bank: Bank) -> str:
    """Return what would end the limit, in words to follow "needs"."""
    match limit.when:
        case FindingIsTrue(finding=finding):
            return f"{finding_named(finding, bank)} put right (limit {limit.id})"
        case QuestionAtMost(question=question, at_most=at_most):
            return f"{question_named(question, bank)} above {at_most.title} (limit {limit.id})"
        case ThemeAtMost(theme=theme, at_most=at_most):
            return f"{_theme(theme, bank)} graded above {at_most.title} (limit {limit.id})"
        case ThemesAtMost(at_most=at_most, count=count):
            allowed = "no theme" if count == 1 else f"fewer than {count} themes"
            return f"{allowed} graded {_or_below(at_most, bank)} (limit {limit.id})"
        case _:
            assert_never(limit.when)


def what_it_limits(finding: Finding, bank: Bank) -> str:
    """Return sentences on what a finding limits while it is true, and whose rule that is."""
    held = [
        f"{_capped(limit, bank)} cannot be better than {limit.at.title}"
        for limit in bank.rubric.limits
        if limit.when == FindingIsTrue(finding=finding.id)
    ]
    return f"While the answer is yes, {listed(held)}. {OWN_RULES}" if held else ""


def named(limits: Sequence[Limit], bank: Bank) -> str:
    """Return the limits by their ids with what fires each, as ``limit L6 (Actual results reported)``."""
    names = [f"{limit.id} ({by})" for limit, by in zip(limits, _firing(limits, bank), strict=True)]
    return f"limit{'' if len(limits) == 1 else 's'} {listed(names)}"


def listed(items: Sequence[str]) -> str:
    """Return the items as in a sentence: ``A``, ``A and B`` or ``A, B and C``."""
    *rest, last = items
    return f"{', '.join(rest)} and {last}" if rest else last


def question_named(code: QuestionCode, bank: Bank) -> str:
    """Return the question by its code and title, as ``P5 (Scope and boundaries)``."""
    question = bank.find_question(code)
    return f"{code} ({question.title})" if question else code


def finding_named(id: FindingId, bank: Bank) -> str:
    """Return the finding by its id and its question, as ``finding F3 of S1 (Key posts)``."""
    question = bank.question_of(id)
    return f"finding {id} of {question.code} ({question.title})"


def _firing(limits: Iterable[Limit], bank: Bank) -> list[str]:
    """Return what fires each of the limits, to stand inside a sentence."""
    titles = [(limit.when, fired_by(limit, bank)[0]) for limit in limits]
    return [title.lower() if isinstance(when, ThemesAtMost) else title for when, title in titles]


def _fact(limit: Limit, claimed: GradedScenario, *, scenario: Scenario, bank: Bank) -> str:
    match limit.when:
        case FindingIsTrue(finding=finding):
            return f"{finding_named(finding, bank)} is true"
        case QuestionAtMost(question=question):
            return f"{question_named(question, bank)} is at {bank.level_at(scenario.levels[question]).title}"
        case ThemeAtMost(theme=theme, at_most=at_most):
            return f"{_theme(theme, bank)} is graded {(claimed.themes[theme].grade or at_most).title}"
        case ThemesAtMost(at_most=at_most, count=count):
            low = [
                theme.title
                for theme in bank.themes
                if (grade := claimed.themes[theme.code].grade) is not None and grade.place <= at_most.place
            ]
            graded = f"{listed(low)} {'is' if len(low) == 1 else 'are'} graded {_or_below(at_most, bank)}"
            enough = "one such theme is enough" if count == 1 else f"{count} such themes are enough"
            return f"{graded}, and {enough} to trigger it"
        case _:
            assert_never(limit.when)


def _capped(limit: Limit, bank: Bank) -> str:
    return "the overall result" if limit.caps == OVERALL else _theme(limit.caps, bank)


def _theme(code: ThemeCode, bank: Bank) -> str:
    theme = bank.find_theme(code)
    return theme.title if theme else code


def _or_below(level: Level, bank: Bank) -> str:
    return level.title if level == bank.scale[0] else f"{level.title} or below"
