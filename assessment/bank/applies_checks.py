"""Faults in when a question applies: what would ask it of every collaboration, or of none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessment.bank.applicability import FEWEST_PARTNERS
from assessment.bank.draft import BankDraft
from assessment.bank.nodes import Record, Scalar
from assessment.bank.problems import Problem, Rule, quoted
from assessment.codes import CollaborationKind, CollaborationStatus

_LISTS: Final[tuple[tuple[str, type[StrEnum]], ...]] = (("kind", CollaborationKind), ("status", CollaborationStatus))


def applies_to_all(draft: BankDraft) -> Iterator[Problem]:
    """Yield conditions that hold for every collaboration."""
    for condition in _conditions(draft):
        if not condition.facts.entries:
            yield condition.problem(Rule.APPLIES_TO_ALL, "no fact is named", "Name one, or remove the key.")
        for key, choices in _LISTS:
            if frozenset(condition.texts(key)) == frozenset(choices):
                found = f"every {key} is named, so that it rules nothing out"
                yield condition.problem(Rule.APPLIES_TO_ALL, found, "Name fewer, or remove the key.", key=key)
        least = condition.facts.number("partners_at_least")
        if least is not None and least <= FEWEST_PARTNERS:
            found = f"every collaboration has {FEWEST_PARTNERS} partners or more"
            remedy = f"Write {FEWEST_PARTNERS + 1} or more, or remove the key."
            yield condition.problem(Rule.APPLIES_TO_ALL, found, remedy, key="partners_at_least")


def applies_to_none(draft: BankDraft) -> Iterator[Problem]:
    """Yield numbers of partners that no collaboration has."""
    for condition in _conditions(draft):
        least = max(condition.facts.number("partners_at_least") or 0, FEWEST_PARTNERS)
        most = condition.facts.number("partners_at_most")
        if most is not None and most < least:
            found = f"no collaboration has {least} partners or more and {most} or fewer"
            remedy = "Write a higher number, or remove the key."
            yield condition.problem(Rule.APPLIES_TO_NONE, found, remedy, key="partners_at_most")


def applies_repeated(draft: BankDraft) -> Iterator[Problem]:
    """Yield what is named twice."""
    for condition in _conditions(draft):
        for key, _ in _LISTS:
            for text, count in Counter(condition.texts(key)).items():
                if count > 1:
                    found = f"{quoted(text)} is named {count} times"
                    yield condition.problem(Rule.APPLIES_REPEATED, found, "Keep one of them.", key=key)


def applies_to_a_theme(draft: BankDraft) -> Iterator[Problem]:
    """Yield themes of which a collaboration could be asked nothing at all."""
    for theme in draft.themes:
        asked = [question.record for question in theme.questions]
        if asked and all("applies_when" in record.entries for record in asked):
            yield Problem(
                rule=Rule.APPLIES_THEME_EMPTY,
                place=theme.record.place_of("questions"),
                where=theme.where,
                found="every question has applies_when, so that a collaboration may be asked none of them",
                remedy="Ask one of them of everybody.",
            )


@dataclass(frozen=True, slots=True)
class _Condition:
    """When a question applies, as its author wrote it."""

    where: str
    facts: Record

    def texts(self, key: str) -> list[str]:
        listing = self.facts.listing(key)
        return [scalar.text for scalar in listing.each(Scalar)] if listing else []

    def problem(self, rule: Rule, found: str, remedy: str, *, key: str = "") -> Problem:
        where = f"{self.where}, applies_when{key and f', {key}'}"
        return Problem(rule=rule, place=self.facts.place_of(key), where=where, found=found, remedy=remedy)


def _conditions(draft: BankDraft) -> Iterator[_Condition]:
    for question in draft.questions():
        facts = question.record.record("applies_when")
        if facts is not None:
            yield _Condition(question.where, facts)


APPLIES_CHECKS: Final = (applies_to_all, applies_to_none, applies_repeated, applies_to_a_theme)
