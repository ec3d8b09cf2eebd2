"""What the audit trail of a desk's assessment holds."""

from assessment.store.audit import AuditEntry
from assessment.store.chain import Link, chain_of
from assessment.terms import AssessmentId
from tests.actions.conftest import Desk


def entries(desk: Desk, id: AssessmentId) -> tuple[AuditEntry, ...]:
    with desk.store.read() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        return unit.audit.of(found)


def head(desk: Desk, id: AssessmentId) -> Link:
    with desk.store.read() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        link = unit.audit.head(chain_of(found.collaboration.id))
        assert link is not None
        return link
