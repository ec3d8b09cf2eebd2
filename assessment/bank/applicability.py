"""Which questions a collaboration is asked, by the facts that the register holds about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment.bank.model import AppliesWhen, Question
from assessment.codes import CollaborationKind, CollaborationStatus
from assessment.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the register holds about a collaboration. None is not known."""

    kind: CollaborationKind | None = None
    status: CollaborationStatus | None = None
    partners: int | None = None
    has_posted_staff: bool | None = None
    shares_personal_data: bool | None = None


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
