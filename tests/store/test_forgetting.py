"""`python -m assessment people forget`, run as a command, on both databases."""

import os
import subprocess
import sys

from assessment.actions.audit_refusals import audit_refusal
from assessment.codes import Role
from assessment.settings import PROJECT
from assessment.store import Store
from tests.signed_in_people import somebody
from tests.store.store_builders import KEY


def forget(url: str, email: str) -> subprocess.CompletedProcess[str]:
    key = {} if url.startswith("sqlite") else {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": os.devnull}
    return subprocess.run(
        [sys.executable, "-m", "assessment", "people", "forget", email],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": url} | key,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_person_is_forgotten_and_the_audit_trail_still_holds(store: Store, url: str) -> None:
    somebody(store, "Ada", roles=[Role.ADMINISTRATOR])
    kim = somebody(store, "Kim")
    audit_refusal(store, kim.actor, where="people")
    with store.read() as unit:
        person = unit.people.find(kim.id)
    assert person is not None
    assert person.email

    done = forget(url, person.email)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{person.email}: forgotten.\n")
    with store.read() as unit:
        assert unit.people.find_by_email(person.email) is None
        assert unit.people.name_of(str(kim.id)) == "a person who is no longer named"
    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []


def test_somebody_who_has_no_account_is_named_in_the_refusal(store: Store, url: str) -> None:
    done = forget(url, "nobody@kent.example")

    assert done.returncode == 1
    assert "nobody@kent.example" in done.stderr
    assert "Traceback" not in done.stderr
