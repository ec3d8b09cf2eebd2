"""Actions on an assessment's questions, each with a version, so that nobody saves over what they have not seen."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, select

from assessment.codes import ActionState, Event
from assessment.dates import uk_time
from assessment.errors import ImprovementActionChanged
from assessment.ids import ActionId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.store.audit import AuditTrail
from assessment.store.engine import insert_into
from assessment.store.people import People
from assessment.store.tables import IMPROVEMENT_ACTION, AnyRow


class ImprovementActions:
    """The actions, within one transaction."""

    def __init__(self, connection: Connection, audit: AuditTrail) -> None:
        self._connection = connection
        self._audit = audit

    def of(self, assessment: Assessment) -> tuple[StoredImprovementAction, ...]:
        """Every action of the assessment, in the order in which they were first saved."""
        rows = self._connection.execute(
            select(IMPROVEMENT_ACTION)
            .where(IMPROVEMENT_ACTION.c.assessment_id == assessment.id)
            .order_by(IMPROVEMENT_ACTION.c.id)
        )
        return tuple(_stored(row) for row in rows)

    def before(self, assessment: Assessment, entry: int) -> Mapping[ActionId, ImprovementAction]:
        """The actions as they were when that entry came into the chain. The trail holds each save whole."""
        saves = self._audit.of(assessment, only=[Event.IMPROVEMENT_ACTION_SAVED])
        return dict(_as_recorded(save.detail) for save in saves if save.number < entry)

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
        """Save the action; `expected_version` is the version its author saw, 0 for a new one. As it is kept already, nothing is
        written.

        Raises :class:`ImprovementActionChanged` where somebody else has saved it since.
        """
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
        self._write(assessment, saved, expected_version=expected_version)
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

    def _write(self, assessment: Assessment, saved: StoredImprovementAction, *, expected_version: int) -> None:
        values = {
            **_columns(saved.action),
            "version": saved.version,
            "saved_at": saved.saved_at,
            "saved_by": saved.saved_by,
        }
        # Where two save at the same moment, only one still finds the version that both saw.
        change = (
            IMPROVEMENT_ACTION.update()
            .where(IMPROVEMENT_ACTION.c.id == saved.id, IMPROVEMENT_ACTION.c.version == expected_version)
            .values(**values)
            .returning(IMPROVEMENT_ACTION.c.id)
        )
        new = (
            insert_into(self._connection, IMPROVEMENT_ACTION)
            .values(id=saved.id, assessment_id=assessment.id, **values)
            .on_conflict_do_nothing()
            .returning(IMPROVEMENT_ACTION.c.id)
        )
        if self._connection.execute(change if expected_version else new).one_or_none() is None:
            raise self._changed(None)

    def _changed(self, stored: StoredImprovementAction | None) -> ImprovementActionChanged:
        who = "somebody else"
        if stored is not None:
            who = f"{People(self._connection).name_of(stored.saved_by)} at {uk_time(stored.saved_at)}"
        return ImprovementActionChanged(
            f"This action was changed by {who} while you were on it. What you typed is still here. Reload the page: it "
            "shows what was saved, and what you typed stays in the form until you save or discard it."
        )


def _columns(action: ImprovementAction) -> dict[str, object]:
    return {
        "question": action.question,
        "what": action.what,
        "owner": action.owner,
        "due": action.due,
        "state": action.state.value,
    }


def _as_recorded(detail: Mapping[str, object]) -> tuple[ActionId, ImprovementAction]:
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
