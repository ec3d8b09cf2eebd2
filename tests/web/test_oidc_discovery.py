"""The documents that an identity provider publishes are kept for as long as the provider allows, and no longer."""

import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpcore2
import httpx2
import pytest

from assessment.settings import Settings
from tests.conftest import StartApp
from tests.web.app_client import AppClient, HttpResponse
from tests.web.conftest import running_client
from tests.web.identity_provider import RunningProvider, complete_login, running_provider
from tests.web.test_sign_in import session_secret
from tests.web.test_signing_in_by_identity_provider import SIGN_IN_FAILED, accept_by_provider
from web.oidc_client import authorization_url
from web.oidc_discovery import LONGEST_SECONDS, UNSTATED_SECONDS, DocumentCache, lifetime_seconds, trust
from web.oidc_login_state import LoginState

METADATA = "/.well-known/openid-configuration"
KEYS = "/keys"


@pytest.fixture
def provider(python: str) -> Iterator[RunningProvider]:
    with running_provider(python) as provider:
        yield provider


@pytest.fixture
def client(
    provider: RunningProvider, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    with running_client(start_app, tmp_path_factory.mktemp("discovery"), environment=provider.settings) as client:
        yield client


class SecondsClock:
    """A clock of seconds that a test moves forward."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def issuer_of(metadata: Any) -> str:
    return str(metadata["issuer"])


def is_signed_in(response: HttpResponse) -> bool:
    return session_secret(response) != ""


def test_documents_are_kept_as_the_provider_allows_until_it_has_another_key(
    client: AppClient, provider: RunningProvider
) -> None:
    accept_by_provider(client, provider, "ann")

    def reads_in_two_sign_ins(**overrides: str) -> tuple[int, int]:
        """Sign in twice, and return how often that made the provider send its metadata and its keys."""
        before = provider.requests_for(METADATA), provider.requests_for(KEYS)
        provider.override(subject="ann", **overrides)
        responses = [complete_login(client, provider) for _ in range(2)]
        assert [is_signed_in(response) for response in responses] == [True, True]
        return provider.requests_for(METADATA) - before[0], provider.requests_for(KEYS) - before[1]

    # What may not be stored is read for every sign-in: the metadata on the way out and on the way back.
    assert reads_in_two_sign_ins(cache="no-store, max-age=600") == (4, 2)
    assert reads_in_two_sign_ins(cache="max-age=600") == (1, 1)
    # A token that another key has signed is refused, although it names the key that is known.
    provider.override(subject="ann", cache="max-age=600", algorithm="another key")
    response = complete_login(client, provider)
    assert not is_signed_in(response)
    assert SIGN_IN_FAILED in response.text
    # A new signing key is found without a restart.
    assert reads_in_two_sign_ins(cache="max-age=600", key="second") == (0, 1)


def test_tokens_that_name_unknown_keys_make_the_provider_send_its_keys_ten_times_a_minute_at_most(
    client: AppClient, provider: RunningProvider
) -> None:
    provider.override(cache="max-age=600", logout={"sub": "ann"}, header={"kid": "unknown"})
    body = urlencode({"logout_token": provider.logout_token()}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": ""}

    statuses = {client.request("POST", "/account/provider/logout", headers, body).status for _ in range(15)}

    assert statuses == {400}
    assert provider.requests_for(KEYS) == 1 + 10


def test_a_document_is_read_again_when_its_lifetime_is_over(provider: RunningProvider) -> None:
    clock = SecondsClock()
    documents = DocumentCache(clock=clock)
    provider.override(cache="max-age=60", metadata={"issuer": "https://other.example"})
    address = provider.issuer + METADATA
    assert documents.read(address, issuer_of) == "https://other.example"
    provider.override(cache="max-age=60")

    clock.seconds += 59.9
    assert documents.read(address, issuer_of) == "https://other.example"
    clock.seconds += 0.1
    assert documents.read(address, issuer_of) == provider.issuer
    assert provider.requests_for(METADATA) == 2


def test_a_document_without_a_stated_lifetime_is_kept_for_five_minutes(provider: RunningProvider) -> None:
    clock = SecondsClock()
    documents = DocumentCache(clock=clock)
    provider.override(cache="")
    address = provider.issuer + METADATA
    documents.read(address, issuer_of)

    clock.seconds += 299
    documents.read(address, issuer_of)
    assert provider.requests_for(METADATA) == 1
    clock.seconds += 1
    documents.read(address, issuer_of)
    assert provider.requests_for(METADATA) == 2


def test_neither_a_document_that_is_refused_nor_an_error_is_kept(
    provider: RunningProvider,
) -> None:
    documents = DocumentCache(clock=SecondsClock())
    provider.override(cache="max-age=600", metadata={"issuer": None})

    def refuse(metadata: Any) -> str:
        raise ValueError(str(metadata["issuer"]))

    with pytest.raises(ValueError, match="None"):
        documents.read(provider.issuer + METADATA, refuse)
    with pytest.raises(httpx2.HTTPStatusError):
        documents.read(provider.issuer + "/nothing", issuer_of)
    provider.override(cache="max-age=600")

    assert documents.read(provider.issuer + METADATA, issuer_of) == provider.issuer


def test_a_refreshed_document_replaces_the_cached_one(provider: RunningProvider) -> None:
    documents = DocumentCache(clock=SecondsClock())
    address = provider.issuer + METADATA
    provider.override(cache="max-age=600")
    documents.read(address, issuer_of)

    provider.override(cache="no-store", metadata={"issuer": "https://new.example"})
    assert documents.read(address, issuer_of, refresh=True) == "https://new.example"

    provider.override(cache="no-store")
    assert documents.read(address, issuer_of) == provider.issuer


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, UNSTATED_SECONDS),
        ({"cache-control": "public"}, UNSTATED_SECONDS),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'public, MAX-AGE="60", must-revalidate'}, 60),
        ({"cache-control": "max-age=60", "age": "50"}, 10),
        ({"cache-control": "max-age=60", "age": "70"}, 0),
        ({"cache-control": "max-age=60", "age": "-70"}, 60),
        ({"cache-control": "max-age=0"}, 0),
        ({"cache-control": "max-age=31536000"}, LONGEST_SECONDS),
        ({"cache-control": "max-age=86400", "age": "80000"}, LONGEST_SECONDS),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age"}, 0),
        ({"cache-control": "max-age=60, no-store"}, 0),
        ({"cache-control": "no-cache"}, 0),
        ({"cache-control": 'no-cache="set-cookie"'}, 0),
        ({"cache-control": ",, ="}, UNSTATED_SECONDS),
    ],
)
def test_the_lifetime_is_as_stated_but_at_most_an_hour(headers: dict[str, str], seconds: int) -> None:
    assert lifetime_seconds(httpx2.Headers(headers)) == seconds


def test_the_authorities_that_are_trusted_are_read_once_however_many_sign_in(
    provider: RunningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, read = Settings.from_environment(provider.settings).provider, []
    assert known

    def reading(**options: bool) -> ssl.SSLContext:
        read.append(options)
        return default(**options)

    default = httpcore2.default_ssl_context
    monkeypatch.setattr(httpcore2, "default_ssl_context", reading)
    trust.cache_clear()
    for _ in range(3):
        assert authorization_url(known, LoginState(), callback="http://localhost/account/callback")

    assert len(read) == 1
