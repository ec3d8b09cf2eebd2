"""Makes a file from what is stored, and records that it was downloaded, as if both were one moment."""

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
"""How often a file is made while others may write. After that, writers wait until it is made."""


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
    read: Callable[[Unit], ExportSource[Source]],
    make: Callable[[Source], bytes],
    record_of: Callable[[Source], ExportRecord],
    at: datetime,
) -> tuple[Source, bytes]:
    """Read, make the file, and record that the actor downloaded it `at`. Raise as `read` does, and :class:`NotSaved`.

    Making a file takes half a second, and nobody who saves an answer should wait for that. So it is made between two
    transactions. The second, which records it, goes through only if nothing has happened to these collaborations since
    the first: it locks their audit chains and compares where they end. Otherwise the file is made again, the last time
    while writers wait.
    """
    for _ in range(_TRIES):
        with store.read() as unit:
            found = read(unit)
            ends = _ends(unit.audit.head, found)
        file = make(found.source)
        with store.begin() as unit:
            if _ends(unit.audit.hold, found) == ends:
                _record(unit, authenticate(unit, actor), found, file, record_of(found.source), at=at)
                return found.source, file
    with store.begin() as unit:
        # Assessments before chains, as a save does.
        for each in sorted(found.about, key=lambda each: each.id):
            unit.assessments.find(each.id)
        _ends(unit.audit.hold, found)
        found = read(unit)
        file = make(found.source)
        _record(unit, authenticate(unit, actor), found, file, record_of(found.source), at=at)
    return found.source, file


def _ends(end_of: Callable[[Chain], ChainLink | None], found: ExportSource[Source]) -> list[ChainLink | None]:
    """Return where each chain ends, asked in the order of their names, so that no two callers wait for each other."""
    return [end_of(chain) for chain in sorted({chain_of(each.collaboration.id) for each in found.about})]


def _record(
    unit: Unit, viewer: Viewer, found: ExportSource[Source], file: bytes, facts: ExportRecord, *, at: datetime
) -> None:
    detail: Mapping[str, object] = {
        "form": facts.form,
        "sha256": hashlib.sha256(file).hexdigest(),
        "classification": facts.classification.value,
        "bank": facts.bank,
        "issued": facts.issued.astimezone(UTC).isoformat(),
        "draft": facts.is_draft,
    }
    for each in sorted(found.about, key=lambda each: (chain_of(each.collaboration.id), each.id)):
        unit.audit.add(facts.event, assessment=each, by=viewer.actor_id, at=at, version=facts.version, detail=detail)
