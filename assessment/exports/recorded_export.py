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
from assessment.exports.building import Builder, BuildHere, Made
from assessment.rounds.assessment import Assessment, Classification
from assessment.store import Store, holding
from assessment.store.audit import ANSWERING_EVENTS, DOWNLOAD_EVENTS
from assessment.store.audit_chain import Chain, chain_of
from assessment.store.unit import Unit

Source = TypeVar("Source")
_EXACT_TRIES: Final = 2
"""How often a file is made that must show everything as it is when it is recorded."""
_LAST_TRIES: Final = 8
"""How often it is made after that, when answers that were saved meanwhile may be missing from it."""
_HERE: Final = BuildHere()
_WORK_IN_PROGRESS: Final = (*ANSWERING_EVENTS, Event.IMPROVEMENT_ACTION_SAVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """The facts recorded of a file, in each assessment that it is about, beside its SHA-256."""

    event: Event
    form: str
    """The ending of the file: ``pdf``, ``html``, ``json``, ``csv`` or ``xlsx``."""
    classification: Classification
    bank: str
    """The fingerprint of the question bank."""
    issued: datetime
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSource(Generic[Source]):
    """The values a file is made from and the assessments it is about, as one transaction read them."""

    source: Source
    about: Sequence[Assessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile(Generic[Source, Made]):
    """What was made, in the transaction that records it."""

    unit: Unit
    viewer: Viewer
    found: ExportSource[Source]
    made: Made
    made_at: Mapping[Chain, int]
    """The number of the last entry of each chain when the source was read."""


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
    """Read, make the file, and record that the actor downloaded it `at`. Return the source and the file.

    The arguments and errors are those of :func:`make_as_one_moment`.
    """

    def record(file: MadeFile[Source, bytes]) -> None:
        _record(file, record_of(file.found.source), at=at)

    return make_as_one_moment(
        store,
        actor,
        thing=thing,
        permit=permit,
        read=read,
        make=make,
        record=record,
        unaffected_by=unaffected_by,
        builder=builder,
    )


def make_as_one_moment(
    store: Store,
    actor: Actor,
    *,
    thing: Hashable,
    permit: Callable[[Unit], object],
    read: Callable[[Unit], ExportSource[Source]],
    make: Callable[[Source], Made],
    record: Callable[[MadeFile[Source, Made]], None],
    permission: Permission = Permission.READ,
    unaffected_by: Collection[Event] = DOWNLOAD_EVENTS,
    builder: Builder = _HERE,
) -> tuple[Source, Made]:
    """Read, make what `make` makes, and record it, as if that were one moment. Return the source and what was made.

    `permit` raises what `read` raises for somebody who may not have the file, without reading all that is in it.
    `thing` is what the file is about: of one thing, one file is made at a time (:mod:`assessment.exports.building`).
    `unaffected_by` names the events that change nothing in the file. `record` is called in the transaction that records
    it, for a viewer who still has the `permission`.

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
            made = builder.build(make, found.source)
            with store.begin(holding.access_of(actor)) as unit:
                for chain in chains:  # in the order of their names, so that no two callers wait for each other
                    unit.audit.hold(chain)
                if _last_changes(unit, chains, ignored) == seen:
                    viewer = authenticate(unit, actor)
                    for each in found.about:
                        viewer.require(permission, of=each)
                    record(MadeFile(unit=unit, viewer=viewer, found=found, made=made, made_at=made_at))
                    return found.source, made
    raise TooManyAtOnce(
        sentence(
            "export_keeps_changing",
            "What this file is about was changed each time while the file was being made. Try again in a minute.",
        )
    )


def _last_changes(unit: Unit, chains: Sequence[Chain], ignored: Collection[Event]) -> list[int]:
    """Return the number of the last entry of each chain whose event is not among those that are ignored."""
    return [unit.audit.last_number(chain, but=ignored) for chain in chains]


def _record(file: MadeFile[Source, bytes], facts: ExportRecord, *, at: datetime) -> None:
    sha256 = hashlib.sha256(file.made).hexdigest()
    for each in sorted(file.found.about, key=lambda each: (chain_of(each.collaboration.id), each.id)):
        detail: Mapping[str, object] = {
            "form": facts.form,
            "sha256": sha256,
            "classification": facts.classification.value,
            "bank": facts.bank,
            "issued": facts.issued.astimezone(UTC).isoformat(),
            "draft": facts.is_draft,
            "made_at": file.made_at[chain_of(each.collaboration.id)],
        }
        file.unit.audit.add(facts.event, assessment=each, by=file.viewer.actor_id, at=at, detail=detail)
