"""Signing in by a running identity provider: it proves only who somebody is, and its wrong values sign nobody in."""

import base64
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from assessment.access import Credential
from assessment.actions.account_links import INVITATION_INVALID
from assessment.actions.inviting import invite_person
from assessment.actions.managing_people import deactivate_person, reactivate_person
from assessment.actions.new_access import NewAccess
from assessment.actions.new_person import NewPerson
from assessment.actions.signing_in_by_identity_provider import HAS_SECOND_FACTOR, NOT_KNOWN
from assessment.codes import Event, PersonState, Role
from assessment.ids import PersonId
from assessment.store import holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.broken_constraints import IDENTITY_TAKEN
from assessment.views.session_view import find_invited_name, open_viewer
from tests.conftest import StartApp
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, HttpResponse, cookie
from tests.web.conftest import running_client
from tests.web.identity_provider import RunningProvider, complete_login, login_cookie_of, start_login
from tests.web.test_sign_in import session_secret

SIGN_IN_FAILED = "Signing in with Example Identity did not work. Start again from the sign-in page."
LOGIN_UNKNOWN = "Signing in took too long, or was started in another browser. Start again from the sign-in page."


@pytest.fixture(scope="module")
def client(
    provider: RunningProvider, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    with running_client(start_app, tmp_path_factory.mktemp("provider"), environment=provider.settings) as client:
        yield client


def invite(client: AppClient, email: str, *, force: str | None = "Kent Police") -> tuple[PersonId, str]:
    """Invite a person. Return their id and the secret of their invitation."""
    administrator = somebody(client.store, roles=(Role.ADMINISTRATOR,))
    invitation = invite_person(
        client.store,
        administrator.actor,
        NewPerson(name=f"Of {email}", email=email, force=force),
        NewAccess(role=Role.MEMBER if force else Role.INSPECTOR),
    )
    return invitation.person, invitation.secret


def accept_by_provider(client: AppClient, provider: RunningProvider, subject: str) -> PersonId:
    """Invite a person and let them accept by the provider, which knows them by this subject. Return their id."""
    person, secret = invite(client, f"{subject}@kent.example")
    provider.override(subject=subject)
    assert session_secret(complete_login(client, provider, query=f"?invitation={secret}"))
    return person


@pytest.fixture(scope="module")
def dot(client: AppClient, provider: RunningProvider) -> PersonId:
    """Return a person whom the provider knows by the subject "dot"."""
    return accept_by_provider(client, provider, "dot")


def signed_in_person(client: AppClient, response: HttpResponse) -> PersonId | None:
    """Return the person whose session the response begins, or None."""
    secret = session_secret(response)
    return open_viewer(client.store, Credential(secret)).person if secret else None


def last_event(client: AppClient) -> Event:
    with client.store.read() as unit:
        return unit.audit.of_chain(PEOPLE_CHAIN)[-1].event


def test_an_invited_person_signs_in_by_the_provider_and_later_without_the_invitation(
    client: AppClient, provider: RunningProvider
) -> None:
    person = accept_by_provider(client, provider, "ann")

    again = complete_login(client, provider, query="?next=%2Fcompare%3Frows%3Dforce%26x%3D1")

    location = "/compare?rows=force&x=1"
    assert (again.status, again.headers["location"], signed_in_person(client, again)) == (303, location, person)
    assert last_event(client) is Event.SIGNED_IN


def test_v5_0_0_10_5_2_an_unknown_subject_is_refused_whatever_e_mail_address_comes_with_it(
    client: AppClient, provider: RunningProvider
) -> None:
    accept_by_provider(client, provider, "bea")

    provider.override(subject="somebody else", email="bea@kent.example")
    response = complete_login(client, provider)

    assert (response.status, signed_in_person(client, response)) == (422, None)
    assert NOT_KNOWN in response.text
    assert last_event(client) is Event.SIGN_IN_REFUSED


def test_v5_0_0_10_5_2_a_person_whose_e_mail_address_has_changed_is_still_recognised(
    client: AppClient, provider: RunningProvider
) -> None:
    person = accept_by_provider(client, provider, "cat")

    provider.override(subject="cat", email="married@kent.example")

    assert signed_in_person(client, complete_login(client, provider)) == person


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        pytest.param(
            {"issuer": "https://elsewhere.example"}, "Invalid claim: 'iss'", id="the token is another issuer's"
        ),
        pytest.param({"nonce": "0" * 64}, "Invalid claim: 'nonce'", id="the token was made for another login"),
        pytest.param({"nonce": None}, "Missing claim: 'nonce'", id="the token has no nonce"),
        pytest.param({"seconds": -3600}, "The token is expired", id="the token ended an hour ago"),
        pytest.param({"audience": "another-client"}, "Invalid claim: 'aud'", id="the token is for another client"),
        pytest.param(
            {"audience": ["collaboration-assessment"], "azp": "another-client"},
            "the token is for another client",
            id="another client requested the token",
        ),
        pytest.param({"subject": None}, "Missing claim: 'sub'", id="the token has no subject"),
        pytest.param({"subject": ""}, "Invalid claim: 'sub'", id="the subject is empty"),
        pytest.param({"subject": 7}, "Claim 'sub' must be a StringOrURI value", id="the subject is a number"),
        pytest.param({"subject": "x" * 256}, "the subject is not usable", id="the subject is too long"),
        pytest.param({"subject": "a\x00"}, "the subject is not usable", id="the subject holds a NUL"),
        pytest.param({"subject": "a\ud800"}, "the subject is not usable", id="the subject holds half a character"),
        pytest.param({"algorithm": "none"}, "Algorithm of 'none' is not allowed", id="the token is not signed"),
        pytest.param(
            {"algorithm": "HS256"},
            "Algorithm of 'HS256' is not allowed",
            id="the token is signed with the public key as a password",
        ),
        pytest.param(
            {"algorithm": "another key"}, "bad_signature", id="the token is signed by another key of the same name"
        ),
        pytest.param(
            {"callback": {"state": "0" * 64}},
            "the state is not that of this login",
            id="the callback is for another login",
        ),
        pytest.param(
            {"callback": {"iss": "https://elsewhere.example"}},
            "the answer is another provider's",
            id="the callback is from another issuer",
        ),
        pytest.param(
            {"callback": {"error": "access_denied"}}, "the provider says access_denied", id="the provider refuses"
        ),
        pytest.param({"callback": {"code": "made up"}}, "invalid_grant", id="the code is unknown"),
    ],
)
def test_v5_0_0_10_5_1_a_wrong_value_from_the_provider_signs_nobody_in(
    client: AppClient, provider: RunningProvider, dot: PersonId, overrides: dict[str, object], reason: str
) -> None:
    provider.override(subject="dot")
    assert signed_in_person(client, complete_login(client, provider)) == dot

    provider.override(**{"subject": "dot"} | overrides)
    response = complete_login(client, provider)

    assert (response.status, signed_in_person(client, response)) == (422, None)
    assert SIGN_IN_FAILED in response.text
    assert reason in client.app.log().splitlines()[-1]


@pytest.mark.parametrize(
    "odd_key",
    [
        pytest.param({"kty": "EC", "crv": "BP-256", "x": "AA", "y": "AA", "kid": "odd"}, id="of an unknown curve"),
        pytest.param({"kty": "EC", "kid": "odd"}, id="without a curve"),
        pytest.param({"kty": "RSA", "n": "", "e": "AQAB", "kid": "odd"}, id="of no bits"),
        pytest.param({"kty": "RSA", "n": 5, "e": "AQAB", "kid": "odd"}, id="with a number for text"),
        pytest.param({"kty": "RSA", "n": "AQAB", "e": "AQAB"}, id="too weak to exist"),
        pytest.param({"kty": "OKP", "crv": "X25519", "x": "AA"}, id="cut short"),
        pytest.param({"kty": "oct", "k": "AAAA"}, id="that is a shared secret"),
        pytest.param({"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"}, id="of a newer kind"),
        pytest.param({"kty": ["RSA"]}, id="of a kind that is a list"),
        pytest.param({"use": ""}, id="for an empty use"),
        pytest.param({"use": "enc"}, id="for encryption"),
        pytest.param({"key_ops": ["encrypt"]}, id="that may only encrypt"),
        pytest.param({"kid": 7}, id="of a name that is a number"),
        pytest.param("key", id="that is a text"),
        pytest.param(7, id="that is a number"),
    ],
)
def test_a_key_that_cannot_verify_a_signature_is_left_out_of_the_provider_s_keys(
    client: AppClient, provider: RunningProvider, dot: PersonId, odd_key: object
) -> None:
    provider.override(subject="dot", odd_key=odd_key)

    assert signed_in_person(client, complete_login(client, provider)) == dot


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        pytest.param(
            {"issuer": "https://elsewhere.example"},
            "the provider calls itself https://elsewhere.example",
            id="it names another issuer",
        ),
        pytest.param(
            {"token_endpoint": "http://elsewhere.example/token"},
            "the token_endpoint has no https",
            id="secrets would be sent unencrypted",
        ),
        pytest.param(
            {"authorization_endpoint": None}, "the authorization_endpoint has no https", id="an endpoint is missing"
        ),
    ],
)
def test_v5_0_0_10_5_3_nobody_is_sent_to_a_provider_whose_metadata_is_wrong(
    client: AppClient, provider: RunningProvider, metadata: dict[str, object], reason: str
) -> None:
    provider.override(metadata=metadata)

    response = start_login(client)

    assert response.status == 422
    assert SIGN_IN_FAILED in response.text
    assert reason in client.app.log().splitlines()[-1]


def test_after_a_failed_sign_in_the_way_back_to_the_page_is_kept(client: AppClient, provider: RunningProvider) -> None:
    provider.override(subject="somebody unknown")

    response = complete_login(client, provider, query="?next=%2Fcompare%3Frows%3Dforce")

    assert '<a class="button" href="/account/sign-in?next=%2Fcompare%3Frows%3Dforce">Sign in</a>' in response.text


def test_a_callback_works_once(client: AppClient, provider: RunningProvider) -> None:
    accept_by_provider(client, provider, "eve")
    redirect = start_login(client)
    callback = urlsplit(provider.redirect_target(redirect.headers["location"]))
    first, second = (
        client.request("GET", f"{callback.path}?{callback.query}", {"Cookie": login_cookie_of(redirect)})
        for _ in range(2)
    )

    assert signed_in_person(client, first) is not None
    assert (second.status, signed_in_person(client, second)) == (422, None)


def test_v5_0_0_10_1_2_a_callback_works_only_in_the_browser_that_began_the_login(
    client: AppClient, provider: RunningProvider
) -> None:
    accept_by_provider(client, provider, "fay")
    redirect, other_redirect = start_login(client), start_login(client)
    callback = urlsplit(provider.redirect_target(redirect.headers["location"]))

    without_cookie = client.request("GET", f"{callback.path}?{callback.query}", {"Cookie": ""})
    with_other_cookie = client.request(
        "GET", f"{callback.path}?{callback.query}", {"Cookie": login_cookie_of(other_redirect)}
    )

    assert (without_cookie.status, signed_in_person(client, without_cookie)) == (422, None)
    assert LOGIN_UNKNOWN in without_cookie.text
    assert (with_other_cookie.status, signed_in_person(client, with_other_cookie)) == (422, None)


@pytest.mark.parametrize(
    "cookie_value",
    [
        *("x", "e30", "e30=", "bnVsbA==", "WzFd", "eyJzZWNyZXQiOiAxfQ==", "eyJuZXh0X3BhdGgiOiAxfQ=="),
        pytest.param(base64.urlsafe_b64encode(b"[" * 30_000).decode(), id="nested lists"),
        pytest.param(base64.urlsafe_b64encode(b'{"secret":' * 6_000).decode(), id="nested objects"),
    ],
)
def test_a_cookie_that_is_not_a_login_is_refused_with_a_page(client: AppClient, cookie_value: str) -> None:
    response = client.get("/account/provider/back?code=x&state=y", Cookie=f"assessment_login={cookie_value}")

    assert response.status == 422


@pytest.mark.parametrize(
    "next_path", ["//elsewhere.example", "https://elsewhere.example/", "/account/sign-out", "%2F%5Cx"]
)
def test_v5_0_0_3_7_2_nobody_is_redirected_to_another_site_after_it(
    client: AppClient, provider: RunningProvider, dot: PersonId, next_path: str
) -> None:
    provider.override(subject="dot")

    response = complete_login(client, provider, query=f"?next={next_path}")

    assert (signed_in_person(client, response), response.headers["location"]) == (dot, "/")


def test_the_login_cookie_is_hidden_from_scripts_and_sent_to_the_login_routes_only(
    client: AppClient, provider: RunningProvider
) -> None:
    provider.override()

    cookie_value = start_login(client).headers["set-cookie"]

    assert {"HttpOnly", "SameSite=lax", "Path=/account/provider", "Max-Age=600"} <= set(cookie_value.split("; "))


def test_another_site_cannot_make_somebody_accept_an_invitation(client: AppClient, provider: RunningProvider) -> None:
    _, secret = invite(client, "hal@kent.example")

    response = start_login(
        client, query=f"?invitation={secret}", headers={"Sec-Fetch-Site": "cross-site", "Cookie": ""}
    )

    assert (response.status, response.headers["location"]) == (303, f"/account/invitation/{secret}")


def test_an_invitation_works_once_by_the_provider(client: AppClient, provider: RunningProvider) -> None:
    _, secret = invite(client, "ida@kent.example")
    provider.override(subject="ida")
    complete_login(client, provider, query=f"?invitation={secret}")
    provider.override(subject="another ida")

    response = complete_login(client, provider, query=f"?invitation={secret}")

    assert (response.status, signed_in_person(client, response)) == (422, None)
    assert INVITATION_INVALID in response.text


def test_a_known_subject_cannot_accept_the_invitation_of_a_second_person(
    client: AppClient, provider: RunningProvider
) -> None:
    person = accept_by_provider(client, provider, "jan")
    other, secret = invite(client, "other.jan@kent.example")

    response = complete_login(client, provider, query=f"?invitation={secret}")

    assert (response.status, signed_in_person(client, response)) == (422, None)
    assert IDENTITY_TAKEN in response.text
    assert find_invited_name(client.store, secret) == "Of other.jan@kent.example"
    assert signed_in_person(client, complete_login(client, provider)) == person
    assert person != other


def test_an_account_with_a_second_factor_is_not_linked_to_a_provider_by_an_invitation(
    client: AppClient, provider: RunningProvider
) -> None:
    person, secret = invite(client, "kay@kent.example")
    with client.store.begin(holding.account(person)) as unit:
        unit.people.set_second_factor(person, "JBSWY3DPEHPK3PXP", step=0)
    provider.override(subject="kay")

    response = complete_login(client, provider, query=f"?invitation={secret}")

    assert (response.status, signed_in_person(client, response)) == (422, None)
    assert HAS_SECOND_FACTOR in response.text
    assert find_invited_name(client.store, secret) == "Of kay@kent.example"


def test_a_deactivated_person_cannot_sign_in_by_the_provider(client: AppClient, provider: RunningProvider) -> None:
    id = accept_by_provider(client, provider, "lee")
    with client.store.begin(holding.account(id)) as unit:
        unit.people.set_state(id, PersonState.DISABLED)

    response = complete_login(client, provider)

    assert (response.status, signed_in_person(client, response)) == (422, None)
    assert NOT_KNOWN in response.text


def test_a_person_who_left_and_was_allowed_back_signs_in_by_the_provider_again(
    client: AppClient, provider: RunningProvider
) -> None:
    administrator = somebody(client.store, roles=(Role.ADMINISTRATOR,))
    person = accept_by_provider(client, provider, "lou")

    deactivate_person(client.store, administrator.actor, person)
    while_away = complete_login(client, provider)
    reactivate_person(client.store, administrator.actor, person)

    assert (while_away.status, signed_in_person(client, while_away)) == (422, None)
    assert signed_in_person(client, complete_login(client, provider)) == person


def test_a_person_who_never_accepted_is_still_only_invited_after_they_left_and_were_allowed_back(
    client: AppClient,
) -> None:
    administrator = somebody(client.store, roles=(Role.ADMINISTRATOR,))
    person, _ = invite(client, "pat@kent.example")

    deactivate_person(client.store, administrator.actor, person)
    reactivate_person(client.store, administrator.actor, person)

    with client.store.read() as unit:
        found = unit.people.find(person)
    assert found is not None
    assert found.state is PersonState.INVITED


def test_a_forgotten_person_is_unknown_to_the_app(client: AppClient, provider: RunningProvider) -> None:
    id = accept_by_provider(client, provider, "mia")
    with client.store.begin(holding.account(id)) as unit:
        person = unit.people.find(id)
        assert person is not None
        unit.people.forget(person)

    assert NOT_KNOWN in complete_login(client, provider).text


def test_v5_0_0_7_2_4_a_session_that_was_planted_before_is_ended(client: AppClient, provider: RunningProvider) -> None:
    accept_by_provider(client, provider, "ned")
    planted = somebody(client.store, "Mallory").actor
    redirect = start_login(client)
    callback = urlsplit(provider.redirect_target(redirect.headers["location"]))

    client.request(
        "GET", f"{callback.path}?{callback.query}", {"Cookie": f"{cookie(planted)}; {login_cookie_of(redirect)}"}
    )

    with client.store.read() as unit:
        session = unit.sessions.find(planted.fingerprint)
    assert session is not None
    assert session.ended_at is not None


def test_the_sign_in_page_and_the_invitation_lead_to_the_provider(client: AppClient) -> None:
    _, secret = invite(client, "oli@kent.example")

    assert (
        '<a href="/account/provider?next=%2Fcompare">Sign in with Example Identity</a>'
        in client.get("/account/sign-in?next=/compare", Cookie="").text
    )
    assert f'<a href="/account/provider?invitation={secret}">' in client.get(f"/account/invitation/{secret}").text
