"""The scores of an assessment. Start reading the package here."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.bank.model import Bank, Theme
from assessment.ids import ThemeCode
from assessment.rounds.progress import Coverage, coverage
from assessment.rounds.response import Responses
from assessment.scoring.grading import GradedResult, GradedScenario, grade_scenario
from assessment.scoring.lift import lift
from assessment.scoring.reasons import overall_outlook, overall_reasons, theme_outlook, theme_reasons
from assessment.scoring.scenarios import (
    Levels,
    applicable_questions,
    claimed_levels,
    evidenced_levels,
    levels_with_gaps_at,
)
from assessment.scoring.scores import Score, Scorecard, ThemeScore


def score(bank: Bank, responses: Responses) -> Scorecard:
    """Return the mean, grade, range, lift and reasons of every theme and overall, in exact arithmetic.

    A theme's mean is the weighted mean of its levels (1 to the number of levels). Questions that are not applicable or
    unanswered stay out of it and are counted. Its grade is the highest whose threshold the mean reaches, capped by the
    limits that hold; below the rubric's coverage there is no grade. The overall mean is the weighted mean of the theme
    means. There is no overall grade while a theme that applies has none. A theme in which no weight applies stays out
    of both.
    """
    return _Scoring.of(bank, responses).scorecard()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scoring:
    """The four graded scenarios of one assessment, and its counts."""

    bank: Bank
    levels: Levels
    claimed: GradedScenario
    lowest: GradedScenario
    highest: GradedScenario
    evidenced: GradedScenario
    counts: Coverage
    theme_counts: Mapping[ThemeCode, Coverage]

    @classmethod
    def of(cls, bank: Bank, responses: Responses) -> "_Scoring":
        applicable = applicable_questions(bank, responses)
        claimed = claimed_levels(bank, responses)
        lowest = levels_with_gaps_at(bank.scale[0], claimed=claimed, applicable=applicable)
        highest = levels_with_gaps_at(bank.scale[-1], claimed=claimed, applicable=applicable)
        evidenced = evidenced_levels(bank, responses, claimed=claimed)
        return cls(
            bank=bank,
            levels=claimed,
            claimed=grade_scenario(bank, claimed, applicable),
            lowest=grade_scenario(bank, lowest, applicable),
            highest=grade_scenario(bank, highest, applicable),
            evidenced=grade_scenario(bank, evidenced, applicable),
            counts=coverage(bank.questions(), responses),
            theme_counts={theme.code: coverage(theme.questions, responses) for theme in bank.themes},
        )

    def scorecard(self) -> Scorecard:
        return Scorecard(
            bank=self.bank, overall=self._overall(), themes=tuple(self._theme(theme) for theme in self.bank.themes)
        )

    def _overall(self) -> Score:
        claimed = self.claimed.overall
        outlook = overall_outlook(self.claimed, levels=self.levels, bank=self.bank) if self.counts.applicable else None
        return Score(
            title="Overall",
            applies=self.counts.applicable > 0,
            claimed=claimed.result,
            uncapped_grade=claimed.uncapped,
            limits=claimed.limits,
            lowest=self.lowest.overall.result,
            highest=self.highest.overall.result,
            evidenced=self.evidenced.overall.result,
            coverage=self.counts,
            reasons=overall_reasons(
                self.claimed,
                counts=self.counts,
                theme_counts=self.theme_counts,
                outlook=outlook,
                levels=self.levels,
                bank=self.bank,
            ),
            outlook=outlook,
        )

    def _theme(self, theme: Theme) -> ThemeScore:
        claimed: GradedResult = self.claimed.themes[theme.code]
        counts = self.theme_counts[theme.code]
        would_lift = lift(theme, claimed.grade, levels=self.levels, bank=self.bank)
        outlook = theme_outlook(theme, claimed.grade, would_lift, levels=self.levels, bank=self.bank)
        return ThemeScore(
            theme=theme.code,
            title=theme.title,
            applies=counts.applicable > 0,
            claimed=claimed.result,
            uncapped_grade=claimed.uncapped,
            limits=claimed.limits,
            lowest=self.lowest.themes[theme.code].result,
            highest=self.highest.themes[theme.code].result,
            evidenced=self.evidenced.themes[theme.code].result,
            coverage=counts,
            lift=would_lift,
            reasons=theme_reasons(
                theme, self.claimed, counts=counts, outlook=outlook, levels=self.levels, bank=self.bank
            ),
            outlook=outlook,
        )
