"""Drafts: text that was typed on a page and not saved. One for every page that is open on a question."""

from sqlalchemy import ColumnElement, Connection, and_, select

from assessment.ids import PersonId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Draft
from assessment.store.engine import insert_into
from assessment.store.tables import DRAFT


class Drafts:
    """The drafts, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, assessment: Assessment, draft: Draft) -> None:
        """Keep the draft in place of what the same page had kept."""
        kept = {
            "person_id": draft.person,
            "expected_version": draft.expected_version,
            "kept_at": draft.kept_at,
            "fields": dict(draft.fields),
        }
        self._connection.execute(
            insert_into(self._connection, DRAFT)
            .values(
                assessment_id=assessment.id,
                respondent_id=assessment.respondent,
                question=draft.question,
                page=draft.page,
                **kept,
            )
            .on_conflict_do_update(
                index_elements=list(DRAFT.primary_key.columns), set_=kept, where=_is_of(draft.person)
            )
        )

    def of(self, assessment: Assessment) -> tuple[Draft, ...]:
        """Every draft of the assessment, oldest first."""
        return self._read(_belongs_to(assessment))

    def of_question(
        self, assessment: Assessment, question: QuestionCode, *, of: PersonId | None = None
    ) -> tuple[Draft, ...]:
        """The drafts on that question that a person typed, and those from before people signed in; oldest first."""
        return self._read(_belongs_to(assessment), DRAFT.c.question == question, _is_of(of))

    def drop(self, assessment: Assessment, question: QuestionCode, *, page: str, of: PersonId | None = None) -> None:
        """Let go of what that page of a person had kept on the question, if it had kept anything."""
        self._connection.execute(
            DRAFT.delete().where(
                _belongs_to(assessment), DRAFT.c.question == question, DRAFT.c.page == page, _is_of(of)
            )
        )

    def _read(self, *which: ColumnElement[bool]) -> tuple[Draft, ...]:
        rows = self._connection.execute(select(DRAFT).where(*which).order_by(DRAFT.c.kept_at, DRAFT.c.page))
        return tuple(
            Draft(
                question=QuestionCode(row.question),
                page=row.page,
                person=None if row.person_id is None else PersonId(row.person_id),
                expected_version=row.expected_version,
                kept_at=row.kept_at,
                fields=row.fields,
            )
            for row in rows
        )


def _is_of(person: PersonId | None) -> ColumnElement[bool]:
    return DRAFT.c.person_id.is_(None) | (DRAFT.c.person_id == person)


def _belongs_to(assessment: Assessment) -> ColumnElement[bool]:
    return and_(DRAFT.c.assessment_id == assessment.id, DRAFT.c.respondent_id == assessment.respondent)
