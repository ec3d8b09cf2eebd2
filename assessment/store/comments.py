"""Comments on questions, which belong to the respondent whose answers they are about. None is ever deleted."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from assessment.codes import Event
from assessment.ids import CommentId, PersonId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.working_notes import Comment, NewComment
from assessment.store.audit import AuditTrail
from assessment.store.holding import Held
from assessment.store.people_rows import shown_name
from assessment.store.people_tables import PERSON
from assessment.store.tables import AnyRow
from assessment.store.working_notes_tables import QUESTION_COMMENT

_OF_RESPONDENTS: Final = (
    select(QUESTION_COMMENT, PERSON.c.name, PERSON.c.state)
    .join(PERSON, PERSON.c.id == QUESTION_COMMENT.c.person_id)
    .where(
        QUESTION_COMMENT.c.assessment_id == bindparam("assessment"),
        QUESTION_COMMENT.c.respondent_id.in_(bindparam("respondents", expanding=True)),
    )
    .order_by(QUESTION_COMMENT.c.written_at, QUESTION_COMMENT.c.id)
)
_COUNTS: Final = (
    select(QUESTION_COMMENT.c.question, func.count())
    .where(
        QUESTION_COMMENT.c.assessment_id == bindparam("assessment"),
        QUESTION_COMMENT.c.respondent_id == bindparam("respondent"),
        QUESTION_COMMENT.c.removed_at.is_(None),
    )
    .group_by(QUESTION_COMMENT.c.question)
)


class StoredComments:
    """The comments, within one transaction."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held

    def of(
        self, assessment: Assessment, respondents: Collection[RespondentId]
    ) -> Mapping[QuestionCode, tuple[Comment, ...]]:
        """Return the comments on the answers of those respondents by question, oldest first, with those removed."""
        self._held.require_assessment(assessment.id)
        rows = self._connection.execute(
            _OF_RESPONDENTS, {"assessment": assessment.id, "respondents": list(respondents)}
        )
        found: dict[QuestionCode, list[Comment]] = defaultdict(list)
        for row in rows:
            found[QuestionCode(row.question)].append(_comment(row))
        return {question: tuple(each) for question, each in found.items()}

    def count(self, assessment: Assessment) -> Mapping[QuestionCode, int]:
        """Return how many comments there are on each answer that is meant; none that was removed counts."""
        self._held.require_assessment(assessment.id)
        rows = self._connection.execute(_COUNTS, {"assessment": assessment.id, "respondent": assessment.answers_of})
        return {QuestionCode(question): number for question, number in rows}

    def write(self, assessment: Assessment, comment: NewComment, *, by: PersonId, at: datetime) -> None:
        """Add a comment on the answer that is meant."""
        self._held.require_assessment(assessment.id)
        self._connection.execute(
            QUESTION_COMMENT.insert(),
            {
                "id": comment.id,
                "assessment_id": assessment.id,
                "respondent_id": assessment.answers_of,
                "question": comment.question,
                "text": comment.text,
                "person_id": by,
                "written_at": at,
            },
        )
        self._record(Event.COMMENT_WRITTEN, assessment, comment, by=by, at=at)

    def remove(self, assessment: Assessment, comment: Comment, *, at: datetime) -> None:
        """Note that its author removed the comment. Its text stays, so that they can bring it back."""
        self._set_removed(comment, at)
        self._record(Event.COMMENT_REMOVED, assessment, comment, by=comment.by, at=at)

    def bring_back(self, assessment: Assessment, comment: Comment, *, at: datetime) -> None:
        """Show a comment again that its author removed."""
        self._set_removed(comment, None)
        self._record(Event.COMMENT_WRITTEN, assessment, comment, by=comment.by, at=at)

    def _set_removed(self, comment: Comment, at: datetime | None) -> None:
        self._connection.execute(
            QUESTION_COMMENT.update().where(QUESTION_COMMENT.c.id == comment.id).values(removed_at=at)
        )

    def _record(
        self, event: Event, assessment: Assessment, comment: Comment | NewComment, *, by: PersonId, at: datetime
    ) -> None:
        # Without the text: its row is never deleted, and a digest shows whether it was changed.
        self._audit.add(
            event,
            assessment=assessment,
            respondent=assessment.answers_of,
            question=comment.question,
            by=str(by),
            at=at,
            detail={"comment": str(comment.id)},
        )


def _comment(row: AnyRow) -> Comment:
    return Comment(
        id=CommentId(row.id),
        respondent=RespondentId(row.respondent_id),
        question=QuestionCode(row.question),
        text=row.text,
        by=PersonId(row.person_id),
        author=shown_name(row),
        at=row.written_at,
        removed_at=row.removed_at,
    )
