"""What a database says about a failure ends up in logs, so it never carries what was typed."""

import traceback
from dataclasses import replace

import pytest
from sqlalchemy.exc import SQLAlchemyError

from assessment.ids import PersonId
from assessment.store import Store
from tests.signed_in_people import somebody

TYPED = "very private words"


def save(store: Store, person: PersonId, **changed: str) -> None:
    with store.begin() as unit:
        found = unit.people.find(person)
        assert found is not None
        unit.people.save(replace(found, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(TYPED * 100, id="too long for its column"),
        pytest.param(f"{TYPED}\x00", id="with a character that no database can keep"),
    ],
)
def test_a_value_that_breaks_a_rule_is_not_quoted_in_the_error(store: Store, name: str) -> None:
    person = somebody(store).id

    with pytest.raises(SQLAlchemyError) as refused:
        save(store, person, name=name)

    assert TYPED not in "".join(traceback.format_exception(refused.value))


def test_a_value_that_is_there_already_is_not_quoted_in_the_error(store: Store) -> None:
    first, second = somebody(store), somebody(store)
    email = f"{TYPED.replace(' ', '.')}@kent.example"
    save(store, first.id, email=email)

    with pytest.raises(SQLAlchemyError) as refused:
        save(store, second.id, email=email)

    assert email not in "".join(traceback.format_exception(refused.value))
