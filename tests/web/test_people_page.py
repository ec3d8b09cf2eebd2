"""The People page finds a person by the letters of their name, however these are typed."""

from assessment.codes import Role
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client


def test_a_person_is_found_although_an_accent_is_typed_as_a_character_of_its_own(client: AppClient) -> None:
    for name in ("Tŵm Searched", "Tim Searched"):
        somebody(client.store, name)
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(administrator.actor)) as page:
        everybody = page.visits("people")
        found = page.sends({page.widget("filter"): "tw\u0302m search"})

    assert [text.count("m Searched") for text in (everybody, found)] == [2, 1]
    assert "Tim Searched" not in found
