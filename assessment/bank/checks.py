"""Faults that no single value shows: names that repeat or are unknown, texts that are the same, levels left empty.

Every check is a function from a draft to problems. Where a part it needs is faulty in itself, a check is silent: that
part's own problem is reported already, and a problem that would vanish with it only misleads.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from assessment.bank.applies_checks import APPLIES_CHECKS
from assessment.bank.contradiction_checks import CONTRADICTION_CHECKS
from assessment.bank.draft import BankDraft
from assessment.bank.limit_checks import LIMIT_CHECKS
from assessment.bank.limit_reach import REACH_CHECKS
from assessment.bank.model import OVERALL
from assessment.bank.nodes import Item, Record, Scalar
from assessment.bank.problems import Place, Problem, Rule, quoted, suggestion
from assessment.bank.rubric_checks import RUBRIC_CHECKS


def find_faults(draft: BankDraft) -> Iterator[Problem]:
    """Yield everything wrong with how the parts of the bank fit together."""
    for check in (*CHECKS, *APPLIES_CHECKS, *RUBRIC_CHECKS, *LIMIT_CHECKS, *REACH_CHECKS, *CONTRADICTION_CHECKS):
        yield from check(draft)


def repeated_codes(draft: BankDraft) -> Iterator[Problem]:
    """Yield codes that stand for more than one thing of a kind."""
    yield from _repeats(_scalars(draft.sources, "id"), "source")
    yield from _repeats(_scalars(draft.levels, "code"), "level")
    yield from _repeats(_scalars(draft.words, "word"), "word")
    yield from _repeats(_scalars(draft.limits, "id"), "limit")
    yield from _repeats(draft.listed_themes, "theme")
    yield from _repeats(_scalars(draft.questions(), "code"), "question")
    yield from _repeats(draft.findings(), "finding")


def _scalars(named: Iterable[Item], key: str) -> Iterator[Scalar]:
    return (scalar for item in named if (scalar := item.record.scalar(key)) and scalar.text)


def _repeats(codes: Iterable[Scalar], noun: str) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for code in codes:
        if code.text in first:
            yield Problem(
                rule=Rule.REPEATED_CODE,
                place=code.place,
                where=f"{noun} {code.text}",
                found=f"there is another {noun} of that name {_seen_from(code.place, first[code.text])}",
                remedy="Keep one of them, or give one another name.",
            )
        else:
            first[code.text] = code.place


def _seen_from(here: Place, there: Place) -> str:
    """Return how to name a line from another line."""
    return f"on line {there.line}" if here.file == there.file else f"in {there.file}:{there.line}"


def reserved_codes(draft: BankDraft) -> Iterator[Problem]:
    """Yield themes whose code already means something else."""
    taken = {
        str(OVERALL): "what limits call the overall grade",
        "bank": "the name of the bank's own file",
        "equivalence": "the name of the file on the version before",
        "contradictions": "the name of the file on what cannot be said at once",
    }
    for code in draft.listed_themes:
        if code.text in taken:
            yield Problem(
                rule=Rule.RESERVED_CODE,
                place=code.place,
                where=f"theme {code.text}",
                found=f"{quoted(code.text)} is {taken[code.text]}",
                remedy="Give the theme another code.",
            )


def theme_names(draft: BankDraft) -> Iterator[Problem]:
    """Yield theme files that give themselves another code than their name."""
    for theme in draft.themes:
        code = theme.record.scalar("theme")
        if code and code.text and code.text != theme.code:
            yield Problem(
                rule=Rule.THEME_NAME,
                place=code.place,
                where=theme.where,
                found=f"the file calls itself {quoted(code.text)}",
                remedy=f"Write theme: {theme.code}, or rename the file and what bank.yaml lists.",
            )


def unknown_sources(draft: BankDraft) -> Iterator[Problem]:
    """Yield citations of sources that are not listed."""
    if draft.source_ids is None:
        return
    for item in (*draft.limits, *draft.questions()):
        citation = item.record.record("source")
        cited = citation.scalar("id") if citation else None
        if cited and cited.text and cited.text not in draft.source_ids:
            yield Problem(
                rule=Rule.UNKNOWN_SOURCE,
                place=cited.place,
                where=f"{item.where}, source",
                found=f"the source {quoted(cited.text)} is not listed in bank.yaml",
                remedy=f"List it there, or cite another. {suggestion(cited.text, draft.source_ids)}",
            )


def repeated_texts(draft: BankDraft) -> Iterator[Problem]:
    """Yield titles and prompts that a reader could not tell apart, mostly left from copying."""
    yield from _same(draft.levels, "title")
    yield from _same([Item(where=theme.where, record=theme.record) for theme in draft.themes], "title")
    yield from _same(draft.questions(), "title")
    yield from _same(draft.questions(), "prompt")


def _same(named: Iterable[Item], key: str) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in named:
        text = (item.record.text(key) or "").casefold()
        if not text:
            continue
        other = first.setdefault(text, item)
        if other is not item:
            yield Problem(
                rule=Rule.REPEATED_TEXT,
                place=item.record.place_of(key),
                where=f"{item.where}, {key}",
                found=f"the {key} is the same as that of {other.where}",
                remedy="Reword one of them.",
            )


def statements(draft: BankDraft) -> Iterator[Problem]:
    """Yield levels without statements, and statements at the lowest level or at levels that are unknown."""
    for item in draft.questions():
        given = item.record.record("statements")
        if given is None or draft.level_codes is None:
            continue
        _lowest, *above = draft.level_codes
        for code in above:
            if given.get(code) is None:
                yield Problem(
                    rule=Rule.LEVEL_MISSING,
                    place=item.record.place_of("statements"),
                    where=f"{item.where}, statements",
                    found=f"the level {quoted(code)} has no statement",
                    remedy="Write what can be shown at that level.",
                )
        for entry in given.entries.values():
            if entry.key.text not in above:
                yield Problem(
                    rule=Rule.LEVEL_UNKNOWN,
                    place=entry.key.place,
                    where=f"{item.where}, statements",
                    found=f"{quoted(entry.key.text)} is no level above the lowest",
                    remedy=suggestion(entry.key.text, above),
                )


def essential_at_top(draft: BankDraft) -> Iterator[Problem]:
    """Yield statements of the highest level that are marked as what no higher level is reached without."""
    top = draft.level_codes[-1] if draft.level_codes else ""
    for item in draft.questions():
        given = item.record.record("statements")
        listing = given.listing(top) if given else None
        for statement in listing.each(Record) if listing else ():
            essential = statement.scalar("essential")
            if essential and essential.is_bare and essential.text == "true":
                yield Problem(
                    rule=Rule.ESSENTIAL_AT_TOP,
                    place=essential.place,
                    where=f"{item.where}, statements, {top}",
                    found="no level is above this one, so the mark changes nothing",
                    remedy="Remove it, or mark the statement of a lower level.",
                )


CHECKS: Final = (
    repeated_codes,
    reserved_codes,
    theme_names,
    unknown_sources,
    repeated_texts,
    statements,
    essential_at_top,
)
