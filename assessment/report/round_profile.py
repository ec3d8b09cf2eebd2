"""The profile of a round by theme, with that of the round before as a second outline where there is one."""

from assessment.charts.series import Profile, compared_profile, theme_profile
from assessment.report.report_subject import PreviousRound
from assessment.rounds.names import round_named
from assessment.scoring.scores import Scorecard


def round_profile(scorecard: Scorecard, previous: PreviousRound | None) -> Profile:
    """Return the values to plot: this round first."""
    if previous is None:
        return theme_profile(scorecard)
    return compared_profile(("This round", scorecard), (round_named(previous.round_title), previous.scorecard))
