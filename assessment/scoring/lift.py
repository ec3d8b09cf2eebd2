"""Lift: the fewest steps that bring a theme, or the whole, to its next grade.

A step is one statement more of an answered question, or one finding that is true put right. A limit that holds and
would keep the grade below the next one must be ended. Its question must rise above the level that fires it, or its
finding must be put right. A limit on theme grades is ended by bringing themes to higher grades, for which there may be
several choices of themes; all are tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

from assessment.bank.model import OVERALL, Bank, Level, Limit, QuestionAtMost, Theme
from assessment.ids import QuestionCode
from assessment.rounds.response import Responses
from assessment.scoring.fewest_steps import Group, Table, fewest_steps, preferred
from assessment.scoring.grading import GradedScenario, limits_that_hold, whole_weights
from assessment.scoring.limit_ends import Required, ThemePlaces, binding_limits, ends, theme_grades_past, what_ends
from assessment.scoring.preferences import Preferences
from assessment.scoring.raises import Raise, raises
from assessment.scoring.scenarios import Scenario
from assessment.scoring.scores import Lift


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aim:
    """One choice of what to end, and what has to be collected then."""

    required: Required
    groups: Sequence[Group]
    need: int


class Lifting:
    """Works out lifts from the claimed scenario, its grades, and the ways to raise each answered question."""

    def __init__(self, bank: Bank, responses: Responses, scenario: Scenario, graded: GradedScenario) -> None:
        self._bank, self._scenario, self._graded = bank, scenario, graded
        self._raises: dict[QuestionCode, tuple[Raise, ...]] = {}
        unmet = []
        for question in bank.questions():
            response = responses.get(question.code)
            if response is not None and (met := response.met) is not None:
                self._raises[question.code] = raises(question, met, bank.scale)
                unmet += [statement for statement in question.statements if statement.code not in met]
        self._preferences = Preferences(unmet, levels=len(bank.scale))
        self._question_of = {statement.code: asked.code for asked in bank.questions() for statement in asked.statements}

    def of_theme(self, theme: Theme) -> Lift | None:
        """Return the fewest steps to the theme's next grade, or None if it has no grade, is at the top or cannot rise.

        Where a limit on the theme rests on a question of another theme, steps there count too.
        """
        graded = self._graded.themes[theme.code]
        target = next_grade(graded.grade, self._bank)
        if target is None:
            return None
        holding = limits_that_hold(theme.code, self._bank.rubric, self._scenario, {})
        required = what_ends(limit for limit in holding if limit.at.place < target.place)
        binding = binding_limits(holding, graded, target)
        groups = [
            self._group(other, required, binding, least=0, worth=int(other == theme), only_required=other != theme)
            for other in self._bank.themes
        ]
        need = self._points(theme, target.place)
        return self._lift(target, [_Aim(required=required, groups=groups, need=need)], binding)

    def overall(self) -> Lift | None:
        """Return the fewest steps to the next overall grade, or None if there is no grade, or none that is higher."""
        bank, graded = self._bank, self._graded.overall
        target = next_grade(graded.grade, bank)
        if target is None:
            return None
        grades = {code: theme.grade for code, theme in self._graded.themes.items()}
        holding = limits_that_hold(OVERALL, bank.rubric, self._scenario, grades)
        in_the_way = [limit for limit in holding if limit.at.place < target.place]
        binding = binding_limits(holding, graded, target)
        themes = [theme for theme in bank.themes if grades[theme.code] is not None]
        places = {code: grade.place for code, grade in grades.items() if grade is not None}
        worths, need = self._shares(themes, bank.rubric.thresholds[target.code])
        aims = []
        for choice in theme_grades_past(in_the_way, places, top=len(bank.scale)):
            required = what_ends([*in_the_way, *self._limits_below(choice)])
            groups = [
                self._group(theme, required, binding, least=self._points(theme, choice[theme.code]), worth=worth)
                for theme, worth in zip(themes, worths, strict=True)
            ]
            aims.append(_Aim(required=required, groups=groups, need=need))
        return self._lift(target, aims, binding)

    def _limits_below(self, places: ThemePlaces) -> Iterator[Limit]:
        """Yield the limits on themes that would keep one below the grade at that place."""
        for code, place in places.items():
            for limit in limits_that_hold(code, self._bank.rubric, self._scenario, {}):
                if limit.at.place < place:
                    yield limit

    def _points(self, theme: Theme, place: int) -> int:
        """Return the points (level times whole weight) with which the theme's mean reaches the grade at that place."""
        weight = sum(weight for _, weight in self._weighed(theme))
        return ceil(self._bank.rubric.thresholds.get(self._bank.level_at(place).code, 0) * weight)

    def _weighed(self, theme: Theme) -> list[tuple[QuestionCode, int]]:
        """Return the answered questions of a theme with their whole weights."""
        codes = (question.code for question in theme.questions)
        _, weights = whole_weights(theme)
        return [pair for pair in zip(codes, weights, strict=True) if pair[0] in self._raises]

    def _shares(self, themes: Sequence[Theme], threshold: Fraction) -> tuple[list[int], int]:
        """Return what a point of each theme counts towards the overall mean, and the sum with which it is reached."""
        shares = [theme.weight / sum(weight for _, weight in self._weighed(theme)) for theme in themes]
        unit = lcm(*(share.denominator for share in shares))
        weight = sum((theme.weight for theme in themes), Fraction())
        return [int(share * unit) for share in shares], ceil(threshold * weight * unit)

    def _group(
        self,
        theme: Theme,
        required: Required,
        binding: Sequence[Limit],
        *,
        least: int,
        worth: int,
        only_required: bool = False,
    ) -> Group:
        tables = [
            self._table(code, weight, required, binding)
            for code, weight in self._weighed(theme)
            if not only_required or code in required.places
        ]
        return Group(tables=tables, least=least, worth=worth)

    def _table(self, code: QuestionCode, weight: int, required: Required, binding: Sequence[Limit]) -> Table:
        table: dict[int, list[tuple[int, int]]] = {}
        for way in self._raises[code]:
            if way.place >= required.places.get(code, 1):
                preference = self._preferences.number(
                    way.statements, limits_ended=sum(ends(limit, code, way.place) for limit in binding)
                )
                table.setdefault(len(way.statements), []).append((weight * way.place, preference))
        return {steps: sorted(ways, reverse=True) for steps, ways in table.items()}

    def _lift(self, target: Level, aims: Sequence[_Aim], binding: Sequence[Limit]) -> Lift | None:
        """Return the preferred of the shortest ways to any of the aims; those with the most findings come first."""
        found = [(aim, way) for aim in aims if (way := fewest_steps(aim.groups, need=aim.need)) is not None]
        if not found:
            return None
        fewest = min(way.steps + len(aim.required.findings) for aim, way in found)
        shortest = [(aim, way) for aim, way in found if way.steps + len(aim.required.findings) == fewest]
        preference, aim = max(
            ((preferred(aim.groups, way, need=aim.need), aim) for aim, way in shortest),
            key=lambda pair: (len(pair[1].required.findings), pair[0]),
        )
        first = {
            *aim.required.places,
            *(limit.when.question for limit in binding if isinstance(limit.when, QuestionAtMost)),
        }
        statements = sorted(
            self._preferences.statements(preference),
            key=lambda statement: (self._question_of[statement.code] not in first, statement.level.place),
        )
        findings = (question.finding for question in self._bank.questions() if question.finding is not None)
        return Lift(
            to=target,
            steps=fewest,
            statements=tuple(statements),
            findings=tuple(finding for finding in findings if finding.id in aim.required.findings),
        )


def next_grade(grade: Level | None, bank: Bank) -> Level | None:
    """Return the grade above, or None at the top and without a grade."""
    return None if grade is None or grade == bank.scale[-1] else bank.level_at(grade.place + 1)
