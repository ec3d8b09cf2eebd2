"""The profile of a round by theme, with that of the round before as a second outline where there is one."""

from assessment.bank.equivalence import Alike
from assessment.charts.series import Profile, theme_profile, with_earlier
from assessment.report.report_subject import PreviousRound
from assessment.rounds.names import round_named
from assessment.scoring.scores import Scorecard


def round_profile(scorecard: Scorecard, previous: PreviousRound | None) -> Profile:
    """Return the values to plot: this round first.

    An earlier mean stands only beside one that rests on the same questions. Any other would show a change where there
    may be none; what can be said of it is said in words.
    """
    if previous is None:
        return theme_profile(scorecard)
    before = {each.theme: each for each in previous.scorecard.themes}
    earlier = [
        None if change.alike is Alike.PART else before[score.theme]
        for score, change in zip(scorecard.themes, previous.changes.themes, strict=True)
    ]
    if not any(earlier):
        return theme_profile(scorecard)
    return with_earlier(theme_profile(scorecard, name="This round"), round_named(previous.round_title), earlier)
