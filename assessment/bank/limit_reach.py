"""Limits that lower no grade whatever is answered, and limits that no answer escapes.

A limit can bind if the grade that it caps could be higher while its condition holds. So the best case is taken: the
condition holds by as little as it can, everything else is answered at the top, and only the other limits that must then
fire have fired. Grades never fall when answers rise, so a limit that does nothing in that case does nothing in any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from assessment.bank.draft import BankDraft
from assessment.bank.model import OVERALL
from assessment.bank.nodes import Item, Record
from assessment.bank.problems import Place, Problem, Rule, quoted
from assessment.bank.scalars import read_whole

_KINDS: Final = ("finding", "question", "theme", "themes_at_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    """A limit of the draft in which nothing is faulty. Levels are places, from 1."""

    item: Item
    kind: str
    """How its condition begins: one of `_KINDS`."""
    name: str
    """The finding, question or theme of its condition; empty for a count of themes."""
    at_most: int
    """The level of its condition; 0 for a finding."""
    count: int
    """How many themes; 1 for all other conditions."""
    caps: str
    at: int

    def is_twice(self, other: "_Limit") -> bool:
        """Return whether the other states the same condition for the same grade."""
        return (self.kind, self.name, self.at_most, self.count, self.caps) == (
            other.kind,
            other.name,
            other.at_most,
            other.count,
            other.caps,
        )

    def implies(self, other: "_Limit") -> bool:
        """Return whether the other's condition holds wherever this one's does, by the conditions alone."""
        if other.at_most < self.at_most:
            return False
        if other.kind == "themes_at_most":
            return self.kind in {"theme", "themes_at_most"} and other.count <= self.count
        return (self.kind, self.name) == (other.kind, other.name)


def _read(draft: BankDraft, levels: Sequence[str]) -> Iterator[_Limit]:
    for item in draft.limits:
        when, caps, at = item.record.record("when"), item.record.text("caps"), item.record.text("at")
        kind = next((kind for kind in _KINDS if when and when.text(kind)), None)
        if when is None or kind is None or caps is None or at not in levels:
            continue
        name = when.text(kind) or ""
        level = name if kind == "themes_at_most" else when.text("at_most")
        count = _count(when) if kind == "themes_at_most" else 1
        if (kind == "finding" or level in levels) and count:
            yield _Limit(
                item=item,
                kind=kind,
                name="" if kind == "themes_at_most" else name,
                at_most=0 if kind == "finding" else levels.index(level or "") + 1,
                count=count,
                caps=caps,
                at=levels.index(at) + 1,
            )


def _count(when: Record | None) -> int | None:
    count = when.scalar("count") if when else None
    return read_whole(count.text) if count and count.is_bare else None


def never_fires(draft: BankDraft) -> Iterator[Problem]:
    """Yield limits on more themes than there are."""
    themes = draft.theme_codes
    for limit in draft.limits:
        when = limit.record.record("when")
        count = _count(when)
        if when and themes and count is not None and count > len(themes):
            yield _problem(
                limit,
                Rule.LIMIT_NEVER_FIRES,
                when.place_of("count"),
                f"fire: the bank has {len(themes)} {'theme' if len(themes) == 1 else 'themes'}, fewer than {count}",
                "Write a count of 1." if len(themes) == 1 else f"Write a count from 1 to {len(themes)}.",
            )


def never_binds(draft: BankDraft) -> Iterator[Problem]:
    """Yield limits under which the grade could not be higher without them."""
    levels = draft.level_codes
    if levels is None or not draft.is_whole:
        return
    limits = list(_read(draft, levels))
    for limit in limits:
        at = limit.item.record.scalar("at")
        if at is None or limit.count > len(draft.themes):
            continue
        if limit.at == len(levels):
            found, remedy = f"{quoted(at.text)} is the top grade, which caps nothing", "Name a lower grade."
        elif _BestCase(draft, levels, limit, limits).grade() <= limit.at:
            found = f"while its condition holds, the grade is at most {quoted(at.text)} in any case"
            remedy = "Name a lower grade, or remove the limit."
        else:
            continue
        yield _problem(limit.item, Rule.LIMIT_NEVER_BINDS, at.place, f"bind: {found}", remedy)


class _BestCase:
    """The answers that keep every grade as high as a limit's condition lets it be. Weights not known lower nothing."""

    def __init__(self, draft: BankDraft, levels: Sequence[str], limit: _Limit, limits: Sequence[_Limit]) -> None:
        self.draft = draft
        self.limit = limit
        self.others = [other for other in limits if not limit.is_twice(other)]
        self.top = Fraction(len(levels))
        self.thresholds = _thresholds(draft, levels)

    def grade(self) -> int:
        """Return the place of the highest grade that what is capped can have without the limit."""
        places = {theme.code: self._theme_place(theme.code) for theme in self.draft.themes}
        if self.limit.caps != OVERALL:
            return places.get(self.limit.caps, len(self.thresholds) + 1)
        return min([self._overall_place(), *(other.at for other in self.others if self._caps_overall(other, places))])

    def _theme_place(self, theme: str) -> int:
        fired = [other.at for other in self.others if other.caps == theme and self.limit.implies(other)]
        if self.limit.kind == "theme" and self.limit.name == theme:
            fired.append(self.limit.at_most)
        return min([self._place(self.top - self._shortfall_of_question(theme)), *fired])

    def _caps_overall(self, other: _Limit, places: dict[str, int]) -> bool:
        low = [theme for theme, place in places.items() if place <= other.at_most]
        return other.caps == OVERALL and (
            self.limit.implies(other)
            or (other.kind == "theme" and other.name in low)
            or (other.kind == "themes_at_most" and len(low) >= other.count)
        )

    def _overall_place(self) -> int:
        records = [theme.record for theme in self.draft.themes]
        shortfalls = []
        for theme in self.draft.themes:
            missing = self._shortfall_of_theme(theme.code) if self._is_on_themes() else None
            shortfall = self._shortfall_of_question(theme.code) if missing is None else missing
            shortfalls.append(shortfall * _share(theme.record, records))
        if self.limit.kind == "themes_at_most":
            shortfalls = sorted(shortfalls)[: self.limit.count]
        shortfall = sum(shortfalls, Fraction(0))
        return self._place(self.top - shortfall, is_reached=not (self._is_on_themes() and shortfall > 0))

    def _is_on_themes(self) -> bool:
        return self.limit.kind in {"theme", "themes_at_most"}

    def _shortfall_of_question(self, theme_code: str) -> Fraction:
        """Return how far the condition on a question of the theme holds the theme's mean below the top."""
        theme = next(theme for theme in self.draft.themes if theme.code == theme_code)
        records = [item.record for item in theme.questions]
        question = next((record for record in records if record.text("code") == self.limit.name), None)
        if self.limit.kind != "question" or question is None:
            return Fraction(0)
        return _share(question, records) * (self.top - self.limit.at_most)

    def _shortfall_of_theme(self, theme: str) -> Fraction:
        """Return how far the mean of a theme graded so low stays below the top; 0 where a limit can hold it there."""
        if self.limit.kind == "theme" and self.limit.name != theme:
            return Fraction(0)
        if any(other.caps == theme and other.at <= self.limit.at_most for other in self.others):
            return Fraction(0)
        return self.top - self.thresholds[self.limit.at_most - 1] if self.limit.at_most < self.top else Fraction(0)

    def _place(self, mean: Fraction, *, is_reached: bool = True) -> int:
        """Return the grade of a mean, or of the means below it where it is not reached itself."""
        return 1 + sum(mean >= least if is_reached else mean > least for least in self.thresholds)


def _thresholds(draft: BankDraft, levels: Sequence[str]) -> list[Fraction]:
    """Return the thresholds by level; such as any mean reaches where they are faulty themselves."""
    given = draft.rubric.record("thresholds") if draft.rubric else None
    least = [threshold for code in levels[1:] if given and (threshold := given.number(code)) is not None]
    are_rising = all(below < above for below, above in pairwise([Fraction(1), *least]))
    if len(least) < len(levels) - 1 or not are_rising or least[-1] > len(levels):
        return [Fraction(0)] * (len(levels) - 1)
    return least


def _share(one: Record, of_all: Sequence[Record]) -> Fraction:
    """Return one weight as a share of all; 0 where a weight is not known or they come to nothing."""
    weights = [_weight(record) for record in of_all]
    known = [weight for weight in weights if weight is not None and weight >= 0]
    weight = _weight(one)
    return weight / sum(known, Fraction(0)) if weight and len(known) == len(weights) else Fraction(0)


def _weight(record: Record) -> Fraction | None:
    return record.number("weight") if "weight" in record.entries else Fraction(1)


def never_escaped(draft: BankDraft) -> Iterator[Problem]:
    """Yield limits whose condition holds whatever is answered."""
    levels = draft.level_codes
    for limit in draft.limits:
        when = limit.record.record("when")
        if when is None:
            continue
        for level in (when.scalar("at_most"), when.scalar("themes_at_most")):
            if level and levels and level.text == levels[-1]:
                found = f"be escaped: {quoted(level.text)} is the highest level, and every level is at most that"
                yield _problem(limit, Rule.LIMIT_NEVER_ESCAPED, level.place, found, "Name a lower level.")
        if _count(when) == 0:
            found = "be escaped: every assessment has at least 0 such themes"
            yield _problem(limit, Rule.LIMIT_NEVER_ESCAPED, when.place_of("count"), found, "Write 1 or more.")


def _problem(limit: Item, rule: Rule, place: Place, what: str, remedy: str) -> Problem:
    return Problem(rule=rule, place=place, where=limit.where, found=f"the limit can never {what}", remedy=remedy)


REACH_CHECKS: Final = (never_fires, never_binds, never_escaped)
