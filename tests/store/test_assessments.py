"""Assessments are stored with their collaboration. Only the round, classification and submission can change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import uuid6

from assessment.codes import Event, Move, Stage
from assessment.errors import InvalidInput, NotFound, NotOpen
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment, Classification
from assessment.store import Store, holding
from assessment.store.audit import AuditEntry
from assessment.store.audit_chain import chain_of
from tests.known_forces import a_partner, partners_of
from tests.store.store_builders import MORNING, a_collaboration, a_round, an_assessment

NOON = MORNING + timedelta(hours=3)


def found(store: Store, assessment: Assessment) -> Assessment | None:
    with store.read() as unit:
        return unit.assessments.find(assessment.id)


def test_an_assessment_is_read_back_as_it_was_added(store: Store) -> None:
    collaboration = a_collaboration(
        "Cydweithrediad ŵ <b>&</b>",
        partners=("South Wales Police", "Gwent Police", "Dyfed-Powys Police"),
        lead_force="Gwent Police",
    )
    assessment = an_assessment(collaboration=collaboration)
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.add(assessment, by="Sam")

    assert found(store, assessment) == assessment


def test_an_assessment_that_nobody_added_is_not_found(store: Store) -> None:
    with store.read() as unit:
        assert unit.assessments.find(AssessmentId(uuid6.uuid7())) is None


def test_all_assessments_come_newest_first(store: Store) -> None:
    first, second, third = (an_assessment(started_at=MORNING + timedelta(days=days)) for days in (0, 2, 1))
    with store.begin(*(holding.assessment(each.id) for each in (first, second, third))) as unit:
        for assessment in (first, second, third):
            unit.assessments.add(assessment, by="Sam")

    with store.read() as unit:
        assert unit.assessments.all() == (second, third, first)


def test_a_collaboration_is_assessed_again_in_a_new_round(store: Store) -> None:
    first = an_assessment()
    second = replace(an_assessment(collaboration=first.collaboration), round=a_round("2027", as_of=date(2027, 11, 1)))
    with store.begin(holding.assessment(first.id), holding.assessment(second.id)) as unit:
        unit.assessments.add(first, by="Sam")
        unit.assessments.add(second, by="Sam")

    assert found(store, first) == first
    assert found(store, second) == second


def test_each_round_keeps_its_own_partners(store: Store) -> None:
    first = an_assessment()
    other_partners = replace(
        first.collaboration,
        partners=partners_of("Suffolk Constabulary", "Essex Police"),
        lead_force=a_partner("Suffolk Constabulary"),
    )
    second = an_assessment(collaboration=other_partners, started_at=NOON)
    both = holding.assessment(first.id), holding.assessment(second.id)
    with store.begin(*both, holding.collaboration(first.collaboration.id)) as unit:
        unit.assessments.add(first, by="Sam")
        unit.assessments.add(second, by="Sam")

    assert (found(store, first), found(store, second)) == (first, second)
    with store.read() as unit:
        assert unit.assessments.newest_of(first.collaboration.id) == second


def test_a_new_round_does_not_quietly_rename_the_collaboration(store: Store) -> None:
    first = an_assessment()
    second = an_assessment(collaboration=replace(first.collaboration, name="Joint Forensics"))
    with store.begin(holding.assessment(first.id)) as unit:
        unit.assessments.add(first, by="Sam")

    with (
        pytest.raises(InvalidInput, match=r"^Joint Forensics is already recorded with another name\. "),
        store.begin(holding.assessment(second.id)) as unit,
    ):
        unit.assessments.add(second, by="Sam")

    assert found(store, second) is None


def test_the_lead_force_is_one_of_the_partners(store: Store) -> None:
    collaboration = a_collaboration(partners=("Kent Police", "Essex Police"), lead_force="Surrey Police")
    unfit = an_assessment(collaboration=collaboration)

    with (
        pytest.raises(InvalidInput, match="Surrey Police leads but is not among the partner forces"),
        store.begin(holding.assessment(unfit.id)) as unit,
    ):
        unit.assessments.add(unfit, by="Sam")


def test_what_may_change_is_changed_and_recorded(store: Store, assessment: Assessment) -> None:
    changed = replace(
        assessment,
        round=replace(assessment.round, title="2026/27", as_of=date(2026, 12, 1)),
        classification=Classification.OFFICIAL_SENSITIVE,
    )
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.save(changed, by="Kim", at=NOON)

    assert found(store, assessment) == changed
    with store.read() as unit:
        started, change = unit.audit.of(assessment)
    assert (started.event, started.by, started.at) == (Event.ASSESSMENT_STARTED, "Sam", MORNING)
    assert change == AuditEntry(
        chain=chain_of(assessment.collaboration.id),
        number=2,
        assessment=assessment.id,
        event=Event.ASSESSMENT_CHANGED,
        by="Kim",
        at=NOON,
        detail={
            "collaboration": {
                "name": "Joint forensics",
                "partners": ["Kent Police", "Essex Police"],
                "lead_force": "Essex Police",
                "force_ids": ["kent", "essex"],
            },
            "round": {"id": str(assessment.round.id), "title": "2026/27", "as_of": "2026-12-01"},
            "bank": {"id": "small", "version": "1", "fingerprint": "sha256:" + "0" * 64},
            "classification": "OFFICIAL-SENSITIVE",
            "stage": "open",
            "submitted_at": None,
            "classification_was": "OFFICIAL",
            "reason": "",
        },
    )


def test_a_move_is_stored_and_recorded_once(store: Store, assessment: Assessment) -> None:
    with store.begin(holding.assessment(assessment.id)) as unit:
        submitted = unit.assessments.move(assessment, Move.SUBMIT, by="Kim", at=NOON)
    with pytest.raises(NotOpen), store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.move(submitted, Move.SUBMIT, by="Kim", at=NOON)

    assert submitted == replace(assessment, stage=Stage.SUBMITTED, submitted_at=NOON, moved_at=NOON)
    assert found(store, assessment) == submitted
    with store.read() as unit:
        assert [entry.event for entry in unit.audit.of(assessment)] == [
            Event.ASSESSMENT_STARTED,
            Event.ASSESSMENT_SUBMITTED,
        ]


def test_an_assessment_that_nobody_added_cannot_be_saved(store: Store) -> None:
    unknown = an_assessment()

    with pytest.raises(NotFound), store.begin(holding.assessment(unknown.id)) as unit:
        unit.assessments.save(unknown, by="Sam", at=NOON)
