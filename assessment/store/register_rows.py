"""Register entries as columns and rows, and back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy import Table

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus, RegisterField, Signatory
from assessment.ids import CollaborationId, ForceId, MembershipId
from assessment.register import Fact, Membership, RegisterEntry, Signature
from assessment.rounds.names import name_key
from assessment.store.register_tables import MEMBERSHIP, REGISTER_FACT, SIGNATURE
from assessment.store.tables import AnyRow

_FOUND_BY: Final = (RegisterField.PURPOSE, RegisterField.BOARD, RegisterField.HOST, RegisterField.AGREEMENT_REFERENCE)
"""The texts by which a search finds a collaboration beside its name: what a public register would show."""
_SAME_COLUMN: Final = tuple(
    each.value
    for each in RegisterField
    if each
    not in {
        RegisterField.LEAD_FORCE,
        RegisterField.PREDECESSOR,
        RegisterField.STAFF_FTE,
        RegisterField.MEMBERSHIPS,
        RegisterField.SIGNATURES,
        RegisterField.FACTS,
    }
)
"""The fields that stand in a column of their name as they are."""


def entry_columns(entry: RegisterEntry) -> dict[str, object]:
    """Return the columns of the collaboration's own row but its id and its version."""
    return {name: getattr(entry, name) for name in _SAME_COLUMN} | {
        "name_key": name_key(entry.name),
        "text_key": name_key(" ".join(getattr(entry, each) for each in _FOUND_BY)),
        "lead_force_id": entry.lead_force,
        "predecessor_id": entry.predecessor,
        "staff_fte": None if entry.staff_fte is None else f"{entry.staff_fte:f}",
    }


def part_rows(entry: RegisterEntry) -> dict[Table, list[dict[str, object]]]:
    """Return the rows of its parts by their table, without the id of the collaboration."""
    return {
        MEMBERSHIP: [
            {
                "id": each.id,
                "position": position,
                "force_id": each.force,
                "joined_on": each.joined_on,
                "left_on": each.left_on,
                "cost_share": None if each.cost_share is None else f"{each.cost_share:f}",
                "contact": each.contact,
            }
            for position, each in enumerate(entry.memberships, start=1)
        ],
        SIGNATURE: [
            {"force_id": each.force, "signatory": each.signatory, "signed_on": each.signed_on}
            for each in entry.signatures
        ],
        REGISTER_FACT: [
            {"position": position, "what": each.what, "source": each.source, "holds_for": each.holds_for}
            for position, each in enumerate(entry.facts, start=1)
        ],
    }


def entry_from_rows(row: AnyRow, parts: Mapping[Table, Iterable[AnyRow]]) -> RegisterEntry:
    """Return the collaboration of that row and of the rows of its parts, each in its order."""
    same = {name: getattr(row, name) for name in _SAME_COLUMN}
    return RegisterEntry(
        id=CollaborationId(row.id),
        version=row.version,
        **same
        | {
            "function": row.function and CollaborationFunction(row.function),
            "kind": row.kind and CollaborationKind(row.kind),
            "status": row.status and CollaborationStatus(row.status),
            "lead_force": row.lead_force_id,
            "predecessor": row.predecessor_id,
            "staff_fte": _decimal(row.staff_fte),
            "memberships": tuple(
                Membership(
                    id=MembershipId(each.id),
                    force=ForceId(each.force_id),
                    joined_on=each.joined_on,
                    left_on=each.left_on,
                    cost_share=_decimal(each.cost_share),
                    contact=each.contact,
                )
                for each in parts[MEMBERSHIP]
            ),
            "signatures": tuple(
                Signature(force=ForceId(each.force_id), signatory=Signatory(each.signatory), signed_on=each.signed_on)
                for each in parts[SIGNATURE]
            ),
            "facts": tuple(
                Fact(what=each.what, source=each.source, holds_for=each.holds_for) for each in parts[REGISTER_FACT]
            ),
        },
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
