"""Every pair of actions on one thing, at once, on both databases: it is as if one came after the other."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import pytest
from _pytest.mark.structures import ParameterSet

import assessment.actions
import assessment.exports
from assessment.errors import AssessmentError, DoesNotFit, NotReadable, NotSaved
from tests.concurrency.databases import Database
from tests.concurrency.interleaving import Interleaving, interleave
from tests.concurrency.pair import POSTGRESQL, SQLITE, Call, Pair
from tests.concurrency.pairs import IN_NO_PAIR, PAIRS
from tests.concurrency.world import PairWorld

OF_THE_DATABASE: Final = (DoesNotFit, NotReadable, NotSaved)


def each_on_each() -> Iterator[ParameterSet]:
    for pair in PAIRS:
        for database in (SQLITE, POSTGRESQL):
            yield pytest.param(pair, database, id=f"{pair.name}, {database}")


@pytest.mark.parametrize(("pair", "kind"), list(each_on_each()))
def test_two_actions_at_once_are_as_one_after_the_other(pair: Pair, kind: str, request: pytest.FixtureRequest) -> None:
    wrong = tried(pair, request.getfixturevalue(f"on_{kind}"))

    assert not wrong, "\n".join(wrong)


def test_every_pair_has_a_name_of_its_own() -> None:
    names = [pair.name for pair in PAIRS]

    assert len(set(names)) == len(names)


def test_every_action_that_writes_is_in_a_pair() -> None:
    paired = {action for pair in PAIRS for action in pair.actions}

    assert {each.__qualname__ for each in actions()} == {each.__qualname__ for each in {*paired, *IN_NO_PAIR}}
    assert paired & set(IN_NO_PAIR) == set()


def actions() -> Iterator[Callable[..., object]]:
    """Every public function of the actions and the files that is handed the store or who asks."""
    for package in (assessment.actions, assessment.exports):
        for module in pkgutil.iter_modules(package.__path__):
            loaded = importlib.import_module(f"{package.__name__}.{module.name}")
            for name, each in inspect.getmembers(loaded, inspect.isfunction):
                takes = inspect.signature(each).parameters
                if each.__module__ == loaded.__name__ and not name.startswith("_") and {"store", "actor"} & set(takes):
                    yield each


def tried(pair: Pair, database: Database) -> list[str]:
    """What went wrong, in any interleaving: each call overtaken by the other wherever it makes a difference."""
    database.empty()
    one, two = database.stores
    first, second = pair.prepare(PairWorld(one))
    assert (first.func, second.func) == pair.actions
    database.keep()
    wrong = []
    for is_first_held in (True,) if pair.is_one_action else (True, False):
        calls = [(first, one), (second, two)]
        (held, its), (other, others) = calls if is_first_held else reversed(calls)
        point: int | None = 1
        while point is not None:
            database.put_back()
            became = interleave(
                partial(held, its),
                partial(other, others),
                point=point,
                waits_for_lock=database.waits_for_lock,
            )
            said = [*raised(held, other, became)] or [*left(pair, database, became)]
            if said:
                wrong.append(f"{described(held, other, became)}: {'; '.join(said)}")
            point = None if became.point is None else became.next_point
    return wrong


def raised(held: Call, other: Call, became: Interleaving) -> Iterator[str]:
    """What was raised that nobody can be told; nor is anybody told of a fault or a constraint of the database."""
    for call, outcome in ((held, became.held), (other, became.other)):
        is_refusal = isinstance(outcome, AssessmentError) and not isinstance(outcome, OF_THE_DATABASE)
        if isinstance(outcome, Exception) and not is_refusal:
            yield f"{call.func.__name__} raised {type(outcome).__name__}: {str(outcome).splitlines()[0]}"


def left(pair: Pair, database: Database, became: Interleaving) -> Iterator[str]:
    """What the two left behind, or whom they refused, that is not allowed."""
    refused = sum(isinstance(outcome, AssessmentError) for outcome in (became.held, became.other))
    if refused not in pair.refused:
        yield f"{refused} of two were refused"
    found = {name: database.read(query) for name, query in pair.look.items()}
    if found not in pair.allowed:
        yield f"found {found}"


def described(held: Call, other: Call, became: Interleaving) -> str:
    if became.point is None:
        return f"{held.func.__name__}, then {other.func.__name__}"
    way = "waited" if became.other_waited else "ran"
    return f"{held.func.__name__} held before {became.point} while {other.func.__name__} {way}"
