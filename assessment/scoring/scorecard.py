"""The scores of an assessment. Start reading the package here."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.bank.model import Bank, Theme
from assessment.ids import ThemeCode
from assessment.rounds.progress import Coverage, coverage
from assessment.rounds.response import Responses
from assessment.scoring.grading import GradedScenario, grade_scenario
from assessment.scoring.lift import Lifting
from assessment.scoring.outlook import overall_outlook, theme_outlook
from assessment.scoring.placement import Placements, placements
from assessment.scoring.reasons import overall_reasons, theme_reasons
from assessment.scoring.scenarios import Scenario, claimed_scenario, evidenced_scenario, with_gaps_at
from assessment.scoring.scores import ExplainedScore, Scorecard, ThemeScore


def score(bank: Bank, responses: Responses, *, lifts: bool = True) -> Scorecard:
    """Return the mean, grade, range, lift and reasons of every theme and overall, in exact arithmetic.

    A theme's mean is the weighted mean of its levels (1 to the number of levels). Questions that are not applicable or
    unanswered stay out of it and are counted. Its grade is the highest whose threshold the mean reaches, capped by the
    limits that hold. There is no grade below the rubric's coverage, nor while a question or finding that can limit it
    is unanswered. The overall mean is the weighted mean of the theme means. There is no overall grade while a theme
    that applies has none. A theme in which no weight applies stays out of both.

    Without `lifts`, which take most of the time, lifts and outlooks are None: for lists of many assessments.
    """
    return _Scoring.of(bank, responses, lifts=lifts).scorecard()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scoring:
    """The four graded scenarios of one assessment, and its counts."""

    bank: Bank
    placed: Placements
    scenario: Scenario
    claimed: GradedScenario
    lowest: GradedScenario
    highest: GradedScenario
    evidenced: GradedScenario
    lifting: Lifting | None
    counts: Coverage
    theme_counts: Mapping[ThemeCode, Coverage]

    @classmethod
    def of(cls, bank: Bank, responses: Responses, *, lifts: bool) -> "_Scoring":
        placed = placements(bank, responses)
        scenario = claimed_scenario(bank, responses, placed)
        claimed = grade_scenario(bank, scenario)
        return cls(
            bank=bank,
            placed=placed,
            scenario=scenario,
            claimed=claimed,
            lowest=grade_scenario(bank, with_gaps_at(bank.scale[0], scenario, finding=True)),
            highest=grade_scenario(bank, with_gaps_at(bank.scale[-1], scenario, finding=False)),
            evidenced=grade_scenario(bank, evidenced_scenario(bank, responses, claimed=scenario)),
            lifting=Lifting(bank, responses, scenario, claimed) if lifts else None,
            counts=coverage(bank.questions(), responses),
            theme_counts={theme.code: coverage(theme.questions, responses) for theme in bank.themes},
        )

    def scorecard(self) -> Scorecard:
        lift = self.lifting.overall() if self.lifting else None
        outlook = overall_outlook(self.claimed, lift, scenario=self.scenario, bank=self.bank) if self.lifting else None
        return Scorecard(
            bank=self.bank,
            overall=self._overall(outlook),
            themes=tuple(self._theme(theme) for theme in self.bank.themes),
            overall_lift=lift,
        )

    def _overall(self, outlook: str | None) -> ExplainedScore:
        claimed = self.claimed.overall
        return ExplainedScore(
            title="Overall",
            applies=self.counts.applicable > 0,
            claimed=claimed.result,
            uncapped_grade=claimed.uncapped,
            lowest=self.lowest.overall.result,
            highest=self.highest.overall.result,
            evidenced=self.evidenced.overall.result,
            coverage=self.counts,
            reasons=overall_reasons(
                self.claimed,
                counts=self.counts,
                theme_counts=self.theme_counts,
                outlook=outlook,
                scenario=self.scenario,
                bank=self.bank,
            ),
            outlook=outlook,
        )

    def _theme(self, theme: Theme) -> ThemeScore:
        claimed = self.claimed.themes[theme.code]
        counts = self.theme_counts[theme.code]
        lift = self.lifting.of_theme(theme) if self.lifting else None
        outlook = theme_outlook(claimed.grade, lift, self.bank) if self.lifting else None
        return ThemeScore(
            theme=theme.code,
            title=theme.title,
            applies=counts.applicable > 0,
            claimed=claimed.result,
            uncapped_grade=claimed.uncapped,
            lowest=self.lowest.themes[theme.code].result,
            highest=self.highest.themes[theme.code].result,
            evidenced=self.evidenced.themes[theme.code].result,
            coverage=counts,
            lift=lift,
            reasons=theme_reasons(
                theme,
                self.claimed,
                counts=counts,
                placed=self.placed,
                outlook=outlook,
                scenario=self.scenario,
                bank=self.bank,
            ),
            outlook=outlook,
        )
