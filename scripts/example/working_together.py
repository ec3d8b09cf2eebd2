"""What two people of an example wrote to each other beside the answers that they still give."""

from datetime import datetime
from typing import Final

import uuid6

from assessment.access import Actor
from assessment.actions.commenting import write_comment
from assessment.actions.handing_questions import hand_questions
from assessment.bank.library import Library
from assessment.ids import AssessmentId, CommentId, PersonId, QuestionCode
from assessment.rounds.working_notes import NewComment
from assessment.store import Store

_HANDED: Final = ("G10", "G11", "G12")
_ASKED_ON: Final = QuestionCode("G10")
_NOTE: Final = "You renewed the agreement with us. Please answer these three by the end of next week."
_ASKED: Final = "Does the notice period in the agreement count as terms for leaving?"
_ANSWERED: Final = "It does. Nothing says yet who would carry the work on, so I have asked Mockton."


def work_together(
    store: Store,
    library: Library,
    id: AssessmentId,
    *,
    lead: Actor,
    respondent: Actor,
    respondent_id: PersonId,
    at: datetime,
) -> None:
    """Let the lead hand questions to the respondent and ask about one of them, and the respondent answer."""
    hand_questions(store, lead, library, id, _HANDED, to=respondent_id, note=_NOTE, at=at)
    for actor, text in ((lead, _ASKED), (respondent, _ANSWERED)):
        comment = NewComment(id=CommentId(uuid6.uuid7()), question=_ASKED_ON, text=text)
        write_comment(store, actor, library, id, comment, at=at)
