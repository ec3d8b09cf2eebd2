"""The keys with which an identity provider signs, read from its published set of keys."""

from typing import Any, Final

from joserfc.errors import JoseError, MissingKeyError
from joserfc.jwk import JWKRegistry, KeySet

_KINDS: Final = {"RSA", "EC", "OKP"}
"""A shared secret (``oct``) has no place in a public document."""


def signing_keys(document: Any) -> KeySet:
    """Return every key of the set that can verify a signature.

    Any other key is left out, as RFC 7517, section 5, asks: providers publish keys for other purposes and of newer
    kinds beside the one they sign with. Raise :class:`JoseError` if no key is left.
    """
    keys = [key for entry in document["keys"] if (key := _signing_key(entry)) is not None]
    if not keys:
        raise MissingKeyError("none of the provider's keys can verify a signature")
    return KeySet(keys)


def _signing_key(entry: Any) -> Any:
    """Return the key that the entry describes, or None if it is no key that can verify a signature."""
    try:
        if entry["kty"] not in _KINDS or entry.get("use", "sig") != "sig":
            return None
        key = JWKRegistry.import_key(entry)
        key.check_key_op("verify")
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return key
