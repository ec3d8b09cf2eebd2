"""The sentences on what would lift a grade."""

from assessment.bank.model import OVERALL, Bank, Level
from assessment.scoring.grading import GradedScenario, limits_that_hold
from assessment.scoring.lift import next_grade
from assessment.scoring.limit_wording import listed, would_end
from assessment.scoring.number_format import exactly, shown
from assessment.scoring.scenarios import Scenario
from assessment.scoring.scores import Lift


def theme_outlook(grade: Level | None, lift: Lift | None, bank: Bank) -> str | None:
    """Return the sentence on what would lift a theme's grade, or None if there is no grade."""
    if grade is None:
        return None
    target = next_grade(grade, bank)
    return f"{grade.title} is the highest grade." if target is None else _steps(lift, target)


def overall_outlook(claimed: GradedScenario, lift: Lift | None, *, scenario: Scenario, bank: Bank) -> str | None:
    """Return the sentences on what would lift the overall grade, or None if there is no grade."""
    grade, mean = claimed.overall.grade, claimed.overall.mean
    if grade is None or mean is None:
        return None
    target = next_grade(grade, bank)
    if target is None:
        return f"{grade.title} is the highest grade."
    threshold = bank.rubric.thresholds[target.code]
    needs = [] if mean >= threshold else [f"an overall mean of {exactly(threshold)} or more (it is {shown(mean)})"]
    grades = {code: theme.grade for code, theme in claimed.themes.items()}
    holding = limits_that_hold(OVERALL, bank.rubric, scenario, grades)
    needs.extend(would_end(limit, bank) for limit in holding if limit.at.place < target.place)
    return f"An overall grade of {target.title} needs {listed(needs)}. {_steps(lift, target)}"


def _steps(lift: Lift | None, target: Level) -> str:
    if lift is None:
        return f"No number of improvements to the questions answered so far would reach {target.title}."
    steps = [*(statement.code for statement in lift.statements), *(f"{found.id} put right" for found in lift.findings)]
    return f"{lift.sentence} {listed(steps)}."
