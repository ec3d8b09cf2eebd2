"""Comments on a question, among the people who work on one set of answers. They close with its submission."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
from assessment.ids import AssessmentId, CommentId, PersonId, RespondentId
from assessment.rounds.assessment import Assessment, require_question
from assessment.rounds.working_notes import COMMENT_COUNT, Comment, NewComment, clean_comment, require_notes_open
from assessment.store import Store, Unit, holding


def write_comment(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    comment: NewComment,
    *,
    at: datetime,
    answers_of: RespondentId | None = None,
) -> tuple[Comment, ...]:
    """Write a comment on a question, and return all comments on it, oldest first.

    Sent again, the same comment is written once and, where its author removed it, brought back. `answers_of` is the
    respondent that the page was drawn for. Raise :class:`InvalidInput` where it cannot be taken, and :class:`NotOpen`
    after submission.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        assessment, by = _authorise(unit, actor, assessment_id, answers_of)
        code = require_question(assessment.bank.open_in(library), comment.question).code
        text = clean_comment(comment.text)
        there = unit.comments.of(assessment, [assessment.answers_of])
        stored = _find(there.values(), comment.id)
        if stored is None:
            if len(there.get(code, ())) >= COMMENT_COUNT:
                raise InvalidInput(
                    sentence(
                        "too_many_comments",
                        "There are {most} comments on this question, which is the most. Talk about it instead.",
                        most=COMMENT_COUNT,
                    )
                )
            unit.comments.write(assessment, replace(comment, question=code, text=text), by=by, at=at)
        elif (stored.by, stored.question, stored.text) != (by, code, text):
            raise InvalidInput(
                sentence("comment_id_used", "This comment was sent before with another text. Reload the page.")
            )
        elif stored.removed_at is not None:
            unit.comments.bring_back(assessment, stored, at=at)
        return unit.comments.of(assessment, [assessment.answers_of]).get(code, ())


def remove_comment(
    store: Store,
    actor: Actor,
    assessment_id: AssessmentId,
    id: CommentId,
    *,
    at: datetime,
    answers_of: RespondentId | None = None,
) -> tuple[Comment, ...]:
    """Remove a comment of one's own, and return all comments on its question, oldest first.

    It stays on record as removed, and its author can bring it back: :func:`write_comment`. Raise :class:`NotFound`,
    :class:`NotPermitted` for somebody else's, and :class:`NotOpen` after submission.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        assessment, by = _authorise(unit, actor, assessment_id, answers_of)
        stored = _find(unit.comments.of(assessment, [assessment.answers_of]).values(), id)
        if stored is None:
            raise NotFound(sentence("comment_not_found", "There is no such comment. Reload the page."))
        if stored.by != by:
            raise NotPermitted(sentence("comment_of_another", "Only whoever wrote a comment can remove it."))
        if stored.removed_at is None:
            unit.comments.remove(assessment, stored, at=at)
        return unit.comments.of(assessment, [assessment.answers_of])[stored.question]


def _authorise(
    unit: Unit, actor: Actor, id: AssessmentId, answers_of: RespondentId | None
) -> tuple[Assessment, PersonId]:
    """Return the assessment whose answers whoever asks works on, and who that is."""
    viewer, assessment = authorise(unit, actor, id, Permission.READ_DRAFT, answers_of=answers_of)
    assert viewer.person is not None, "Nobody else reads drafts."
    assessment.require_answers_of(answers_of)
    require_notes_open(assessment)
    return assessment, viewer.person


def _find(comments: Iterable[tuple[Comment, ...]], id: CommentId) -> Comment | None:
    return next((each for of_question in comments for each in of_question if each.id == id), None)
