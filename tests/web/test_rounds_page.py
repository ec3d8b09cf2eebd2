"""The Rounds page, as an administrator uses it, and the choice of a round by a lead."""

from assessment.codes import Role
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client


def test_an_administrator_makes_a_round_that_a_lead_is_offered_and_can_leave(client: AppClient) -> None:
    ada = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])

    with websocket_client(client, cookie(ada.actor)) as program:
        none = program.visits("rounds")
        title, opens = program.widget("title"), program.widget("opens")
        unclear = program.sends({title: "Autumn <b>2026</b>"}, button=program.button("Make the round"))
        made = program.sends({opens: "1 September 2026"}, button=program.button("Make the round"))
        lost = program.visits("rounds", "round=mars")
    with websocket_client(client, cookie(client.lead.actor)) as program:
        pages = program.visits() and program.pages
        offered = program.visits("start")

    assert "No round was made yet." in none
    assert "Give the first day of the round as a day, a month and a year" in unclear
    assert "Autumn &lt;b&gt;2026&lt;/b&gt;" in made
    assert "<b>2026</b>" not in made
    assert "There is no such round. Choose one on the Rounds page." in lost
    assert "Autumn <b>2026</b>" in offered  # in a field, which shows text as it is
    assert "A round of our own, with a title of our own" in offered
    assert "Title of this round" not in offered
    assert "rounds" not in pages
