"""Browsers that somebody has signed in with before, each of which keeps a proof of it for everybody who did.

A proof is a random name for the browser, signed with the hash of the person's password. So nothing is stored here, only
a person's own sign-in makes a proof for them, and it counts no longer once the password has changed.
"""

import hashlib
import hmac
import re
import secrets
from typing import Final

MOST_PEOPLE: Final = 8
"""People that one browser keeps a proof for: those who signed in last."""
_PROOF: Final = re.compile(r"([0-9a-f]{32})([0-9a-f]{64})")


def add_proof(proofs: str, password_hash: str) -> str:
    """Return the proofs with a new one for the person with that password hash in place of any earlier one."""
    name = secrets.token_hex(16)
    others = [proof for proof in proofs.split(".") if _PROOF.fullmatch(proof) and not _named(proof, password_hash)]
    return ".".join([name + _signature(name, password_hash), *others[: MOST_PEOPLE - 1]])


def browser_name(proofs: str, password_hash: str | None) -> str | None:
    """Return the name in the proof for the person with that password hash, or None if none of them is for that person.

    A person without a password has no proofs.
    """
    if password_hash is None:
        return None
    names = (_named(proof, password_hash) for proof in proofs.split(".")[:MOST_PEOPLE])
    return next(filter(None, names), None)


def _named(proof: str, password_hash: str) -> str | None:
    found = _PROOF.fullmatch(proof)
    is_signed = found is not None and hmac.compare_digest(found[2], _signature(found[1], password_hash))
    return found[1] if found and is_signed else None


def _signature(name: str, password_hash: str) -> str:
    return hmac.new(password_hash.encode(), f"browser {name}".encode(), hashlib.sha256).hexdigest()
