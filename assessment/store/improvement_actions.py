"""Improvement actions on an assessment's questions. A save is refused where its author saw an older version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, case, func, select

from assessment.codes import ActionState, Event
from assessment.dates import UK
from assessment.errors import ImprovementActionChanged, sentence
from assessment.ids import ActionId, AssessmentId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.store.audit import AuditTrail
from assessment.store.holding import Held
from assessment.store.people import People
from assessment.store.tables import IMPROVEMENT_ACTION, AnyRow
from assessment.store.versioned_rows import write_next_version


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
        )
        return tuple(_stored(row) for row in rows)

    def overdue(
        self, assessments: Sequence[Assessment], *, on: date, most: int
    ) -> tuple[tuple[AssessmentId, StoredImprovementAction], ...]:
        """Return actions of those assessments that are open after their due date on that day, the oldest first."""
        rows = self._connection.execute(
            select(IMPROVEMENT_ACTION)
            .where(
                self._of_any(assessments),
                IMPROVEMENT_ACTION.c.due < on,
                IMPROVEMENT_ACTION.c.state.in_([state for state in ActionState if state.is_open]),
            )
            .order_by(IMPROVEMENT_ACTION.c.due, IMPROVEMENT_ACTION.c.id)
            .limit(most)
        )
        return tuple((AssessmentId(row.assessment_id), _stored(row)) for row in rows)

    def count(self, assessments: Sequence[Assessment]) -> dict[AssessmentId, tuple[int, int]]:
        """Return how many actions each assessment has, and how many of them are settled: done or dropped."""
        is_settled = IMPROVEMENT_ACTION.c.state.not_in([state for state in ActionState if state.is_open])
        rows = self._connection.execute(
            select(IMPROVEMENT_ACTION.c.assessment_id, func.count(), func.count(case((is_settled, 1))))
            .where(self._of_any(assessments))
            .group_by(IMPROVEMENT_ACTION.c.assessment_id)
        )
        return {AssessmentId(id): (total, settled) for id, total, settled in rows}

    def _of_any(self, assessments: Sequence[Assessment]) -> ColumnElement[bool]:
        for each in assessments:
            self._held.require_assessment(each.id)
        return IMPROVEMENT_ACTION.c.assessment_id.in_([each.id for each in assessments])

    def before(self, assessment: Assessment, entry: int) -> Mapping[ActionId, ImprovementAction]:
        """Return the actions as they were before that entry of the audit trail, which holds each save in full."""
        saves = self._audit.of(assessment, only=[Event.IMPROVEMENT_ACTION_SAVED])
        return dict(_from_audit(save.detail) for save in saves if save.number < entry)

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
        self._held.require_assessment(assessment.id)
        row = self._connection.execute(
            select(IMPROVEMENT_ACTION).where(
                IMPROVEMENT_ACTION.c.id == id, IMPROVEMENT_ACTION.c.assessment_id == assessment.id
            )
        ).one_or_none()
        stored = None if row is None else _stored(row)
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
            detail={"action": str(id), **_columns(action), "due": action.due.isoformat()},
        )
        return saved

    def _changed(self, stored: StoredImprovementAction | None) -> ImprovementActionChanged:
        if stored is None:
            return ImprovementActionChanged(
                sentence(
                    "action_changed",
                    "This action was changed by somebody else while you were editing it. What you typed is still here. "
                    "Reload the page: it shows what was saved, and what you typed stays in the form until you save or "
                    "discard it.",
                )
            )
        return ImprovementActionChanged(
            sentence(
                "action_changed_by",
                "This action was changed by {name} at {saved_at:time} while you were editing it. "
                "What you typed is still here. Reload the page: it shows what was saved, and what you typed stays in "
                "the form until you save or discard it.",
                name=People(self._connection, self._held).name_of(stored.saved_by),
                saved_at=stored.saved_at.astimezone(UK),
            )
        )


def _columns(action: ImprovementAction) -> dict[str, object]:
    return {
        "question": action.question,
        "what": action.what,
        "owner": action.owner,
        "due": action.due,
        "state": action.state.value,
    }


def _from_audit(detail: Mapping[str, object]) -> tuple[ActionId, ImprovementAction]:
    return ActionId(UUID(str(detail["action"]))), ImprovementAction(
        question=QuestionCode(str(detail["question"])),
        what=str(detail["what"]),
        owner=str(detail["owner"]),
        due=date.fromisoformat(str(detail["due"])),
        state=ActionState(str(detail["state"])),
    )


def _stored(row: AnyRow) -> StoredImprovementAction:
    return StoredImprovementAction(
        id=ActionId(row.id),
        action=ImprovementAction(
            question=QuestionCode(row.question),
            what=row.what,
            owner=row.owner,
            due=row.due,
            state=ActionState(row.state),
        ),
        version=row.version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
