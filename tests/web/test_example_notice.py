"""Every screen and every page of a report says that example data is invented."""

import io
from collections.abc import Iterator

import pypdf
import pytest

from tests.conftest import StartApp
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

NOTICE = "Example data: every force, person and collaboration here is invented."


@pytest.fixture(scope="module")
def example(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppClient]:
    with start_app(tmp_path_factory.mktemp("example"), environment={"EXAMPLE_DATA": "1"}) as app:
        client = AppClient(app)
        assert client.lead.name
        yield client


def test_the_sign_in_page_says_that_the_data_is_an_example(example: AppClient) -> None:
    assert NOTICE in example.get("/account/sign-in", Cookie="").text


@pytest.mark.parametrize("page", ["", "start", "results", "respond"])
def test_every_screen_says_that_the_data_is_an_example_and_offers_invented_forces(
    example: AppClient, page: str
) -> None:
    with websocket_client(example, cookie(example.lead.actor)) as program:
        drawn = program.visits(page, f"assessment={example.submit_assessment('Example air support')}")

    assert NOTICE in drawn
    assert ("Mockton Constabulary" in drawn) is (page == "start")
    assert "Surrey Police" not in drawn


def test_every_page_of_every_report_says_that_the_data_is_an_example(example: AppClient) -> None:
    id = example.submit_assessment("Example air support")

    for path in (f"/files/{id}/preview/report.pdf", "/files/comparison.pdf"):
        pages = pypdf.PdfReader(io.BytesIO(example.get(path).content)).pages
        assert [page.page_number for page in pages if "Example data, all invented" not in page.extract_text()] == []
    assert "Example data, all invented" in example.get(f"/files/{id}/preview/report.html").text


def test_an_app_with_real_data_does_not_say_that_it_is_an_example(client: AppClient) -> None:
    assert "Example data" not in client.get("/account/sign-in", Cookie="").text
