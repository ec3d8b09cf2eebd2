"""The Forces page, as an administrator uses it."""

from assessment.codes import Role
from tests.known_forces import KENT
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client


def test_an_administrator_finds_a_force_and_sees_what_can_be_changed(client: AppClient) -> None:
    ada = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(ada.actor)) as program:
        every = program.visits("forces")
        found = program.sends({program.widget("find"): "avon"})
        one = program.visits("forces", f"force={KENT}")
        none = program.visits("forces", "force=mars")

    assert "49 of 49 forces" in every
    assert "1 of 49 forces" in found
    assert "Avon and Somerset Police" in found
    assert "Bedfordshire" not in found
    for words in ("Kent Police", "New name", "Forces that are merged into it", "End the force"):
        assert words in one
    assert "There is no such force. Choose one on the Forces page." in none


def test_an_administrator_renames_a_force_from_a_day_on_and_is_told_what_does_not_fit(client: AppClient) -> None:
    ada = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(ada.actor)) as program:
        program.visits("forces", "force=gwent")
        typed = {program.widget("name"): "Essex Police", program.widget("short name"): "Severn"}
        taken = program.sends(typed | {program.widget("renamed"): "1 April 2028"}, button=program.button("Rename"))
        typed = {program.widget("name"): "Severn <b>Police</b>"}
        done = program.sends(typed, button=program.button("Rename"))

    assert "Essex Police has this name or short name already. Choose one that tells them apart." in taken
    assert "Severn &lt;b&gt;Police&lt;/b&gt;, in short Severn, from 1 April 2028" in done
    assert "<b>Police</b>" not in done


def test_nobody_else_opens_it(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        program.visits()
        pages = program.pages
        drawn = program.visits("forces")

    assert "forces" not in pages
    assert "49 of 49 forces" not in drawn
