"""Grading: the means and grades of one scenario, and the limits that bind.

The weights of a theme are summed as whole numbers of a common unit, so that the sums are exact and quick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import assert_never

from assessment.bank.model import (
    OVERALL,
    Bank,
    FindingIsTrue,
    Level,
    Limit,
    QuestionAtMost,
    Rubric,
    Theme,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.ids import FindingId, QuestionCode, ThemeCode
from assessment.scoring.scenarios import Scenario
from assessment.scoring.scores import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The sums of a theme: weight times level, the weight that has a level, and the weight that is applicable."""

    points: Fraction
    weight: Fraction
    applicable: Fraction
    applies: bool
    """True if any question applies, even one of weight 0."""

    @property
    def mean(self) -> Fraction | None:
        """Return the mean level, or None if no weight has a level."""
        return self.points / self.weight if self.weight else None

    @property
    def coverage(self) -> Fraction | None:
        """Return the share of the applicable weight that has a level, or None if no weight is applicable."""
        return self.weight / self.applicable if self.applicable else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """The unanswered questions and findings that can limit a grade. Until they are answered there is no grade."""

    questions: tuple[QuestionCode, ...] = ()
    findings: tuple[FindingId, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedResult:
    """A mean, the grade it reaches, the limits that bind, and the final grade."""

    mean: Fraction | None
    uncapped: Level | None = None
    limits: tuple[Limit, ...] = ()
    grade: Level | None = None
    awaited: Awaited = Awaited()

    @property
    def result(self) -> Result:
        """Return the mean and the final grade, with the limits that bind."""
        return Result(mean=self.mean, grade=self.grade, limits=self.limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedScenario:
    """The sums and results of one scenario."""

    tallies: Mapping[ThemeCode, Tally]
    themes: Mapping[ThemeCode, GradedResult]
    overall: GradedResult


def grade_scenario(bank: Bank, scenario: Scenario) -> GradedScenario:
    """Return the mean and grade of every theme and overall in one scenario."""
    tallies = {theme.code: tally(theme, scenario) for theme in bank.themes}
    themes = {code: _graded_theme(code, tally, scenario, bank) for code, tally in tallies.items()}
    return GradedScenario(tallies=tallies, themes=themes, overall=_graded_overall(bank, tallies, themes, scenario))


def tally(theme: Theme, scenario: Scenario) -> Tally:
    """Return the sums of a theme."""
    unit, weights = whole_weights(theme)
    points = answered = asked = 0
    for question, weight in zip(theme.questions, weights, strict=True):
        code = question.code
        if code in scenario.applicable:
            asked += weight
            if code in scenario.levels:
                answered += weight
                points += weight * scenario.levels[code]
    return Tally(
        points=Fraction(points, unit),
        weight=Fraction(answered, unit),
        applicable=Fraction(asked, unit),
        applies=any(question.code in scenario.applicable for question in theme.questions),
    )


def whole_weights(theme: Theme) -> tuple[int, Sequence[int]]:
    """Return the unit, and the weight of each question times that unit: whole numbers, in the questions' order."""
    unit = lcm(*(question.weight.denominator for question in theme.questions))
    return unit, [question.weight.numerator * (unit // question.weight.denominator) for question in theme.questions]


def overall_mean(bank: Bank, means: Mapping[ThemeCode, Fraction | None]) -> Fraction | None:
    """Return the weighted mean of the themes' means, or None if no theme with a weight has one."""
    weighed = [(theme.weight, mean) for theme in bank.themes if (mean := means[theme.code]) is not None]
    weight = sum((weight for weight, _ in weighed), Fraction())
    return sum((weight * mean for weight, mean in weighed), Fraction()) / weight if weight else None


def grade_reached(mean: Fraction, bank: Bank) -> Level:
    """Return the highest grade whose threshold the mean reaches."""
    thresholds = bank.rubric.thresholds
    lowest, *higher = bank.scale
    return max((level for level in higher if mean >= thresholds[level.code]), key=_place, default=lowest)


def limits_that_hold(
    caps: ThemeCode, rubric: Rubric, scenario: Scenario, grades: Mapping[ThemeCode, Level | None]
) -> tuple[Limit, ...]:
    """Return the limits on the grade that `caps` names whose condition holds, in the rubric's order.

    `grades` are final theme grades. A theme without a grade fires no limit, nor does a question without a level or a
    finding without an answer.
    """
    return tuple(limit for limit in rubric.limits if limit.caps == caps and _holds(limit, scenario, grades))


def awaited(caps: ThemeCode, rubric: Rubric, scenario: Scenario) -> Awaited:
    """Return what can limit the grade that `caps` names and is unanswered, each once, in the rubric's order."""
    conditions = [limit.when for limit in rubric.limits if limit.caps == caps]
    questions = [condition.question for condition in conditions if isinstance(condition, QuestionAtMost)]
    findings = [condition.finding for condition in conditions if isinstance(condition, FindingIsTrue)]
    return Awaited(
        questions=tuple(
            code for code in dict.fromkeys(questions) if code in scenario.applicable and code not in scenario.levels
        ),
        findings=tuple(id for id in dict.fromkeys(findings) if id in scenario.asked and id not in scenario.findings),
    )


def _graded_theme(theme: ThemeCode, sums: Tally, scenario: Scenario, bank: Bank) -> GradedResult:
    mean, coverage = sums.mean, sums.coverage
    waiting = awaited(theme, bank.rubric, scenario)
    if mean is None or coverage is None or coverage < bank.rubric.minimum_coverage or waiting:
        return GradedResult(mean=mean, awaited=waiting)
    return _limited(mean, bank, limits_that_hold(theme, bank.rubric, scenario, {}))


def _graded_overall(
    bank: Bank, tallies: Mapping[ThemeCode, Tally], themes: Mapping[ThemeCode, GradedResult], scenario: Scenario
) -> GradedResult:
    waiting = awaited(OVERALL, bank.rubric, scenario)
    mean = overall_mean(bank, {code: theme.mean for code, theme in themes.items()})
    if mean is None or waiting or any(tallies[code].applies and theme.grade is None for code, theme in themes.items()):
        return GradedResult(mean=mean, awaited=waiting)
    grades = {code: theme.grade for code, theme in themes.items()}
    return _limited(mean, bank, limits_that_hold(OVERALL, bank.rubric, scenario, grades))


def _limited(mean: Fraction, bank: Bank, holding: Sequence[Limit]) -> GradedResult:
    uncapped = grade_reached(mean, bank)
    binding = tuple(limit for limit in holding if limit.at.place < uncapped.place)
    grade = min([uncapped, *(limit.at for limit in binding)], key=_place)
    return GradedResult(mean=mean, uncapped=uncapped, limits=binding, grade=grade)


def _holds(limit: Limit, scenario: Scenario, grades: Mapping[ThemeCode, Level | None]) -> bool:
    match limit.when:
        case FindingIsTrue(finding=finding):
            return scenario.findings.get(finding, False)
        case QuestionAtMost(question=question, at_most=at_most):
            return question in scenario.levels and scenario.levels[question] <= at_most.place
        case ThemeAtMost(theme=theme, at_most=at_most):
            return _is_at_most(grades.get(theme), at_most)
        case ThemesAtMost(at_most=at_most, count=count):
            return sum(_is_at_most(grade, at_most) for grade in grades.values()) >= count
        case _:
            assert_never(limit.when)


def _is_at_most(grade: Level | None, at_most: Level) -> bool:
    return grade is not None and grade.place <= at_most.place


def _place(level: Level) -> int:
    return level.place
