"""The way in, as a browser or a hostile program meets it: cookies, redirects, and what is refused without a session."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from starlette.requests import Request

from assessment.access.credential import SESSION_COOKIE
from assessment.actions.managing_people import invite_person
from assessment.actions.new_person import NewPerson
from assessment.codes import Event, Role
from assessment.store.audit_chain import PEOPLE_CHAIN
from pages.menu import HOME, PAGES
from tests.browser.running_app import RunningApp
from tests.conftest import StartApp
from tests.signed_in_people import session, somebody
from tests.store.sqlite import file_of
from tests.web.app_client import AppClient, HttpAnswer, cookie
from web import first_administrator_code
from web.redirects import page_path_or_home

NOBODY = {"Cookie": ""}
NOT_SIGNED_IN = "You are not signed in, or your session has ended. Sign in to go on."
PASSWORD = "walnut ferry crimson"


def posts(client: AppClient, path: str, fields: dict[str, str], **headers: str) -> HttpAnswer:
    """A form that is sent from a page of the app."""
    named = {"Origin": client.app.url, "Content-Type": "application/x-www-form-urlencoded", "Cookie": ""}
    return client.ask("POST", path, named | headers, urlencode(fields).encode())


def secret_in(answer: HttpAnswer) -> str:
    """The session that an answer sets, if any."""
    found = re.search(rf"{SESSION_COOKIE}=([^;]+);", answer.headers.get("set-cookie", ""))
    return found[1] if found else ""


@pytest.fixture(scope="module")
def member(client: AppClient) -> tuple[str, str]:
    """The e-mail address and password of a person who was invited and has accepted."""
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    email = "ben@kent.example"
    invited = invite_person(client.store, administrator.actor, NewPerson(name="Ben", email=email, force="Kent Police"))
    answer = posts(client, f"/account/invitation/{invited.secret}", {"password": PASSWORD})
    assert answer.status == 303
    return email, PASSWORD


@pytest.mark.parametrize("name", ["" if entry is HOME else entry.name for entry in PAGES])
def test_v5_0_0_8_3_1_every_page_leads_to_sign_in_and_back(client: AppClient, name: str) -> None:
    answer = client.get(f"/{name}?assessment=1&x=%26", **NOBODY)

    wanted = quote(f"/{name}?assessment=1&x=%26", safe="")
    assert (answer.status, answer.headers["location"]) == (303, f"/account/sign-in?next={wanted}")


@pytest.mark.parametrize(
    "path",
    [
        "/files/{id}/report.pdf",
        "/files/{id}/report.html",
        "/files/{id}/assessment.json",
        "/files/comparison.csv",
        "/files/comparison.pdf",
    ],
)
def test_v5_0_0_8_3_1_every_file_asks_for_a_session(client: AppClient, path: str) -> None:
    answer = client.get(path.format(id=client.has_submitted("Example air support")), **NOBODY)

    assert (answer.status, answer.text) == (401, NOT_SIGNED_IN)


@pytest.mark.parametrize("kind", ["report.pdf", "report.html", "assessment.json"])
def test_v5_0_0_8_2_2_another_collaboration_is_not_found(client: AppClient, kind: str) -> None:
    assessment = client.has_submitted("Example air support")
    stranger = somebody(client.store, "Eve", force="Essex Police")

    answer = client.get(f"/files/{assessment}/{kind}", Cookie=cookie(stranger.actor))

    assert (answer.status, answer.text) == (404, "There is no such assessment. Open it from the home page.")
    with client.store.read() as unit:
        refusals = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.by == str(stranger.id)]
    assert [(each.event, each.detail["where"]) for each in refusals] == [(Event.REQUEST_REFUSED, kind)]


def test_the_drafts_ask_for_a_session_and_for_the_person_who_typed(client: AppClient) -> None:
    assessment = client.has_started()
    typed = {"assessment": str(assessment), "question": "P1", "seen": 0, "page": "a" * 32, "fields": {"rationale": "A"}}
    stranger = somebody(client.store, "Eve", force="Kent Police")

    assert client.hands_over(typed | {"person": str(stranger.id)}).status == 401
    assert client.hands_over(typed).status == 400
    assert client.waiting(assessment) == []
    assert client.hands_over(typed | {"person": str(client.lead.id)}).status == 204


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/_stcore/upload_file/x/y"),
        ("DELETE", "/_stcore/upload_file/x/y"),
        ("GET", "/media/x.pdf"),
        ("GET", "/_stcore/metrics"),
    ],
)
def test_uploads_and_media_are_refused_without_a_session(client: AppClient, method: str, path: str) -> None:
    answer = client.ask(method, path, {"Origin": client.app.url, **NOBODY}, b"x" if method == "PUT" else None)

    assert (answer.status, answer.text) == (403, NOT_SIGNED_IN)


def test_v5_0_0_3_3_4_the_session_is_in_a_cookie_that_no_script_reads(
    client: AppClient, member: tuple[str, str]
) -> None:
    answer = posts(
        client, "/account/sign-in", {"email": member[0], "password": member[1], "next": "/compare?rows=force"}
    )

    assert (answer.status, answer.headers["location"]) == (303, "/compare?rows=force")
    assert re.fullmatch(rf"{SESSION_COOKIE}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=lax", answer.headers["set-cookie"])
    assert client.get("/", Cookie=f"{SESSION_COOKIE}={secret_in(answer)}").status == 200


def test_v5_0_0_3_3_3_behind_a_proxy_with_tls_the_session_is_in_a_cookie_of_this_host_alone(
    client: AppClient, member: tuple[str, str]
) -> None:
    by_tls = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}

    answer = posts(client, "/account/sign-in", {"email": member[0], "password": member[1]}, **by_tls)

    said = re.fullmatch(
        r"__Host-assessment_session=([\w-]{43}); HttpOnly; Path=/; SameSite=lax; Secure", answer.headers["set-cookie"]
    )
    assert said
    assert client.get("/", Cookie=f"__Host-assessment_session={said[1]}", **by_tls).status == 200
    assert client.get("/", Cookie=f"assessment_session={said[1]}", **by_tls).status == 303


def test_v5_0_0_7_2_4_what_was_planted_before_sign_in_is_no_session_after_it(
    client: AppClient, member: tuple[str, str]
) -> None:
    planted = session(client.store, client.lead.id)

    answer = posts(client, "/account/sign-in", {"email": member[0], "password": member[1]}, Cookie=cookie(planted))

    assert secret_in(answer) not in ("", planted.token)
    assert client.get("/", Cookie=cookie(planted)).status == 303


def test_a_planted_name_that_nobody_knows_is_not_taken_over(client: AppClient, member: tuple[str, str]) -> None:
    answer = posts(
        client, "/account/sign-in", {"email": member[0], "password": member[1]}, Cookie=f"{SESSION_COOKIE}=chosen"
    )

    assert secret_in(answer) != "chosen"
    assert client.get("/", Cookie=f"{SESSION_COOKIE}=chosen").status == 303


def test_two_sessions_in_one_request_are_none(client: AppClient) -> None:
    both = f"{cookie(client.lead.actor)}; {cookie(session(client.store, client.lead.id))}"

    assert client.get("/", Cookie=both).status == 303


def test_what_is_wrong_is_said_as_an_alert_and_sets_no_cookie(client: AppClient) -> None:
    answer = posts(client, "/account/sign-in", {"email": "<b>@kent.example", "password": "x", "next": "/"})

    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert "set-cookie" not in answer.headers
    assert "<b>@" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/account/sign-in", "/\nx", "x"],
)
def test_v5_0_0_3_7_2_nobody_is_led_elsewhere_after_sign_in(address: str) -> None:
    assert page_path_or_home(address) == "/"


def test_a_form_of_another_site_signs_nobody_in(client: AppClient, member: tuple[str, str]) -> None:
    fields = {"email": member[0], "password": member[1]}

    for origin in ("http://evil.example", "null"):
        assert posts(client, "/account/sign-in", fields, Origin=origin).status == 403


def test_v5_0_0_7_4_1_sign_out_takes_a_token_and_ends_the_session(client: AppClient) -> None:
    own = session(client.store, client.lead.id)

    refused = posts(client, "/account/sign-out", {"token": "guessed"}, Cookie=cookie(own))
    assert (refused.status, client.get("/", Cookie=cookie(own)).status) == (403, 200)

    answer = posts(client, "/account/sign-out", {"token": own.signs_out_by}, Cookie=cookie(own))
    assert (answer.status, answer.headers["location"]) == (303, "/account/sign-in")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert client.get("/", Cookie=cookie(own)).status == 303
    assert client.get(f"/files/{client.has_started()}/report.pdf", Cookie=cookie(own)).status == 401


def test_signing_out_by_a_link_does_nothing(client: AppClient) -> None:
    own = session(client.store, client.lead.id)

    assert client.get("/account/sign-out", Cookie=cookie(own)).headers["location"] == "/"
    assert client.get("/", Cookie=cookie(own)).status == 200


def test_only_the_hash_of_a_session_is_stored(client: AppClient) -> None:
    path = file_of(client.app.database_url)
    stored = b"".join(file.read_bytes() for file in path.parent.glob("assessments.db*"))

    assert client.lead.actor.token.encode() not in stored
    assert client.lead.actor.fingerprint.encode() in stored


def test_the_first_page_is_gone_once_there_is_anybody(client: AppClient) -> None:
    assert client.get("/account/first", **NOBODY).status == 404
    assert posts(client, "/account/first", {"code": "x"}).status == 404


def test_an_invitation_that_nobody_has_is_refused(client: AppClient) -> None:
    answer = client.get("/account/invitation/unknown", **NOBODY)

    assert answer.status == 404
    assert "This invitation was used already, or its time is over. Ask for a new one." in answer.text


@pytest.fixture(scope="module")
def empty(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with start_app(tmp_path_factory.mktemp("empty")) as app:
        yield app


def test_an_empty_service_leads_to_its_first_page_and_takes_only_the_printed_code(empty: RunningApp) -> None:
    client = AppClient(empty)
    first = {"code": "wrong", "name": "Ada", "email": "ada@kent.example", "force": "Kent Police", "password": PASSWORD}

    assert client.get("/compare", **NOBODY).headers["location"] == "/account/first"
    refused = posts(client, "/account/first", first)
    assert "This is not the code that the server printed." in refused.text

    printed = re.search(r"works once: ([0-9a-f-]{19})", empty.log())
    assert printed
    through_a_proxy = posts(client, "/account/first", first | {"code": printed[1]}, **{"X-Forwarded-For": "10.0.0.1"})
    assert through_a_proxy.status == 403
    assert client.get("/account/first", **NOBODY, **{"Forwarded": "for=127.0.0.1"}).status == 403

    answer = posts(client, "/account/first", first | {"code": printed[1]})
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert client.get("/", Cookie=f"{SESSION_COOKIE}={secret_in(answer)}").status == 200
    assert posts(client, "/account/first", first | {"code": printed[1], "email": "b@kent.example"}).status == 404


@pytest.mark.parametrize(("client", "is_here"), [("127.0.0.1", True), ("::1", True), ("10.0.0.9", False)])
def test_the_first_administrator_is_made_on_this_computer(client: str, is_here: bool) -> None:
    request = Request({"type": "http", "headers": [], "client": (client, 1)})

    assert first_administrator_code.is_on_this_computer(request) is is_here
