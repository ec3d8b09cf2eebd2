"""Faults in what a version lists as contradictions: what can never be asked, or is asked twice."""

from collections.abc import Iterator
from typing import Final

from assessment.bank.contradictions import ClaimKind
from assessment.bank.draft import BankDraft
from assessment.bank.nodes import Item, Scalar, items
from assessment.bank.problems import Problem, Rule, quoted, suggestion

_NOUNS: Final = {
    ClaimKind.TICKED: "statement",
    ClaimKind.NOT_TICKED: "statement",
    ClaimKind.NOT_APPLICABLE: "question",
    ClaimKind.FINDING: "finding",
}


def claims_not_two(draft: BankDraft) -> Iterator[Problem]:
    """Yield lines that name more or less than two things, of which nothing can be said."""
    for line in _lines(draft):
        if len(line.record.entries) != 2:
            named = "1 thing" if len(line.record.entries) == 1 else f"{len(line.record.entries)} things"
            remedy = "Name exactly two that cannot both be right."
            yield _problem(Rule.CONTRADICTION_COUNT, line, f"it names {named}", remedy)


def unknown_names(draft: BankDraft) -> Iterator[Problem]:
    """Yield codes of what the version does not ask."""
    if not draft.is_whole:
        return
    statements = tuple(each.code for each in draft.statements())
    known = {
        ClaimKind.TICKED: statements,
        ClaimKind.NOT_TICKED: statements,
        ClaimKind.NOT_APPLICABLE: draft.question_codes or (),
        ClaimKind.FINDING: draft.finding_ids or (),
    }
    for line in _lines(draft):
        for kind, codes in known.items():
            code = line.record.text(kind)
            if code is not None and code not in codes:
                found = f"{quoted(code)} is no {_NOUNS[kind]} of this version"
                yield _problem(Rule.CONTRADICTION_UNKNOWN_NAME, line, found, suggestion(code, codes), key=kind)


def never_said(draft: BankDraft) -> Iterator[Problem]:
    """Yield lines that never come to a question: both cannot be said in the form, whatever anybody answers."""
    always = {
        item.record.text("code") for item in draft.questions() if "not_applicable_when" not in item.record.entries
    }
    for line in _lines(draft):
        spared = line.record.text(ClaimKind.NOT_APPLICABLE)
        if spared in always:
            remedy = "Name a question that has not_applicable_when, or remove the line."
            found = f"{spared} always applies, so nobody can say that it does not"
            yield _problem(Rule.CONTRADICTION_NEVER, line, found, remedy, key=ClaimKind.NOT_APPLICABLE)
        ticked, missing = line.record.text(ClaimKind.TICKED), line.record.text(ClaimKind.NOT_TICKED)
        if ticked is not None and ticked == missing:
            found = f"{ticked} is either ticked or not"
            yield _problem(Rule.CONTRADICTION_NEVER, line, found, "Name two statements.", key=ClaimKind.NOT_TICKED)
        for code in (ticked, missing):
            if code is not None and spared == code.partition(".")[0]:
                found = f"nothing of {spared} can be ticked once it is said not to apply"
                remedy = "Name a statement of another question."
                yield _problem(Rule.CONTRADICTION_NEVER, line, found, remedy, key=ClaimKind.NOT_APPLICABLE)


def written_twice(draft: BankDraft) -> Iterator[Problem]:
    """Yield lines that say what an earlier one says."""
    first: dict[frozenset[tuple[str, str | None]], Item] = {}
    for line in _lines(draft):
        said = frozenset((key, line.record.text(key)) for key in line.record.entries)
        other = first.setdefault(said, line)
        if other is not line:
            found = f"it says the same as line {other.record.place.line}"
            yield _problem(Rule.CONTRADICTION_TWICE, line, found, "Keep one of them.")


def _lines(draft: BankDraft) -> tuple[Item, ...]:
    """Return the lines that hold texts alone; anything else is reported as such."""
    listing = draft.contradictions.listing("contradictions") if draft.contradictions else None
    return tuple(
        item
        for item in items(listing, "contradiction", "")
        if all(isinstance(entry.value, Scalar) for entry in item.record.entries.values())
    )


def _problem(rule: Rule, line: Item, found: str, remedy: str, *, key: str = "") -> Problem:
    where = f"{line.where}{key and f', {key}'}"
    return Problem(rule=rule, place=line.record.place_of(key), where=where, found=found, remedy=remedy)


CONTRADICTION_CHECKS: Final = (claims_not_two, unknown_names, never_said, written_twice)
