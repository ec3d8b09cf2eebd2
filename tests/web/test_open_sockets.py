"""A socket ends with its session, however that ends, and takes no message that is larger than any page's."""

import asyncio
from contextlib import ExitStack, closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.types import Message
from websockets.exceptions import ConnectionClosed

from assessment.access.credential import Credential, session_cookie
from assessment.actions.signing_in import sign_out
from assessment.codes import PersonState
from assessment.services import services
from assessment.settings import sqlite_address
from assessment.store import holding
from tests.signed_in_people import session, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import WebSocketClient, websocket_client
from web.account_routes import end_session
from web.open_sockets import close_ended, opened_with

CLOSED_BY_RULE: Final = 1008


def sign_out_elsewhere(client: AppClient, own: Credential) -> None:
    sign_out(client.store, own)


def run_out(client: AppClient, own: Credential) -> None:
    with client.store.begin(holding.access_of(own)) as unit:
        unit.sessions.touch(own.fingerprint, at=unit.at - timedelta(minutes=31))


def let_go(client: AppClient, own: Credential) -> None:
    with client.store.begin(holding.account_of(own)) as unit:
        owner = unit.sessions.behind(own.fingerprint)
        assert owner is not None
        unit.people.set_state(owner.person.id, PersonState.DISABLED)


def test_a_socket_is_closed_however_its_session_ends_and_no_other_is(client: AppClient) -> None:
    with ExitStack() as sockets:
        other = sockets.enter_context(websocket_client(client, cookie(client.lead.actor)))
        programs: dict[str, WebSocketClient] = {}
        for end in (sign_out_elsewhere, run_out, let_go):
            own = somebody(client.store, "Sky").actor
            program = programs[end.__name__] = sockets.enter_context(websocket_client(client, cookie(own)))
            program.visits()
            end(client, own)

        codes = {end: program.closing_code() for end, program in programs.items()}
        assert codes == dict.fromkeys(programs, CLOSED_BY_RULE)
        assert "Signed in as" in other.visits()


def test_signing_out_closes_the_sockets_of_the_session_before_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_address(tmp_path / "data" / "assessments.db"))
    told: list[Message] = []

    async def reads(message: Message) -> None:
        told.append(message)

    async def sign_out_here(own: Credential) -> int:
        form = {"type": "http.request", "body": f"token={own.signs_out_by}".encode()}
        headers = {
            "cookie": f"{session_cookie(services().settings.instance, secure=False)}={own.token}",
            "content-type": "application/x-www-form-urlencoded",
        }
        scope = {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }

        async def receive() -> Message:
            return form

        with opened_with(own, reads):
            response = await end_session(Request(scope, receive))
            await asyncio.sleep(0)
        return response.status_code

    with closing(services().store) as store:
        store.migrate()
        own = somebody(store).actor
        with start_blocking_portal() as portal:
            status = portal.call(sign_out_here, own)

    assert (status, told) == (303, [{"type": "websocket.close", "code": CLOSED_BY_RULE}])


def test_a_browser_that_has_gone_or_takes_nothing_keeps_no_other_socket_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_address(tmp_path / "data" / "assessments.db"))
    told: list[Message] = []

    async def has_gone(_: Message) -> None:
        raise OSError

    async def takes_nothing(_: Message) -> None:
        await asyncio.Event().wait()

    async def reads(message: Message) -> None:
        told.append(message)

    async def end() -> None:
        ended = Credential("ended")
        with opened_with(ended, has_gone), opened_with(ended, takes_nothing), opened_with(ended, reads):
            await asyncio.wait_for(close_ended(), 5)
            await asyncio.sleep(0)

    with closing(services().store) as store:
        store.migrate()
        with start_blocking_portal() as portal:
            portal.call(end)

    assert told == [{"type": "websocket.close", "code": CLOSED_BY_RULE}]


def test_what_is_sent_to_a_browser_that_closes_at_that_moment_finds_it_gone() -> None:
    async def is_closed(_: Message) -> None:
        raise RuntimeError("Unexpected ASGI message 'websocket.send', after sending 'websocket.close'.")

    with (
        start_blocking_portal() as portal,
        opened_with(Credential("open"), is_closed) as send,
        pytest.raises(OSError, match=r"^$"),
    ):
        portal.call(send, {"type": "websocket.send", "text": "Saved"})


def test_a_message_larger_than_eight_megabytes_closes_the_socket_and_one_of_a_page_does_not(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        program.visits()
        program.socket.send(b"\x00" * 7_900_000)
        assert "Signed in as" in program.visits()

        with suppress(ConnectionClosed):  # the server does not read to its end
            program.socket.send(b"\x00" * 8_100_000)
        with pytest.raises(ConnectionClosed):
            program.visits()


def test_a_page_can_ask_whether_its_session_goes_on(client: AppClient) -> None:
    own = session(client.store, client.lead.id)
    headers = {"Cookie": cookie(own)}
    assert client.request("GET", "/account/session", headers).status == 204
    sign_out(client.store, own)

    response = client.request("GET", "/account/session", headers)
    assert (response.status, response.headers["cache-control"]) == (401, "no-store")
    assert response.text == "You are not signed in, or your session has ended. Sign in to continue."
