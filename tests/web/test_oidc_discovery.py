"""What a provider publishes is read once and kept as long as the provider says, and no longer."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.conftest import StartApp
from tests.web.app_client import AppClient, HttpAnswer
from tests.web.identity_provider import RunningProvider, comes_back, running_provider
from tests.web.test_sign_in import secret_in
from tests.web.test_signing_in_by_identity_provider import DID_NOT_WORK, known
from web.oidc_discovery import LONGEST_SECONDS, UNSTATED_SECONDS, DocumentCache, lifetime_seconds

METADATA = "/.well-known/openid-configuration"
KEYS = "/keys"


@pytest.fixture
def provider() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def client(
    provider: RunningProvider, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    with start_app(tmp_path_factory.mktemp("discovery"), environment=provider.settings) as app:
        yield AppClient(app)
        assert "Traceback" not in app.log()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def issuer_of(metadata: Any) -> str:
    return str(metadata["issuer"])


def is_signed_in(answer: HttpAnswer) -> bool:
    return secret_in(answer) != ""


def test_two_sign_ins_read_the_metadata_and_the_keys_once(client: AppClient, provider: RunningProvider) -> None:
    known(client, provider, "ann")
    before = provider.requests_for(METADATA), provider.requests_for(KEYS)
    provider.lies(subject="ann", cache="max-age=600")

    answers = [comes_back(client, provider) for _ in range(2)]

    assert [is_signed_in(answer) for answer in answers] == [True, True]
    assert provider.requests_for(METADATA) == before[0] + 1
    assert provider.requests_for(KEYS) == before[1] + 1


def test_a_provider_that_wants_nothing_stored_is_asked_every_time(client: AppClient, provider: RunningProvider) -> None:
    known(client, provider, "ann")
    before = provider.requests_for(METADATA), provider.requests_for(KEYS)
    provider.lies(subject="ann", cache="no-store, max-age=600")

    assert is_signed_in(comes_back(client, provider))
    assert is_signed_in(comes_back(client, provider))

    # Each sign-in reads the metadata on the way out and on the way back.
    assert (provider.requests_for(METADATA) - before[0], provider.requests_for(KEYS) - before[1]) == (4, 2)


def test_a_new_signing_key_is_found_without_a_restart(client: AppClient, provider: RunningProvider) -> None:
    known(client, provider, "ann")
    provider.lies(subject="ann", cache="max-age=600")
    assert is_signed_in(comes_back(client, provider))
    before = provider.requests_for(METADATA), provider.requests_for(KEYS)

    provider.lies(subject="ann", cache="max-age=600", key="second")
    answers = [comes_back(client, provider) for _ in range(2)]

    assert [is_signed_in(answer) for answer in answers] == [True, True]
    assert provider.requests_for(METADATA) == before[0]
    assert provider.requests_for(KEYS) == before[1] + 1


def test_a_token_under_the_name_of_a_kept_key_is_not_believed(client: AppClient, provider: RunningProvider) -> None:
    known(client, provider, "ann")
    provider.lies(subject="ann", cache="max-age=600")
    assert is_signed_in(comes_back(client, provider))

    provider.lies(subject="ann", cache="max-age=600", algorithm="another key")
    answer = comes_back(client, provider)

    assert not is_signed_in(answer)
    assert DID_NOT_WORK in answer.text


def test_a_document_is_read_again_when_the_time_that_was_said_is_over(provider: RunningProvider) -> None:
    clock = Clock()
    documents = DocumentCache(clock=clock)
    provider.lies(cache="max-age=60", metadata={"issuer": "https://lie.example"})
    address = provider.issuer + METADATA
    assert documents.read(address, issuer_of) == "https://lie.example"
    provider.lies(cache="max-age=60")

    clock.seconds += 59.9
    assert documents.read(address, issuer_of) == "https://lie.example"
    clock.seconds += 0.1
    assert documents.read(address, issuer_of) == provider.issuer
    assert provider.requests_for(METADATA) == 2


def test_a_document_of_which_nothing_is_said_is_kept_for_five_minutes(provider: RunningProvider) -> None:
    clock = Clock()
    documents = DocumentCache(clock=clock)
    provider.lies(cache="")
    address = provider.issuer + METADATA
    documents.read(address, issuer_of)

    clock.seconds += 299
    documents.read(address, issuer_of)
    assert provider.requests_for(METADATA) == 1
    clock.seconds += 1
    documents.read(address, issuer_of)
    assert provider.requests_for(METADATA) == 2


def test_a_document_that_is_not_understood_and_an_answer_that_is_an_error_are_not_kept(
    provider: RunningProvider,
) -> None:
    documents = DocumentCache(clock=Clock())
    provider.lies(cache="max-age=600", metadata={"issuer": None})

    def refuse(metadata: Any) -> str:
        raise ValueError(str(metadata["issuer"]))

    with pytest.raises(ValueError, match="None"):
        documents.read(provider.issuer + METADATA, refuse)
    with pytest.raises(httpx2.HTTPStatusError):
        documents.read(provider.issuer + "/nothing", issuer_of)
    provider.lies(cache="max-age=600")

    assert documents.read(provider.issuer + METADATA, issuer_of) == provider.issuer


def test_reading_anew_takes_the_place_of_what_was_kept(provider: RunningProvider) -> None:
    documents = DocumentCache(clock=Clock())
    address = provider.issuer + METADATA
    provider.lies(cache="max-age=600")
    documents.read(address, issuer_of)

    provider.lies(cache="no-store", metadata={"issuer": "https://new.example"})
    assert documents.read(address, issuer_of, refresh=True) == "https://new.example"

    provider.lies(cache="no-store")
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
def test_the_lifetime_is_what_is_said_within_an_hour(headers: dict[str, str], seconds: int) -> None:
    assert lifetime_seconds(httpx2.Headers(headers)) == seconds
