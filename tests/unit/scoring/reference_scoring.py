"""The reference scoring: the rules written a second time, as plainly as possible, for the tests to compare with."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from assessment.bank.model import Bank, Limit, QuestionAtMost, Theme, ThemeAtMost, ThemesAtMost
from assessment.rounds.response import NotApplicable, Responses

Results = dict[str, tuple[Fraction | None, int | None]]
"""The mean and the place of the final grade, by theme code and for "overall"."""


def results(bank: Bank, responses: Responses, scenario: str) -> Results:
    """Return the results in one scenario: claimed, lowest, highest or evidenced."""
    levels: dict[str, int | None] = {}
    for question in bank.questions():
        response = responses.get(question.code)
        reply = response.reply if response else None
        if isinstance(reply, NotApplicable):
            continue
        place = reply.place if reply else {"lowest": 1, "highest": len(bank.scale)}.get(scenario)
        expected = bank.rubric.evidence_expected_from.place
        unsupported = response is not None and not response.evidence
        if scenario == "evidenced" and place is not None and place >= expected and unsupported:
            place = expected - 1
        levels[question.code] = place
    return results_of(bank, levels)


def results_of(bank: Bank, levels: dict[str, int | None]) -> Results:
    """Return the results for those levels. A question without an entry is not applicable; None means unanswered."""
    found: Results = {}
    blocked = False
    for theme in bank.themes:
        asked = [question for question in theme.questions if question.code in levels]
        given = [(question.weight, place) for question in asked if (place := levels[question.code]) is not None]
        applicable = sum(question.weight for question in asked)
        weight = sum(weight for weight, _ in given)
        mean = sum(weight * place for weight, place in given) / Fraction(weight) if weight else None
        grade = None
        if mean is not None and weight / applicable >= bank.rubric.minimum_coverage:
            grade = capped(bank, theme.code, mean, levels, {})
        found[theme.code] = (mean, grade)
        blocked = blocked or (bool(asked) and grade is None)
    means = [(theme.weight, mean) for theme in bank.themes if (mean := found[theme.code][0]) is not None]
    total = sum(weight for weight, _ in means)
    mean = sum(weight * mean for weight, mean in means) / Fraction(total) if total else None
    grades = {code: grade for code, (_, grade) in found.items()}
    overall = None if mean is None or blocked else capped(bank, "overall", mean, levels, grades)
    found["overall"] = (mean, overall)
    return found


def capped(bank: Bank, code: str, mean: Fraction, levels: dict[str, int | None], grades: dict[str, int | None]) -> int:
    """Return the place of the grade that the mean reaches, after the limits."""
    grade = 1
    for level in bank.scale[1:]:
        if mean >= bank.rubric.thresholds[level.code]:
            grade = level.place
    for limit in bank.rubric.limits:
        if limit.caps == code and condition(limit)(levels, grades):
            grade = min(grade, limit.at.place)
    return grade


def condition(limit: Limit) -> Callable[[dict[str, int | None], dict[str, int | None]], bool]:
    """Return a function of levels and theme grades that returns True if the limit's condition holds."""
    when = limit.when
    most = when.at_most.place
    if isinstance(when, QuestionAtMost):
        return lambda levels, _: (levels.get(when.question) or 99) <= most
    if isinstance(when, ThemeAtMost):
        return lambda _, grades: (grades.get(when.theme) or 99) <= most
    assert isinstance(when, ThemesAtMost)
    return lambda _, grades: len([grade for grade in grades.values() if (grade or 99) <= most]) >= when.count


def fewest_steps(bank: Bank, responses: Responses, theme: Theme, target: int) -> int | None:
    """Return the fewest improvements of the theme's answers that reach the target, by trying all; None if none do."""
    levels: dict[str, int | None] = {}
    for question in bank.questions():
        response = responses.get(question.code)
        if response is None or response.reply is None:
            levels[question.code] = None
        elif not isinstance(response.reply, NotApplicable):
            levels[question.code] = response.reply.place
    answered = [question.code for question in theme.questions if levels.get(question.code) is not None]
    current = [levels[code] or 0 for code in answered]
    best = None
    for raised in product(*(range(place, len(bank.scale) + 1) for place in current)):
        steps = sum(raised) - sum(current)
        if best is not None and steps >= best:
            continue
        _, grade = results_of(bank, {**levels, **dict(zip(answered, raised, strict=True))})[theme.code]
        if grade is not None and grade >= target:
            best = steps
    return best
