"""What differs between two states of an entry, as it is kept in the audit trail and shown as its history."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Final

from assessment.codes import RegisterField
from assessment.register.entry import RegisterEntry

CONTACT_CHANGED: Final = "contact_changed"
"""Marks a change of a contact. The trail does not keep its text, which can name a person, who may be forgotten."""


def changes(before: RegisterEntry | None, after: RegisterEntry) -> dict[str, object]:
    """Return each field that differs, with its value before and after, fit for JSON. `before` is None for a new entry.

    Contacts are left out but for the forces whose contact changed.
    """
    was = {} if before is None else _values(before)
    differs: dict[str, object] = {
        name: {"was": was.get(name), "is": value}
        for name, value in _values(after).items()
        if value != was.get(name) and not (before is None and value in (None, "", []))
    }
    if changed := _forces_with_another_contact(before, after):
        differs[CONTACT_CHANGED] = changed
    return differs


def _values(entry: RegisterEntry) -> dict[str, object]:
    return {name.value: _plain(getattr(entry, name)) for name in RegisterField}


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return [_plain_part(each) for each in value]
        case _:
            return str(value)


def _plain_part(part: object) -> Mapping[str, object]:
    columns = asdict(part)  # type: ignore[call-overload]
    return {name: _plain(value) for name, value in columns.items() if name not in {"id", "contact"}}


def _forces_with_another_contact(before: RegisterEntry | None, after: RegisterEntry) -> list[str]:
    was = {} if before is None else {each.force: each.contact for each in before.memberships}
    return sorted({each.force for each in after.memberships if each.contact != was.get(each.force, "")})
