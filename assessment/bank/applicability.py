"""Which questions a collaboration is asked, by the facts that the register holds about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from assessment.bank.model import (
    AppliesWhen,
    Bank,
    Condition,
    FindingIsTrue,
    NotAsked,
    Question,
    QuestionAtMost,
    Theme,
)
from assessment.codes import CollaborationKind, CollaborationStatus
from assessment.wording import words

FEWEST_PARTNERS: Final = 2
"""Fewer are no collaboration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the register holds about a collaboration. None is not known."""

    kind: CollaborationKind | None = None
    status: CollaborationStatus | None = None
    partners: int | None = None
    has_posted_staff: bool | None = None
    shares_personal_data: bool | None = None


UNKNOWN: Final = Facts()
"""The facts about a collaboration of which the register knows nothing."""


def asked_of(bank: Bank, facts: Facts) -> Bank:
    """Return the bank as a collaboration of those facts is asked it: without what does not apply, and why it does not.

    A limit that hangs on a question that is not asked can never hold, so it is left out too.
    """
    themes = tuple(_theme_asked_of(theme, facts) for theme in bank.themes)
    left_out = frozenset(each.question.code for theme in themes for each in theme.not_asked)
    if not left_out:
        return bank
    limits = tuple(limit for limit in bank.rubric.limits if _hangs_on(limit.when, bank) not in left_out)
    return replace(bank, themes=themes, rubric=replace(bank.rubric, limits=limits))


def comes_and_goes(bank: Bank, before: Facts, now: Facts) -> tuple[tuple[Question, ...], tuple[NotAsked, ...]]:
    """Return the questions that are asked by the facts now and were not by those before, and the other way round."""
    today = asked_of(bank, now)
    asked = frozenset(question.code for question in asked_of(bank, before).questions())
    comes = tuple(question for question in today.questions() if question.code not in asked)
    return comes, tuple(each for each in today.not_asked() if each.question.code in asked)


def _theme_asked_of(theme: Theme, facts: Facts) -> Theme:
    not_asked = tuple(NotAsked(question=each, why=why) for each in theme.questions if (why := why_not(each, facts)))
    left_out = frozenset(each.question.code for each in not_asked)
    return replace(
        theme,
        questions=tuple(each for each in theme.questions if each.code not in left_out),
        not_asked=not_asked,
    )


def _hangs_on(when: Condition, bank: Bank) -> str | None:
    """Return the code of the question on which the condition of a limit hangs, or None where it hangs on themes."""
    match when:
        case FindingIsTrue(finding=finding):
            return bank.question_of(finding).code
        case QuestionAtMost(question=question):
            return question
    return None


def applies(question: Question, facts: Facts) -> bool:
    """Return whether the question is asked. What is not known never takes a question away."""
    return not why_not(question, facts)


def why_not(question: Question, facts: Facts) -> str:
    """Return why the question is not asked, in a sentence; empty where it is."""
    wanted = question.applies_when
    if wanted is None:
        return ""
    return next((f"Not asked: {reason}." for reason in _reasons(wanted, facts)), "")


def _reasons(wanted: AppliesWhen, facts: Facts) -> Iterator[str]:
    """Yield each known fact that takes the question away."""
    if facts.kind is not None and wanted.kinds and facts.kind not in wanted.kinds:
        yield f"it is for a {_either(wanted.kinds)}, and this is a {words(facts.kind)}"
    if facts.status is not None and wanted.statuses and facts.status not in wanted.statuses:
        yield f"it is for a collaboration that is {_either(wanted.statuses)}, and this one is {words(facts.status)}"
    if facts.partners is not None:
        least, most = wanted.partners_at_least, wanted.partners_at_most
        if least is not None and facts.partners < least:
            yield f"it is for {least} partners or more, and this collaboration has {facts.partners}"
        if most is not None and facts.partners > most:
            yield f"it is for {most} partners or fewer, and this collaboration has {facts.partners}"
    if _differs(wanted.has_posted_staff, facts.has_posted_staff):
        yield f"this collaboration has {'posted staff' if facts.has_posted_staff else 'no posted staff'}"
    if _differs(wanted.shares_personal_data, facts.shares_personal_data):
        yield f"this collaboration shares {'personal data' if facts.shares_personal_data else 'no personal data'}"


def _differs(wanted: bool | None, known: bool | None) -> bool:
    return None not in (wanted, known) and wanted != known


def _either(codes: Iterable[CollaborationKind] | Iterable[CollaborationStatus]) -> str:
    """Return the words for the codes in the order in which they are defined."""
    chosen = frozenset(codes)
    *others, last = [words(code) for code in (*CollaborationKind, *CollaborationStatus) if code in chosen]
    return f"{', '.join(others)} or {last}" if others else last
