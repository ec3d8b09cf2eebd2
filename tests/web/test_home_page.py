"""Home pages and searches many collaborations, whatever stands in its address."""

import pytest

from assessment.codes import Role
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

FIND = "Find a collaboration or a force"


@pytest.fixture(scope="module")
def many(client: AppClient) -> AppClient:
    """Return the client of an app with one collaboration more than Home shows at once."""
    for number in range(1, 21):
        client.start_assessment(f"Example unit {number:02}")
    client.start_assessment("Example boats")
    return client


def drawn(client: AppClient, query: str = "") -> str:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        return program.visits("", query)


def test_twenty_are_shown_and_a_link_leads_to_the_others(many: AppClient) -> None:
    first, second = drawn(many), drawn(many, "page=2")

    assert FIND in first
    assert "Page 1 of 2" in first
    assert 'href=\\"/?page=2\\"' in first
    # What waits for the lead names the ten that were started first, on either page.
    assert ("Example unit 19" in first, "Example unit 20" in first) == (True, False)
    assert ("Example unit 20" in second, "Example unit 19" in second) == (True, False)


def test_what_is_sought_stands_in_the_address(many: AppClient) -> None:
    found = drawn(many, "find=BOATS")

    assert "Example boats" in found
    assert "Example unit 20" not in found
    assert "No collaboration or force has that in its name." in drawn(many, "find=nowhere")


@pytest.mark.parametrize("page", ["0", "-1", "zz", "9" * 5_000, "\u0661"])
def test_an_address_with_another_page_leads_to_one_that_there_is(many: AppClient, page: str) -> None:
    shown = drawn(many, f"page={page}")

    assert "Page 1 of 2" in shown
    assert "Traceback" not in shown


def test_somebody_who_looks_after_access_alone_is_led_to_people_and_not_told_to_ask_for_access(many: AppClient) -> None:
    administrator = somebody(many.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(many, cookie(administrator.actor)) as program:
        shown = program.visits("")

    assert "Nothing is waiting for you" in shown
    assert "You look after who has access" in shown
    assert "You do not have access to any assessment yet" not in shown
