"""What people who answer together tell each other beside the answers: comments, and who looks after a question.

They belong to the respondent whose answers they are about. They are no part of an answer, and change no score.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assessment.codes import Stage
from assessment.errors import InvalidInput, NotOpen, sentence
from assessment.ids import CommentId, PersonId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import StoredResponse
from assessment.rounds.text_rules import RATIONALE_LENGTH, REASON_LENGTH, clean_text, is_blank

COMMENT_LENGTH: Final = RATIONALE_LENGTH
NOTE_LENGTH: Final = REASON_LENGTH
COMMENT_COUNT: Final = 200
"""The most comments on one question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on a question, for whoever works on the answers of the respondent."""

    id: CommentId
    respondent: RespondentId
    question: QuestionCode
    text: str
    by: PersonId
    author: str
    """The name of whoever wrote it."""
    at: datetime
    removed_at: datetime | None = None
    """When its author removed it: its text is shown to nobody else then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComment:
    """A comment as it was typed. The page makes its id, by which it is recognised when it is sent again."""

    id: CommentId
    question: QuestionCode
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedQuestion:
    """A question that was handed to a person, who looks after it. It stops nobody else from answering."""

    question: QuestionCode
    to: PersonId
    note: str
    by: PersonId
    at: datetime
    answer_version: int
    """The version of the answer when it was handed, 0 where there was none."""

    def is_done(self, stored: StoredResponse | None) -> bool:
        """Return True once the question has an answer that was saved after it was handed."""
        return stored is not None and stored.response.reply is not None and stored.version > self.answer_version


def clean_comment(text: str) -> str:
    """Return the text of a comment as it is stored. Raise :class:`InvalidInput` where it is empty or too long."""
    if is_blank(text):
        raise InvalidInput(sentence("comment_empty", "Write something first. An empty comment is not sent."))
    return clean_text(text, field_name="comment", most=COMMENT_LENGTH)


def clean_note(text: str) -> str:
    """Return the note of a question that is handed to somebody, as it is stored. It may be empty."""
    return clean_text(text, field_name="note", most=NOTE_LENGTH)


def require_notes_open(assessment: Assessment) -> None:
    """Raise :class:`NotOpen` where the answers that are meant take no changes: then nothing is written beside them."""
    if assessment.is_open:
        return
    if assessment.stage is Stage.COLLECTING and assessment.own_force is None:
        raise NotOpen(
            sentence(
                "notes_of_a_force_alone",
                "While the partner forces answer alone, only the people who answer for a force comment on its answers.",
            )
        )
    raise NotOpen(
        sentence(
            "notes_closed",
            "These answers take no more changes, so nothing is written beside them any more. "
            "What was written before stays, and can still be read.",
        )
    )
