"""How scores have changed since the round before, over what both rounds were asked alike."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.bank.equivalence import Alike, VersionPair
from assessment.bank.model import OVERALL, Bank
from assessment.ids import ThemeCode
from assessment.rounds.response import Responses
from assessment.scoring.grading import overall_mean, tally
from assessment.scoring.placement import placements
from assessment.scoring.scenarios import Scenario, claimed_scenario
from assessment.scoring.scores import Result, Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The score of a theme, or of the whole, now and in the round before.

    The means are those over the questions that both rounds were asked alike. The grades are there only where
    everything that decides them is the same.
    """

    now: Result
    before: Result
    alike: Alike
    compared: int
    """How many of the questions asked now the round before was asked alike."""
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The change of every theme of this round, in bank order, and of the whole."""

    themes: tuple[Change, ...]
    overall: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredAnswers:
    """The responses of a round, and their scores on its own bank version."""

    responses: Responses
    scorecard: Scorecard


def changes(versions: VersionPair, *, now: ScoredAnswers, before: ScoredAnswers) -> Changes:
    """Return what has changed. The weights are those of this round's version, for both rounds.

    Where everything that a score rests on is the same in both versions, its means and grades are those of the two
    scorecards. Where only some questions are, the means are worked out again over these. A theme that has none, or of
    which none has a level in one of the rounds, has no mean there.
    """
    means_now: Means = {}
    means_before: Means = {}
    if Alike.PART in versions.alike.values():
        means_now, means_before = shared_means(versions, now=now.responses, before=before.responses)
    results_now, results_before = _results(now.scorecard), _results(before.scorecard)

    def change(of: ThemeCode) -> Change:
        if versions.alike[of] is Alike.PART:
            then, today = (Result(mean=means[of], grade=None) for means in (means_before, means_now))
        else:
            then, today = results_before[of], results_now[of]
        return change_of(of, versions, now=today, before=then)

    return Changes(themes=tuple(change(theme.code) for theme in versions.now.themes), overall=change(OVERALL))


def _results(scorecard: Scorecard) -> Mapping[ThemeCode, Result]:
    return {OVERALL: scorecard.overall.claimed, **{each.theme: each.claimed for each in scorecard.themes}}


def change_of(of: ThemeCode, versions: VersionPair, *, now: Result, before: Result) -> Change:
    """Return the change between two results of a theme or of the whole, over what is asked alike.

    Their grades are left out where the rules that lead to them, or the questions, are not the same.
    """
    themes = [theme for theme in versions.now.themes if of in (theme.code, OVERALL)]
    alike = versions.alike[of]
    return Change(
        now=now if alike is Alike.RULES else Result(mean=now.mean, grade=None),
        before=before if alike is Alike.RULES else Result(mean=before.mean, grade=None),
        alike=alike,
        compared=sum(len(versions.shared(theme)) for theme in themes),
        asked=sum(len(theme.questions) for theme in themes),
    )


Means = Mapping[ThemeCode, Fraction | None]
"""The mean of every theme, and of the whole under :data:`OVERALL`."""


def shared_means(versions: VersionPair, *, now: Responses, before: Responses) -> tuple[Means, Means]:
    """Return the means now and before, over the questions that are asked alike, with the weights of now."""
    bank = replace(
        versions.now,
        themes=tuple(replace(theme, questions=versions.shared(theme)) for theme in versions.now.themes),
    )
    return (
        _means(bank, _scenario(versions.now, now)),
        _means(bank, _renamed(_scenario(versions.before, before), versions)),
    )


def _means(bank: Bank, scenario: Scenario) -> Means:
    themes = {theme.code: tally(theme, scenario).mean for theme in bank.themes}
    return {**themes, OVERALL: overall_mean(bank, themes)}


def _scenario(bank: Bank, responses: Responses) -> Scenario:
    return claimed_scenario(bank, responses, placements(bank, responses))


def _renamed(scenario: Scenario, versions: VersionPair) -> Scenario:
    """Return the levels of the round before by the codes that their questions have now."""
    codes = versions.codes
    return replace(
        scenario,
        applicable=frozenset(codes[code] for code in scenario.applicable if code in codes),
        levels={codes[code]: place for code, place in scenario.levels.items() if code in codes},
    )
