"""Weights that cannot be averaged, thresholds that cannot be reached, and the rest of the rubric but its limits."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from assessment.bank.draft import BankDraft
from assessment.bank.nodes import Entry, Item, Scalar
from assessment.bank.problems import Place, Problem, Rule, quoted, suggestion
from assessment.bank.scalars import read_number


def weights(draft: BankDraft) -> Iterator[Problem]:
    """Yield weights below 0, and weights of which not one is above 0."""
    themes = [Item(where=theme.where, record=theme.record) for theme in draft.themes]
    yield from _negative([*themes, *draft.questions()])
    for theme in draft.themes:
        yield from _all_zero(theme.questions, theme.record.place_of("questions"), theme.where, "questions")
    if draft.is_whole:
        yield from _all_zero(themes, draft.bank.place_of("themes"), "bank, themes", "themes")


def _negative(weighted: Iterable[Item]) -> Iterator[Problem]:
    for item in weighted:
        weight = item.record.number("weight")
        if weight is not None and weight < 0:
            yield Problem(
                rule=Rule.WEIGHT_NEGATIVE,
                place=item.record.place_of("weight"),
                where=f"{item.where}, weight",
                found="the weight is less than 0",
                remedy="Write 0 or more; a weight of 0 means that it does not count.",
            )


def _all_zero(weighted: Iterable[Item], place: Place, where: str, noun: str) -> Iterator[Problem]:
    given = [item.record.number("weight") for item in weighted]
    if given and all(weight == 0 for weight in given):
        yield Problem(
            rule=Rule.WEIGHTS_ALL_ZERO,
            place=place,
            where=where,
            found=f"the weights of all {noun} are 0, so that there is no mean",
            remedy="Give at least one a weight above 0.",
        )


def thresholds(draft: BankDraft) -> Iterator[Problem]:
    """Yield thresholds that are missing, of no level, out of reach, or not above the one before."""
    given = draft.rubric.record("thresholds") if draft.rubric else None
    known = draft.level_codes
    if given is None or known is None:
        return
    lowest, *graded = known
    for code in graded:
        if given.get(code) is None:
            yield Problem(
                rule=Rule.THRESHOLD_MISSING,
                place=given.place,
                where=_THRESHOLDS,
                found=f"the level {quoted(code)} has no threshold",
                remedy="Write the least mean that earns this grade.",
            )
    for entry in given.entries.values():
        yield from _misplaced(entry, lowest, graded, top=len(known))
    yield from _not_rising([(code, scalar) for code in graded if (scalar := given.scalar(code))])


def _misplaced(entry: Entry, lowest: str, graded: list[str], *, top: int) -> Iterator[Problem]:
    code, where = entry.key.text, f"{_THRESHOLDS}, {entry.key.text}"
    if code == lowest:
        yield Problem(
            rule=Rule.THRESHOLD_OF_LOWEST,
            place=entry.key.place,
            where=where,
            found="the lowest level needs no threshold",
            remedy="Remove it.",
        )
    elif code not in graded:
        yield Problem(
            rule=Rule.THRESHOLD_UNKNOWN,
            place=entry.key.place,
            where=where,
            found=f"the scale has no level {quoted(code)}",
            remedy=suggestion(code, graded),
        )
    else:
        least = _number(entry.value)
        if least is not None and not 1 < least <= top:
            yield Problem(
                rule=Rule.THRESHOLD_OUT_OF_RANGE,
                place=entry.key.place,
                where=where,
                found=f"means lie between 1 and {top}, so this threshold {_effect(least)}",
                remedy=f"Write a number above 1 and up to {top}.",
            )


def _effect(least: Fraction) -> str:
    return "is reached always" if least <= 1 else "is reached never"


def _not_rising(given: list[tuple[str, Scalar]]) -> Iterator[Problem]:
    for (lower, below), (code, here) in pairwise(given):
        before, least = _number(below), _number(here)
        if before is not None and least is not None and least <= before:
            yield Problem(
                rule=Rule.THRESHOLDS_NOT_RISING,
                place=here.place,
                where=f"{_THRESHOLDS}, {code}",
                found=f"the threshold is not above that of {quoted(lower)}",
                remedy="Write thresholds that rise with the levels.",
            )


def _number(node: object) -> Fraction | None:
    return read_number(node.text) if isinstance(node, Scalar) and node.is_bare else None


def minimum_coverage(draft: BankDraft) -> Iterator[Problem]:
    """Yield a coverage that asks for nothing, or for more than all."""
    least = draft.rubric.number("minimum_coverage") if draft.rubric else None
    if draft.rubric and least is not None and not 0 < least <= 1:
        yield Problem(
            rule=Rule.COVERAGE_OUT_OF_RANGE,
            place=draft.rubric.place_of("minimum_coverage"),
            where="bank, rubric, minimum_coverage",
            found="the coverage is a share of what is asked, and this is none or more than all",
            remedy="Write a number above 0 and up to 1, such as 0.8.",
        )


def evidence_expected_from(draft: BankDraft) -> Iterator[Problem]:
    """Yield a level that is unknown, or has none below it to fall back to."""
    level = draft.rubric.scalar("evidence_expected_from") if draft.rubric else None
    known = draft.level_codes
    if level is None or not level.text or known is None:
        return
    where = "bank, rubric, evidence_expected_from"
    if level.text not in known:
        yield Problem(
            rule=Rule.EVIDENCE_LEVEL_UNKNOWN,
            place=level.place,
            where=where,
            found=f"the scale has no level {quoted(level.text)}",
            remedy=suggestion(level.text, known),
        )
    elif level.text == known[0]:
        yield Problem(
            rule=Rule.EVIDENCE_FROM_LOWEST,
            place=level.place,
            where=where,
            found="without evidence a level counts as the one below, and the lowest has none below",
            remedy=f"Write one of: {', '.join(known[1:])}.",
        )


_THRESHOLDS: Final = "bank, rubric, thresholds"

RUBRIC_CHECKS: Final = (weights, thresholds, minimum_coverage, evidence_expected_from)
