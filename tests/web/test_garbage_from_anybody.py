"""Whatever anybody sends without signing in is answered, with the security headers and never with a server error."""

import base64
import re
from itertools import product
from typing import Any, Final
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.app_client import AppClient
from tests.web.test_request_guard import HEADERS
from web.routes import ROUTES

FORM: Final = "application/x-www-form-urlencoded"
REQUESTS: Final = sorted(
    {(method, route.path) for route in ROUTES for method in ("GET", "POST", *(route.methods or ()))}
)

NESTED: Final = (b"[" * 15_000, b'{"secret":' * 1_500, b'{"a":' * 5_000 + b"1" + b"}" * 5_000)
PIECES: Final = st.one_of(
    st.sampled_from(
        ["", "\x00", "a\x00b@kent.example", "..", "../../etc/passwd", "[", "]", "%", "\\", "//", "{}", "\ufffe"]
    ),
    st.sampled_from(["9" * 5_000, "null", "NaN", "1e999", "-1", "\u202e", "é" * 300, "http://[", "http://elsewhere:x"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
NAMES: Final = st.sampled_from(
    ["next", "invitation", "state", "code", "iss", "error", "email", "password", "token", "x"]
)
PAIRS: Final = st.dictionaries(NAMES, PIECES, max_size=4)
LONGEST: Final = 20_000
"""The most characters of an address or a cookie here. The web server itself refuses more than 64 KB of headers, and
control characters in them, before any of our code sees them."""
RAW: Final = st.one_of(st.sampled_from(NESTED), st.binary(max_size=60))
COOKIES: Final = st.one_of(
    st.builds(
        lambda name, value: f"{name}={value}",
        st.sampled_from(["assessment_session", "assessment_login", "__Host-assessment_session", "_streamlit_xsrf", ""]),
        st.one_of(
            RAW.map(lambda raw: base64.urlsafe_b64encode(raw).decode()[:LONGEST]),
            st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_categories=["Cc"]), max_size=30),
        ),
    ),
    st.sampled_from(["=", ";;;", "assessment_session", "assessment_session=a; assessment_session=b"]),
)
CONTENT_TYPES: Final = st.sampled_from(
    [
        FORM,
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=x; charset=undefined",
        "multipart/form-data; boundary=x; charset=unicode_escape",
        "multipart/form-data; boundary=x; charset=" + "9" * 200,
        "nothing",
        "",
    ]
)
PART: Final = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n--x--\r\n'
BODIES: Final = st.one_of(
    RAW,
    PAIRS.map(lambda pairs: "&".join(f"{name}={quote(value)}" for name, value in pairs.items()).encode()),
    st.builds(
        lambda name, value: PART % (name.encode(), value),
        NAMES,
        st.one_of(RAW.map(lambda raw: raw[:10_000]), st.sampled_from([b"\\ud800", b"\x00"])),
    ),
)


GARBAGE: Final = st.fixed_dictionaries(
    {
        "request": st.sampled_from(REQUESTS),
        "piece": PIECES,
        "query": PAIRS,
        "cookie": COOKIES,
        "content_type": CONTENT_TYPES,
        "body": BODIES,
        "scheme": st.sampled_from(["http", "https", "gopher", "["]),
        "visitor": st.integers(1, 250),
    }
)


@given(sent=GARBAGE)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_garbage_is_answered_without_a_server_error_and_with_the_security_headers(
    each_client: AppClient, sent: dict[str, Any]
) -> None:
    method, template = sent["request"]
    path = re.sub(r"\{[^}]*\}", lambda _: quote(sent["piece"], safe=""), template)
    query = "&".join(f"{name}={quote(value)}" for name, value in sent["query"].items())
    headers = {
        "Origin": each_client.app.url,
        "Cookie": sent["cookie"],
        "Content-Type": sent["content_type"],
        "X-Forwarded-For": f"192.0.2.{sent['visitor']}",  # each visitor has tries of their own
        "X-Forwarded-Proto": sent["scheme"],
    }
    body = None if method in {"GET", "HEAD"} else sent["body"]

    response = each_client.request(method, f"{path}?{query}"[:LONGEST], headers, body)

    assert response.status < 500, response.text
    assert method in {"GET", "HEAD"} or response.status != 200
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        *product(["/account/sign-in"], [{"email": "a\x00b@kent.example"}, {"password": "\x00"}, {"code": "\x00"}]),
        *product(
            ["/account/first", "/account/invitation/%00", "/account/sign-out"], [{"email": "\x00", "token": "\x00"}]
        ),
    ],
)
def test_a_nul_in_a_form_is_refused_and_what_was_typed_is_not_in_the_log(
    each_client: AppClient, path: str, fields: dict[str, str]
) -> None:
    typed = fields | {"name": "very private words"}
    headers = {"Origin": each_client.app.url, "Content-Type": FORM, "Cookie": "", "X-Forwarded-For": "192.0.2.251"}
    body = "&".join(f"{name}={quote(value)}" for name, value in typed.items()).encode()

    response = each_client.request("POST", path, headers, body)

    assert 400 <= response.status < 500
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "private" not in each_client.app.log()
