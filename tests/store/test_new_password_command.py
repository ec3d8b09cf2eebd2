"""The command `people new-password`, on both databases."""

import os

from typer.testing import CliRunner, Result

from assessment.__main__ import app
from assessment.actions.accepting_invitation import accept_invitation
from assessment.codes import ActorCode, Event, Role
from assessment.store import Store
from assessment.store.audit_chain import PEOPLE_CHAIN
from tests.mail_server import running_mail_server
from tests.signed_in_people import Somebody, somebody
from tests.store.store_builders import KEY


def new_password(url: str, email: str, **environment: str) -> Result:
    key = {} if url.startswith("sqlite") else {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": os.devnull}
    return CliRunner().invoke(app, ["people", "new-password", email], env={"DATABASE_URL": url} | key | environment)


def email_of(store: Store, person: Somebody) -> str:
    with store.read() as unit:
        found = unit.people.find(person.id)
    assert found is not None
    return found.email or ""


def test_the_only_administrator_gets_a_link_on_the_server_and_it_is_on_record(store: Store, url: str) -> None:
    ada = somebody(store, "Ada", roles=[Role.ADMINISTRATOR])

    done = new_password(url, email_of(store, ada))

    assert (done.exit_code, done.stderr) == (0, "Give the person the address of this service, followed by:\n")
    secret = done.stdout.strip().removeprefix("/account/invitation/")
    assert accept_invitation(store, secret, "walnut ferry crimson") is not None
    with store.read() as unit:
        entries = unit.audit.of_chain(PEOPLE_CHAIN)
    assert [(each.event, each.by) for each in entries if each.event is not Event.ROWS_CHANGED] == [
        (Event.NEW_PASSWORD_LINK_MADE, ActorCode.COMMAND_LINE),
        (Event.NEW_PASSWORD_LINK_USED, str(ada.id)),
    ]


def test_with_a_mail_server_the_command_sends_the_link_and_prints_none(store: Store, url: str) -> None:
    ada = somebody(store, "Ada", roles=[Role.ADMINISTRATOR])
    email = email_of(store, ada)
    with running_mail_server() as mail:
        done = new_password(url, email, **mail.environment)

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"A link was sent to {email}.\n")
    assert mail.recipients == [[email]]


def test_a_command_for_an_address_that_nobody_has_says_so(store: Store, url: str) -> None:
    done = new_password(url, "nobody@kent.example")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "nobody@kent.example: nobody has this e-mail address. Check how it is written.\n"
