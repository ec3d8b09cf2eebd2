"""Sign-in by an identity provider that really runs, and lies: it proves who somebody is, and nothing more."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from assessment.access import Credential
from assessment.actions.accepting_invitation import INVITATION_INVALID
from assessment.actions.managing_people import invite_person
from assessment.actions.new_person import NewPerson
from assessment.actions.signing_in_by_identity_provider import HAS_SECOND_FACTOR, NOT_KNOWN, SOMEBODY_ELSES
from assessment.codes import Event, PersonState, Role
from assessment.ids import PersonId
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.session_view import find_invited_name, open_viewer
from tests.conftest import StartApp
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, HttpAnswer, cookie
from tests.web.identity_provider import RunningProvider, comes_back, login_cookie_of, running_provider, sets_off
from tests.web.test_sign_in import secret_in

DID_NOT_WORK = "Signing in with Example Identity did not work. Start again from the sign-in page."
LATE = "Signing in took too long, or was started in another browser. Start again from the sign-in page."


@pytest.fixture(scope="module")
def provider() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def client(
    provider: RunningProvider, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    with start_app(tmp_path_factory.mktemp("identity-provider"), environment=provider.settings) as app:
        client = AppClient(app)
        assert client.lead.name, "there is somebody who can sign in"
        yield client
        assert "Traceback" not in app.log(), app.log()


def invited(client: AppClient, email: str, *, force: str | None = "Kent Police") -> tuple[PersonId, str]:
    """Somebody new, and the secret of the link that they are sent."""
    administrator = somebody(client.store, roles=(Role.ADMINISTRATOR,))
    made = invite_person(client.store, administrator.actor, NewPerson(name=f"Of {email}", email=email, force=force))
    return made.person, made.secret


def known(client: AppClient, provider: RunningProvider, subject: str) -> PersonId:
    """Somebody who has accepted their invitation by the provider, which calls them so."""
    person, secret = invited(client, f"{subject}@kent.example")
    provider.lies(subject=subject)
    assert secret_in(comes_back(client, provider, asking=f"?invitation={secret}"))
    return person


@pytest.fixture(scope="module")
def dot(client: AppClient, provider: RunningProvider) -> PersonId:
    """Somebody whom the provider calls so."""
    return known(client, provider, "dot")


def who(client: AppClient, answer: HttpAnswer) -> PersonId | None:
    """Who is signed in by that answer."""
    secret = secret_in(answer)
    return open_viewer(client.store, Credential(secret)).person if secret else None


def last_of_people(client: AppClient) -> Event:
    with client.store.read() as unit:
        return unit.audit.of_chain(PEOPLE_CHAIN)[-1].event


def test_who_is_invited_comes_in_by_the_provider_and_again_without_the_link(
    client: AppClient, provider: RunningProvider
) -> None:
    person = known(client, provider, "ann")

    again = comes_back(client, provider, asking="?next=%2Fcompare")

    assert (again.status, again.headers["location"], who(client, again)) == (303, "/compare", person)
    assert last_of_people(client) is Event.SIGNED_IN


def test_v5_0_0_10_5_2_a_subject_that_nobody_here_is_known_by_is_nobody_whatever_address_comes_with_it(
    client: AppClient, provider: RunningProvider
) -> None:
    known(client, provider, "bea")

    provider.lies(subject="somebody else", email="bea@kent.example")
    answer = comes_back(client, provider)

    assert (answer.status, who(client, answer)) == (422, None)
    assert NOT_KNOWN in answer.text
    assert last_of_people(client) is Event.SIGN_IN_REFUSED


def test_v5_0_0_10_5_2_somebody_whose_address_has_changed_is_the_same_person(
    client: AppClient, provider: RunningProvider
) -> None:
    person = known(client, provider, "cat")

    provider.lies(subject="cat", email="married@kent.example")

    assert who(client, comes_back(client, provider)) == person


@pytest.mark.parametrize(
    ("lies", "reason"),
    [
        pytest.param(
            {"issuer": "https://elsewhere.example"}, "Invalid claim: 'iss'", id="the token is another issuer's"
        ),
        pytest.param({"nonce": "0" * 64}, "Invalid claim: 'nonce'", id="the token was made for another login"),
        pytest.param({"nonce": None}, "Missing claim: 'nonce'", id="the token names no login"),
        pytest.param({"seconds": -3600}, "The token is expired", id="the token ended an hour ago"),
        pytest.param({"audience": "another-client"}, "Invalid claim: 'aud'", id="the token is for another client"),
        pytest.param(
            {"audience": ["collaboration-assessment"], "azp": "another-client"},
            "the token is for another client",
            id="asked by another client",
        ),
        pytest.param({"subject": None}, "Missing claim: 'sub'", id="the token names nobody"),
        pytest.param({"subject": ""}, "Invalid claim: 'sub'", id="the name is empty"),
        pytest.param({"subject": 7}, "Claim 'sub' must be a StringOrURI value", id="the name is a number"),
        pytest.param({"subject": "x" * 256}, "the subject is none", id="the name is too long"),
        pytest.param({"algorithm": "none"}, "Algorithm of 'none' is not allowed", id="the token is not signed"),
        pytest.param(
            {"algorithm": "HS256"},
            "Algorithm of 'HS256' is not allowed",
            id="the token is signed with the public key as a password",
        ),
        pytest.param(
            {"algorithm": "another key"}, "bad_signature", id="the token is signed by another key of the same name"
        ),
        pytest.param({"answer": {"state": "0" * 64}}, "the state is another", id="the answer is to another login"),
        pytest.param(
            {"answer": {"iss": "https://elsewhere.example"}},
            "the answer is another provider's",
            id="the answer is another issuer's",
        ),
        pytest.param(
            {"answer": {"error": "access_denied"}}, "the provider says access_denied", id="the provider refuses"
        ),
        pytest.param({"answer": {"code": "made up"}}, "invalid_grant", id="the code is none"),
    ],
)
def test_v5_0_0_10_5_1_what_is_not_in_order_signs_nobody_in(
    client: AppClient, provider: RunningProvider, dot: PersonId, lies: dict[str, object], reason: str
) -> None:
    provider.lies(subject="dot")
    assert who(client, comes_back(client, provider)) == dot

    provider.lies(**{"subject": "dot"} | lies)
    answer = comes_back(client, provider)

    assert (answer.status, who(client, answer)) == (422, None)
    assert DID_NOT_WORK in answer.text
    assert reason in client.app.log().splitlines()[-1]


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        pytest.param(
            {"issuer": "https://elsewhere.example"},
            "the provider calls itself https://elsewhere.example",
            id="it calls itself another",
        ),
        pytest.param(
            {"token_endpoint": "http://elsewhere.example/token"},
            "the token_endpoint has no https",
            id="secrets would go where others can read",
        ),
        pytest.param(
            {"authorization_endpoint": None}, "the authorization_endpoint has no https", id="it says half of it"
        ),
    ],
)
def test_v5_0_0_10_5_3_a_provider_that_is_not_the_one_that_was_named_is_not_gone_to(
    client: AppClient, provider: RunningProvider, metadata: dict[str, object], reason: str
) -> None:
    provider.lies(metadata=metadata)

    answer = sets_off(client)

    assert answer.status == 422
    assert DID_NOT_WORK in answer.text
    assert reason in client.app.log().splitlines()[-1]


def test_an_answer_counts_once(client: AppClient, provider: RunningProvider) -> None:
    known(client, provider, "eve")
    gone = sets_off(client)
    back = urlsplit(provider.sends_back(gone.headers["location"]))
    first, second = (
        client.ask("GET", f"{back.path}?{back.query}", {"Cookie": login_cookie_of(gone)}) for _ in range(2)
    )

    assert who(client, first) is not None
    assert (second.status, who(client, second)) == (422, None)


def test_v5_0_0_10_1_2_an_answer_counts_in_the_browser_alone_that_asked(
    client: AppClient, provider: RunningProvider
) -> None:
    known(client, provider, "fay")
    gone, of_another = sets_off(client), sets_off(client)
    back = urlsplit(provider.sends_back(gone.headers["location"]))

    without = client.ask("GET", f"{back.path}?{back.query}", {"Cookie": ""})
    with_another = client.ask("GET", f"{back.path}?{back.query}", {"Cookie": login_cookie_of(of_another)})

    assert (without.status, who(client, without)) == (422, None)
    assert LATE in without.text
    assert (with_another.status, who(client, with_another)) == (422, None)


@pytest.mark.parametrize(
    "held", ["x", "e30", "e30=", "bnVsbA==", "WzFd", "eyJzZWNyZXQiOiAxfQ==", "eyJuZXh0X3BhdGgiOiAxfQ=="]
)
def test_what_a_browser_holds_that_is_no_login_is_answered_in_words(client: AppClient, held: str) -> None:
    answer = client.get("/account/provider/back?code=x&state=y", Cookie=f"assessment_login={held}")

    assert answer.status == 422


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "https://elsewhere.example/", "/account/sign-out", "%2F%5Cx"]
)
def test_v5_0_0_3_7_2_nobody_is_led_elsewhere_after_it(
    client: AppClient, provider: RunningProvider, dot: PersonId, wanted: str
) -> None:
    provider.lies(subject="dot")

    answer = comes_back(client, provider, asking=f"?next={wanted}")

    assert (who(client, answer), answer.headers["location"]) == (dot, "/")


def test_the_login_is_held_where_no_script_reads_it_and_goes_nowhere_else(
    client: AppClient, provider: RunningProvider
) -> None:
    provider.lies()

    held = sets_off(client).headers["set-cookie"]

    assert {"HttpOnly", "SameSite=lax", "Path=/account/provider", "Max-Age=600"} <= set(held.split("; "))


def test_another_site_cannot_let_somebody_accept_an_invitation(client: AppClient, provider: RunningProvider) -> None:
    _, secret = invited(client, "hal@kent.example")

    answer = sets_off(client, asking=f"?invitation={secret}", headers={"Sec-Fetch-Site": "cross-site", "Cookie": ""})

    assert (answer.status, answer.headers["location"]) == (303, f"/account/invitation/{secret}")


def test_an_invitation_counts_once_by_the_provider_too(client: AppClient, provider: RunningProvider) -> None:
    _, secret = invited(client, "ida@kent.example")
    provider.lies(subject="ida")
    comes_back(client, provider, asking=f"?invitation={secret}")
    provider.lies(subject="another ida")

    answer = comes_back(client, provider, asking=f"?invitation={secret}")

    assert (answer.status, who(client, answer)) == (422, None)
    assert INVITATION_INVALID in answer.text


def test_nobody_becomes_a_second_person(client: AppClient, provider: RunningProvider) -> None:
    person = known(client, provider, "jan")
    other, secret = invited(client, "other.jan@kent.example")

    answer = comes_back(client, provider, asking=f"?invitation={secret}")

    assert (answer.status, who(client, answer)) == (422, None)
    assert SOMEBODY_ELSES in answer.text
    assert find_invited_name(client.store, secret) == "Of other.jan@kent.example"
    assert who(client, comes_back(client, provider)) == person
    assert person != other


def test_whoever_asks_for_a_code_is_not_opened_to_a_provider_by_a_link(
    client: AppClient, provider: RunningProvider
) -> None:
    person, secret = invited(client, "kay@kent.example")
    with client.store.begin() as unit:
        unit.people.save_secrets(person, replace(unit.people.secrets_of(person), second_factor="JBSWY3DPEHPK3PXP"))
    provider.lies(subject="kay")

    answer = comes_back(client, provider, asking=f"?invitation={secret}")

    assert (answer.status, who(client, answer)) == (422, None)
    assert HAS_SECOND_FACTOR in answer.text
    assert find_invited_name(client.store, secret) == "Of kay@kent.example"


def test_who_was_let_go_does_not_come_in_whatever_the_provider_says(
    client: AppClient, provider: RunningProvider
) -> None:
    id = known(client, provider, "lee")
    with client.store.begin() as unit:
        person = unit.people.find(id)
        assert person is not None
        unit.people.save(replace(person, state=PersonState.DISABLED))

    answer = comes_back(client, provider)

    assert (answer.status, who(client, answer)) == (422, None)
    assert NOT_KNOWN in answer.text


def test_who_was_forgotten_is_not_known_any_more(client: AppClient, provider: RunningProvider) -> None:
    id = known(client, provider, "mia")
    with client.store.begin() as unit:
        person = unit.people.find(id)
        assert person is not None
        unit.people.forget(person)

    assert NOT_KNOWN in comes_back(client, provider).text


def test_v5_0_0_7_2_4_what_was_planted_before_is_no_session_after(client: AppClient, provider: RunningProvider) -> None:
    known(client, provider, "ned")
    planted = somebody(client.store, "Mallory").actor
    gone = sets_off(client)
    back = urlsplit(provider.sends_back(gone.headers["location"]))

    client.ask("GET", f"{back.path}?{back.query}", {"Cookie": f"{cookie(planted)}; {login_cookie_of(gone)}"})

    with client.store.read() as unit:
        session = unit.sessions.find(planted.fingerprint)
    assert session is not None
    assert session.ended_at is not None


def test_the_sign_in_page_and_the_invitation_lead_to_the_provider(client: AppClient) -> None:
    _, secret = invited(client, "oli@kent.example")

    assert (
        '<a href="/account/provider?next=%2Fcompare">Sign in with Example Identity</a>'
        in client.get("/account/sign-in?next=/compare", Cookie="").text
    )
    assert f'<a href="/account/provider?invitation={secret}">' in client.get(f"/account/invitation/{secret}").text
