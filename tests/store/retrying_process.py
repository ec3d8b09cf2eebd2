"""A process that saves one response, prints the refusal, and tries again when it is told to, printing the version."""

import sys

from assessment.errors import NotSaved
from assessment.rounds.assessment import Assessment
from tests.bank_builders import a_response
from tests.store.store_builders import an_assessment, open_store, saved

store = open_store(sys.argv[1])


def the_assessment() -> Assessment:
    with store.read() as unit:
        return unit.assessments.all()[0]


try:
    saved(store, an_assessment(), a_response(), expected_version=0)
except NotSaved as refused:
    print(refused, flush=True)  # noqa: T201
sys.stdin.readline()
print(saved(store, the_assessment(), a_response(), expected_version=0).version)  # noqa: T201
