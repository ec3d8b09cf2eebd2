"""A process that saves one response again and again, and prints each version that was saved, until it is killed."""

import sys
from itertools import count

from assessment.ids import QuestionCode
from tests.bank_builders import a_response, some_evidence
from tests.store.store_builders import BANK, open_store, saved

store = open_store(sys.argv[1])
with store.read() as unit:
    (assessment,) = unit.assessments.all()
    version = unit.responses.find(assessment, QuestionCode("P1"), BANK).version
for expected_version in count(version):
    text = f"Text of version {expected_version + 1}"
    evidence = [some_evidence(text, number=number) for number in (1, 2)]
    stored = saved(store, assessment, a_response(rationale=text, evidence=evidence), expected_version=expected_version)
    print(stored.version, flush=True)  # noqa: T201
