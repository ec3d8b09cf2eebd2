"""Without a mail server, a person's page in a running app shows a new-password link after a second person approved."""

import re

import pytest

from assessment.codes import Role
from tests.signed_in_people import Somebody, session, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

LINK = re.compile(r"/account/invitation/([\w-]{43})")


@pytest.fixture
def ada(client: AppClient) -> Somebody:
    return somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def bea(client: AppClient) -> Somebody:
    return somebody(client.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def lead(client: AppClient) -> Somebody:
    """Somebody who may read answers."""
    return somebody(client.store, "Lea", roles=[Role.INSPECTOR])


def press(client: AppClient, by: Somebody, button: str, of: Somebody) -> str:
    """Press a button of that person's on their page, and return what is drawn then."""
    with websocket_client(client, cookie(by.actor)) as program:
        program.visits("people", f"person={of.id}")
        return program.sends({}, button=program.widget(f"{button}-{of.id.hex}"))


def test_a_link_is_shown_to_who_asked_once_somebody_else_has_approved_it(
    client: AppClient, ada: Somebody, bea: Somebody, lead: Somebody
) -> None:
    asked = press(client, ada, "ask", lead)
    with websocket_client(client, cookie(ada.actor)) as program:
        drawn = program.visits("people", f"person={lead.id}")
        with pytest.raises(AssertionError, match="There is no widget approve-"):
            program.widget(f"approve-{lead.id.hex}")
    approved = press(client, bea, "approve", lead)
    shown = press(client, ada, "take", lead)
    with websocket_client(client, cookie(ada.actor)) as program:
        afterwards = program.visits("people", f"person={lead.id}")

    assert "You have asked for the link." in asked
    assert "Another administrator or force access owner must approve it." in drawn
    assert "Link approved." in approved
    (secret,) = set(LINK.findall(shown))
    assert not any(LINK.search(each) for each in (asked, drawn, approved, afterwards))
    assert "This link is for Lea." in client.get(f"/account/invitation/{secret}", Cookie="").text


def test_a_link_that_was_refused_is_not_shown(client: AppClient, ada: Somebody, bea: Somebody, lead: Somebody) -> None:
    press(client, ada, "ask", lead)

    refused = press(client, bea, "refuse", lead)

    assert "Link refused." in refused
    with client.store.read() as unit:
        assert unit.invitations.find_request(lead.id, since=unit.at.replace(year=2000)) is None


def test_the_person_is_told_of_a_link_on_their_next_visit_until_they_dismiss_it(
    client: AppClient, ada: Somebody
) -> None:
    eve = somebody(client.store, "Eve")
    press(client, ada, "again", eve)
    with client.store.read() as unit:
        (notice,) = unit.account_notices.of(eve.id)

    with websocket_client(client, cookie(session(client.store, eve.id))) as program:
        told = program.visits("your_account")
        program.sends({}, button=program.widget(f"dismiss-{notice.id.hex}"))
        next_visit = program.visits()

    said = "A new-password link was made for you on "
    assert said in told
    assert "by Ada. If you did not ask for it, tell another administrator" in told
    assert said not in next_visit


def test_a_lead_is_told_on_home_of_a_link_for_a_colleague(client: AppClient, ada: Somebody, bea: Somebody) -> None:
    assessment = client.start_assessment("Example link unit")
    with client.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    kim = somebody(client.store, "Kim", roles=[(Role.RESPONDENT, found.collaboration.id)])
    press(client, ada, "ask", kim)
    press(client, bea, "approve", kim)
    press(client, ada, "take", kim)

    with websocket_client(client, cookie(session(client.store, client.lead.id))) as program:
        at_home = program.visits()
        elsewhere = program.visits("your_account")

    assert "A new-password link was made for Kim on " in at_home
    assert "by Ada. If Kim did not ask for it, tell another administrator" in at_home
    assert "A new-password link was made for Kim" not in elsewhere
