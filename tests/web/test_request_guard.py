"""What every answer carries, and who is turned away before anything else runs."""

import re
import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from pages.menu import HOME, PAGES
from tests.web.app_client import AppClient

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
def test_every_answer_carries_the_security_headers(client: AppClient, address: str) -> None:
    headers = client.get(address).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    rules = set(headers["content-security-policy"].split("; "))
    (scripts,) = rules - RULES
    assert rules == RULES | {scripts}
    assert re.fullmatch(r"script-src 'self' blob: 'wasm-unsafe-eval'( 'sha256-[\w+/]{43}=')+", scripts)


def test_v5_0_0_3_4_1_behind_a_proxy_with_tls_a_browser_is_told_to_come_by_nothing_else(client: AppClient) -> None:
    by_tls = client.get("/account/sign-in", **{"X-Forwarded-Proto": "https"}).headers

    assert by_tls["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in client.get("/account/sign-in").headers


def test_a_refusal_carries_them_too(client: AppClient) -> None:
    answer = client.get("/", Origin="http://evil.example")

    assert (answer.status, answer.text) == (403, "This request comes from another site.")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "localhost.evil.example", "", "[::1]"])
@pytest.mark.parametrize("address", ["/", "/files/comparison.csv"])
def test_a_name_that_somebody_else_has_pointed_at_this_computer_is_refused(
    client: AppClient, host: str, address: str
) -> None:
    answer = client.get(address, Host=host)

    assert (answer.status, answer.text) == (400, "Invalid host header")


def test_such_a_name_cannot_hand_over_text_either(client: AppClient) -> None:
    answer = client.ask("POST", "/drafts", {"Host": "evil.example", "Origin": "http://evil.example"}, b"{}")

    assert answer.status == 400
    assert answer.text == "Invalid host header"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_computer_has_two_names(client: AppClient, host: str) -> None:
    named = f"{host}:{client.app.port}"

    assert client.get("/", Host=named, Origin=f"http://{named}").status == 200


def test_a_page_opens_its_socket(client: AppClient) -> None:
    assert refusal_of_a_socket(client, origin=client.app.url, host="localhost") is None


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
def test_another_site_and_a_program_that_names_none_open_no_socket(
    client: AppClient, origin: str | None, host: str
) -> None:
    status = refusal_of_a_socket(client, origin=origin and origin.format(port=client.app.port), host=host)

    assert status in {400, 403}


def refusal_of_a_socket(client: AppClient, *, origin: str | None, host: str) -> int | None:
    """The status with which the socket of a page was refused; none where it was opened."""
    # Whatever name is asked for, it is this computer that answers: that is what pointing a name at it means.
    with socket.create_connection(("127.0.0.1", client.app.port)) as to_this_computer:
        try:
            with connect(
                f"ws://{host}:{client.app.port}/_stcore/stream",
                sock=to_this_computer,
                origin=Origin(origin) if origin else None,
                subprotocols=[Subprotocol("streamlit")],
                legacy=True,
            ):
                return None
        except InvalidStatus as refused:
            return refused.response.status_code
