"""Reads ``known_collaborations.yaml``: the collaborations that are known from published sources, with their facts."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from ruamel.yaml import YAML

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus
from assessment.ids import CollaborationId, ForceId, MembershipId
from assessment.register import Fact, Membership, RegisterEntry

_FILE: Final = Path(__file__).parents[1] / "register" / "known_collaborations.yaml"
_NAMESPACE: Final = UUID("3b6f2c9e-5d0a-4f5e-9a41-7c1f0e2d8b64")
"""The id of a collaboration is the UUID of version 5 (RFC 9562) of its key in the file in this namespace."""
_READ: Final[Mapping[str, Callable[[Any], object]]] = {
    "name": str,
    "function": CollaborationFunction,
    "kind": CollaborationKind,
    "status": CollaborationStatus,
    "signed_on": date.fromisoformat,
    "facts": lambda facts: tuple(Fact(**each) for each in facts),
}


def known_collaborations() -> tuple[RegisterEntry, ...]:
    """Return every collaboration in the file. Its id, and the ids of its partners, are the same each time."""
    # Everything is read as text: no day or number is guessed.
    known = YAML(typ="base").load(_FILE.read_text(encoding="utf-8"))
    return tuple(_entry(CollaborationId(uuid5(_NAMESPACE, key)), fields) for key, fields in known.items())


def _entry(id: CollaborationId, fields: Mapping[str, Any]) -> RegisterEntry:
    said = dict(fields)
    partners, ended_on = said.pop("partners", ()), said.pop("ended_on", None)
    memberships = tuple(
        Membership(
            id=MembershipId(uuid5(id, force)),
            force=ForceId(force),
            left_on=None if ended_on is None else date.fromisoformat(ended_on),
        )
        for force in partners
    )
    known: dict[str, Any] = {name: _READ[name](value) for name, value in said.items()}
    return RegisterEntry(id=id, memberships=memberships, **known)
