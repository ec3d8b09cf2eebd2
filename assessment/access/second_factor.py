"""The second factor: a code that changes every half minute (RFC 6238), and recovery codes for a lost telephone."""

import secrets
from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
_ALLOWED_STEPS: Final = 1
"""Clocks differ: the code before and the code after are taken too."""
_RECOVERY_CODES: Final = 10
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"


def new_key() -> str:
    """A key of 160 bits for an authenticator app, in base 32."""
    return pyotp.random_base32()


def address_of(key: str, *, account: str, service: str) -> str:
    """The address by which an authenticator app on the same device takes the key."""
    return pyotp.TOTP(key).provisioning_uri(name=account, issuer_name=service)


def step_of(key: str, code: str, *, at: datetime, after: int | None) -> int | None:
    """The time step that the code belongs to; none where it is wrong, or not newer than the step used last."""
    typed = code.replace(" ", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    current = int(at.timestamp()) // STEP_SECONDS
    codes = pyotp.HOTP(key)
    for step in range(current - _ALLOWED_STEPS, current + _ALLOWED_STEPS + 1):
        is_right = secrets.compare_digest(codes.at(step), typed)
        if is_right and (after is None or step > after):
            return step
    return None


def code_at(key: str, *, at: datetime) -> str:
    """The code of that moment."""
    return pyotp.HOTP(key).at(int(at.timestamp()) // STEP_SECONDS)


def new_recovery_codes() -> tuple[str, ...]:
    """Codes that count once each, with 58 bits of chance in them."""
    return tuple(
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3)) for _ in range(_RECOVERY_CODES)
    )


def as_recovery_code(typed: str) -> str:
    """A recovery code as it was given out, however it was typed."""
    plain = "".join(sign for sign in typed.casefold() if sign.isalnum())
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
