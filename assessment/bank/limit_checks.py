"""Limits that name something unknown, go round in a circle or stand twice, and findings that limit nothing."""

from collections.abc import Collection, Iterator
from typing import Final

from assessment.bank.draft import BankDraft
from assessment.bank.model import OVERALL
from assessment.bank.nodes import Item, Record
from assessment.bank.problems import Problem, Rule, quoted, suggestion

_FORMS: Final = {"finding": None, "question": "at_most", "theme": "at_most", "themes_at_most": "count"}
"""How a condition begins, and the key that then belongs beside it."""
_THEME_KEYS: Final = frozenset({"theme", "themes_at_most"})


def conditions(draft: BankDraft) -> Iterator[Problem]:
    """Yield conditions that have none of the four forms."""
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
    """Yield questions, themes and levels that do not exist."""
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


def themes_that_cap_themes(draft: BankDraft) -> Iterator[Problem]:
    """Yield conditions on final theme grades that would change a theme's grade again."""
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
    """Yield limits with the same condition on the same grade, of which only the lower cap would ever show."""
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


def forgiven(draft: BankDraft) -> Iterator[Problem]:
    """Yield limits on a level that is passed although what they are about is missing, as one gap is forgiven."""
    levels = draft.level_codes or ()
    questions = {code: item for item in draft.questions() if (code := item.record.text("code"))}
    for limit in draft.limits:
        when = limit.record.record("when")
        question = questions.get(when.text("question") or "") if when else None
        given = question.record.record("statements") if question else None
        at_most = when.text("at_most") if when else None
        if when is None or question is None or given is None or at_most not in levels[:-2]:
            continue
        above = levels[levels.index(at_most) + 1]
        listing = given.listing(above)
        if listing and not any(node.text("essential") == "true" for node in listing.each(Record)):
            yield Problem(
                rule=Rule.LIMIT_FORGIVEN,
                place=when.place,
                where=f"{limit.where}, when",
                found=f"{question.where} passes {quoted(at_most)} with one gap at {quoted(above)}, which is forgiven",
                remedy=f"Mark as essential, at {quoted(above)}, each statement that the limit is about.",
            )


def unused_findings(draft: BankDraft) -> Iterator[Problem]:
    """Yield findings that no limit is set off by."""
    used = _named_by_limits(draft, "finding")
    for item in draft.questions():
        finding = item.record.record("finding")
        id = finding.scalar("id") if finding else None
        if id and id.text and used is not None and id.text not in used:
            yield Problem(
                rule=Rule.FINDING_UNUSED,
                place=id.place,
                where=f"finding {id.text}",
                found="no limit is set off by this finding, so its answer changes nothing",
                remedy="Add a limit with when: {finding: …}, or remove the finding.",
            )


def not_core(draft: BankDraft) -> Iterator[Problem]:
    """Yield questions that can limit a grade, and that a first, short sitting would leave out."""
    questions, findings = _named_by_limits(draft, "question"), _named_by_limits(draft, "finding")
    for item in draft.questions():
        code, core, finding = item.record.text("code"), item.record.scalar("core"), item.record.record("finding")
        limits = code in (questions or ()) or (finding is not None and finding.text("id") in (findings or ()))
        if limits and core and core.is_bare and core.text == "false":
            yield Problem(
                rule=Rule.LIMIT_NOT_CORE,
                place=core.place,
                where=f"{item.where}, core",
                found="the question can limit a grade, and there is no grade without its answer",
                remedy="Write core: true.",
            )


def _named_by_limits(draft: BankDraft, key: str) -> set[str] | None:
    """Return what the limits name in their conditions; none where the limits cannot be known."""
    if draft.rubric is None or draft.rubric.listing("limits") is None:
        return None
    conditions = (when for limit in draft.limits if (when := limit.record.record("when")))
    return {name for when in conditions if (name := when.text(key))}


LIMIT_CHECKS: Final = (
    conditions,
    unknown_names,
    themes_that_cap_themes,
    stated_twice,
    forgiven,
    unused_findings,
    not_core,
)
