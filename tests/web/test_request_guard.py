"""Every response has security headers, and requests of other sites and for other hosts are refused."""

import re
import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from pages.menu import HOME, PAGES
from tests.web.app_client import AppClient, cookie

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
RULES = {
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
ADDRESSES = (
    *(f"/{'' if entry is HOME else entry.name}" for entry in PAGES),
    "/there/is/no/such/page",
    "/files/comparison.csv",
    "/files/x/report.pdf",
    "/_stcore/health",
    "/media/x",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_has_the_security_headers(client: AppClient, address: str) -> None:
    headers = client.get(address).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    rules = set(headers["content-security-policy"].split("; "))
    (scripts,) = rules - RULES
    assert rules == RULES | {scripts}
    assert re.fullmatch(r"script-src 'self' blob: 'wasm-unsafe-eval'( 'sha256-[\w+/]{43}=')+", scripts)


def test_v5_0_0_3_4_1_behind_a_proxy_with_tls_a_browser_is_told_to_use_only_tls(client: AppClient) -> None:
    by_tls = client.get("/account/sign-in", **{"X-Forwarded-Proto": "https"}).headers

    assert by_tls["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in client.get("/account/sign-in").headers


def test_a_refusal_has_the_security_headers(client: AppClient) -> None:
    response = client.get("/", Origin="http://evil.example")

    assert (response.status, response.text) == (403, "This request comes from another site.")
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "localhost.evil.example", "", "[::1]"])
@pytest.mark.parametrize("address", ["/", "/files/comparison.csv"])
def test_a_host_name_that_somebody_else_has_pointed_at_this_computer_is_refused(
    client: AppClient, host: str, address: str
) -> None:
    response = client.get(address, Host=host)

    assert (response.status, response.text) == (400, "Invalid host header")


def test_text_for_such_a_host_name_is_refused(client: AppClient) -> None:
    response = client.request(
        "PUT", "/assessments/1/responses/P1", {"Host": "evil.example", "Origin": "http://evil.example"}, b"{}"
    )

    assert response.status == 400
    assert response.text == "Invalid host header"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_the_two_names_of_this_computer_are_accepted(client: AppClient, host: str) -> None:
    host_and_port = f"{host}:{client.app.port}"

    assert client.get("/", Host=host_and_port, Origin=f"http://{host_and_port}").status == 200


def test_a_page_can_open_a_websocket(client: AppClient) -> None:
    assert websocket_refusal(client, origin=client.app.url, host="localhost") is None


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "localhost"),
        ("null", "localhost"),
        ("http://evil.example", "localhost"),
        ("http://localhost:1", "localhost"),
        ("http://[", "localhost"),
        ("http://evil.example:{port}", "evil.example"),
    ],
)
def test_another_site_and_a_program_without_an_origin_cannot_open_a_websocket(
    client: AppClient, origin: str | None, host: str
) -> None:
    status = websocket_refusal(client, origin=origin and origin.format(port=client.app.port), host=host)

    assert status in {400, 403}


def websocket_refusal(client: AppClient, *, origin: str | None, host: str) -> int | None:
    """Open a WebSocket of somebody who is signed in. Return the status of the refusal, or None if it was opened."""
    # The connection goes to this computer whatever the host name is, as if that name pointed at it.
    with socket.create_connection(("127.0.0.1", client.app.port)) as connection:
        try:
            with connect(
                f"ws://{host}:{client.app.port}/_stcore/stream",
                sock=connection,
                origin=Origin(origin) if origin else None,
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": client.own_cookies(cookie(client.lead.actor))},
                legacy=True,
            ):
                return None
        except InvalidStatus as refused:
            return refused.response.status_code
