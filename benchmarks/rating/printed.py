"""A comparison of two readers as text."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from assessment.bank.model import Bank
from benchmarks.rating.agreement import (
    RESAMPLES,
    SEED,
    Estimate,
    Pair,
    estimate,
    exact_agreement,
    quadratic_weighted_kappa,
)
from benchmarks.rating.comparison import Dispute, PlacedCase, count_same_ticks, disputes, place_cases
from benchmarks.rating.rating_files import Case, Ticks

_COMPARISONS: Final[tuple[tuple[str, Callable[[PlacedCase], Pair]], ...]] = (
    ("Reader A with reader B", lambda placed: placed.between_readers),
    ("Reader A with the intended level", lambda placed: placed.first_with_intended),
    ("Reader B with the intended level", lambda placed: placed.second_with_intended),
)


def printed(bank: Bank, cases: tuple[Case, ...], first: Ticks, second: Ticks) -> str:
    """The whole comparison, for a terminal of 120 columns."""
    return "\n".join(_lines(bank, cases, first, second))


def _lines(bank: Bank, cases: tuple[Case, ...], first: Ticks, second: Ticks) -> Iterator[str]:
    placed = place_cases(cases, first, second, bank.scale)
    same, asked = count_same_ticks(cases, first, second)
    yield f"{len(cases)} cases placed on the question bank {bank.id} {bank.version}."
    yield f"Both readers treated {same} of {asked} statements alike."
    yield f"In brackets: 95 % bootstrap intervals from {RESAMPLES:,} resamples of the cases, seed {SEED}."
    for title, pair in _COMPARISONS:
        yield from _table(title, bank, placed, pair)
    yield from _disputed_cases(placed)
    yield from _disputed_statements(disputes(cases, first, second))


def _table(title: str, bank: Bank, placed: Sequence[PlacedCase], pair: Callable[[PlacedCase], Pair]) -> Iterator[str]:
    yield f"\n{title:<34}{'cases':>6}  {'exact agreement':<22}quadratic weighted kappa"
    for theme in bank.themes:
        if of_theme := [pair(one) for one in placed if one.case.theme.code == theme.code]:
            yield _row(theme.title, of_theme)
    yield _row("All themes", [pair(one) for one in placed])


def _row(title: str, pairs: Sequence[Pair]) -> str:
    exact = _shown(estimate(pairs, exact_agreement), lambda share: f"{float(share):.0%}")
    kappa = _shown(estimate(pairs, quadratic_weighted_kappa), lambda value: f"{float(value):.2f}")
    return f"{title:<34}{len(pairs):>6}  {exact:<22}{kappa}"


def _shown(estimated: Estimate, words: Callable[[Fraction], str]) -> str:
    if estimated.value is None:
        return "none: all at one level"
    if estimated.low is None or estimated.high is None:
        return words(estimated.value)
    return f"{words(estimated.value)} ({words(estimated.low)} to {words(estimated.high)})"


def _disputed_cases(placed: Sequence[PlacedCase]) -> Iterator[str]:
    yield "\nCases on whose level the readers and the author are not of one mind"
    yield f"{'case':<6}{'question':<10}{'reader A':<22}{'reader B':<22}intended"
    for one in placed:
        if not one.is_undisputed:
            levels = f"{one.first.title:<22}{one.second.title:<22}{one.case.intended.title}"
            yield f"{one.case.id:<6}{one.case.question.code:<10}{levels}"


def _disputed_statements(found: Sequence[Dispute]) -> Iterator[str]:
    yield "\nStatements on which the readers differ, the most often disputed first"
    for dispute in found:
        yield f"{dispute.statement.code} ({dispute.statement.level.title}): {dispute.statement.text}"
        for reader, ids in (("A", dispute.only_first), ("B", dispute.only_second)):
            if ids:
                yield f"    ticked by {reader} alone, of {dispute.asked} cases: {', '.join(ids)}"
