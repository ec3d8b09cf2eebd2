"""The reference scoring: the rules written a second time, as plainly as possible, for the tests to compare with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from assessment.bank.model import (
    Bank,
    FindingIsTrue,
    Limit,
    Question,
    QuestionAtMost,
    Statement,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.ids import FindingId, StatementCode
from assessment.rounds.response import Met, NotApplicable, Responses

Results = dict[str, tuple[Fraction | None, int | None]]
"""The mean and the place of the final grade, by theme code and for "overall"."""

Levels = dict[str, int | None]
"""The place of every question that applies; None means unanswered."""

Findings = dict[str, bool | None]
"""The answer to every finding of a question that applies; None means unanswered."""

Step = StatementCode | FindingId
"""A statement that is met in addition, or a finding that is put right."""


def level_of(question: Question, met: frozenset[StatementCode]) -> int:
    """Return the place of the level that those statements reach."""
    for place in (5, 4, 3, 2):
        own = [statement for statement in question.statements if statement.level.place == place]
        below = [statement for statement in question.statements if statement.level.place < place]
        gaps = [statement for statement in below if statement.code not in met]
        forgiven = not gaps or (len(gaps) == 1 and not gaps[0].is_essential)
        if own and forgiven and all(statement.code in met for statement in own):
            return place
    return 1


def results(bank: Bank, responses: Responses, scenario: str) -> Results:
    """Return the results in one scenario: claimed, lowest, highest or evidenced."""
    levels, findings = answers(bank, responses, scenario)
    return results_of(bank, levels, findings)


def answers(bank: Bank, responses: Responses, scenario: str) -> tuple[Levels, Findings]:
    """Return the levels and findings in one scenario."""
    levels: Levels = {}
    findings: Findings = {}
    for question in bank.questions():
        response = responses.get(question.code)
        reply = response.reply if response else None
        if isinstance(reply, NotApplicable):
            continue
        if isinstance(reply, Met):
            place: int | None = level_of(question, reply.statements)
        else:
            place = {"lowest": 1, "highest": len(bank.scale)}.get(scenario)
        expected = bank.rubric.evidence_expected_from.place
        unsupported = response is not None and not response.evidence
        if scenario == "evidenced" and place is not None and place >= expected and unsupported:
            place = expected - 1
        levels[question.code] = place
        if question.finding is not None:
            answer = response.finding if response else None
            findings[question.finding.id] = (
                {"lowest": True, "highest": False}.get(scenario) if answer is None else answer
            )
    return levels, findings


def results_of(bank: Bank, levels: Levels, findings: Findings) -> Results:
    """Return the results for those levels and findings."""
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
            grade = capped(bank, theme.code, mean, levels, findings, grades={})
        found[theme.code] = (mean, grade)
        blocked = blocked or (bool(asked) and grade is None)
    means = [(theme.weight, mean) for theme in bank.themes if (mean := found[theme.code][0]) is not None]
    total = sum(weight for weight, _ in means)
    mean = sum(weight * mean for weight, mean in means) / Fraction(total) if total else None
    grades = {code: grade for code, (_, grade) in found.items()}
    overall = None if mean is None or blocked else capped(bank, "overall", mean, levels, findings, grades=grades)
    found["overall"] = (mean, overall)
    return found


def capped(
    bank: Bank, code: str, mean: Fraction, levels: Levels, findings: Findings, *, grades: dict[str, int | None]
) -> int | None:
    """Return the place of the grade that the mean reaches, after the limits; None if an answer is awaited."""
    grade = reached(bank, mean)
    for limit in bank.rubric.limits:
        if limit.caps == code:
            if awaits(limit, levels, findings):
                return None
            if condition(limit)(levels, findings, grades):
                grade = min(grade, limit.at.place)
    return grade


def reached(bank: Bank, mean: Fraction) -> int:
    """Return the place of the grade that the mean reaches, before limits."""
    return max([1, *(level.place for level in bank.scale[1:] if mean >= bank.rubric.thresholds[level.code])])


def awaits(limit: Limit, levels: Levels, findings: Findings) -> bool:
    """Return True if the question or finding of the limit applies and is unanswered."""
    when = limit.when
    if isinstance(when, QuestionAtMost):
        return when.question in levels and levels[when.question] is None
    return isinstance(when, FindingIsTrue) and when.finding in findings and findings[when.finding] is None


def condition(limit: Limit) -> Callable[[Levels, Findings, dict[str, int | None]], bool]:
    """Return a function of levels, findings and theme grades that returns True if the limit's condition holds."""
    when = limit.when
    if isinstance(when, FindingIsTrue):
        return lambda _, findings, __: findings.get(when.finding) is True
    most = when.at_most.place
    if isinstance(when, QuestionAtMost):
        return lambda levels, _, __: (levels.get(when.question) or 99) <= most
    if isinstance(when, ThemeAtMost):
        return lambda _, __, grades: (grades.get(when.theme) or 99) <= most
    assert isinstance(when, ThemesAtMost)
    return lambda _, __, grades: len([grade for grade in grades.values() if (grade or 99) <= most]) >= when.count


def steps_that_can_be_taken(bank: Bank, responses: Responses) -> list[Step]:
    """Return the statements of answered questions that are not met, and the findings that are true."""
    steps: list[Step] = []
    for question in bank.questions():
        response = responses.get(question.code)
        if response is None or isinstance(response.reply, NotApplicable):
            continue
        if (met := response.met) is not None:
            steps += [statement.code for statement in question.statements if statement.code not in met]
        if question.finding is not None and response.finding:
            steps.append(question.finding.id)
    return steps


def taken(bank: Bank, responses: Responses, steps: frozenset[Step]) -> Responses:
    """Return the responses after those steps."""
    after = dict(responses)
    for question in bank.questions():
        response = responses.get(question.code)
        if response is None:
            continue
        if response.met is not None:
            more = {statement.code for statement in question.statements if statement.code in steps}
            response = replace(response, reply=Met(statements=response.met | more))
        if question.finding is not None and question.finding.id in steps:
            response = replace(response, finding=False)
        after[question.code] = response
    return after


def shortest_ways(bank: Bank, responses: Responses, name: str, target: int) -> list[frozenset[Step]]:
    """Return every set of the fewest steps with which a theme, or "overall", has the target, by trying all sets."""
    steps = steps_that_can_be_taken(bank, responses)
    for count in range(len(steps) + 1):
        ways = [
            way
            for way in map(frozenset, combinations(steps, count))
            if (results(bank, taken(bank, responses, way), "claimed")[name][1] or 0) >= target
        ]
        if ways:
            return ways
    return []


def preferred(bank: Bank, responses: Responses, name: str, target: int, ways: list[frozenset[Step]]) -> frozenset[Step]:
    """Return the way to name.

    It has the most findings put right, then ends the most limits, then has the most statements of the lowest levels,
    then those that come first in the bank.
    """
    levels, findings = answers(bank, responses, "claimed")
    mean, _ = results_of(bank, levels, findings)[name]
    assert mean is not None
    binding = [
        limit
        for limit in bank.rubric.limits
        if limit.caps == name
        and isinstance(limit.when, QuestionAtMost)
        and condition(limit)(levels, findings, {})
        and limit.at.place < max(target, reached(bank, mean))
    ]
    statements = [statement for question in bank.questions() for statement in question.statements]

    def rank(way: frozenset[Step]) -> tuple[int, int, list[int], list[bool]]:
        after, still = answers(bank, taken(bank, responses, way), "claimed")
        ended = sum(not condition(limit)(after, still, {}) for limit in binding)
        in_the_way = [statement.code in way for statement in statements]
        return len(way) - sum(in_the_way), ended, list(counts_by_level(way, statements)), in_the_way

    return max(ways, key=rank)


def counts_by_level(way: frozenset[Step], statements: list[Statement]) -> Iterator[int]:
    """Yield how many of the steps are statements of each level, from the lowest."""
    for place in (2, 3, 4, 5):
        yield sum(statement.code in way for statement in statements if statement.level.place == place)
