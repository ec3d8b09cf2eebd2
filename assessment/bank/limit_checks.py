"""Limits that name something unknown, can never fire, can never be escaped, or go round in a circle."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from assessment.bank.draft import BankDraft, DraftTheme
from assessment.bank.model import OVERALL
from assessment.bank.nodes import Item, Record, Scalar
from assessment.bank.problems import Place, Problem, Rule, quoted, suggestion
from assessment.bank.scalars import read_whole

_FORMS: Final = {"finding": None, "question": "at_most", "theme": "at_most", "themes_at_most": "count"}
"""How a condition begins, and the key that then belongs beside it."""
_THEME_KEYS: Final = frozenset({"theme", "themes_at_most"})


def conditions(draft: BankDraft) -> Iterator[Problem]:
    """Conditions that are none of the three there are."""
    for limit in draft.limits:
        when = limit.record.record("when")
        if when is None:
            continue
        heads = [key for key in _FORMS if when.get(key) is not None]
        beside = [key for key in ("at_most", "count") if when.get(key) is not None]
        if len(heads) != 1 or beside != [key for key in (_FORMS[heads[0]],) if key]:
            yield Problem(
                rule=Rule.LIMIT_CONDITION,
                place=when.place,
                where=f"{limit.where}, when",
                found="this is none of the four conditions there are",
                remedy="Write {finding: …}, {question: …, at_most: …}, {theme: …, at_most: …} "
                "or {themes_at_most: …, count: …}.",
            )


def unknown_names(draft: BankDraft) -> Iterator[Problem]:
    """Questions, themes and levels that do not exist."""
    caps = None if draft.theme_codes is None else (*draft.theme_codes, str(OVERALL))
    for limit in draft.limits:
        when = limit.record.record("when")
        if when is not None:
            yield from _unknown(limit, when, "finding", draft.finding_ids)
            yield from _unknown(limit, when, "question", draft.question_codes)
            yield from _unknown(limit, when, "theme", draft.theme_codes)
            yield from _unknown(limit, when, "at_most", draft.level_codes)
            yield from _unknown(limit, when, "themes_at_most", draft.level_codes)
        yield from _unknown(limit, limit.record, "caps", caps)
        yield from _unknown(limit, limit.record, "at", draft.level_codes)


def _unknown(limit: Item, record: Record, key: str, known: Collection[str] | None) -> Iterator[Problem]:
    name = record.scalar(key)
    if name and name.text and known is not None and name.text not in known:
        yield Problem(
            rule=Rule.LIMIT_UNKNOWN_NAME,
            place=name.place,
            where=f"{limit.where}, {key if record is limit.record else f'when, {key}'}",
            found=f"{quoted(name.text)} is not in the bank",
            remedy=suggestion(name.text, known),
        )


def never_fires(draft: BankDraft) -> Iterator[Problem]:
    """Limits that lower no grade, whatever is answered."""
    levels, themes = draft.level_codes, draft.theme_codes
    for limit in draft.limits:
        at, when = limit.record.scalar("at"), limit.record.record("when")
        count = _count(when)
        if at and levels and at.text == levels[-1]:
            yield _never(
                limit, at.place, f"{quoted(at.text)} is the top grade, which caps nothing", "Name a lower grade."
            )
        elif when and count is not None and themes and count > len(themes):
            yield _never(
                limit,
                when.place_of("count"),
                f"the bank has {len(themes)} {'theme' if len(themes) == 1 else 'themes'}, fewer than {count}",
                "Write a count of 1." if len(themes) == 1 else f"Write a count from 1 to {len(themes)}.",
            )
        elif when and at and levels and at.text in levels:
            best = _best_mean(draft, when, limit.record.text("caps"), levels)
            if best is not None and _best_place(draft, best, levels) <= levels.index(at.text) + 1:
                yield _never(
                    limit,
                    at.place,
                    f"while its condition holds, the grade is at most {quoted(at.text)} in any case",
                    "Name a lower grade, or remove the limit.",
                )


def _never(limit: Item, place: Place, found: str, remedy: str) -> Problem:
    return Problem(
        rule=Rule.LIMIT_NEVER_FIRES,
        place=place,
        where=limit.where,
        found=f"the limit can never fire: {found}",
        remedy=remedy,
    )


def _count(when: Record | None) -> int | None:
    count = when.scalar("count") if when else None
    return read_whole(count.text) if count and count.is_bare else None


def _best_mean(draft: BankDraft, when: Record, caps: str | None, levels: tuple[str, ...]) -> Fraction | None:
    """The highest mean of what is capped while a question stays at most where the condition puts it.

    All other questions are at the highest level. None where the condition is not on a question of what is capped, or
    where weights are not known.
    """
    code, at_most = when.text("question"), when.text("at_most")
    theme = next((theme for theme in draft.themes if code and code in _question_codes(theme)), None)
    if theme is None or at_most not in levels or caps not in {theme.code, str(OVERALL)} or not draft.is_whole:
        return None
    top = Fraction(len(levels))
    question = next(item.record for item in theme.questions if item.record.text("code") == code)
    shortfall = top - (levels.index(at_most) + 1)
    share = _share(question, [item.record for item in theme.questions])
    if caps == str(OVERALL):
        of_all = _share(theme.record, [other.record for other in draft.themes])
        share = None if share is None or of_all is None else share * of_all
    return None if share is None else top - share * shortfall


def _question_codes(theme: DraftTheme) -> set[str | None]:
    return {item.record.text("code") for item in theme.questions}


def _share(one: Record, of_all: list[Record]) -> Fraction | None:
    """One weight as a share of all; none where a weight is not known or they come to nothing."""
    weights = [weight for record in of_all if (weight := record.number("weight")) is not None and weight >= 0]
    weight = one.number("weight")
    if weight is None or len(weights) < len(of_all) or not any(weights):
        return None
    return weight / sum(weights, Fraction(0))


def _best_place(draft: BankDraft, mean: Fraction, levels: tuple[str, ...]) -> int:
    """The place of the highest grade the mean reaches; the top where the thresholds are faulty themselves."""
    given = draft.rubric.record("thresholds") if draft.rubric else None
    least = [threshold for code in levels[1:] if given and (threshold := given.number(code)) is not None]
    if len(least) < len(levels) - 1 or any(above <= below for below, above in pairwise(least)):
        return len(levels)
    return 1 + sum(mean >= threshold for threshold in least)


def never_escaped(draft: BankDraft) -> Iterator[Problem]:
    """Limits whose condition holds whatever is answered."""
    levels = draft.level_codes
    for limit in draft.limits:
        when = limit.record.record("when")
        if when is None:
            continue
        for level in (when.scalar("at_most"), when.scalar("themes_at_most")):
            if isinstance(level, Scalar) and levels and level.text == levels[-1]:
                yield _always(
                    limit,
                    level.place,
                    f"{quoted(level.text)} is the highest level, and every level is at most that",
                    "Name a lower level.",
                )
        if _count(when) == 0:
            yield _always(
                limit, when.place_of("count"), "every assessment has at least 0 such themes", "Write 1 or more."
            )


def _always(limit: Item, place: Place, found: str, remedy: str) -> Problem:
    return Problem(
        rule=Rule.LIMIT_NEVER_ESCAPED,
        place=place,
        where=limit.where,
        found=f"the limit can never be escaped: {found}",
        remedy=remedy,
    )


def themes_that_cap_themes(draft: BankDraft) -> Iterator[Problem]:
    """Conditions on final theme grades that would change a theme's grade again."""
    for limit in draft.limits:
        when, caps = limit.record.record("when"), limit.record.scalar("caps")
        on_themes = when is not None and "question" not in when.entries and not _THEME_KEYS.isdisjoint(when.entries)
        if on_themes and caps and caps.text and caps.text != OVERALL:
            yield Problem(
                rule=Rule.LIMIT_CAPS_THEME_BY_THEMES,
                place=caps.place,
                where=f"{limit.where}, caps",
                found="a condition on theme grades may not cap a theme, whose grade it looks at",
                remedy="Write caps: overall, or name a question in the condition.",
            )


def stated_twice(draft: BankDraft) -> Iterator[Problem]:
    """Limits with the same condition on the same grade, of which only the lower cap would ever show."""
    first: dict[tuple[object, ...], Item] = {}
    for limit in draft.limits:
        when, caps = limit.record.record("when"), limit.record.text("caps")
        if when is None or not when.entries or caps is None:
            continue
        condition = tuple((key, when.text(key)) for key in sorted(when.entries))
        other = first.setdefault((condition, caps), limit)
        if other is not limit:
            yield Problem(
                rule=Rule.LIMIT_TWICE,
                place=limit.record.place_of("when"),
                where=limit.where,
                found=f"{other.where} has the same condition and caps the same grade",
                remedy="Keep one of them.",
            )


LIMIT_CHECKS: Final = (
    conditions,
    unknown_names,
    never_fires,
    never_escaped,
    themes_that_cap_themes,
    stated_twice,
)
