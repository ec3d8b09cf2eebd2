"""Makes a file from what is stored, and records that it was downloaded, as if both were one moment."""

import hashlib
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission
from assessment.errors import TooManyAtOnce, sentence
from assessment.exports.building import Builder, BuildHere
from assessment.rounds.assessment import Assessment, Classification
from assessment.store import Store, holding
from assessment.store.audit import DOWNLOAD_EVENTS
from assessment.store.audit_chain import Chain, chain_of
from assessment.store.unit import Unit

Source = TypeVar("Source")
_EXACT_TRIES: Final = 2
"""How often a file is made that must show everything as it is when it is recorded."""
_LAST_TRIES: Final = 8
"""How often it is made after that, when answers that were saved meanwhile may be missing from it."""
_HERE: Final = BuildHere()
_WORK_IN_PROGRESS: Final = (Event.RESPONSE_SAVED, Event.IMPROVEMENT_ACTION_SAVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """The facts recorded of a file, in each assessment that it is about, beside its SHA-256."""

    event: Event
    form: str
    """The ending of the file: ``pdf``, ``html``, ``json`` or ``csv``."""
    classification: Classification
    bank: str
    """The fingerprint of the question bank."""
    issued: datetime
    is_draft: bool = False
    version: int | None = None
    """The version number of the board's report; None for other files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSource(Generic[Source]):
    """The values a file is made from and the assessments it is about, as one transaction read them."""

    source: Source
    about: Sequence[Assessment]


def make_and_record(
    store: Store,
    actor: Actor,
    *,
    thing: Hashable,
    permit: Callable[[Unit], object],
    read: Callable[[Unit], ExportSource[Source]],
    make: Callable[[Source], bytes],
    record_of: Callable[[Source], ExportRecord],
    at: datetime,
    unaffected_by: Collection[Event] = DOWNLOAD_EVENTS,
    builder: Builder = _HERE,
) -> tuple[Source, bytes]:
    """Read, make the file, and record that the actor downloaded it `at`.

    `permit` raises what `read` raises for somebody who may not have the file, without reading all that is in it.
    `thing` is what the file is about: of one thing, one file is made at a time (:mod:`assessment.exports.building`).
    `unaffected_by` names the events that change nothing in the file.

    Making a file takes half a second, and nobody who saves an answer waits for that. It is made between two
    transactions. The second is short: it holds the audit chains of the collaborations, and records the file if no event
    has happened to them since the first that would change it. Otherwise the file is made again. Where people answer so
    fast that this never ends, a file that lacks what was saved in the last second is recorded as well. Its entry says
    with which entry of the chain it agrees. A marking, a submission or a version that changed is never missed.

    Raise as `read` does, :class:`NotSaved`, and :class:`TooManyAtOnce` where there is no room to make it or it keeps
    changing. A person who has lost their access meanwhile gets no file.
    """
    with store.read() as unit:
        permit(unit)  # whoever may not have the file learns nothing from how long others wait for it
    with builder.turn(thing):
        for ignored in (*[unaffected_by] * _EXACT_TRIES, *[(*unaffected_by, *_WORK_IN_PROGRESS)] * _LAST_TRIES):
            with store.read() as unit:
                found = read(unit)
                chains = sorted({chain_of(each.collaboration.id) for each in found.about})
                seen = _last_changes(unit, chains, ignored)
                made_at = {chain: head.number for chain in chains if (head := unit.audit.head(chain))}
            file = builder.build(make, found.source)
            sha256 = hashlib.sha256(file).hexdigest()
            with store.begin(holding.access_of(actor)) as unit:
                for chain in chains:  # in the order of their names, so that no two callers wait for each other
                    unit.audit.hold(chain)
                if _last_changes(unit, chains, ignored) == seen:
                    viewer = authenticate(unit, actor)
                    for each in found.about:
                        viewer.require(Permission.READ, of=each)
                    _record(unit, viewer, found, record_of(found.source), sha256=sha256, made_at=made_at, at=at)
                    return found.source, file
    raise TooManyAtOnce(
        sentence(
            "export_keeps_changing",
            "What this file is about was changed each time while the file was being made. Try again in a minute.",
        )
    )


def _last_changes(unit: Unit, chains: Sequence[Chain], ignored: Collection[Event]) -> list[int]:
    """Return the number of the last entry of each chain whose event is not among those that are ignored."""
    return [unit.audit.last_number(chain, but=ignored) for chain in chains]


def _record(
    unit: Unit,
    viewer: Viewer,
    found: ExportSource[Source],
    facts: ExportRecord,
    *,
    sha256: str,
    made_at: Mapping[Chain, int],
    at: datetime,
) -> None:
    for each in sorted(found.about, key=lambda each: (chain_of(each.collaboration.id), each.id)):
        detail: Mapping[str, object] = {
            "form": facts.form,
            "sha256": sha256,
            "classification": facts.classification.value,
            "bank": facts.bank,
            "issued": facts.issued.astimezone(UTC).isoformat(),
            "draft": facts.is_draft,
            "made_at": made_at[chain_of(each.collaboration.id)],
        }
        unit.audit.add(facts.event, assessment=each, by=viewer.actor_id, at=at, version=facts.version, detail=detail)
