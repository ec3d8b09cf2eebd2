"""Drafts: text that was typed on a page and not saved. Each page that is open on a question has at most one."""

from sqlalchemy import ColumnElement, Connection, and_, select

from assessment.ids import PersonId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Draft
from assessment.store.engine import insert_into
from assessment.store.holding import Held
from assessment.store.tables import DRAFT


class Drafts:
    """The drafts, within one transaction."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def keep(self, assessment: Assessment, draft: Draft) -> None:
        """Store the draft in place of the one that the same person's page had stored.

        A draft without a person is a bug and raises :class:`ValueError`.
        """
        self._held.require_assessment(assessment.id)
        if draft.person is None:
            raise ValueError("A draft that is stored names the person who typed it.")
        columns = {
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
                **columns,
            )
            .on_conflict_do_update(
                index_elements=list(DRAFT.primary_key.columns), set_=columns, where=_is_of(draft.person)
            )
        )

    def of(self, assessment: Assessment) -> tuple[Draft, ...]:
        """Return every draft of the assessment, oldest first."""
        self._held.require_assessment(assessment.id)
        return self._read(_belongs_to(assessment))

    def of_question(self, assessment: Assessment, question: QuestionCode, *, of: PersonId | None) -> tuple[Draft, ...]:
        """Return that person's drafts on the question, oldest first. None, for the command line, has no drafts."""
        self._held.require_assessment(assessment.id)
        return self._read(_belongs_to(assessment), DRAFT.c.question == question, _is_of(of))

    def drop(self, assessment: Assessment, question: QuestionCode, *, page: str, of: PersonId | None) -> None:
        """Delete that person's draft of the page on the question, if there is one."""
        self._held.require_assessment(assessment.id)
        self._connection.execute(
            DRAFT.delete().where(
                _belongs_to(assessment), DRAFT.c.question == question, DRAFT.c.page == page, _is_of(of)
            )
        )

    def _read(self, *conditions: ColumnElement[bool]) -> tuple[Draft, ...]:
        rows = self._connection.execute(select(DRAFT).where(*conditions).order_by(DRAFT.c.kept_at, DRAFT.c.page))
        return tuple(
            Draft(
                question=QuestionCode(row.question),
                page=row.page,
                person=PersonId(row.person_id),
                expected_version=row.expected_version,
                kept_at=row.kept_at,
                fields=row.fields,
            )
            for row in rows
        )


def _is_of(person: PersonId | None) -> ColumnElement[bool]:
    return DRAFT.c.person_id == person


def _belongs_to(assessment: Assessment) -> ColumnElement[bool]:
    return and_(DRAFT.c.assessment_id == assessment.id, DRAFT.c.respondent_id == assessment.respondent)
