"""Whoever signs out or is removed at the identity provider is signed out here, and nobody else can bring that about."""

import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from assessment.access import Credential
from assessment.codes import ActorCode, Event
from assessment.ids import PersonId
from assessment.store.audit_chain import PEOPLE_CHAIN
from tests.conftest import StartApp
from tests.signed_in_people import session
from tests.web.app_client import AppClient, HttpResponse, cookie
from tests.web.conftest import running_client
from tests.web.identity_provider import RunningProvider, complete_login
from tests.web.test_request_guard import HEADERS
from tests.web.test_sign_in import session_secret
from tests.web.test_signing_in_by_identity_provider import accept_by_provider

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": ""}


@pytest.fixture(scope="module")
def client(
    provider: RunningProvider, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    with running_client(start_app, tmp_path_factory.mktemp("logout"), environment=provider.settings) as client:
        yield client


def signs_in(client: AppClient, provider: RunningProvider, subject: str, **overrides: object) -> Credential:
    provider.override(subject=subject, **overrides)
    return Credential(session_secret(complete_login(client, provider)))


def is_told(client: AppClient, provider: RunningProvider, **overrides: object) -> HttpResponse:
    """Let the provider send what it says when somebody has signed out there. No browser is part of it."""
    provider.override(**overrides)
    body = urlencode({"logout_token": provider.logout_token()}).encode()
    return client.request("POST", "/account/provider/logout", FORM, body)


def is_signed_in(client: AppClient, actor: Credential) -> bool:
    return client.get("/your_account", Cookie=cookie(actor)).status == 200


def test_a_person_who_was_removed_at_the_provider_is_signed_out_everywhere(
    client: AppClient, provider: RunningProvider
) -> None:
    person = accept_by_provider(client, provider, "ann")
    one, other = (signs_in(client, provider, "ann", session=each) for each in ("s1", "s2"))
    by_password = session(client.store, person)
    bystander = client.lead.actor
    assert is_signed_in(client, one)

    response = is_told(client, provider, logout={"sub": "ann"})

    assert (response.status, response.content, response.headers["cache-control"]) == (200, b"", "no-store")
    assert [is_signed_in(client, each) for each in (one, other, by_password, bystander)] == [False, False, False, True]
    with client.store.read() as unit:
        entry = unit.audit.of_chain(PEOPLE_CHAIN)[-1]
    assert (entry.event, entry.by, entry.detail["person"]) == (
        Event.SIGNED_OUT,
        ActorCode.IDENTITY_PROVIDER,
        str(person),
    )


@pytest.mark.parametrize("is_person_named", [True, False])
def test_one_session_at_the_provider_ends_the_one_that_came_from_it(
    client: AppClient, provider: RunningProvider, *, is_person_named: bool
) -> None:
    subject = f"bea.{is_person_named}"
    accept_by_provider(client, provider, subject)
    one, other = (signs_in(client, provider, subject, session=f"{each} of {subject}") for each in ("one", "other"))

    named = {"sid": f"other of {subject}"} | ({"sub": subject} if is_person_named else {})
    assert is_told(client, provider, logout=named).status == 200

    assert [is_signed_in(client, each) for each in (one, other)] == [True, False]


def test_a_session_of_another_person_is_not_ended(client: AppClient, provider: RunningProvider) -> None:
    accept_by_provider(client, provider, "cat")
    accept_by_provider(client, provider, "dot")
    of_cat = signs_in(client, provider, "cat", session="shared")

    assert is_told(client, provider, logout={"sub": "dot", "sid": "shared"}).status == 200
    assert is_told(client, provider, logout={"sub": "nobody here"}).status == 200

    assert is_signed_in(client, of_cat)


def test_a_token_that_is_sent_again_ends_no_session_that_began_after_it(
    client: AppClient, provider: RunningProvider
) -> None:
    accept_by_provider(client, provider, "eve")
    later = signs_in(client, provider, "eve")

    assert is_told(client, provider, logout={"sub": "eve", "iat": int(time.time()) - 120}).status == 200

    assert is_signed_in(client, later)


@pytest.fixture(scope="module")
def fay(client: AppClient, provider: RunningProvider) -> PersonId:
    return accept_by_provider(client, provider, "fay")


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        pytest.param({"logout": {}}, "the token names nobody", id="it names nobody"),
        pytest.param({"logout": {"sub": "fay", "iss": "https://elsewhere.example"}}, "'iss'", id="another issuer's"),
        pytest.param({"logout": {"sub": "fay", "aud": "another-client"}}, "'aud'", id="for another client"),
        pytest.param({"logout": {"sub": "fay", "iat": None}}, "'iat'", id="without a time"),
        pytest.param({"logout": {"sub": "fay", "iat": 9_999_999_999}}, "issued in the future", id="from the future"),
        pytest.param({"logout": {"sub": "fay", "exp": 1}}, "expired", id="expired"),
        pytest.param({"logout": {"sub": "fay", "jti": None}}, "'jti'", id="without an id"),
        pytest.param({"logout": {"sub": "fay", "events": None}}, "'events'", id="without an event"),
        pytest.param({"logout": {"sub": "fay", "events": {"x": {}}}}, "another event", id="about another event"),
        pytest.param({"logout": {"sub": "fay", "events": [1]}}, "Error", id="with a list of events"),
        pytest.param({"logout": {"sub": "fay", "nonce": "x"}}, "another purpose", id="with a nonce, as in an id token"),
        pytest.param({"logout": {"sub": "fay"}, "header": {"typ": "at+jwt"}}, "another purpose", id="an access token"),
        pytest.param({"logout": {"sub": 7}}, "sub", id="of a person that is a number"),
        pytest.param({"logout": {"sub": "fay"}, "algorithm": "none"}, "'none'", id="not signed"),
        pytest.param({"logout": {"sub": "fay"}, "algorithm": "HS256"}, "'HS256'", id="signed with the public key"),
        pytest.param({"logout": {"sub": "fay"}, "algorithm": "another key"}, "bad_signature", id="signed by another"),
    ],
)
def test_a_token_that_does_not_count_ends_no_session(
    client: AppClient, provider: RunningProvider, fay: PersonId, overrides: dict[str, object], reason: str
) -> None:
    actor = session(client.store, fay)

    response = is_told(client, provider, **overrides)

    assert (response.status, response.text) == (400, "This is not a logout token for this service.")
    assert is_signed_in(client, actor)
    assert reason in client.app.log().splitlines()[-1]


def test_a_token_that_cannot_be_checked_now_can_be_sent_again(
    client: AppClient, provider: RunningProvider, fay: PersonId
) -> None:
    actor = session(client.store, fay)
    without_keys = is_told(client, provider, logout={"sub": "fay"}, metadata={"jwks_uri": f"{provider.issuer}/nothing"})
    was_signed_in = is_signed_in(client, actor)

    again = is_told(client, provider, logout={"sub": "fay"})

    assert (without_keys.status, was_signed_in) == (503, True)
    assert (again.status, is_signed_in(client, actor)) == (200, False)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "e30." * 3, "W" * 9_000])
def test_what_is_no_token_at_all_is_refused_with_the_security_headers(client: AppClient, token: str) -> None:
    body = urlencode({"logout_token": token}).encode()

    response = client.request("POST", "/account/provider/logout", FORM, body)

    assert response.status == 400
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_a_page_of_another_site_cannot_send_a_logout_token(client: AppClient, provider: RunningProvider) -> None:
    headers = FORM | {"Origin": "http://elsewhere.example"}

    assert client.request("POST", "/account/provider/logout", headers, b"").status == 403
