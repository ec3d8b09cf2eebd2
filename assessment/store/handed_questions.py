"""Questions that were handed to a colleague, and the people among whom colleagues are found."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, and_, bindparam, or_, select

from assessment.access.colleagues import Colleague
from assessment.codes import Event, PersonState
from assessment.ids import AssessmentId, ForceId, PersonId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.working_notes import HandedQuestion
from assessment.store.audit import AuditTrail
from assessment.store.engine import insert_into
from assessment.store.holding import Held
from assessment.store.people_rows import grant_from_row, shown_name
from assessment.store.people_tables import GRANT, PERSON
from assessment.store.tables import RESPONSE, AnyRow
from assessment.store.working_notes_tables import HANDED_QUESTION

_EVERYBODY: Final = (
    select(
        PERSON.c.id,
        PERSON.c.name,
        PERSON.c.state,
        PERSON.c.force_id,
        *(column.label(f"grant_{column.name}") for column in GRANT.columns),
        HANDED_QUESTION.c.question,
        HANDED_QUESTION.c.person_id,
        HANDED_QUESTION.c.note,
        HANDED_QUESTION.c.answer_version,
        HANDED_QUESTION.c.handed_by,
        HANDED_QUESTION.c.handed_at,
    )
    .join_from(GRANT, PERSON, PERSON.c.id == GRANT.c.person_id)
    .join(
        HANDED_QUESTION,
        and_(
            HANDED_QUESTION.c.assessment_id == bindparam("assessment"),
            HANDED_QUESTION.c.respondent_id == bindparam("respondent"),
            HANDED_QUESTION.c.person_id == PERSON.c.id,
        ),
        isouter=True,
    )
    .where(GRANT.c.collaboration_id == bindparam("collaboration"))
    .order_by(PERSON.c.name_key, PERSON.c.id)
)
_WAITING: Final = (
    select(HANDED_QUESTION)
    .join(
        RESPONSE,
        and_(
            RESPONSE.c.assessment_id == HANDED_QUESTION.c.assessment_id,
            RESPONSE.c.respondent_id == HANDED_QUESTION.c.respondent_id,
            RESPONSE.c.question == HANDED_QUESTION.c.question,
        ),
        isouter=True,
    )
    .where(
        HANDED_QUESTION.c.person_id == bindparam("person"),
        or_(
            RESPONSE.c.version.is_(None),
            RESPONSE.c.version <= HANDED_QUESTION.c.answer_version,
            and_(RESPONSE.c.met.is_(None), RESPONSE.c.not_applicable.is_(None)),
        ),
    )
)
"""What :meth:`HandedQuestion.is_done` says, for every assessment at once."""

_TO_NOBODY: Final[Mapping[str, object]] = {"person_id": None}


class HandedQuestions:
    """The questions that were handed to somebody, within one transaction."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held

    def everybody(self, assessment: Assessment) -> tuple[Colleague, ...]:
        """Return everybody who can sign in and has or had a role in the collaboration, by name.

        Each is returned with the questions that were handed to them of the answers that are meant.
        """
        rows = self._connection.execute(
            _EVERYBODY, {**_owner(assessment), "collaboration": assessment.collaboration.id}
        )
        active = [row for row in rows if row.state == PersonState.ACTIVE]
        return tuple(_colleague(list(each)) for _, each in groupby(active, key=lambda row: row.id))

    def waiting_for(self, person: PersonId) -> tuple[tuple[AssessmentId, RespondentId, HandedQuestion], ...]:
        """Return the questions that were handed to the person and not answered since, of any assessment."""
        rows = self._connection.execute(_WAITING, {"person": person})
        return tuple((AssessmentId(row.assessment_id), RespondentId(row.respondent_id), _handed(row)) for row in rows)

    def hand(
        self,
        assessment: Assessment,
        questions: Collection[QuestionCode],
        *,
        to: PersonId | None,
        note: str,
        by: PersonId,
        at: datetime,
    ) -> None:
        """Let the person look after those questions of the answers that are meant; None takes them back.

        Write nothing of a question where the same holds already.
        """
        self._held.require_assessment(assessment.id)
        versions, before = self._versions(assessment, questions), self._of(assessment, questions)
        for question in questions:
            columns: dict[str, object] = {"person_id": to, "note": note, "answer_version": versions.get(question, 0)}
            stored = before.get(question, _TO_NOBODY)
            if stored == columns or (to is None and stored["person_id"] is None):
                continue
            self._write(assessment, question, {**columns, "handed_by": by, "handed_at": at})
            self._audit.add(
                Event.QUESTION_TAKEN_BACK if to is None else Event.QUESTION_HANDED,
                assessment=assessment,
                respondent=assessment.answers_of,
                question=question,
                by=str(by),
                at=at,
                detail={} if to is None else {"to": str(to), "note": note},
            )

    def _write(self, assessment: Assessment, question: QuestionCode, columns: dict[str, object]) -> None:
        insert = insert_into(self._connection.dialect.name, HANDED_QUESTION)
        write = insert.on_conflict_do_update(
            index_elements=tuple(HANDED_QUESTION.primary_key.columns),
            set_={name: insert.excluded[name] for name in columns},
        )
        key = {"assessment_id": assessment.id, "respondent_id": assessment.answers_of, "question": question}
        self._connection.execute(write, [{**key, **columns}])

    def _of(self, assessment: Assessment, questions: Collection[QuestionCode]) -> dict[QuestionCode, dict[str, object]]:
        columns = (HANDED_QUESTION.c.person_id, HANDED_QUESTION.c.note, HANDED_QUESTION.c.answer_version)
        rows = self._connection.execute(
            select(HANDED_QUESTION.c.question, *columns).where(
                HANDED_QUESTION.c.assessment_id == assessment.id,
                HANDED_QUESTION.c.respondent_id == assessment.answers_of,
                HANDED_QUESTION.c.question.in_(questions),
            )
        )
        return {QuestionCode(row.question): {each.name: getattr(row, each.name) for each in columns} for row in rows}

    def _versions(self, assessment: Assessment, questions: Collection[QuestionCode]) -> dict[QuestionCode, int]:
        rows = self._connection.execute(
            select(RESPONSE.c.question, RESPONSE.c.version).where(
                RESPONSE.c.assessment_id == assessment.id,
                RESPONSE.c.respondent_id == assessment.answers_of,
                RESPONSE.c.question.in_(questions),
            )
        )
        return {QuestionCode(question): version for question, version in rows}


def _owner(assessment: Assessment) -> dict[str, object]:
    return {"assessment": assessment.id, "respondent": assessment.answers_of}


def _colleague(rows: Sequence[AnyRow]) -> Colleague:
    first = rows[0]
    return Colleague(
        id=PersonId(first.id),
        name=shown_name(first),
        force=None if first.force_id is None else ForceId(first.force_id),
        grants=tuple({row.grant_id: grant_from_row(row, "grant_") for row in rows}.values()),
        handed=tuple({row.question: _handed(row) for row in rows if row.question is not None}.values()),
    )


def _handed(row: AnyRow) -> HandedQuestion:
    return HandedQuestion(
        question=QuestionCode(row.question),
        to=PersonId(row.person_id),
        note=row.note,
        by=PersonId(row.handed_by),
        at=row.handed_at,
        answer_version=row.answer_version,
    )
