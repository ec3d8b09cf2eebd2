"""The chains of the audit trail: each entry is sealed over the one before it, with a key that the database never sees.

An entry's HMAC is HMAC-SHA-256 (RFC 2104) with that key over the HMAC of the entry before and the entry's canonical
content. Whoever edits, deletes or swaps entries without the key breaks every HMAC from there on.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NewType
from uuid import UUID

from assessment.ids import CollaborationId

Chain = NewType("Chain", str)
"""The name of a chain, without white space: one of the constants below, or of :func:`chain_of`."""

PEOPLE_CHAIN: Final = Chain("people")
"""The chain of events that concern people and no collaboration, such as signing in and being given access."""

FORCES_CHAIN: Final = Chain("forces")
"""The chain of changes to the list of forces. They concern neither a person nor a collaboration."""

FIRST_HMAC: Final = "0" * 64
"""Takes the place of the HMAC before the first entry of a chain."""


ROUNDS_CHAIN: Final = Chain("rounds")
"""The chain of rounds that administrators make. Any number of collaborations take part in one."""


def chain_of(collaboration: CollaborationId) -> Chain:
    """Return the chain of a collaboration, which holds the events of its assessments."""
    return Chain(f"collaboration:{collaboration}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """An entry's place: its chain, its number there from 1 without gaps, and its HMAC as 64 hexadecimal digits."""

    chain: Chain
    number: int
    hmac: str


def canonical_content(
    *,
    chain: str,
    number: int,
    id: UUID,
    assessment_id: UUID | None,
    respondent_id: UUID | None,
    event: str,
    question: str | None,
    operation: UUID | None,
    version: int | None,
    done_by: str,
    done_at: datetime,
    detail: Mapping[str, object],
    digests: Mapping[str, object],
) -> bytes:
    """Return an entry's canonical content: JSON with sorted keys, without white space, in ASCII.

    `done_at` is written in UTC to the microsecond. Entries are checked against this form for as long as they exist, so
    it never changes: another form would get another name in ``format`` and be written beside it.
    """
    content = {
        "format": "audit/1",
        "chain": chain,
        "number": number,
        "id": str(id),
        "assessment": _id(assessment_id),
        "respondent": _id(respondent_id),
        "event": event,
        "question": question,
        "operation": _id(operation),
        "version": version,
        "by": done_by,
        "at": done_at.astimezone(UTC).isoformat(timespec="microseconds"),
        # As the database will return them: JSON has no tuples, and its keys are text.
        "detail": json.loads(json.dumps(dict(detail), allow_nan=False)),
        "digests": json.loads(json.dumps(dict(digests))),
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def _id(id: UUID | None) -> str | None:
    return None if id is None else str(id)


def seal(key: bytes, before: str, content: bytes) -> str:
    """Return the HMAC of an entry with that canonical content; `before` is the HMAC of the entry before it."""
    return hmac.new(key, bytes.fromhex(before) + content, hashlib.sha256).hexdigest()


def key_check(key: bytes) -> str:
    """Return a value by which the database recognises the key, and from which the key cannot be worked out."""
    return hmac.new(key, b"audit key/1", hashlib.sha256).hexdigest()
