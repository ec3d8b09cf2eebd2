"""Assessments as they are stored, each with its collaboration and its respondent."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, select

from assessment.access.viewer import ASSESSMENT_NOT_FOUND
from assessment.bank.applicability import Facts
from assessment.codes import Event, Move, Stage
from assessment.errors import NotFound
from assessment.ids import AssessmentId, CollaborationId
from assessment.rounds.assessment import DRAFTS, Assessment
from assessment.rounds.lifecycle import MOVES, moved
from assessment.store.assessment_rows import (
    FIRST,
    assessment_of,
    change_of,
    changeable,
    known_facts,
    partner_rows,
    record,
    respondent_rows,
)
from assessment.store.audit import AuditTrail
from assessment.store.force_tables import FORCE_NAME
from assessment.store.holding import Held
from assessment.store.reach import is_one_of
from assessment.store.register import StoredRegister
from assessment.store.register_tables import COLLABORATION
from assessment.store.round_tables import ROUND
from assessment.store.rounds import StoredRounds
from assessment.store.tables import ASSESSMENT, PARTNER, RESPONDENT

_OF_FORCE: Final = RESPONDENT.alias("of_force")
"""The respondents of partner forces."""

_AMENDMENT: Final = ASSESSMENT.alias("amendment")

_WITH_DELETED: Final = (
    select(
        *ASSESSMENT.columns,
        ROUND.c.title.label("round_title"),
        ROUND.c.collaboration_id.label("round_of"),
        ROUND.c.closes_on,
        COLLABORATION.c.name,
        COLLABORATION.c.archived_at,
        PARTNER.c.force_id,
        PARTNER.c.leads,
        FORCE_NAME.c.name.label("force_name"),
        FORCE_NAME.c.short_name,
        FORCE_NAME.c.valid_from.label("name_valid_from"),
        _AMENDMENT.c.id.label("amended_by"),
        _AMENDMENT.c.submitted_at.label("amended_at"),
        RESPONDENT.c.id.label("respondent_id"),
        _OF_FORCE.c.id.label("of_force_id"),
        _OF_FORCE.c.perspective,
        _OF_FORCE.c.submitted_at.label("of_force_submitted_at"),
    )
    .join(ROUND, ROUND.c.id == ASSESSMENT.c.round_id)
    .join(COLLABORATION, COLLABORATION.c.id == ASSESSMENT.c.collaboration_id)
    .join(PARTNER, PARTNER.c.assessment_id == ASSESSMENT.c.id)
    .join(FORCE_NAME, FORCE_NAME.c.force_id == PARTNER.c.force_id)
    .join(RESPONDENT, (RESPONDENT.c.assessment_id == ASSESSMENT.c.id) & (RESPONDENT.c.position == FIRST))
    .outerjoin(
        _AMENDMENT,
        (_AMENDMENT.c.amends_id == ASSESSMENT.c.id)
        & _AMENDMENT.c.deleted_at.is_(None)
        & (_AMENDMENT.c.stage != Stage.WITHDRAWN),
    )
    .outerjoin(
        _OF_FORCE,
        (_OF_FORCE.c.assessment_id == ASSESSMENT.c.id)
        & (_OF_FORCE.c.force_id == PARTNER.c.force_id)
        & _OF_FORCE.c.removed_at.is_(None),
    )
    .order_by(
        ASSESSMENT.c.started_at.desc(),
        ASSESSMENT.c.id.desc(),
        PARTNER.c.position,
        _OF_FORCE.c.position,
        FORCE_NAME.c.position,
    )
)
_ALL: Final = _WITH_DELETED.where(ASSESSMENT.c.deleted_at.is_(None))
_ONE: Final = _ALL.where(ASSESSMENT.c.id == bindparam("id"))
_OF_COLLABORATION: Final = _ALL.where(ASSESSMENT.c.collaboration_id == bindparam("collaboration"))


class StoredAssessments:
    """The assessments, within one transaction."""

    def __init__(
        self, connection: Connection, audit: AuditTrail, held: Held, register: StoredRegister, rounds: StoredRounds
    ) -> None:
        self._connection = connection
        self._held = held
        self._audit = audit
        self._register = register
        self._rounds = rounds

    def find(self, id: AssessmentId) -> Assessment | None:
        """Return the assessment with that id, or None if there is none."""
        self._held.require_assessment(id)
        return next(iter(self._read(_ONE, id=id)), None)

    def all(self, *, with_deleted: bool = False) -> tuple[Assessment, ...]:
        """Return every assessment, newest first. Deleted ones are for whoever reads the audit trail."""
        return self._read(_WITH_DELETED if with_deleted else _ALL)

    def of_ids(self, ids: Collection[AssessmentId], *, with_deleted: bool = False) -> tuple[Assessment, ...]:
        """Return those of the assessments that there are, newest first."""
        every = _WITH_DELETED if with_deleted else _ALL
        return self._read(every.where(ASSESSMENT.c.id.in_(sorted(ids)))) if ids else ()

    def in_collaborations(
        self, ids: Collection[CollaborationId], *, with_deleted: bool = False
    ) -> tuple[Assessment, ...]:
        """Return every assessment of those collaborations, newest first."""
        every = _WITH_DELETED if with_deleted else _ALL
        return self._read(every.where(ASSESSMENT.c.collaboration_id.in_(sorted(ids)))) if ids else ()

    def drafts_in(self, ids: Collection[CollaborationId] | None) -> tuple[Assessment, ...]:
        """Return the drafts of those collaborations, or of all for None, newest first."""
        return self._read(_ALL.where(ASSESSMENT.c.stage.in_(DRAFTS), is_one_of(ASSESSMENT.c.collaboration_id, ids)))

    def of(self, id: CollaborationId) -> tuple[Assessment, ...]:
        """Return every assessment of the collaboration, newest first."""
        return self._read(_OF_COLLABORATION, collaboration=id)

    def newest_of_each(
        self, ids: Collection[CollaborationId] | None = None, *, with_deleted: bool = False
    ) -> tuple[Assessment, ...]:
        """Return the newest assessment of each of those collaborations, or of each there is, newest first."""
        place = func.row_number().over(
            partition_by=ASSESSMENT.c.collaboration_id,
            order_by=(ASSESSMENT.c.started_at.desc(), ASSESSMENT.c.id.desc()),
        )
        reached = select(ASSESSMENT.c.id, place.label("place")).where(is_one_of(ASSESSMENT.c.collaboration_id, ids))
        placed = (reached if with_deleted else reached.where(ASSESSMENT.c.deleted_at.is_(None))).subquery()
        return self._read(_WITH_DELETED.where(ASSESSMENT.c.id.in_(select(placed.c.id).where(placed.c.place == 1))))

    def newest_of(self, id: CollaborationId) -> Assessment | None:
        """Return the newest assessment of the collaboration, or None if there is no such collaboration."""
        return next(iter(self.of(id)), None)

    def add(self, assessment: Assessment, *, by: str) -> None:
        """Add the assessment, and its round where that is its own.

        Its partners are noted in the register: :meth:`StoredRegister.take_part`. An amendment has the round and the
        partners of what it amends.
        """
        self._held.require_assessment(assessment.id)
        if assessment.amends is None:
            self._register.take_part(assessment, by=by, at=assessment.started_at)
            if not assessment.round.is_shared:
                self._rounds.add_own(assessment, by=by)
        self._connection.execute(
            ASSESSMENT.insert().values(
                id=assessment.id,
                collaboration_id=assessment.collaboration.id,
                round_id=assessment.round.id,
                bank_id=assessment.bank.id,
                bank_version=assessment.bank.version,
                bank_fingerprint=assessment.bank.fingerprint,
                started_at=assessment.started_at,
                stage=assessment.stage,
                carries_over=assessment.carries_over,
                **asdict(assessment.facts),
                amends_id=assessment.amends,
                amendment_reason=assessment.amendment_reason or None,
                **changeable(assessment),
            )
        )
        self._connection.execute(PARTNER.insert(), partner_rows(assessment))
        self._connection.execute(RESPONDENT.insert(), respondent_rows(assessment))
        event = Event.ASSESSMENT_STARTED if assessment.amends is None else Event.AMENDMENT_BEGUN
        self._audit.add(event, assessment=assessment, by=by, at=assessment.started_at, detail=record(assessment))

    def save(self, assessment: Assessment, *, by: str, at: datetime, reason: str = "") -> None:
        """Save the title of the own round, the date and the classification. Write nothing where they are as stored.

        Another classification is recorded with the one before, and with the reason where there is one. Raises
        :class:`NotFound` if the assessment was never added.
        """
        self._held.require_assessment(assessment.id)
        stored = self.find(assessment.id)
        if stored is None:
            raise NotFound(ASSESSMENT_NOT_FOUND)
        if stored.round == assessment.round and changeable(stored) == changeable(assessment):
            return
        if stored.round.title != assessment.round.title:
            self._rounds.rename_own(assessment)
        self._connection.execute(
            ASSESSMENT.update().where(ASSESSMENT.c.id == assessment.id).values(**changeable(assessment))
        )
        event, change = change_of(stored, assessment)
        self._audit.add(
            event,
            assessment=assessment,
            by=by,
            at=at,
            detail=record(assessment) | change | ({"reason": reason} if change else {}),
        )

    def take_facts(
        self, assessment: Assessment, facts: Facts, *, comes: Sequence[str], goes: Sequence[str], by: str, at: datetime
    ) -> Assessment:
        """Keep these facts with the assessment, and return it as it is then.

        The record names the facts before, and the questions that are asked now and those that are not any more.
        """
        self._held.require_assessment(assessment.id)
        self._connection.execute(ASSESSMENT.update().where(ASSESSMENT.c.id == assessment.id).values(**asdict(facts)))
        after = replace(assessment, facts=facts)
        change = {"facts_were": known_facts(assessment.facts), "comes": list(comes), "goes": list(goes)}
        self._audit.add(Event.FACTS_TAKEN, assessment=after, by=by, at=at, detail=record(after) | change)
        return after

    def move(self, assessment: Assessment, move: Move, *, by: str, at: datetime, reason: str = "") -> Assessment:
        """Move the assessment to another stage, and return it as it is then.

        Raises :class:`NotOpen` where the move does not lead out of the stage that it is in. Where it was submitted and
        is not any more, the record says when it was.
        """
        self._held.require_assessment(assessment.id)
        after = moved(assessment, move, at=at)
        self._connection.execute(
            ASSESSMENT.update()
            .where(ASSESSMENT.c.id == assessment.id)
            .values(stage=after.stage, submitted_at=after.submitted_at, moved_at=after.moved_at)
        )
        detail = record(after)
        if assessment.submitted_at is not None and after.submitted_at is None:
            detail["submitted_at_was"] = assessment.submitted_at.isoformat()
        if MOVES[move].needs_reason:
            detail["reason"] = reason
        self._audit.add(MOVES[move].event, assessment=after, by=by, at=at, detail=detail)
        return after

    def delete(self, assessment: Assessment, *, by: str, at: datetime) -> None:
        """Mark the assessment as deleted: from now on it is found nowhere but in the audit trail."""
        self._held.require_assessment(assessment.id)
        self._connection.execute(ASSESSMENT.update().where(ASSESSMENT.c.id == assessment.id).values(deleted_at=at))
        self._audit.add(Event.DRAFT_DELETED, assessment=assessment, by=by, at=at, detail=record(assessment))

    def _read(self, query: Select[Any], **values: object) -> tuple[Assessment, ...]:
        rows = self._connection.execute(query, values)
        return tuple(assessment_of(list(each)) for _, each in groupby(rows, key=lambda row: row.id))
