"""Lift: the fewest improvements of one level that bring a theme to its next grade."""

from fractions import Fraction
from math import ceil

from assessment.bank.model import Bank, Level, Limit, QuestionAtMost, Theme
from assessment.ids import QuestionCode
from assessment.scoring.grading import limits_that_hold, whole_weights
from assessment.scoring.scenarios import Levels
from assessment.scoring.scores import LevelChange, Lift


def lift(theme: Theme, grade: Level | None, *, levels: Levels, bank: Bank) -> Lift | None:
    """Return the fewest one-level improvements of answered questions that reach the next grade, or None if none do.

    Improvements that end a limit come first, because a limit can be ended in no other way. After that, each step adds
    the question's weight to the sum, whatever its level. So raising the heaviest question first (then in bank order)
    needs the fewest steps.
    """
    target = next_grade(grade, bank)
    if target is None:
        return None
    raised = {question.code: levels[question.code] for question in theme.questions if question.code in levels}
    for limit in limits_in_the_way(theme, target, levels=levels, bank=bank):
        way_out = way_past_limit(limit, theme, bank)
        if way_out is None:
            return None
        question, place = way_out
        raised[question] = max(raised[question], place)
    weights = _heaviest_first(theme)
    if not _reach(bank.rubric.thresholds[target.code], raised, weights, top=len(bank.scale)):
        return None
    changes = tuple(
        LevelChange(question=code, before=bank.level_at(levels[code]), after=bank.level_at(raised[code]))
        for code in weights
        if code in raised and raised[code] > levels[code]
    )
    return Lift(to=target, steps=sum(change.after.place - change.before.place for change in changes), changes=changes)


def next_grade(grade: Level | None, bank: Bank) -> Level | None:
    """Return the grade above, or None at the top and without a grade."""
    return None if grade is None or grade == bank.scale[-1] else bank.level_at(grade.place + 1)


def limits_in_the_way(theme: Theme, target: Level, *, levels: Levels, bank: Bank) -> tuple[Limit, ...]:
    """Return the limits that hold and would keep the theme below the target."""
    holding = limits_that_hold(theme.code, bank.rubric, levels, {})
    return tuple(limit for limit in holding if limit.at.place < target.place)


def way_past_limit(limit: Limit, theme: Theme, bank: Bank) -> tuple[QuestionCode, int] | None:
    """Return the question of this theme that can end the limit, and the lowest place that does, or None if none can."""
    match limit.when:
        case QuestionAtMost(question=question, at_most=at_most) if at_most != bank.scale[-1]:
            asked_here = any(asked.code == question for asked in theme.questions)
            return (question, at_most.place + 1) if asked_here else None
        case _:
            return None


def _heaviest_first(theme: Theme) -> dict[QuestionCode, int]:
    """Return the weight of each question in whole numbers, the heaviest first; among equals, in bank order."""
    _, weights = whole_weights(theme)
    in_bank_order = zip((question.code for question in theme.questions), weights, strict=True)
    return dict(sorted(in_bank_order, key=lambda weighed: weighed[1], reverse=True))


def _reach(threshold: Fraction, raised: dict[QuestionCode, int], weights: dict[QuestionCode, int], *, top: int) -> bool:
    """Raise the heaviest questions until the mean reaches the threshold. Return True if it does."""
    missing = sum(((threshold - place) * weights[code] for code, place in raised.items()), Fraction())
    for code, weight in weights.items():
        if missing <= 0:
            break
        if weight > 0 and code in raised:
            steps = min(top - raised[code], ceil(missing / weight))
            raised[code] += steps
            missing -= steps * weight
    return missing <= 0
