"""The account page changes the password and turns on two-step sign-in, and says so."""

import re

from assessment.access import second_factor
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.inviting import invite_person
from assessment.actions.new_person import NewPerson
from assessment.codes import Role
from assessment.dates import now
from tests.signed_in_people import A_MEMBER, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import WebSocketClient, websocket_client

PASSWORD, OTHER = "walnut ferry crimson", "saddle lantern orbit"
PROBLEM = "notice bad"


def a_cookie(client: AppClient, email: str) -> str:
    """Return the session of somebody who has just chosen their password."""
    administrator = somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    new = NewPerson(name="Ben Roe", email=email, force="Kent Police")
    credential = accept_invitation(
        client.store, invite_person(client.store, administrator.actor, new, A_MEMBER).secret, PASSWORD
    )
    assert credential is not None
    return cookie(credential)


def submit(page: WebSocketClient, button: str, **fields: str) -> str:
    values = {page.widget(key.replace("_", " ")): value for key, value in fields.items()}
    return page.sends(values, button=page.button(button))


def test_changing_the_password_ends_with_its_success_and_the_way_to_sign_in(client: AppClient) -> None:
    with websocket_client(client, a_cookie(client, "changes@kent.example")) as page:
        page.visits("your_account")
        wrong = submit(page, "Change password", current="wrong", new=OTHER)
        drawn = submit(page, "Change password", current=PASSWORD, new=OTHER)

    assert PROBLEM in wrong
    assert "The current password is not right." in wrong
    assert "Your password was changed, and you were signed out everywhere." in drawn
    assert 'href=\\"/account/sign-in\\"' in drawn
    assert PROBLEM not in drawn
    assert "Turn on two-step sign-in" not in drawn.split("Your password was changed")[1]


def test_recovery_codes_stay_until_somebody_says_that_they_are_stored(client: AppClient) -> None:
    with websocket_client(client, a_cookie(client, "codes@kent.example")) as page:
        drawn = page.visits("your_account")
        (key,) = {each.replace(" ", "") for each in re.findall(r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", drawn)}
        code = second_factor.code_at(key, at=now())
        turned_on = submit(page, "Turn on two-step sign-in", code=code, current_to_turn_on=PASSWORD)
        codes = set(re.findall(r"(?<![-\w])[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}(?![-\w])", turned_on))
        again = page.sends({})
        afterwards = page.sends({}, button=page.button("I have stored them"))

    assert "qr-code" in drawn
    assert len(codes) == 10
    assert "Two-step sign-in is on." in turned_on
    assert "The recovery codes are hidden. They cannot be shown again." in afterwards
    assert all(each in again for each in codes)
    assert not any(each in afterwards for each in codes)
    assert key not in client.app.log()
    assert not any(each in client.app.log() for each in codes)
