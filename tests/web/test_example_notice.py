"""An example says of itself, on every screen and every page of a report, that it is one."""

import io
from collections.abc import Iterator

import pypdf
import pytest

from tests.conftest import StartApp
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

SAYS = "Example data: every force, person and collaboration here is invented."


@pytest.fixture(scope="module")
def example(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppClient]:
    with start_app(tmp_path_factory.mktemp("example"), environment={"EXAMPLE_DATA": "1"}) as app:
        client = AppClient(app)
        assert client.lead.name
        yield client


def test_the_pages_before_the_app_say_so(example: AppClient) -> None:
    assert SAYS in example.get("/account/sign-in", Cookie="").text


@pytest.mark.parametrize("page", ["", "start", "results", "respond"])
def test_every_screen_says_so_and_offers_invented_forces(example: AppClient, page: str) -> None:
    with websocket_client(example, cookie(example.lead.actor)) as program:
        drawn = program.visits(page, f"assessment={example.has_submitted('Example air support')}")

    assert SAYS in drawn
    assert ("Mockton Constabulary" in drawn) is (page == "start")
    assert "Surrey Police" not in drawn


def test_every_page_of_every_report_says_so(example: AppClient) -> None:
    id = example.has_submitted("Example air support")

    for path in (f"/files/{id}/report.pdf", "/files/comparison.pdf"):
        pages = pypdf.PdfReader(io.BytesIO(example.get(path).content)).pages
        assert [page.page_number for page in pages if "Example data, all invented" not in page.extract_text()] == []
    assert "Example data, all invented" in example.get(f"/files/{id}/report.html").text


def test_where_there_is_no_example_nothing_says_so(client: AppClient) -> None:
    assert "Example data" not in client.get("/account/sign-in", Cookie="").text
