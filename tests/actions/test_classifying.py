"""The classification: whoever answers raises it; only a lead lowers it, with a reason, before submission."""

import pytest

from assessment.access import Credential
from assessment.actions.classifying import lower_classification, raise_classification
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotOpen, NotPermitted
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment, Classification
from assessment.views.audit_view import AuditFilter, search_audit
from assessment.views.looks_view import open_looks
from assessment.views.results_view import open_results
from tests.actions.conftest import AT, Workspace
from tests.actions.test_reporting import LATER, report_subject, submitted_round
from tests.signed_in_people import grant, somebody

OFFICIAL, SENSITIVE = Classification.OFFICIAL, Classification.OFFICIAL_SENSITIVE


def stored(workspace: Workspace, id: AssessmentId) -> Assessment:
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found


@pytest.fixture
def respondent(workspace: Workspace, sensitive: AssessmentId) -> Credential:
    own = stored(workspace, sensitive).collaboration.id
    return somebody(workspace.store, "Robin", roles=[(Role.RESPONDENT, own)]).actor


@pytest.fixture
def sensitive(workspace: Workspace) -> AssessmentId:
    """An open assessment that is marked OFFICIAL-SENSITIVE."""
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    raise_classification(workspace.store, workspace.actor, id, SENSITIVE, at=AT)
    return id


def test_a_respondent_raises_a_classification_also_after_submission_and_lowers_none(
    workspace: Workspace, sensitive: AssessmentId, respondent: Credential
) -> None:
    with pytest.raises(InvalidInput, match=r"This assessment is marked OFFICIAL-SENSITIVE, which is higher\."):
        raise_classification(workspace.store, respondent, sensitive, OFFICIAL, at=AT)
    with pytest.raises(NotPermitted, match="You may not lower the classification of this assessment"):
        lower_classification(workspace.store, respondent, sensitive, OFFICIAL, reason="Reviewed.", at=AT)
    assert stored(workspace, sensitive).classification is SENSITIVE

    lower_classification(workspace.store, workspace.actor, sensitive, OFFICIAL, reason="Reviewed.", at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, sensitive, at=AT)
    raise_classification(workspace.store, respondent, sensitive, SENSITIVE, at=AT)
    assert stored(workspace, sensitive).classification is SENSITIVE


def test_a_lead_lowers_a_classification_with_a_reason_and_it_is_on_record(
    workspace: Workspace, sensitive: AssessmentId
) -> None:
    for nothing in ("", " \u200b\n"):
        with pytest.raises(InvalidInput, match=r"^Say why the classification can be lower, then try again\.$"):
            lower_classification(workspace.store, workspace.actor, sensitive, OFFICIAL, reason=nothing, at=AT)

    reason = "Names were removed\vfrom every answer."
    lower_classification(workspace.store, workspace.actor, sensitive, OFFICIAL, reason=reason, at=AT)

    with workspace.store.read() as unit:
        raised, lowered = unit.audit.of(stored(workspace, sensitive), only=[Event.ASSESSMENT_CHANGED])
    assert [
        (each.detail["classification_was"], each.detail["classification"], each.detail["reason"], each.by)
        for each in (raised, lowered)
    ] == [
        ("OFFICIAL", "OFFICIAL-SENSITIVE", "", str(workspace.person.id)),
        ("OFFICIAL-SENSITIVE", "OFFICIAL", "Names were removed\nfrom every answer.", str(workspace.person.id)),
    ]
    log = open_looks(workspace.store, workspace.actor, sensitive)
    assert [each.what for each in log] == [
        "Assessment changed: OFFICIAL-SENSITIVE to OFFICIAL. Reason: Names were removed\nfrom every answer.",
        "Assessment changed: OFFICIAL to OFFICIAL-SENSITIVE",
    ]


def test_the_audit_page_names_both_classifications_and_not_the_reason(
    workspace: Workspace, sensitive: AssessmentId
) -> None:
    lower_classification(workspace.store, workspace.actor, sensitive, OFFICIAL, reason="Reviewed.", at=AT)
    grant(workspace.store, workspace.person.id, Role.ADMINISTRATOR)

    found = search_audit(workspace.store, workspace.actor, AuditFilter(event=Event.ASSESSMENT_CHANGED)).lines

    assert [each.what for each in found] == [
        "Assessment changed: OFFICIAL-SENSITIVE to OFFICIAL",
        "Assessment changed: OFFICIAL to OFFICIAL-SENSITIVE",
    ]


def test_nobody_lowers_a_classification_after_submission(workspace: Workspace, sensitive: AssessmentId) -> None:
    submit_assessment(workspace.store, workspace.actor, workspace.library, sensitive, at=AT)

    with pytest.raises(NotOpen) as refused:
        lower_classification(workspace.store, workspace.actor, sensitive, OFFICIAL, reason="Reviewed.", at=AT)

    assert str(refused.value) == (
        "This assessment was submitted on 22 November 2026. Its classification can be raised, but no longer lowered."
    )
    assert stored(workspace, sensitive).classification is SENSITIVE


def test_a_report_is_marked_as_high_as_the_round_before_whose_grades_it_shows(workspace: Workspace) -> None:
    before = submitted_round(workspace, 2025)
    raise_classification(workspace.store, workspace.actor, before, SENSITIVE, at=AT)
    after = submitted_round(workspace, 2026, after=before)

    assert stored(workspace, after).classification is OFFICIAL
    assert report_subject(workspace, after, at=LATER).classification is SENSITIVE
    assert open_results(workspace.store, workspace.actor, workspace.library, after).classification is SENSITIVE
