"""Limits in the way of a higher grade, and what ends them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.bank.model import FindingIsTrue, Level, Limit, QuestionAtMost, ThemeAtMost, ThemesAtMost
from assessment.ids import FindingId, QuestionCode, ThemeCode
from assessment.scoring.grading import GradedResult

ThemePlaces = Mapping[ThemeCode, int]
"""The places on the scale of themes' final grades."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What must be so for limits to end: a place to reach, by question, and findings to put right."""

    places: Mapping[QuestionCode, int]
    findings: frozenset[FindingId]


def what_ends(limits: Iterable[Limit]) -> Required:
    """Return what ends the limits that rest on a question or a finding."""
    places: dict[QuestionCode, int] = {}
    findings: set[FindingId] = set()
    for limit in limits:
        match limit.when:
            case QuestionAtMost(question=question, at_most=at_most):
                places[question] = max(places.get(question, 1), at_most.place + 1)
            case FindingIsTrue(finding=finding):
                findings.add(finding)
            case _:
                pass
    return Required(places=places, findings=frozenset(findings))


def ends(limit: Limit, question: QuestionCode, place: int) -> bool:
    """Return True if the limit ends with the question at that place."""
    match limit.when:
        case QuestionAtMost(question=code, at_most=at_most):
            return code == question and place > at_most.place
        case _:
            return False


def binding_limits(holding: Iterable[Limit], graded: GradedResult, target: Level) -> list[Limit]:
    """Return the limits that keep the grade below what the mean reaches, or below the target."""
    reached = max(target.place, graded.uncapped.place if graded.uncapped else 1)
    return [limit for limit in holding if limit.at.place < reached]


def theme_grades_past(limits: Sequence[Limit], places: ThemePlaces, *, top: int) -> Iterator[ThemePlaces]:
    """Yield theme grades, none lower than now, with which none of the limits on theme grades holds.

    Every choice of such grades is at or above one of those that are yielded. There are none where a limit holds even
    with the highest grades, whose place is `top`.
    """
    seen: set[tuple[int, ...]] = set()
    waiting = [places]
    while waiting:
        aims = waiting.pop()
        if (key := tuple(aims.values())) in seen:
            continue
        seen.add(key)
        first = next(((low, past) for limit in limits for low, past in [_low(limit, aims)] if low), None)
        if first is None:
            yield aims
        else:
            low, past = first
            waiting += [{**aims, theme: past} for theme in low if past <= top]


def _low(limit: Limit, places: ThemePlaces) -> tuple[list[ThemeCode], int]:
    """Return the themes of which one at least must rise for the limit to end, and to what place; none if it has."""
    match limit.when:
        case ThemeAtMost(theme=theme, at_most=at_most):
            low = [theme] if theme in places and places[theme] <= at_most.place else []
            return low, at_most.place + 1
        case ThemesAtMost(at_most=at_most, count=count):
            low = [theme for theme, place in places.items() if place <= at_most.place]
            return (low if len(low) >= count else []), at_most.place + 1
        case _:
            return [], 0
