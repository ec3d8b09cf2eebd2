"""Readers of the audit trail of an assessment in a workspace."""

from assessment.ids import AssessmentId
from assessment.store.audit import AuditEntry
from assessment.store.audit_chain import ChainLink, chain_of
from tests.actions.conftest import Workspace


def entries(workspace: Workspace, id: AssessmentId) -> tuple[AuditEntry, ...]:
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        return unit.audit.of(found)


def head(workspace: Workspace, id: AssessmentId) -> ChainLink:
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        link = unit.audit.head(chain_of(found.collaboration.id))
        assert link is not None
        return link
