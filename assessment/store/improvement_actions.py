"""Improvement actions on an assessment's questions. A save is refused where its author saw an older version."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, case, func, select

from assessment.access.readable import Readable
from assessment.codes import ActionState, Event
from assessment.dates import UK
from assessment.errors import ImprovementActionChanged, sentence
from assessment.ids import ActionId, AssessmentId, CollaborationId, PersonId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.store.audit import AuditTrail
from assessment.store.holding import Held
from assessment.store.people import People
from assessment.store.reach import is_hidden, is_one_of, is_readable
from assessment.store.register_tables import COLLABORATION
from assessment.store.tables import ASSESSMENT, IMPROVEMENT_ACTION, AnyRow
from assessment.store.versioned_rows import write_next_version

_WAITING: Final = (
    select(IMPROVEMENT_ACTION)
    .join(ASSESSMENT, ASSESSMENT.c.id == IMPROVEMENT_ACTION.c.assessment_id)
    .join(COLLABORATION, COLLABORATION.c.id == ASSESSMENT.c.collaboration_id)
    .where(IMPROVEMENT_ACTION.c.state.in_([state for state in ActionState if state.is_open]))
    .order_by(IMPROVEMENT_ACTION.c.due, IMPROVEMENT_ACTION.c.id)
)


class ImprovementActions:
    """The improvement actions, within one transaction."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._held = held
        self._audit = audit

    def of(self, assessment: Assessment) -> tuple[StoredImprovementAction, ...]:
        """Return every action of the assessment, in the order in which they were first saved."""
        self._held.require_assessment(assessment.id)
        rows = self._connection.execute(
            select(IMPROVEMENT_ACTION)
            .where(IMPROVEMENT_ACTION.c.assessment_id == assessment.id)
            .order_by(IMPROVEMENT_ACTION.c.id)
        ).all()
        return self._stored(rows)

    def waiting(
        self,
        planned: Collection[CollaborationId] | None,
        readable: Readable,
        person: PersonId | None,
        *,
        on: date,
        most: int,
    ) -> tuple[tuple[AssessmentId, StoredImprovementAction], ...]:
        """Return open actions that wait for a person, the earliest due first.

        They are those in the collaborations `planned` (in all for None) that are overdue on that day, and those that
        the person owns, as far as they may read the assessment and its collaboration is not hidden from them.
        """
        overdue = _WAITING.where(is_one_of(ASSESSMENT.c.collaboration_id, planned), IMPROVEMENT_ACTION.c.due < on)
        own = _WAITING.where(IMPROVEMENT_ACTION.c.owner_id == person)
        # Each is found by an index of its own, which one query for both would use for neither.
        sought = [*([] if planned == frozenset() else [overdue]), *([] if person is None else [own])]
        found = {
            row.id: row
            for query in sought
            for row in self._connection.execute(query.where(is_readable(readable), ~is_hidden(readable)).limit(most))
        }
        rows = sorted(found.values(), key=lambda row: (row.due, row.id))[:most]
        return tuple(
            (AssessmentId(row.assessment_id), stored) for row, stored in zip(rows, self._stored(rows), strict=True)
        )

    def count(self, assessments: Sequence[Assessment]) -> dict[AssessmentId, tuple[int, int]]:
        """Return how many actions each assessment has, and how many of them are done. Withdrawn ones do not count."""
        is_done = IMPROVEMENT_ACTION.c.state == ActionState.DONE
        rows = self._connection.execute(
            select(IMPROVEMENT_ACTION.c.assessment_id, func.count(), func.count(case((is_done, 1))))
            .where(self._of_any(assessments), IMPROVEMENT_ACTION.c.state != ActionState.WITHDRAWN)
            .group_by(IMPROVEMENT_ACTION.c.assessment_id)
        )
        return {AssessmentId(id): (total, done) for id, total, done in rows}

    def _of_any(self, assessments: Sequence[Assessment]) -> ColumnElement[bool]:
        for each in assessments:
            self._held.require_assessment(each.id)
        return IMPROVEMENT_ACTION.c.assessment_id.in_([each.id for each in assessments])

    def before(self, assessment: Assessment, entry: int) -> Mapping[ActionId, ImprovementAction]:
        """Return the actions as they were before that entry of the audit trail, which holds each save in full."""
        saves = self._audit.of(assessment, only=[Event.IMPROVEMENT_ACTION_SAVED])
        details = [save.detail for save in saves if save.number < entry]
        names = self._names(PersonId(UUID(str(detail["owner_id"]))) for detail in details if detail["owner_id"])
        return dict(_from_audit(detail, names) for detail in details)

    def find(self, assessment: Assessment, id: ActionId) -> StoredImprovementAction | None:
        """Return the action of the assessment with that id, or None if there is none."""
        self._held.require_assessment(assessment.id)
        rows = self._connection.execute(
            select(IMPROVEMENT_ACTION).where(
                IMPROVEMENT_ACTION.c.id == id, IMPROVEMENT_ACTION.c.assessment_id == assessment.id
            )
        ).all()
        return next(iter(self._stored(rows)), None)

    def save(
        self,
        assessment: Assessment,
        id: ActionId,
        action: ImprovementAction,
        *,
        expected_version: int,
        by: str,
        at: datetime,
    ) -> StoredImprovementAction:
        """Save the action over the version that its author saw, and return it as it is now stored.

        `expected_version` is that version, 0 for a new action. Write nothing where the same is stored already. Raises
        :class:`ImprovementActionChanged` where somebody else has saved the action since.
        """
        stored = self.find(assessment, id)
        if stored is not None and stored.action == action:
            return stored
        if (0 if stored is None else stored.version) != expected_version:
            raise self._changed(stored)
        saved = StoredImprovementAction(id=id, action=action, version=expected_version + 1, saved_at=at, saved_by=by)
        if not write_next_version(
            self._connection,
            IMPROVEMENT_ACTION,
            key={"id": id, "assessment_id": assessment.id},
            values={**_columns(action), "saved_at": at, "saved_by": by},
            expected_version=expected_version,
        ):
            raise self._changed(None)
        self._audit.add(
            Event.IMPROVEMENT_ACTION_SAVED,
            assessment=assessment,
            question=action.question,
            version=saved.version,
            by=by,
            at=at,
            detail={"action": str(id), **_in_audit(action)},
        )
        return saved

    def _stored(self, rows: Sequence[AnyRow]) -> tuple[StoredImprovementAction, ...]:
        names = self._names(PersonId(row.owner_id) for row in rows if row.owner_id)
        return tuple(_from_row(row, names) for row in rows)

    def _names(self, owners: Iterable[PersonId]) -> Mapping[PersonId, str]:
        return People(self._connection, self._held).names_of(set(owners))

    def _changed(self, stored: StoredImprovementAction | None) -> ImprovementActionChanged:
        if stored is None:
            return ImprovementActionChanged(
                sentence(
                    "action_changed",
                    "This action cannot be saved here. What you typed is still here: copy it, close the form and plan "
                    "the action anew.",
                ),
                stored=None,
            )
        return ImprovementActionChanged(
            sentence(
                "action_changed_by",
                "This action was changed by {name} at {saved_at:time} while you were editing it.",
                name=People(self._connection, self._held).name_of(stored.saved_by),
                saved_at=stored.saved_at.astimezone(UK),
            ),
            stored=stored,
        )


def _columns(action: ImprovementAction) -> dict[str, object]:
    return {
        "question": action.question,
        "about": action.about,
        "what": action.what,
        "owner": action.owner if action.owner_id is None else None,
        "owner_id": action.owner_id,
        "due": action.due,
        "state": action.state.value,
        "reason": action.reason,
    }


def _in_audit(action: ImprovementAction) -> dict[str, object]:
    """Return the action for the audit trail, which names a person who owns it by their id alone."""
    columns = _columns(action)
    return columns | {
        "due": action.due.isoformat(),
        "owner_id": None if action.owner_id is None else str(action.owner_id),
    }


def _from_audit(detail: Mapping[str, Any], names: Mapping[PersonId, str]) -> tuple[ActionId, ImprovementAction]:
    owner_id = PersonId(UUID(detail["owner_id"])) if detail["owner_id"] else None
    return ActionId(UUID(detail["action"])), ImprovementAction(
        question=QuestionCode(detail["question"]),
        about=detail["about"],
        what=detail["what"],
        owner=names[owner_id] if owner_id else detail["owner"],
        owner_id=owner_id,
        due=date.fromisoformat(detail["due"]),
        state=ActionState(detail["state"]),
        reason=detail["reason"],
    )


def _from_row(row: AnyRow, names: Mapping[PersonId, str]) -> StoredImprovementAction:
    owner_id = PersonId(row.owner_id) if row.owner_id else None
    return StoredImprovementAction(
        id=ActionId(row.id),
        action=ImprovementAction(
            question=QuestionCode(row.question),
            about=row.about,
            what=row.what,
            owner=names[owner_id] if owner_id else row.owner,
            owner_id=owner_id,
            due=row.due,
            state=ActionState(row.state),
            reason=row.reason,
        ),
        version=row.version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
