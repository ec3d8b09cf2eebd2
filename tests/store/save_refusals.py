"""The sentences for saves that fail, and a store to make them fail in."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from assessment.errors import NotSaved
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from tests.bank_builders import a_response
from tests.store.store_builders import BANK, a_stored_assessment, open_store, saved

FULL = (
    "Not saved: the disk is full. What you typed is still on this page. "
    "Ask whoever runs this service to free some space, then try again."
)
READ_ONLY = (
    "Not saved: the database is read-only. What you typed is still on this page. "
    "Ask whoever runs this service to make it writable, then try again."
)
BUSY = "Not saved: the database is busy with other work. What you typed is still on this page. Try again in a moment."
UNREACHABLE = (
    "Not saved: the database could not be reached. What you typed is still on this page. "
    "Try again in a minute. If that does not help, ask whoever runs this service to check the database."
)


def refusal(store: Store, assessment: Assessment) -> str:
    """Return the sentence with which a save is refused."""
    with pytest.raises(NotSaved) as refused:
        saved(store, assessment, a_response(), expected_version=0)
    return str(refused.value)


def stored_version(store: Store, assessment: Assessment) -> int:
    with store.read() as unit:
        return unit.responses.find(assessment, QuestionCode("P1"), BANK).version


@contextmanager
def prepared(url: str, *, wait: float = 30.0) -> Iterator[tuple[Store, Assessment]]:
    """Provide a store with its tables and an assessment in it."""
    with closing(open_store(url, wait=wait)) as store:
        store.migrate()
        yield store, a_stored_assessment(store)
