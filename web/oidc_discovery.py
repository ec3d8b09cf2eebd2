"""Read the documents that an identity provider publishes, and keep each for as long as the provider allows."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar
from urllib.request import parse_http_list

import httpx2

PATIENCE_SECONDS: Final = 10
UNSTATED_SECONDS: Final = 300
"""The time for which a document is kept if the provider states none."""
LONGEST_SECONDS: Final = 3600
"""The longest time for which a document is kept. A signing key that the provider withdraws is accepted until then."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _CachedDocument:
    document: Any
    until: float


class DocumentCache:
    """JSON documents by address. `clock` returns seconds that never run backwards."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._cached: dict[str, _CachedDocument] = {}

    def read(self, address: str, parse: Callable[[Any], T], *, refresh: bool = False) -> T:
        """Return what `parse` makes of the document; `refresh` reads it again even if it is kept.

        A document is kept only after `parse` has accepted it. Raises what `parse` raises,
        :class:`httpx2.HTTPError` if the provider cannot be asked, and :class:`ValueError` for what is not JSON.
        """
        requested_at = self._clock()
        cached = self._cached.get(address)
        if cached is not None and requested_at < cached.until and not refresh:
            document: T = cached.document
            return document
        response = httpx2.get(address, timeout=PATIENCE_SECONDS, verify=trust()).raise_for_status()
        parsed = parse(response.json())
        self._cached[address] = _CachedDocument(
            document=parsed, until=requested_at + lifetime_seconds(response.headers)
        )
        return parsed


@cache
def trust() -> ssl.SSLContext:
    """Return the trust in the authorities that this computer knows, by which every request to a provider is encrypted.

    They are read once in each process: to read them takes longer than the rest of a sign-in.
    """
    return httpx2.create_ssl_context()


def lifetime_seconds(headers: httpx2.Headers) -> int:
    """Return how long a response with these headers may be kept. Source: RFC 9111, 4.2 and 5.2.2."""
    directives: dict[str, str] = {}
    for directive in parse_http_list(headers.get("cache-control", "").lower()):
        name, _, value = directive.partition("=")
        directives[name.strip()] = value.strip().strip('"')
    if "no-store" in directives or "no-cache" in directives:
        return 0
    if "max-age" not in directives:
        return UNSTATED_SECONDS
    try:
        stated, age = int(directives["max-age"]), max(0, int(headers.get("age", "0")))
    except ValueError:
        return 0
    return max(0, min(stated - age, LONGEST_SECONDS))
