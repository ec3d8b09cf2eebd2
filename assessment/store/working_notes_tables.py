"""The tables of what people who answer together write beside the answers."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from assessment.rounds.working_notes import COMMENT_LENGTH, NOTE_LENGTH
from assessment.store.table_base import Base, at_least, length, of_respondent, table, without_nul


class QuestionCommentRow(Base, table=True):
    """A comment on a question, for whoever works on the respondent's answers. One that was removed keeps its row."""

    __tablename__ = "question_comment"
    __table_args__ = (
        of_respondent(),
        Index("ix_question_comment_assessment_id_respondent_id", "assessment_id", "respondent_id"),
        length("question", 100, least=1),
        length("text", COMMENT_LENGTH, least=1),
        without_nul("question", "text"),
    )

    id: UUID = Field(primary_key=True)
    assessment_id: UUID
    respondent_id: UUID
    question: str
    text: str
    person_id: UUID = Field(foreign_key="person.id")
    """Its author."""
    written_at: datetime
    removed_at: datetime | None = None


class HandedQuestionRow(Base, table=True):
    """Who looks after a question of a respondent. One that was taken back keeps its row, without a person."""

    __tablename__ = "handed_question"
    __table_args__ = (
        of_respondent(),
        length("question", 100, least=1),
        length("note", NOTE_LENGTH),
        at_least("answer_version", 0),
        without_nul("question", "note"),
    )

    assessment_id: UUID = Field(primary_key=True)
    respondent_id: UUID = Field(primary_key=True)
    question: str = Field(primary_key=True)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    """The person it was handed to; None once it was taken back."""
    note: str
    answer_version: int
    """The version of the answer at that time, 0 where there was none."""
    handed_by: UUID = Field(foreign_key="person.id")
    handed_at: datetime


QUESTION_COMMENT: Final = table("question_comment")
HANDED_QUESTION: Final = table("handed_question")
