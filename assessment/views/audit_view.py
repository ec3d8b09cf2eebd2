"""The audit trail to search: what was done, by whom, when and to what. It does not show anybody's answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, Role
from assessment.dates import UK
from assessment.ids import PersonId
from assessment.rounds.telling_apart import collaboration_labels, told_apart
from assessment.store import Store
from assessment.store.audit import AuditEntry
from assessment.store.audit_chain import PEOPLE_CHAIN, Chain, chain_of
from assessment.store.audit_search import AuditQuery, SealedEntry
from assessment.store.unit import Unit
from assessment.views.download_log_view import describe_entry
from assessment.wording import words

PAGE_SIZE: Final = 50
"""Entries on a page."""
OF_PEOPLE: Final = "People: sign-in and access"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """The entries to look for; None means any. Days are whole days in the UK, and `page` counts from 1."""

    chain: Chain | None = None
    event: Event | None = None
    person: PersonId | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """An entry. `what` shows no level and no text; `number` and `seal` identify it within its chain."""

    at: datetime
    by: str
    what: str
    chain: str
    number: int
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilterChoices:
    """The chains and the people to choose from, by name, each with a label of its own."""

    chains: Mapping[Chain, str]
    people: Mapping[PersonId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """The entries of a page, newest first, and the number of all that were found."""

    lines: tuple[AuditLine, ...]
    found: int

    @property
    def pages(self) -> int:
        """Return how many pages the entries fill, at least 1."""
        return max(1, -(-self.found // PAGE_SIZE))


def audit_filter_choices(store: Store, actor: Actor) -> AuditFilterChoices:
    """Return the chains and the people to choose from. Raise :class:`NotPermitted`."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.SEARCH_AUDIT)
        return AuditFilterChoices(chains=_chains(unit), people=_people(unit))


def search_audit(store: Store, actor: Actor, asked: AuditFilter) -> AuditPage:
    """Return the entries that match. Raise :class:`NotPermitted`."""
    search = AuditQuery(
        chain=asked.chain,
        event=asked.event,
        person=asked.person,
        since=None if asked.since is None else _midnight(asked.since),
        before=None if asked.until is None else _midnight(asked.until + timedelta(days=1)),
    )
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.SEARCH_AUDIT)
        chains = _chains(unit)
        names = unit.people.names() | {str(id): label for id, label in _people(unit).items()}
        found = unit.audit_search.find(search, most=PAGE_SIZE, skip=PAGE_SIZE * (asked.page - 1))
        return AuditPage(
            lines=tuple(_line(each, chains, names) for each in found),
            found=unit.audit_search.count(search),
        )


def _chains(unit: Unit) -> dict[Chain, str]:
    labels = collaboration_labels(unit.assessments.all(with_deleted=True))
    return {PEOPLE_CHAIN: OF_PEOPLE} | {chain_of(id): label for id, label in labels.items()}


def _people(unit: Unit) -> dict[PersonId, str]:
    return told_apart(
        {
            each.id: (each.name, each.force or "no force", each.email or "", str(each.id)[-8:])
            for each in unit.people.all()
        }
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UK)


def _line(found: SealedEntry, chains: Mapping[Chain, str], names: Mapping[str, str]) -> AuditLine:
    entry = found.entry
    return AuditLine(
        at=entry.at,
        by=names.get(entry.by, entry.by),
        what=", ".join(_what(entry, chains, names)),
        chain=chains.get(entry.chain, entry.chain),
        number=entry.number,
        seal=found.hmac[:12],
    )


def _what(entry: AuditEntry, chains: Mapping[Chain, str], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what was done and to what, but never a level, a rationale or the text of an action."""
    yield describe_entry(entry)
    if entry.question:
        yield entry.question
    if entry.chain != PEOPLE_CHAIN:
        return
    person = str(entry.detail.get("person") or "")
    if person and person != entry.by:
        yield names.get(person, person)
    if entry.detail.get("role"):
        yield words(Role(str(entry.detail["role"])))
    for name in ("force", "where"):
        if entry.detail.get(name):
            yield str(entry.detail[name])
    if entry.detail.get("collaboration"):
        named = str(entry.detail["collaboration"])
        yield next((name for chain, name in chains.items() if chain.endswith(named)), named)
