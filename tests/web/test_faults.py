"""While the database fails, every address answers with one page in our words, and works again once it is mended."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from assessment.codes import Role
from assessment.errors import SOMETHING_WENT_WRONG
from pages.menu import HOME, PAGES
from tests.conftest import StartApp
from tests.signed_in_people import session, somebody
from tests.store import postgres
from tests.web.app_client import AppClient, HttpResponse, cookie, response_path
from tests.web.websocket_client import websocket_client

ADDRESSES: Final = (
    "/",
    *(f"/{page.name}?assessment=0&question=P1" for page in PAGES if page is not HOME),
    "/account/sign-in",
    "/account/first",
    "/account/invitation/some-secret",
    "/files/comparison.csv",
    "/files/00000000-0000-7000-8000-000000000000/preview/report.pdf",
)
TABLES: Final = ("person", "invitation")
HEADERS: Final = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")
ENTRY_OF_NO_KIND: Final = """
    INSERT INTO audit (id, event, done_by, done_at, detail, digests, chain, number, hmac)
    VALUES (:id, 'kind_of_a_later_version', 'nobody', :at, '{}', '{}', 'people', 999, printf('%064d', 0))
"""
OTHER_VERSION: Final = "the tables in the database are not those of this version of the app."
STOP_THE_OLD: Final = (
    "Ask whoever runs this service to stop every old copy of the app first, and then to start the newest one."
)


@pytest.fixture(scope="module")
def client(each_client: AppClient) -> AppClient:
    return each_client


@contextmanager
def without_tables(client: AppClient) -> Iterator[None]:
    """Take away the tables that every address needs, as a damaged or a newer database does, and put them back."""
    engine = create_engine(client.app.database_url)
    try:
        with engine.begin() as connection:
            for table in TABLES:
                connection.execute(text(f"ALTER TABLE {table} RENAME TO {table}_elsewhere"))
        yield
    finally:
        with engine.begin() as connection:
            for table in TABLES:
                connection.execute(text(f"ALTER TABLE {table}_elsewhere RENAME TO {table}"))
        engine.dispose()


@contextmanager
def locked(client: AppClient) -> Iterator[None]:
    """Let another program hold the lock that a writer needs."""
    engine = create_engine(client.app.database_url, isolation_level="AUTOCOMMIT")
    is_sqlite = engine.dialect.name == "sqlite"
    with closing(engine.connect()) as connection:
        connection.execute(text("BEGIN IMMEDIATE" if is_sqlite else "BEGIN"))
        if not is_sqlite:
            connection.execute(text("LOCK TABLE session IN EXCLUSIVE MODE"))
        try:
            yield
        finally:
            connection.execute(text("ROLLBACK"))
    engine.dispose()


def is_our_page(response: HttpResponse) -> None:
    assert response.status == 503
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_says_what_is_wrong_with_the_database_and_offers_to_try_again(
    client: AppClient, address: str
) -> None:
    with without_tables(client):
        response = client.get(address)

    assert response.status == 503
    assert [name for name in HEADERS if name not in response.headers] == []
    assert OTHER_VERSION in response.text
    assert STOP_THE_OLD in response.text
    if not address.startswith("/files/"):
        is_our_page(response)
        assert "This page cannot be shown" in response.text
        assert 'href="">Try again</a>' in response.text
    assert client.get("/").status == 200


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/account/sign-in", b"email=sam%40example.org&password=none"),
        ("/account/first", b"code=none"),
        ("/account/invitation/some-secret", b"password=none"),
    ],
)
def test_every_form_says_so_too(client: AppClient, address: str, body: bytes) -> None:
    headers = {"Origin": client.app.url, "Content-Type": "application/x-www-form-urlencoded"}
    with without_tables(client):
        response = client.request("POST", address, headers, body)

    assert response.status == 503
    assert [name for name in HEADERS if name not in response.headers] == []
    assert STOP_THE_OLD in response.text


def test_an_answer_is_told_so_too_and_to_try_again(client: AppClient) -> None:
    person = client.lead
    with without_tables(client):
        told = [client.put_response(str(uuid4()), by=person), client.get_response(str(uuid4()), by=person)]

    for response in told:
        assert (response.status, response.headers["retry-after"]) == (503, "5")
        assert [name for name in HEADERS if name not in response.headers] == []
        assert STOP_THE_OLD in json.loads(response.text)["message"]


def test_an_open_page_shows_the_same_sentence_and_a_button_to_try_again(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        program.visits("home")
        with without_tables(client):
            drawn = program.visits("home")
            button = program.button("Try again")
        assert OTHER_VERSION in drawn
        assert OTHER_VERSION not in program.sends({}, button=button)


def test_signing_out_while_the_database_is_locked_says_that_the_session_goes_on(client: AppClient) -> None:
    own = session(client.store, somebody(client.store, "Kim").id)
    form = urlencode({"token": own.signs_out_by}).encode()
    headers = {
        "Origin": client.app.url,
        "Cookie": cookie(own),
        "Content-Type": "application/x-www-form-urlencoded",
    }

    with locked(client):
        refused = client.request("POST", "/account/sign-out", headers, form)
    still_open = client.get("/", Cookie=cookie(own)).status
    done = client.request("POST", "/account/sign-out", headers, form)

    is_our_page(refused)
    assert [name for name in HEADERS if name not in refused.headers] == []
    assert "You are still signed in" in refused.text
    assert f'<input type="hidden" name="token" value="{own.signs_out_by}">' in refused.text
    assert "set-cookie" not in refused.headers
    assert still_open == 200
    assert (done.status, done.headers["location"]) == (303, "/account/sign-in?signed-out")
    assert client.get("/", Cookie=cookie(own)).status == 303


@pytest.mark.parametrize("each_client", ["postgresql"], indirect=True)
def test_whoever_asks_while_postgresql_does_not_answer_is_told_within_ten_seconds(
    client: AppClient, postgresql: postgres.PostgresServer
) -> None:
    assessment = client.start_assessment()

    def asks(path: str) -> tuple[HttpResponse, float]:
        began = time.monotonic()
        response = client.put_response(assessment) if path == answer else client.get(path)
        return response, time.monotonic() - began

    answer = response_path(assessment)
    paths = ["/", "/people", "/account/sign-in", "/files/comparison.csv", answer]
    with ThreadPoolExecutor(len(paths)) as people:
        with postgresql.stopped():
            told = dict(zip(paths, people.map(asks, paths), strict=True))
        assert client.put_response(assessment).status == 200

    assert {path: response.status for path, (response, _) in told.items()} == dict.fromkeys(paths, 503)
    assert [path for path, (response, _) in told.items() if "could not be reached" not in response.text] == []
    assert [(path, seconds) for path, (_, seconds) in told.items() if seconds > 10] == []


def test_what_the_log_says_of_a_fault_names_nobody(client: AppClient) -> None:
    with without_tables(client):
        client.get("/account/invitation/a-secret-that-is-not-logged")

    assert "not_readable" in client.app.log()
    assert "a-secret-that-is-not-logged" not in client.app.log()


def test_a_bug_in_a_page_is_said_in_our_words_and_its_details_stand_in_the_log_alone(
    start_app: StartApp, tmp_path: Path
) -> None:
    with start_app(tmp_path) as app:
        client = AppClient(app)
        administrator = somebody(client.store, "Ada", roles=[Role.ADMINISTRATOR])
        engine = create_engine(app.database_url)
        with engine.begin() as connection:
            connection.execute(text(ENTRY_OF_NO_KIND), {"id": uuid4().hex, "at": "2026-11-01 09:00:00.000000"})
        engine.dispose()
        with websocket_client(client, cookie(administrator.actor)) as program:
            drawn = program.visits("audit_trail")
        log = app.log()

    assert str(SOMETHING_WENT_WRONG) in drawn
    assert "Streamlit" not in drawn
    assert "kind_of_a_later_version" not in drawn
    assert "ValueError: 'kind_of_a_later_version' is not a valid Event" in log
