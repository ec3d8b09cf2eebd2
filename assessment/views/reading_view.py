"""An assessment as it is read theme by theme, with the comments of those who work on it."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.ids import AssessmentId, PersonId, RespondentId
from assessment.store import Store
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.working_notes import Comments, read_comments


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """An assessment with its answers, and the comments that the viewer reads."""

    opened: AnsweredAssessment
    comments: Comments
    person: PersonId | None
    """None for the command line."""
    may_comment: bool
    """True where the viewer may write comments now."""


def open_to_read(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, answers_of: RespondentId | None = None
) -> ToRead:
    """Return the assessment to read. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ, answers_of=answers_of)
        return ToRead(
            opened=read_assessment(unit, library, assessment),
            comments=read_comments(unit, viewer, assessment),
            person=viewer.person,
            may_comment=assessment.is_open and viewer.may(Permission.READ_DRAFT, of=assessment),
        )
