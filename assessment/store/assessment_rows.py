"""An assessment as the rows of its tables hold it, and as an entry of the audit trail does."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Final

from assessment.bank.applicability import Facts
from assessment.codes import CollaborationKind, CollaborationStatus, Event, Perspective, Stage
from assessment.forces import ForceName, name_on
from assessment.ids import AssessmentId, CollaborationId, ForceId, RespondentId, RoundId
from assessment.rounds.assessment import (
    Assessment,
    BankReference,
    Classification,
    Collaboration,
    ForceRespondent,
    Partner,
    Round,
)
from assessment.store.tables import AnyRow

FIRST: Final = 1
"""The position of the respondent whose answers count."""


def changeable(assessment: Assessment) -> dict[str, object]:
    """Return the columns of an assessment that can change but by a move."""
    return {
        "as_of": assessment.round.as_of,
        "classification": assessment.classification,
    }


def change_of(stored: Assessment, changed: Assessment) -> tuple[Event, dict[str, object]]:
    """Return the event that a change is, and what it was before where that is to be read beside it."""
    if stored.classification is not changed.classification:
        return Event.ASSESSMENT_CHANGED, {"classification_was": stored.classification}
    if stored.round.title != changed.round.title:
        return Event.ROUND_RENAMED, {"title_was": stored.round.title}
    return Event.ASSESSMENT_CHANGED, {}


def partner_rows(assessment: Assessment) -> list[dict[str, object]]:
    """Return the rows of the partners, in their order."""
    collaboration = assessment.collaboration
    return [
        {
            "assessment_id": assessment.id,
            "position": position,
            "force_id": partner.force,
            "leads": partner == collaboration.lead_force,
        }
        for position, partner in enumerate(collaboration.partners, start=1)
    ]


def respondent_rows(assessment: Assessment) -> list[dict[str, object]]:
    """Return the rows of the respondent whose answers count, and of the forces that answer alone first."""
    counts: dict[str, object] = {
        "id": assessment.respondent,
        "force_id": None,
        "perspective": None,
        "title": "Collaboration lead",
        "submitted_at": None,
    }
    alone = [force_respondent_row(each) for each in assessment.alone]
    return [
        {"assessment_id": assessment.id, "position": position, **row}
        for position, row in enumerate([counts, *alone], start=FIRST)
    ]


def force_respondent_row(each: ForceRespondent) -> dict[str, object]:
    """Return the columns of somebody who answers alone for a force, without those that say where the row belongs."""
    return {
        "id": each.id,
        "force_id": each.force,
        "perspective": each.perspective,
        "title": "Partner force",
        "submitted_at": each.submitted_at,
    }


def record(assessment: Assessment) -> dict[str, object]:
    """Return the assessment as an entry of the audit trail holds it."""
    submitted_at = assessment.submitted_at
    kept: dict[str, object] = {
        "collaboration": {
            "name": assessment.collaboration.name,
            "partners": list(assessment.collaboration.partner_names),
            "lead_force": assessment.collaboration.lead_force.name,
            "force_ids": [each.force for each in assessment.collaboration.partners],
        },
        "round": {
            "id": str(assessment.round.id),
            "title": assessment.round.title,
            "as_of": assessment.round.as_of.isoformat(),
        },
        "bank": {
            "id": assessment.bank.id,
            "version": assessment.bank.version,
            "fingerprint": assessment.bank.fingerprint,
        },
        "classification": assessment.classification,
        "stage": assessment.stage,
        "submitted_at": submitted_at.isoformat() if submitted_at else None,
    }
    if facts := known_facts(assessment.facts):
        kept["facts"] = facts
    if assessment.carries_over:
        kept["carries_over"] = True
    if assessment.amends is not None:
        kept |= {"amends": str(assessment.amends), "reason": assessment.amendment_reason}
    if assessment.alone:
        kept["forces"] = [_submitted_of(each) for each in assessment.alone]
    return kept


def known_facts(facts: Facts) -> dict[str, object]:
    """Return the facts that are known, by their names."""
    return {name: value for name, value in asdict(facts).items() if value is not None}


def named(respondent: ForceRespondent) -> dict[str, object]:
    """Return who answers alone as an entry of the audit trail names it: the force, and the code of a perspective."""
    further = {} if respondent.perspective is None else {"perspective": respondent.perspective}
    return {"force": respondent.force_name, **further}


def _submitted_of(respondent: ForceRespondent) -> dict[str, object]:
    at = respondent.submitted_at
    return {**named(respondent), "submitted_at": at.isoformat() if at else None}


def assessment_of(rows: Sequence[AnyRow]) -> Assessment:
    """Return the assessment of its rows: one for each name of each partner force and of each respondent of it."""
    row = rows[0]
    return Assessment(
        id=AssessmentId(row.id),
        collaboration=_collaboration(CollaborationId(row.collaboration_id), rows),
        round=Round(
            title=row.round_title,
            as_of=row.as_of,
            id=RoundId(row.round_id),
            is_shared=row.round_of is None,
            closes_on=row.closes_on,
        ),
        bank=BankReference(id=row.bank_id, version=row.bank_version, fingerprint=row.bank_fingerprint),
        facts=Facts(
            kind=row.kind and CollaborationKind(row.kind),
            status=row.status and CollaborationStatus(row.status),
            partners=row.partners,
            has_posted_staff=row.has_posted_staff,
            shares_personal_data=row.shares_personal_data,
        ),
        classification=Classification(row.classification),
        respondent=RespondentId(row.respondent_id),
        alone=tuple(_force_respondent(each, row.as_of) for each in _by_respondent(rows) if each[0].of_force_id),
        started_at=row.started_at,
        stage=Stage(row.stage),
        submitted_at=row.submitted_at,
        moved_at=row.moved_at,
        carries_over=row.carries_over,
        amends=None if row.amends_id is None else AssessmentId(row.amends_id),
        amendment_reason=row.amendment_reason or "",
        amended_by=None if row.amended_by is None else AssessmentId(row.amended_by),
        amended_at=row.amended_at,
    )


def _collaboration(id: CollaborationId, rows: Sequence[AnyRow]) -> Collaboration:
    partners = {_partner(each, rows[0].as_of): each[0].leads for each in _by_respondent(rows)}
    return Collaboration(
        id=id,
        name=rows[0].name,
        archived_at=rows[0].archived_at,
        partners=tuple(partners),
        lead_force=next(partner for partner, leads in partners.items() if leads),
    )


def _by_respondent(rows: Sequence[AnyRow]) -> list[list[AnyRow]]:
    """Return the rows of each respondent of each partner force, or of the force: one for each of its names."""
    return [list(each) for _, each in groupby(rows, key=lambda row: (row.force_id, row.of_force_id))]


def _force_respondent(rows: Sequence[AnyRow], as_of: date) -> ForceRespondent:
    partner = _partner(rows, as_of)
    return ForceRespondent(
        id=RespondentId(rows[0].of_force_id),
        force=partner.force,
        force_name=partner.name,
        perspective=rows[0].perspective and Perspective(rows[0].perspective),
        submitted_at=rows[0].of_force_submitted_at,
    )


def _partner(rows: Sequence[AnyRow], as_of: date) -> Partner:
    """Return the partner of its rows, one for each name of the force."""
    names = [ForceName(name=row.force_name, short_name=row.short_name, valid_from=row.name_valid_from) for row in rows]
    return Partner(force=ForceId(rows[0].force_id), name=name_on(names, as_of).name)
