"""Sign-in over HTTP: cookies, redirects, and requests that are refused without a session."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.requests import Request

from assessment.access.credential import SESSION_COOKIE, new_secret
from assessment.actions.inviting import invite_person
from assessment.actions.new_person import NewPerson
from assessment.codes import Event, Role
from assessment.store import holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from pages.menu import HOME, PAGES
from tests.browser.running_app import NEW_PROCESS, RunningApp
from tests.concurrency.world import PairWorld
from tests.conftest import StartApp
from tests.known_forces import ESSEX
from tests.signed_in_people import A_MEMBER, session, somebody
from tests.store.sqlite import file_of
from tests.web.app_client import AppClient, HttpResponse, cookie
from tests.web.test_download_routes import EVERY_FILE
from web import first_administrator_code
from web.redirects import page_path_or_home

NO_SESSION = {"Cookie": ""}
NOT_SIGNED_IN = "You are not signed in, or your session has ended. Sign in to continue."
PASSWORD = "walnut ferry crimson"


def post_form(client: AppClient, path: str, fields: dict[str, str], **headers: str) -> HttpResponse:
    """Send a form as a page of the app does."""
    named = {"Origin": client.app.url, "Content-Type": "application/x-www-form-urlencoded", "Cookie": ""}
    return client.request("POST", path, named | headers, urlencode(fields).encode())


def session_secret(response: HttpResponse) -> str:
    """Return the secret of the session that the response begins, or an empty text."""
    found = re.search(rf"{SESSION_COOKIE}_[0-9a-f]{{8}}=([^;]+);", response.headers.get("set-cookie", ""))
    return found[1] if found else ""


def accepted_invitation(client: AppClient, email: str) -> HttpResponse:
    """Invite somebody who accepts, and return the response to their choice of a password."""
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    invited = invite_person(
        client.store,
        administrator.actor,
        NewPerson(name="Ben", email=email, force="Kent Police"),
        A_MEMBER,
    )
    response = post_form(client, f"/account/invitation/{invited.secret}", {"password": PASSWORD})
    assert response.status == 303
    return response


@pytest.fixture(scope="module")
def member(client: AppClient) -> tuple[str, str]:
    """Return the e-mail address and password of a person who has accepted an invitation."""
    email = "ben@kent.example"
    accepted_invitation(client, email)
    return email, PASSWORD


@pytest.mark.parametrize("name", ["" if entry is HOME else entry.name for entry in PAGES])
def test_v5_0_0_8_3_1_every_page_leads_to_sign_in_and_back(client: AppClient, name: str) -> None:
    response = client.get(f"/{name}?assessment=1&x=%26", **NO_SESSION)

    next_path = quote(f"/{name}?assessment=1&x=%26", safe="")
    assert (response.status, response.headers["location"]) == (303, f"/account/sign-in?next={next_path}")


@pytest.mark.parametrize(
    "path",
    [
        "/files/{id}/preview/report.pdf",
        "/files/{id}/preview/report.html",
        "/files/{id}/preview/board-paper.pdf",
        "/files/{id}/version/1/report.pdf",
        "/files/{id}/assessment.json",
        "/files/{id}/assessment.csv",
        "/files/{id}/assessment.xlsx",
        "/files/comparison.csv",
        "/files/comparison.pdf",
        "/files/register.csv",
    ],
)
def test_v5_0_0_8_3_1_every_download_needs_a_session(client: AppClient, path: str) -> None:
    response = client.get(path.format(id=client.submit_assessment("Example air support")), **NO_SESSION)

    assert (response.status, f'<p class="lede">{NOT_SIGNED_IN}</p>' in response.text) == (401, True)
    assert 'href="/account/sign-in">Sign in</a>' in response.text


@pytest.mark.parametrize("kind", EVERY_FILE)
def test_v5_0_0_8_2_2_a_download_of_another_collaboration_is_not_found(client: AppClient, kind: str) -> None:
    assessment = client.submit_assessment("Example air support")
    stranger = somebody(client.store, "Eve", force=ESSEX)

    response = client.get(f"/files/{assessment}/{kind}", Cookie=cookie(stranger.actor))

    assert response.status == 404
    assert '<p class="lede">There is no such assessment. Choose one on the home page.</p>' in response.text
    with client.store.read() as unit:
        refusals = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.by == str(stranger.id)]
    assert [(each.event, each.detail["where"]) for each in refusals] == [
        (Event.REQUEST_REFUSED, kind.rpartition("/")[2])
    ]


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
    response = client.request(method, path, {"Origin": client.app.url, **NO_SESSION}, b"x" if method == "PUT" else None)

    assert (response.status, response.text) == (403, NOT_SIGNED_IN)


def test_v5_0_0_3_3_4_the_session_is_in_a_cookie_that_no_script_can_read(
    client: AppClient, member: tuple[str, str]
) -> None:
    response = post_form(
        client, "/account/sign-in", {"email": member[0], "password": member[1], "next": "/compare?rows=force"}
    )

    assert (response.status, response.headers["location"]) == (303, "/compare?rows=force")
    assert re.match(
        rf"{client.app.session_cookie}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=lax, ", response.headers["set-cookie"]
    )
    assert client.get("/", Cookie=f"{SESSION_COOKIE}={session_secret(response)}").status == 200


def test_v5_0_0_3_3_3_behind_a_proxy_with_tls_the_session_is_in_a_cookie_for_this_host_only(
    client: AppClient, member: tuple[str, str]
) -> None:
    tls_headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}

    response = post_form(client, "/account/sign-in", {"email": member[0], "password": member[1]}, **tls_headers)

    set_cookie = re.match(
        rf"__Host-{client.app.session_cookie}=([\w-]{{43}}); HttpOnly; Path=/; SameSite=lax; Secure, "
        "__Secure-assessment_browser_",
        response.headers["set-cookie"],
    )
    assert set_cookie
    assert client.get("/", Cookie=f"__Host-assessment_session={set_cookie[1]}", **tls_headers).status == 200
    assert client.get("/", Cookie=f"assessment_session={set_cookie[1]}", **tls_headers).status == 303


def test_v5_0_0_7_2_4_a_session_that_was_planted_before_sign_in_is_ended_by_it(
    client: AppClient, member: tuple[str, str]
) -> None:
    planted = session(client.store, client.lead.id)

    response = post_form(
        client, "/account/sign-in", {"email": member[0], "password": member[1]}, Cookie=cookie(planted)
    )

    assert session_secret(response) not in ("", planted.token)
    assert client.get("/", Cookie=cookie(planted)).status == 303


def test_a_planted_session_secret_is_not_adopted(client: AppClient, member: tuple[str, str]) -> None:
    response = post_form(
        client, "/account/sign-in", {"email": member[0], "password": member[1]}, Cookie=f"{SESSION_COOKIE}=chosen"
    )

    assert session_secret(response) != "chosen"
    assert client.get("/", Cookie=f"{SESSION_COOKIE}=chosen").status == 303


def test_a_browser_that_has_signed_in_before_is_heard_where_others_wait(client: AppClient) -> None:
    email = "kim@kent.example"
    accepted = accepted_invitation(client, email)
    known = re.search(
        r"(assessment_browser_\w+=[0-9a-f]{96}); HttpOnly; Max-Age=31536000; Path=/account; SameSite=strict",
        accepted.headers["set-cookie"],
    )
    assert known

    right = {"email": email, "password": PASSWORD}
    told = [post_form(client, "/account/sign-in", right | {"password": "wrong"}).status for _ in range(10)]
    waiting = post_form(client, "/account/sign-in", right)

    assert (told, waiting.status) == ([422] * 10, 429)
    assert "Nothing was checked this time. Wait until" in waiting.text
    assert post_form(client, "/account/sign-in", right, Cookie=known[1]).status == 303


@pytest.mark.parametrize("people", [1, 30])
def test_thirty_right_sign_ins_at_once_from_one_address_are_all_heard(client: AppClient, people: int) -> None:
    emails = [PairWorld(client.store).person(f"{people}.{number}").email for number in range(people)]
    forms = [{"email": email, "password": PASSWORD} for email in emails * (30 // people)]

    with ThreadPoolExecutor(len(forms)) as threads:
        responses = list(threads.map(lambda form: post_form(client, "/account/sign-in", form), forms))

    assert [response.status for response in responses] == [303] * 30


def test_two_session_cookies_in_one_request_count_as_none(client: AppClient) -> None:
    both = f"{cookie(client.lead.actor)}; {cookie(session(client.store, client.lead.id))}"

    assert client.get("/", Cookie=both).status == 303


def test_a_failed_sign_in_is_an_alert_and_sets_no_cookie(client: AppClient) -> None:
    response = post_form(client, "/account/sign-in", {"email": "<b>@kent.example", "password": "x", "next": "/"})

    assert response.status == 422
    assert 'role="alert"' in response.text
    assert "set-cookie" not in response.headers
    assert "<b>@" not in response.text
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/account/sign-in", "/\nx", "x"],
)
def test_v5_0_0_3_7_2_nobody_is_redirected_to_another_site_after_sign_in(address: str) -> None:
    assert page_path_or_home(address) == "/"


def test_a_form_of_another_site_signs_nobody_in(client: AppClient, member: tuple[str, str]) -> None:
    fields = {"email": member[0], "password": member[1]}

    for origin in ("http://evil.example", "null"):
        assert post_form(client, "/account/sign-in", fields, Origin=origin).status == 403


def test_the_pages_before_the_app_are_drawn_in_its_font_which_anybody_may_fetch(client: AppClient) -> None:
    (font,) = re.findall(r'"Source Sans";[^}]*url\((/static/[^)]+)\)', client.get("/account/sign-in", Cookie="").text)

    assert client.get(font, Cookie="").status == 200


def test_the_sign_in_page_says_why_somebody_is_there_again_and_nothing_to_a_stranger(client: AppClient) -> None:
    own_session = session(client.store, client.lead.id)
    living = client.get("/account/sign-in", Cookie=cookie(own_session)).text
    with client.store.begin(holding.account(client.lead.id)) as unit:
        unit.sessions.end(own_session.fingerprint, at=unit.at)

    ended = client.get("/account/sign-in?next=%2Fcompare", Cookie=cookie(own_session)).text
    left = client.get("/account/sign-in?signed-out", Cookie="").text
    stranger = client.get("/account/sign-in", Cookie="").text

    said = [re.findall(r'role="status"><p>([^<]*)', page) for page in (living, ended, left, stranger)]
    assert [each[0][:20] if each else "" for each in said] == ["", "You were signed out,", "You are signed out.", ""]
    assert all("I have forgotten my password" in page for page in (living, ended, left, stranger))


def test_v5_0_0_7_4_1_sign_out_needs_a_token_and_ends_the_session(client: AppClient) -> None:
    own_session = session(client.store, client.lead.id)

    refused = post_form(client, "/account/sign-out", {"token": "guessed"}, Cookie=cookie(own_session))
    assert (refused.status, client.get("/", Cookie=cookie(own_session)).status) == (403, 200)

    response = post_form(client, "/account/sign-out", {"token": own_session.signs_out_by}, Cookie=cookie(own_session))
    assert (response.status, response.headers["location"]) == (303, "/account/sign-in?signed-out")
    assert "Max-Age=0" in response.headers["set-cookie"]
    assert client.get("/", Cookie=cookie(own_session)).status == 303
    assert (
        client.get(f"/files/{client.start_assessment()}/preview/report.pdf", Cookie=cookie(own_session)).status == 401
    )


def test_signing_out_by_a_link_does_nothing(client: AppClient) -> None:
    own_session = session(client.store, client.lead.id)

    assert client.get("/account/sign-out", Cookie=cookie(own_session)).headers["location"] == "/"
    assert client.get("/", Cookie=cookie(own_session)).status == 200


def test_only_the_hash_of_a_session_is_stored(client: AppClient) -> None:
    path = file_of(client.app.database_url)
    stored = b"".join(file.read_bytes() for file in path.parent.glob("assessments.db*"))

    assert client.lead.actor.token.encode() not in stored
    assert client.lead.actor.fingerprint.encode() in stored


def test_the_form_for_the_first_administrator_is_gone_once_anybody_can_sign_in(client: AppClient) -> None:
    assert client.get("/account/first", **NO_SESSION).status == 404
    assert post_form(client, "/account/first", {"code": "x"}).status == 404


def test_an_unknown_invitation_is_refused(client: AppClient) -> None:
    response = client.get("/account/invitation/unknown", **NO_SESSION)

    assert response.status == 404
    assert "This link has already been used, or no longer works. Ask for a new one." in response.text


def test_a_link_that_is_guessed_is_counted_and_recorded(client: AppClient) -> None:
    secret = new_secret()
    before = refused(client, Event.LINK_REFUSED)

    told = [client.get(f"/account/invitation/{secret}", **NO_SESSION).status for _ in range(5)]
    told += [post_form(client, f"/account/invitation/{secret}", {"password": PASSWORD}).status for _ in range(5)]
    waiting = client.get(f"/account/invitation/{secret}", **NO_SESSION)

    assert told == [404] * 10
    assert refused(client, Event.LINK_REFUSED) == before + 10
    assert (waiting.status, "Nothing was checked this time." in waiting.text) == (429, True)


def refused(client: AppClient, event: Event) -> int:
    """Return how many refusals of that kind are on record."""
    with client.store.read() as unit:
        return [entry.event for entry in unit.audit.of_chain(PEOPLE_CHAIN)].count(event)


@pytest.fixture(scope="module")
def new_app(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with start_app(tmp_path_factory.mktemp("empty"), command=NEW_PROCESS) as app:
        yield app


def test_a_new_service_leads_to_the_first_administrator_and_accepts_only_the_printed_code(new_app: RunningApp) -> None:
    client = AppClient(new_app)
    form = {"code": "wrong", "name": "Ada", "email": "ada@kent.example", "force": "Kent Police", "password": PASSWORD}

    assert client.get("/compare", **NO_SESSION).headers["location"] == "/account/first"
    told = [post_form(client, "/account/first", form) for _ in range(9)]
    assert {"This is not the code that the server printed." in each.text for each in told} == {True}
    assert refused(client, Event.FIRST_RUN_CODE_REFUSED) == 9

    printed = re.search(r"works once: ([0-9a-f-]{19})", new_app.log())
    assert printed
    through_a_proxy = post_form(
        client, "/account/first", form | {"code": printed[1]}, **{"X-Forwarded-For": "10.0.0.1"}
    )
    assert through_a_proxy.status == 403
    assert client.get("/account/first", **NO_SESSION, **{"Forwarded": "for=127.0.0.1"}).status == 403

    response = post_form(client, "/account/first", form | {"code": printed[1]})
    assert (response.status, response.headers["location"]) == (303, "/")
    assert client.get("/", Cookie=f"{SESSION_COOKIE}={session_secret(response)}").status == 200
    assert post_form(client, "/account/first", form | {"code": printed[1], "email": "b@kent.example"}).status == 404


def test_the_printed_code_can_be_wrong_ten_times_in_five_minutes(
    start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = {"code": "wrong", "name": "Ada", "email": "ada@kent.example", "password": PASSWORD}
    with start_app(tmp_path_factory.mktemp("guessed")) as app:
        client = AppClient(app)
        told = [post_form(client, "/account/first", form).status for _ in range(10)]
        printed = re.search(r"works once: ([0-9a-f-]{19})", app.log())
        assert printed
        waiting = post_form(client, "/account/first", form | {"code": printed[1]})

    assert (told, waiting.status) == ([422] * 10, 429)


@pytest.mark.parametrize(("address", "is_local"), [("127.0.0.1", True), ("::1", True), ("10.0.0.9", False)])
def test_only_a_request_from_this_computer_counts_as_local(address: str, is_local: bool) -> None:
    request = Request({"type": "http", "headers": [], "client": (address, 1)})

    assert first_administrator_code.is_on_this_computer(request) is is_local


def test_two_instances_on_one_computer_do_not_sign_each_other_out(
    client: AppClient, member: tuple[str, str], start_app: StartApp, tmp_path: Path
) -> None:
    # A browser sends the cookies of one port to every other.
    with start_app(tmp_path) as app:
        other = AppClient(app)
        in_other = f"{app.session_cookie}={other.lead.actor.token}"
        response = post_form(client, "/account/sign-in", {"email": member[0], "password": member[1]}, Cookie=in_other)
        set_cookie = response.headers["set-cookie"].partition(";")[0]
        jar = dict(each.split("=") for each in (in_other, set_cookie))
        header = "; ".join(f"{name}={value}" for name, value in jar.items())

        assert [each.get("/your_account", Cookie=header).status for each in (client, other)] == [200, 200]
        other.store.close()
