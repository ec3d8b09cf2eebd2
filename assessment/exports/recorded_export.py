"""Make a file from what is stored, and record that it was taken, as if both were one moment."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate
from assessment.codes import Event
from assessment.rounds.assessment import Assessment, Classification
from assessment.store import Store
from assessment.store.audit_chain import Chain, ChainLink, chain_of
from assessment.store.unit import Unit

Source = TypeVar("Source")
_TRIES: Final = 2
"""How often a file is made beside other work. After that nobody else writes while it is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """What is recorded of a file, in each assessment that it is about, beside its SHA-256."""

    event: Event
    form: str
    """What the file is: ``pdf``, ``html``, ``json`` or ``csv``."""
    classification: Classification
    bank: str
    """The fingerprint of the question bank."""
    issued: datetime
    is_draft: bool = False
    version: int | None = None
    """Which issue of the board's report it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSource(Generic[Source]):
    """What a file is made from, and which assessments it is about, as one transaction read them."""

    source: Source
    about: Sequence[Assessment]


def make_and_record(
    store: Store,
    actor: Actor,
    *,
    read: Callable[[Unit], ExportSource[Source]],
    make: Callable[[Source], bytes],
    taking: Callable[[Source], ExportRecord],
    at: datetime,
) -> tuple[Source, bytes]:
    """Read, make the file, and record that whoever asks took it `at`. Raises as `read` does, and :class:`NotSaved`.

    A file takes half a second to make, for which nobody who answers is to wait. So it is made between two transactions,
    and the second, which records it, goes through only where nothing has happened to these collaborations since the
    first: their chains are held and still end where they ended. Otherwise it is made again, at last while writers wait.
    """
    for _ in range(_TRIES):
        with store.read() as unit:
            found = read(unit)
            ends = _ends(unit.audit.head, found)
        file = make(found.source)
        with store.begin() as unit:
            if _ends(unit.audit.hold, found) == ends:
                _record(unit, authenticate(unit, actor), found, file, taking(found.source), at=at)
                return found.source, file
    with store.begin() as unit:
        # Assessments before chains, as whoever saves does it.
        for each in sorted(found.about, key=lambda each: each.id):
            unit.assessments.find(each.id)
        _ends(unit.audit.hold, found)
        found = read(unit)
        file = make(found.source)
        _record(unit, authenticate(unit, actor), found, file, taking(found.source), at=at)
    return found.source, file


def _ends(end_of: Callable[[Chain], ChainLink | None], found: ExportSource[Source]) -> list[ChainLink | None]:
    """Where each chain ends, asked in the order of their names: then no two wait for each other."""
    return [end_of(chain) for chain in sorted({chain_of(each.collaboration.id) for each in found.about})]


def _record(
    unit: Unit, viewer: Viewer, found: ExportSource[Source], file: bytes, taking: ExportRecord, *, at: datetime
) -> None:
    detail: Mapping[str, object] = {
        "form": taking.form,
        "sha256": hashlib.sha256(file).hexdigest(),
        "classification": taking.classification.value,
        "bank": taking.bank,
        "issued": taking.issued.astimezone(UTC).isoformat(),
        "draft": taking.is_draft,
    }
    for each in sorted(found.about, key=lambda each: (chain_of(each.collaboration.id), each.id)):
        unit.audit.add(taking.event, assessment=each, by=viewer.actor_id, at=at, version=taking.version, detail=detail)
