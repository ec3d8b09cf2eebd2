"""What a database says about a failure ends up in logs, so it never carries what was typed."""

import traceback

import pytest
import uuid6

from assessment.access.person import Person, Secrets
from assessment.codes import PersonState
from assessment.errors import DoesNotFit
from assessment.ids import PersonId
from assessment.store import Store, holding
from tests.store.store_builders import MORNING

TYPED = "very private words"


def add(store: Store, *, name: str = "Sam Reed", email: str) -> None:
    person = Person(
        id=PersonId(uuid6.uuid7()), name=name, email=email, force=None, state=PersonState.ACTIVE, created_at=MORNING
    )
    with store.begin(holding.EVERYBODY) as unit:
        unit.people.add(person, Secrets(password=None))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(TYPED * 100, id="too long for its column"),
        pytest.param(f"{TYPED}\x00", id="with a character that no database can keep"),
    ],
)
def test_a_value_that_breaks_a_rule_is_not_quoted_in_the_error(store: Store, name: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        add(store, name=name, email="sam@kent.example")

    assert TYPED not in "".join(traceback.format_exception(refused.value))


def test_a_value_that_is_there_already_is_not_quoted_in_the_error(store: Store) -> None:
    email = f"{TYPED.replace(' ', '.')}@kent.example"
    add(store, email=email)

    with pytest.raises(DoesNotFit) as refused:
        add(store, email=email)

    assert email not in "".join(traceback.format_exception(refused.value))
