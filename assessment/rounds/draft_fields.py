"""Typed text by field name, and the response that it makes when it replaces fields of the stored one.

The names of the fields are shared with the browser: ``reply``, ``not_applicable``, ``rationale`` and, for every piece
of evidence, ``evidence.<id>.title``, ``evidence.<id>.reference`` and ``evidence.<id>.dated``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from assessment.bank.model import Bank
from assessment.ids import EvidenceId
from assessment.rounds.response import Evidence, NotApplicable, Reply, Response

NOT_APPLICABLE: Final = "not_applicable"
"""The value of ``reply`` for not applicable, and the field that holds its reason."""


def fields_of(response: Response) -> dict[str, str]:
    """Return the whole response as text by field name."""
    match response.reply:
        case None:
            reply = {"reply": ""}
        case NotApplicable(reason=reason):
            reply = {"reply": NOT_APPLICABLE, NOT_APPLICABLE: reason}
        case level:
            reply = {"reply": level.code}
    return reply | {"rationale": response.rationale} | dict(_evidence_fields(response))


def apply_fields(response: Response, fields: Mapping[str, str], bank: Bank) -> Response:
    """Return the response with those fields in place of its own.

    Fields with the reply are a whole response, so evidence that they do not name is removed. Fields without the reply
    were sent by a closing page, and only add or change text.
    """
    is_whole = "reply" in fields
    return replace(
        response,
        reply=_reply(response, fields, bank),
        rationale=fields.get("rationale", response.rationale),
        evidence=tuple(_evidence(() if is_whole else response.evidence, fields)),
    )


def only_appends(fields: Mapping[str, str], stored: Response) -> bool:
    """Return True if the fields leave the reply alone and only add to the ends of the stored texts."""
    stored_fields = fields_of(stored)
    leaves_reply_alone = not {"reply", NOT_APPLICABLE} & set(fields)
    return leaves_reply_alone and all(text.startswith(stored_fields.get(name, "")) for name, text in fields.items())


def _evidence_fields(response: Response) -> Iterator[tuple[str, str]]:
    for item in response.evidence:
        yield f"evidence.{item.id}.title", item.title
        yield f"evidence.{item.id}.reference", item.reference
        yield f"evidence.{item.id}.dated", item.dated.isoformat() if item.dated else ""


def _reply(response: Response, fields: Mapping[str, str], bank: Bank) -> Reply | None:
    chosen = fields.get("reply")
    # The reason can only be typed while "not applicable" is chosen, so a closing page that sends one has chosen it.
    if chosen == NOT_APPLICABLE or (chosen is None and NOT_APPLICABLE in fields):
        return NotApplicable(reason=fields.get(NOT_APPLICABLE, ""))
    return response.reply if chosen is None else bank.find_level(chosen)


def _evidence(stored: tuple[Evidence, ...], fields: Mapping[str, str]) -> Iterator[Evidence]:
    items = {str(item.id): item for item in stored}
    for name, text in fields.items():
        if name.startswith("evidence."):
            _, id, part = name.split(".")
            items[id] = _with_part(items.get(id) or Evidence(id=EvidenceId(UUID(id)), title=""), part, text)
    return (item for item in items.values() if item.title or item.reference or item.dated)


def _with_part(item: Evidence, part: str, text: str) -> Evidence:
    match part:
        case "title":
            # To empty a title is not to remove the evidence.
            return replace(item, title=text or item.title)
        case "reference":
            return replace(item, reference=text)
        case _:
            return replace(item, dated=date.fromisoformat(text) if text else None)


_FIELD: Final = re.compile(
    r"rationale|not_applicable|evidence\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(title|reference)"
)


def is_typed_field(name: str) -> bool:
    """Return True if a closing page may send text for a field of that name."""
    return _FIELD.fullmatch(name) is not None
