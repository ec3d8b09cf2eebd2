"""With a mail server, the People page of a running app sends links and never shows one."""

import re
from collections.abc import Iterator

import pytest

from assessment.codes import Role
from tests.conftest import StartApp
from tests.mail_server import SERVICE, RunningMailServer, running_mail_server
from tests.signed_in_people import Somebody, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client


@pytest.fixture(scope="module")
def mail() -> Iterator[RunningMailServer]:
    with running_mail_server() as mail:
        yield mail


@pytest.fixture(scope="module")
def client(
    start_app: StartApp, tmp_path_factory: pytest.TempPathFactory, mail: RunningMailServer
) -> Iterator[AppClient]:
    with start_app(tmp_path_factory.mktemp("client"), environment=mail.environment) as app:
        client = AppClient(app)
        assert client.lead.name, "there is somebody who can sign in"
        yield client
        client.store.close()
        assert "Traceback" not in app.log(), app.log()
        assert "/account/invitation/" not in app.log(), app.log()


@pytest.fixture
def administrator(client: AppClient) -> Somebody:
    return somebody(client.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


def test_a_link_is_sent_to_its_person_and_not_shown_on_the_page(
    client: AppClient, administrator: Somebody, mail: RunningMailServer
) -> None:
    with websocket_client(client, cookie(administrator.actor)) as program:
        program.visits("people", f"person={client.lead.id}")
        drawn = program.sends({}, button=program.widget(f"again-{client.lead.id.hex}"))

    (message,) = mail.messages
    (path,) = re.findall(rf"^{SERVICE}(/account/invitation/\S+)", message.get_content(), re.MULTILINE)
    assert f"An e-mail was sent to {client.lead.name} ({message['To']})." in drawn
    assert "/account/invitation/" not in drawn
    assert f"This link is for {client.lead.name}." in client.get(path, Cookie="").text


def test_the_page_says_that_a_link_was_not_sent_and_that_it_does_not_work(
    client: AppClient, administrator: Somebody, mail: RunningMailServer
) -> None:
    mail.takes_nothing = True
    with websocket_client(client, cookie(administrator.actor)) as program:
        program.visits("people", f"person={client.lead.id}")
        drawn = program.sends({}, button=program.widget(f"again-{client.lead.id.hex}"))
    mail.takes_nothing = False

    assert "so the link was not sent and does not work" in drawn
    assert "/account/invitation/" not in drawn
