"""The command `people forget`, on both databases."""

import os

from typer.testing import CliRunner, Result

from assessment.__main__ import app
from assessment.actions.audit_refusals import audit_refusal
from assessment.codes import Role
from assessment.store import Store
from tests.signed_in_people import somebody
from tests.store.store_builders import KEY


def forget(url: str, email: str) -> Result:
    key = {} if url.startswith("sqlite") else {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": os.devnull}
    return CliRunner().invoke(app, ["people", "forget", email], env={"DATABASE_URL": url} | key)


def test_a_person_is_forgotten_and_the_audit_trail_still_holds(store: Store, url: str) -> None:
    somebody(store, "Ada", roles=[Role.ADMINISTRATOR])
    kim = somebody(store, "Kim")
    audit_refusal(store, kim.actor, where="people")
    with store.read() as unit:
        person = unit.people.find(kim.id)
    assert person is not None
    assert person.email

    done = forget(url, person.email)

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"{person.email}: forgotten.\n")
    with store.read() as unit:
        assert unit.people.find_by_email(person.email) is None
        assert unit.people.name_of(str(kim.id)) == "a person who is no longer named"
    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []


def test_somebody_who_has_no_account_is_named_in_the_refusal(store: Store, url: str) -> None:
    done = forget(url, "nobody@kent.example")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "nobody@kent.example: nobody has this e-mail address. Check how it is written.\n"
