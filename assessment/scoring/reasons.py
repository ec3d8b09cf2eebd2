"""The sentences that explain a grade to a board.

They come in this order: the grade with its arithmetic, or what is missing for one, how much was answered, the gaps that
were forgiven, the limits that bind, what would lift the grade, and the bank.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from assessment.bank.model import Bank, Level, Limit, Theme
from assessment.ids import ThemeCode
from assessment.rounds.progress import Coverage
from assessment.scoring.grading import Awaited, GradedResult, GradedScenario, Tally
from assessment.scoring.limit_wording import finding_named, listed, named, question_named, why_it_binds
from assessment.scoring.number_format import exactly, percent, shown
from assessment.scoring.placement import Placements
from assessment.scoring.scenarios import Scenario


def theme_reasons(
    theme: Theme,
    claimed: GradedScenario,
    *,
    counts: Coverage,
    placed: Placements,
    outlook: str | None,
    scenario: Scenario,
    bank: Bank,
) -> tuple[str, ...]:
    """Return the sentences that explain why a theme has its grade, or has none."""
    graded = claimed.themes[theme.code]
    if not counts.applicable:
        asked = _number(counts.asked, "question")
        nothing = f"Not applicable: none of its {asked} applies, so it has no mean and no grade"
        return (f"{nothing} and is left out of the overall mean.", _scored_with(bank))
    return (
        _theme_grade(theme, graded, claimed.tallies[theme.code], counts, scenario=scenario, bank=bank),
        _answered(counts),
        *_forgiven(theme, placed),
        *(why_it_binds(limit, claimed, scenario=scenario, bank=bank) for limit in graded.limits),
        *([outlook] if outlook else []),
        _scored_with(bank),
    )


def overall_reasons(
    claimed: GradedScenario,
    *,
    counts: Coverage,
    theme_counts: Mapping[ThemeCode, Coverage],
    outlook: str | None,
    scenario: Scenario,
    bank: Bank,
) -> tuple[str, ...]:
    """Return the sentences that explain the overall grade, or why there is none."""
    if not counts.applicable:
        return ("Not applicable: no question applies, so there is no mean and no grade.", _scored_with(bank))
    return (
        _overall_grade(claimed, bank),
        _answered(counts),
        *_left_out(theme_counts, bank),
        *(why_it_binds(limit, claimed, scenario=scenario, bank=bank) for limit in claimed.overall.limits),
        *([outlook] if outlook else []),
        _scored_with(bank),
    )


def _theme_grade(
    theme: Theme, graded: GradedResult, sums: Tally, counts: Coverage, *, scenario: Scenario, bank: Bank
) -> str:
    if not sums.applicable:
        return "No grade: every question that applies has weight 0, so there is no mean."
    missing = _missing(graded.awaited, sums, counts, bank)
    if graded.mean is None:
        return f"No grade: {missing}"
    weighted = any(question.weight != 1 for question in theme.questions if question.code in scenario.levels)
    how = " (each level times its weight, divided by the sum of the weights)" if weighted else ""
    arithmetic = f"mean = {exactly(sums.points)} / {exactly(sums.weight)} = {shown(graded.mean)}{how}"
    if graded.grade is None or graded.uncapped is None:
        return f"No grade: {missing} So far the {arithmetic}."
    return _grade(graded.grade, graded.uncapped, graded.limits, arithmetic, bank)


def _overall_grade(claimed: GradedScenario, bank: Bank) -> str:
    waiting = [
        theme.title
        for theme in bank.themes
        if claimed.themes[theme.code].grade is None and claimed.tallies[theme.code].applies
    ]
    verb = "has" if len(waiting) == 1 else "have"
    no_grade = f"No overall grade while {listed(waiting)} {verb} none." if waiting else "No overall grade."
    overall = claimed.overall
    if overall.awaited:
        no_grade = f"{no_grade} {_awaited(overall.awaited, bank)}"
    if overall.mean is None:
        return f"{no_grade} No theme that counts towards it has a mean."
    arithmetic = _overall_arithmetic(claimed, overall.mean, bank)
    if overall.grade is None or overall.uncapped is None:
        return f"{no_grade} So far the {arithmetic}."
    return _grade(overall.grade, overall.uncapped, overall.limits, arithmetic, bank)


def _overall_arithmetic(claimed: GradedScenario, mean: Fraction, bank: Bank) -> str:
    counted = [
        (theme, theme_mean) for theme in bank.themes if (theme_mean := claimed.themes[theme.code].mean) is not None
    ]
    weighted = any(theme.weight != 1 for theme, _ in counted)
    terms = (
        f"{theme.title} {exactly(theme.weight)} × {shown(theme_mean)}"
        if weighted
        else f"{theme.title} {shown(theme_mean)}"
        for theme, theme_mean in counted
    )
    weights = sum((theme.weight for theme, _ in counted), Fraction())
    return f"mean = ({' + '.join(terms)}) / {exactly(weights)} = {shown(mean)}"


def _grade(grade: Level, uncapped: Level, limits: Sequence[Limit], arithmetic: str, bank: Bank) -> str:
    explained = f"{grade.title}: {arithmetic}, which {_reaches(uncapped, bank)}"
    holding = [limit for limit in limits if limit.at == grade]
    if not holding:
        return f"{explained}."
    verb = "holds" if len(holding) == 1 else "hold"
    return (
        f"{explained}, but {named(holding, bank)} {verb} it at {grade.title}. "
        f"Without limits the grade would have been {uncapped.title}."
    )


def _reaches(grade: Level, bank: Bank) -> str:
    lowest, second, *_ = bank.scale
    thresholds = bank.rubric.thresholds
    if grade == lowest:
        return f"is {lowest.title} (below {exactly(thresholds[second.code])})"
    return f"reaches {grade.title} ({exactly(thresholds[grade.code])} or more)"


def _missing(awaited: Awaited, sums: Tally, counts: Coverage, bank: Bank) -> str:
    """Return what a theme without a grade lacks: coverage, answers that can limit the grade, or both."""
    enough = sums.coverage is not None and sums.coverage >= bank.rubric.minimum_coverage
    lacks = [] if enough and sums.weight else [_too_little(sums, counts, bank)]
    return " ".join([*lacks, *([_awaited(awaited, bank)] if awaited else [])])


def _awaited(awaited: Awaited, bank: Bank) -> str:
    """Return a sentence that names the unanswered questions and findings, and why they are needed."""
    names = [question_named(code, bank) for code in awaited.questions]
    names += [finding_named(id, bank) for id in awaited.findings]
    verb = "is" if len(names) == 1 else "are"
    all_names = listed(names)
    return f"{all_names[0].upper()}{all_names[1:]} can limit this grade and {verb} unanswered."


def _too_little(sums: Tally, counts: Coverage, bank: Bank) -> str:
    share = sums.weight / sums.applicable
    evenly = share == Fraction(counts.answered, counts.applicable)
    basis = "the applicable questions" if evenly else "the weight of the applicable questions"
    least = exactly(bank.rubric.minimum_coverage * 100)
    return f"levels are given for {percent(share)} of {basis}, and a grade needs {least}%."


def _answered(counts: Coverage) -> str:
    verb = "is" if counts.answered == 1 else "are"
    answered = f"{counts.answered} of {_number(counts.applicable, 'applicable question')} {verb} answered"
    if not counts.not_applicable:
        return f"{answered}."
    verb = "is" if counts.not_applicable == 1 else "are"
    return f"{answered}; {counts.not_applicable} more {verb} marked not applicable."


def _forgiven(theme: Theme, placed: Placements) -> Iterator[str]:
    """Yield a sentence that names the questions at which a gap was forgiven, if there are any; they say which it is."""
    with_gaps = [
        f"{question.code} ({question.title})"
        for question in theme.questions
        if (placement := placed.get(question.code)) is not None and placement.gap is not None
    ]
    if with_gaps:
        yield f"A question's one gap is forgiven, unless it is essential: at {listed(with_gaps)}."


def _left_out(counts: Mapping[ThemeCode, Coverage], bank: Bank) -> Iterator[str]:
    for theme in bank.themes:
        if not counts[theme.code].applicable:
            yield f"{theme.title} is left out of the overall mean and grade, because nothing in it applies."


def _scored_with(bank: Bank) -> str:
    return f"Scored with {bank.title}, version {bank.version}."


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
