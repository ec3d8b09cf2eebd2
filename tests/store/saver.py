"""A process that saves one response over and over, and says which version was acknowledged, until it is killed."""

import sys
from itertools import count

from assessment.terms import QuestionCode
from tests.builders import a_response, some_evidence
from tests.store.builders import BANK, opened, saved

store = opened(sys.argv[1])
with store.read() as unit:
    (assessment,) = unit.assessments.all()
    version = unit.responses.find(assessment, QuestionCode("P1"), BANK).version
for seen in count(version):
    text = f"Text of version {seen + 1}"
    evidence = [some_evidence(text, number=number) for number in (1, 2)]
    stored = saved(store, assessment, a_response(rationale=text, evidence=evidence), seen=seen)
    print(stored.version, flush=True)  # noqa: T201
