"""How much of a form is read, and that what was typed stands in the page as text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from tests.conftest import StartApp
from tests.web.app_client import AppClient, HttpAnswer
from tests.web.conftest import running_client

FORM = "application/x-www-form-urlencoded"
FILE = (
    b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nann@kent.example\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\na\r\n--x--\r\n'
)


@pytest.fixture(scope="module")
def client(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppClient]:
    """An app of its own, because failed tries slow down everybody at this address."""
    with running_client(start_app, tmp_path_factory.mktemp("forms")) as client:
        yield client


class Fields(HTMLParser):
    """The values that a browser finds in the fields of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str | None, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input":
            self.values[dict(attrs).get("name")] = dict(attrs).get("value")


def signs_in(client: AppClient, body: bytes, kind: str = FORM) -> HttpAnswer:
    headers = {"Origin": client.app.url, "Cookie": "", "Content-Type": kind}
    return client.ask("POST", "/account/sign-in", headers, body)


def filled(**more: str) -> bytes:
    return urlencode({"email": "ann@kent.example", "password": "wrong", **more}).encode()


def test_a_form_of_sixteen_thousand_bytes_is_read(client: AppClient) -> None:
    padding = 16 * 1024 - len(filled(code=""))

    answer = signs_in(client, filled(code="1" * padding))

    assert answer.status == 422
    assert 'value="ann@kent.example"' in answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(filled(code="1" * 16 * 1024), FORM, id="too long"),
        pytest.param(filled(code="1" * 3_000_000), FORM, id="three megabytes"),
        pytest.param(filled(**{f"field{number}": "" for number in range(20)}), FORM, id="too many fields"),
        pytest.param(FILE, "multipart/form-data; boundary=x", id="a file"),
        pytest.param(b"x", "multipart/form-data; boundary=x", id="not in parts"),
        pytest.param(b"x", "multipart/form-data", id="no boundary"),
        pytest.param(b'{"email": "ann@kent.example"}', "application/json", id="JSON"),
        pytest.param(b"%ff=%ff&&&=", FORM, id="not text"),
        pytest.param(b"", FORM, id="nothing"),
    ],
)
def test_what_is_no_form_of_ours_is_read_as_an_empty_one(client: AppClient, body: bytes, kind: str) -> None:
    answer = signs_in(client, body, kind)

    assert answer.status == 422
    assert "This e-mail address, password or code is not right." in answer.text
    assert "ann@kent.example" not in answer.text


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "' onfocus='alert(1)", "{{ 7 * 7 }}", "</style>"])
def test_v5_0_0_1_2_1_what_was_typed_stands_in_the_page_as_text(client: AppClient, typed: str) -> None:
    page = signs_in(client, urlencode({"email": typed, "next": "/compare"}).encode()).text

    fields = Fields()
    fields.feed(page)
    assert fields.values["email"] == typed
    assert page.count("<script") == 0
    assert page.count("</style>") == 1
