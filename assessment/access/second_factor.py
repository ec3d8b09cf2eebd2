"""Two-step sign-in: a code that changes every half minute (RFC 6238), and recovery codes in case the phone is lost."""

import secrets
from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
_ALLOWED_STEPS: Final = 1
"""Clocks differ, so the code before and the code after are accepted too."""
_RECOVERY_CODES: Final = 10
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"


def new_key() -> str:
    """Return a new key of 160 bits for an authenticator app, in base 32."""
    return pyotp.random_base32()


def address_of(key: str, *, account: str, service: str) -> str:
    """Return the address that hands the key to an authenticator app."""
    return pyotp.TOTP(key).provisioning_uri(name=account, issuer_name=service)


def step_of(key: str, code: str, *, at: datetime, after: int | None) -> int | None:
    """Return the time step that the code belongs to.

    Return None if the code is wrong, or its step is not newer than `after`, the step that was used last. A step that
    is still to come was used before the clock was set back, and refuses nothing.
    """
    typed = code.replace(" ", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    current = int(at.timestamp()) // STEP_SECONDS
    codes = pyotp.HOTP(key)
    if after is not None and after > current + _ALLOWED_STEPS:
        after = None
    for step in range(current - _ALLOWED_STEPS, current + _ALLOWED_STEPS + 1):
        is_right = secrets.compare_digest(codes.at(step), typed)
        if is_right and (after is None or step > after):
            return step
    return None


def code_at(key: str, *, at: datetime) -> str:
    """Return the code that is right at that time."""
    return pyotp.HOTP(key).at(int(at.timestamp()) // STEP_SECONDS)


def new_recovery_codes() -> tuple[str, ...]:
    """Return ten new recovery codes of 58 random bits each. Each can be used once."""
    return tuple(
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3)) for _ in range(_RECOVERY_CODES)
    )


def as_recovery_code(typed: str) -> str:
    """Return the typed text in the form in which recovery codes are given out: small letters, in groups of four."""
    plain = "".join(sign for sign in typed.casefold() if sign.isalnum())
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
