"""A rush for one kind of work is told to come back, and keeps nobody waiting who wants something else."""

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlencode

import pytest

from tests.browser.lead_in_browser import somebody_saving
from tests.conftest import StartApp
from tests.signed_in_people import session, somebody
from tests.web.app_client import AppClient, HttpResponse, a_save, cookie, response_path

MANY = 160
AT_ONCE = 2.0
"""Seconds. Without limits of their own, each of these rushes kept everybody waiting for ten seconds or longer."""
TOO_MANY = "Too many people are doing this at the same moment, so nothing was done. Try again in a few seconds."


@pytest.fixture(scope="module")
def silent_provider() -> Iterator[socket.socket]:
    """An identity provider that takes every connection and never answers, until it is closed."""
    with socket.create_server(("127.0.0.1", 0), backlog=MANY) as server:
        yield server


@pytest.fixture(scope="module")
def client(
    start_app: StartApp, tmp_path_factory: pytest.TempPathFactory, silent_provider: socket.socket
) -> Iterator[AppClient]:
    """The client of an app of its own, which knows that provider."""
    issuer = f"http://127.0.0.1:{silent_provider.getsockname()[1]}"
    provider = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "us", "OIDC_CLIENT_SECRET": "secret"}
    with start_app(tmp_path_factory.mktemp("rush"), environment=provider) as app:
        client = AppClient(app)
        assert client.lead.name
        with closing(client.store):
            yield client


@contextmanager
def rush(client: AppClient, method: str, path: str, headers: dict[str, str], *bodies: bytes) -> Iterator[Counter[int]]:
    """Send all of these at once, and count the statuses of the answers as they come."""
    statuses: Counter[int] = Counter()

    def send(body: bytes) -> None:
        statuses[client.request(method, path, headers, body).status] += 1

    with ThreadPoolExecutor(len(bodies)) as threads:
        sent = [threads.submit(send, body) for body in bodies]
        yield statuses
        for each in sent:
            each.result()


def home(client: AppClient) -> HttpResponse:
    """Visit a page that needs the session, and fail if that takes long."""
    begun = time.perf_counter()
    response = client.get("/")
    assert time.perf_counter() - begun < AT_ONCE
    return response


def until_answered(statuses: Counter[int], status: int, *, times: int = 1) -> None:
    deadline = time.monotonic() + 60
    while statuses[status] < times:
        assert time.monotonic() < deadline, statuses
        time.sleep(0.02)


def test_visits_to_a_provider_that_hangs_keep_nobody_else_waiting(
    client: AppClient, silent_provider: socket.socket
) -> None:
    with rush(client, "GET", "/account/provider", {"Cookie": ""}, *[b""] * 45) as statuses:
        until_answered(statuses, 429, times=29)
        assert home(client).status == 200
        one_more = client.request("GET", "/account/provider", {"Cookie": ""})
        silent_provider.close()

    assert (one_more.status, TOO_MANY in one_more.text) == (429, True)
    # Eight asked the provider, and eight waited for them.
    assert statuses == {429: 29, 422: 16}


def test_saves_that_wait_for_a_lock_keep_nobody_else_waiting(client: AppClient) -> None:
    assessment = client.start_assessment()
    bodies = [json.dumps(a_save()).encode()] * 120
    headers = {
        "Origin": client.app.url,
        "Cookie": cookie(client.lead.actor),
        "Content-Type": "application/json",
        "X-Person": str(client.lead.id),
    }
    with ExitStack() as lock:
        lock.enter_context(somebody_saving(client.app))
        with rush(client, "PUT", response_path(assessment), headers, *bodies) as statuses:
            until_answered(statuses, 429, times=8)
            one_more = client.put_response(assessment)
            assert home(client).status == 200
            lock.close()

    assert (one_more.status, json.loads(one_more.text)["message"]) == (429, TOO_MANY)
    assert statuses == {429: 8, 200: 112}
    assert client.stored(assessment).version == 1


def test_sign_outs_that_wait_for_a_lock_keep_nobody_else_waiting(client: AppClient) -> None:
    own = session(client.store, client.lead.id)
    form = urlencode({"token": own.signs_out_by}).encode()
    headers = {
        "Cookie": cookie(own),
        "Origin": client.app.url,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    with ExitStack() as lock:
        lock.enter_context(somebody_saving(client.app))
        with rush(client, "POST", "/account/sign-out", headers, *[form] * 120) as statuses:
            until_answered(statuses, 503, times=8)
            assert home(client).status == 200
            lock.close()

    assert set(statuses) == {303, 503}


def test_refused_pages_that_wait_to_be_recorded_keep_nobody_else_waiting(client: AppClient) -> None:
    first, second = ({"Cookie": cookie(somebody(client.store).actor)} for _ in range(2))
    with ExitStack() as lock:
        lock.enter_context(somebody_saving(client.app))
        with (
            rush(client, "GET", "/audit_trail", first, *[b""] * 25) as of_first,
            rush(client, "GET", "/audit_trail", second, *[b""] * 25) as of_second,
        ):
            for _ in range(15):
                assert home(client).status == 200
                time.sleep(0.1)
            lock.close()

    assert (of_first, of_second) == ({403: 25}, {403: 25})


def test_attempts_to_sign_in_keep_nobody_else_waiting(client: AppClient) -> None:
    form = urlencode({"email": "nobody@example.police.uk", "password": "wrong"}).encode()
    headers = {"Cookie": "", "Origin": client.app.url, "Content-Type": "application/x-www-form-urlencoded"}
    with rush(client, "POST", "/account/sign-in", headers, *[form] * MANY) as statuses:
        until_answered(statuses, 429)
        assert home(client).status == 200

    assert set(statuses) <= {422, 429}
    assert statuses[422] <= 10


def test_downloads_that_wait_keep_nobody_else_waiting(client: AppClient) -> None:
    path = f"/files/{client.start_assessment()}/assessment.json"
    headers = {"Cookie": cookie(client.lead.actor)}
    with ExitStack() as lock:
        lock.enter_context(somebody_saving(client.app))
        with rush(client, "GET", path, headers, *[b""] * 25) as statuses:
            until_answered(statuses, 429, times=5)
            assert home(client).status == 200
            one_more = client.get(path)
            lock.close()

    assert (one_more.status, TOO_MANY in one_more.text, one_more.headers["retry-after"]) == (429, True, "60")
    assert statuses == {429: 5, 200: 20}
