"""Read the bodies of requests up to a limit."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive

_MOST_BYTES: Final = 128 * 1024
"""More than the longest response in the widest characters."""
_MOST_FORM_BYTES: Final = 16 * 1024
_MOST_FORM_FIELDS: Final = 20


class _BodyTooLarge(Exception):
    """More was sent than is read."""


async def read_small_body(request: Request) -> bytes | None:
    """Return the body, or None if it is longer than any that is sent."""
    try:
        return await Request(request.scope, _limited(request.receive, _MOST_BYTES)).body()
    except _BodyTooLarge:
        return None


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form by name; of a name that is sent twice, the last.

    Return no fields at all for a body that is larger than a form of ours can be, or that no browser sends: one that is
    not a form, or that holds characters which no database can keep (NUL, and halves of characters).
    """
    limited = Request(request.scope, _limited(request.receive, _MOST_FORM_BYTES))
    try:
        # Files are never part of our forms.
        async with limited.form(max_files=0, max_fields=_MOST_FORM_FIELDS) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
    except (_BodyTooLarge, HTTPException, UnicodeError):  # UnicodeError: it names an encoding that is none
        return {}
    return fields if all(can_be_kept(value) for value in fields.values()) else {}


def can_be_kept(text: str) -> bool:
    """Return True unless the text holds a character that no database can keep: NUL, or half of a character."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _limited(receive: Receive, most_bytes: int) -> Receive:
    """Wrap `receive` so that reading a body stops with :class:`_BodyTooLarge` beyond the limit."""
    received = 0

    async def receive_limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most_bytes:
            raise _BodyTooLarge
        return message

    return receive_limited
