"""Actions on an assessment's questions, each with a version, so that nobody saves over what they have not seen."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, select

from assessment.errors import ActionChanged
from assessment.moments import uk_time
from assessment.rounds.action import Action, ActionState, StoredAction
from assessment.rounds.assessment import Assessment
from assessment.store.audit import AuditTrail, Event
from assessment.store.engine import insert_into
from assessment.store.people import People
from assessment.store.tables import PLANNED_ACTION, AnyRow
from assessment.terms import ActionId, QuestionCode


class PlannedActions:
    """The actions, within one transaction."""

    def __init__(self, connection: Connection, audit: AuditTrail) -> None:
        self._connection = connection
        self._audit = audit

    def of(self, assessment: Assessment) -> tuple[StoredAction, ...]:
        """Every action of the assessment, in the order in which they were first saved."""
        rows = self._connection.execute(
            select(PLANNED_ACTION).where(PLANNED_ACTION.c.assessment_id == assessment.id).order_by(PLANNED_ACTION.c.id)
        )
        return tuple(_stored(row) for row in rows)

    def before(self, assessment: Assessment, entry: int) -> Mapping[ActionId, Action]:
        """The actions as they were when that entry came into the chain. The trail holds each save whole."""
        saves = self._audit.of(assessment, only=[Event.PLANNED])
        return dict(_as_recorded(save.detail) for save in saves if save.number < entry)

    def save(
        self, assessment: Assessment, id: ActionId, action: Action, *, seen: int, by: str, at: datetime
    ) -> StoredAction:
        """Save the action; `seen` is the version its author saw, 0 for a new one. As it is kept already, nothing is
        written.

        Raises :class:`ActionChanged` where somebody else has saved it since.
        """
        row = self._connection.execute(
            select(PLANNED_ACTION).where(PLANNED_ACTION.c.id == id, PLANNED_ACTION.c.assessment_id == assessment.id)
        ).one_or_none()
        stored = None if row is None else _stored(row)
        if stored is not None and stored.action == action:
            return stored
        if (0 if stored is None else stored.version) != seen:
            raise self._changed(stored)
        saved = StoredAction(id=id, action=action, version=seen + 1, saved_at=at, saved_by=by)
        self._write(assessment, saved, seen=seen)
        self._audit.add(
            Event.PLANNED,
            assessment=assessment,
            question=action.question,
            version=saved.version,
            by=by,
            at=at,
            detail={"action": str(id), **_columns(action), "due": action.due.isoformat()},
        )
        return saved

    def _write(self, assessment: Assessment, saved: StoredAction, *, seen: int) -> None:
        values = {
            **_columns(saved.action),
            "version": saved.version,
            "saved_at": saved.saved_at,
            "saved_by": saved.saved_by,
        }
        # Where two save at the same moment, only one still finds the version that both saw.
        change = (
            PLANNED_ACTION.update()
            .where(PLANNED_ACTION.c.id == saved.id, PLANNED_ACTION.c.version == seen)
            .values(**values)
            .returning(PLANNED_ACTION.c.id)
        )
        new = (
            insert_into(self._connection, PLANNED_ACTION)
            .values(id=saved.id, assessment_id=assessment.id, **values)
            .on_conflict_do_nothing()
            .returning(PLANNED_ACTION.c.id)
        )
        if self._connection.execute(change if seen else new).one_or_none() is None:
            raise self._changed(None)

    def _changed(self, stored: StoredAction | None) -> ActionChanged:
        who = "somebody else"
        if stored is not None:
            who = f"{People(self._connection).name_of(stored.saved_by)} at {uk_time(stored.saved_at)}"
        return ActionChanged(
            f"This action was changed by {who} while you were on it. What you typed is still here. Reload the page: it "
            "shows what was saved, and what you typed stays in the form until you save or discard it."
        )


def _columns(action: Action) -> dict[str, object]:
    return {
        "question": action.question,
        "what": action.what,
        "owner": action.owner,
        "due": action.due,
        "state": action.state.value,
    }


def _as_recorded(detail: Mapping[str, object]) -> tuple[ActionId, Action]:
    return ActionId(UUID(str(detail["action"]))), Action(
        question=QuestionCode(str(detail["question"])),
        what=str(detail["what"]),
        owner=str(detail["owner"]),
        due=date.fromisoformat(str(detail["due"])),
        state=ActionState(str(detail["state"])),
    )


def _stored(row: AnyRow) -> StoredAction:
    return StoredAction(
        id=ActionId(row.id),
        action=Action(
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
