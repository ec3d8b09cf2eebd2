"""The audit trail to search: what was done, by whom, when and to what. It does not show anybody's answers."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, Role, Stage
from assessment.dates import UK, uk_day
from assessment.forces import Forces
from assessment.ids import ForceId, PersonId
from assessment.rounds.names import name_key
from assessment.rounds.telling_apart import collaboration_labels, told_apart
from assessment.store import Store
from assessment.store.audit import ANSWERING_EVENTS, AuditEntry
from assessment.store.audit_chain import FORCES_CHAIN, PEOPLE_CHAIN, ROUNDS_CHAIN, Chain, chain_of
from assessment.store.audit_search import AuditQuery, SealedEntry
from assessment.store.unit import Unit
from assessment.views.looks_view import describe_entry
from assessment.wording import words

PAGE_SIZE: Final = 50
"""Entries on a page."""
_FOLDED: Final = (*ANSWERING_EVENTS, Event.IMPROVEMENT_ACTION_SAVED)
NOT_SHOWN: Final = "not shown while forces answer alone"
OF_PEOPLE: Final = "People: sign-in and access"
OF_FORCES: Final = "The list of forces"
OF_ROUNDS: Final = "Rounds for any collaboration"


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
    """An entry, or a run of saves by one person on one day. `what` shows no level and no text that was typed."""

    at: datetime
    """The time of the last entry."""
    since: datetime
    """The time of the first."""
    by: str
    what: str
    chain: str
    numbers: str
    """The numbers of the entries in their chain."""
    seal: str
    """The beginning of the seal of the last entry."""

    @property
    def day(self) -> date:
        """Return the day that it was in the UK."""
        return uk_day(self.at)


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
        drafts = unit.assessments.drafts_in(None)
        alone = {chain_of(each.collaboration.id) for each in drafts if each.stage is Stage.COLLECTING}
        names = unit.people.names() | {str(id): label for id, label in _people(unit).items()}
        found = unit.audit_search.find(search, most=PAGE_SIZE, skip=PAGE_SIZE * (asked.page - 1))
        return AuditPage(
            lines=tuple(
                _line(list(run), chains, names, unit.forces.known(), unnumbered=alone)
                for _, run in groupby(found, key=_run)
            ),
            found=unit.audit_search.count(search),
        )


def _chains(unit: Unit) -> dict[Chain, str]:
    removed = {id: f"{name} (removed from the register)" for id, name in unit.register.removed().items()}
    labels = unit.register.names() | collaboration_labels(unit.assessments.newest_of_each(with_deleted=True)) | removed
    others = {PEOPLE_CHAIN: OF_PEOPLE, FORCES_CHAIN: OF_FORCES, ROUNDS_CHAIN: OF_ROUNDS}
    return others | {chain_of(id): label for id, label in sorted(labels.items(), key=lambda each: name_key(each[1]))}


def _people(unit: Unit) -> dict[PersonId, str]:
    forces = unit.forces.known()
    return told_apart(
        {
            each.id: (
                each.name,
                forces.name_of(each.force, on=uk_day(unit.at)) or "no force",
                each.email or "",
                str(each.id)[-8:],
            )
            for each in unit.people.all()
        }
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UK)


def _run(found: SealedEntry) -> tuple[object, ...]:
    """Return what entries have in common that are shown as one: saves in a row by one person on one day."""
    entry = found.entry
    alone = None if entry.event in _FOLDED else entry.number
    return uk_day(entry.at), entry.by, entry.chain, entry.event, entry.assessment, alone


def _line(
    run: list[SealedEntry],
    chains: Mapping[Chain, str],
    names: Mapping[str, str],
    forces: Forces,
    *,
    unnumbered: Collection[Chain],
) -> AuditLine:
    """Return the line of a run, whose entries stand newest first.

    Numbers and seals of some chains are not shown: gaps between them would tell how much a force that answers alone has
    saved.
    """
    newest, oldest = run[0].entry, run[-1].entry
    is_numbered = newest.chain not in unnumbered
    numbers = str(newest.number) if len(run) == 1 else f"{oldest.number} to {newest.number}"
    return AuditLine(
        at=newest.at,
        since=oldest.at,
        by=names.get(newest.by, newest.by),
        what=", ".join(_what(newest, chains, names, forces)) if len(run) == 1 else _times(run),
        chain=chains.get(newest.chain, newest.chain),
        numbers=numbers if is_numbered else NOT_SHOWN,
        seal=run[0].hmac[:12] if is_numbered else "",
    )


def _times(run: list[SealedEntry]) -> str:
    questions = dict.fromkeys(each.entry.question for each in reversed(run) if each.entry.question)
    return f"{describe_entry(run[0].entry)} {len(run)} times: {', '.join(questions)}"


def _what(entry: AuditEntry, chains: Mapping[Chain, str], names: Mapping[str, str], forces: Forces) -> Iterator[str]:
    """Yield what was done and to what, but never a level, a rationale or the text of an action."""
    yield describe_entry(entry)
    if entry.question:
        yield entry.question
    if entry.chain == FORCES_CHAIN:
        yield from _forces_changed(entry, forces)
    if entry.chain == ROUNDS_CHAIN:
        yield str(entry.detail["title"])
    if entry.chain != PEOPLE_CHAIN:
        return
    person = str(entry.detail.get("person") or "")
    if person and person != entry.by:
        yield names.get(person, person)
    if entry.detail.get("role"):
        yield words(Role(str(entry.detail["role"])))
    if force := forces.by_id.get(ForceId(str(entry.detail.get("force")))):
        yield force.name_on(uk_day(entry.at))
    if entry.detail.get("where"):
        yield str(entry.detail["where"])
    if entry.detail.get("collaboration"):
        named = str(entry.detail["collaboration"])
        yield next((name for chain, name in chains.items() if chain.endswith(named)), named)


def _forces_changed(entry: AuditEntry, forces: Forces) -> Iterator[str]:
    """Yield the forces that were changed and what they became, named as on the day of the entry."""
    day = uk_day(entry.at)
    changed = entry.detail.get("forces")
    for id in changed if isinstance(changed, list) else ():
        yield forces.by_id[ForceId(id)].name_on(day)
    if entry.detail.get("into"):
        yield f"into {forces.by_id[ForceId(str(entry.detail['into']))].name_on(day)}"
    if entry.event is Event.FORCE_RENAMED:
        yield f"now {entry.detail['name']}"
