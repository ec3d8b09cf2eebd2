"""What the last round's answers propose for this one. Nothing is copied: each is no answer until it is confirmed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from assessment.access import Actor, Viewer
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Question
from assessment.codes import Permission
from assessment.ids import AssessmentId, QuestionCode, RespondentId, StatementCode
from assessment.rounds.assessment import highest
from assessment.rounds.response import Met, NotApplicable, Reply, Response, Responses
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.fitting_view import Fitting, read_fitting
from assessment.views.previous_round import ReadRound, read_previous_round
from assessment.views.working_notes import Handing, count_comments, read_handing


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """The answers of the last round, as far as they can be confirmed for this one. None of them counts."""

    round_title: str
    responses: Responses
    """What can be confirmed, by the question of this round: where it was asked alike, and got a reply."""
    ticked: frozenset[StatementCode]
    """The statements of this round that were ticked in the last, also of questions that have changed."""
    why_not: Mapping[QuestionCode, str]
    """Why nothing can be confirmed, for every other question."""

    def unconfirmed(self, given: Responses) -> tuple[QuestionCode, ...]:
        """Return the questions without a reply for which there is one to confirm, in bank order."""
        return tuple(code for code in self.responses if given.get(code, Response(question=code)).reply is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """An assessment as its respondent goes through it, with what the last round proposes."""

    opened: AnsweredAssessment
    carried_over: CarriedOver | None
    fitting: Fitting | None = None
    """What the viewer can take over from the register; None where no question comes or goes."""
    comments: Mapping[QuestionCode, int] = field(default_factory=dict)
    """How many comments there are on each question that has any."""
    handing: Handing = field(default_factory=Handing)

    @property
    def unconfirmed(self) -> tuple[QuestionCode, ...]:
        """Return the questions whose answer of the last round waits to be confirmed."""
        return () if self.carried_over is None else self.carried_over.unconfirmed(self.opened.responses)


def open_tasks(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, answers_of: RespondentId | None = None
) -> Tasks:
    """Return the assessment for its task list. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.RESPOND, answers_of=answers_of)
        opened = read_assessment(unit, library, assessment)
        return Tasks(
            opened=opened,
            carried_over=read_carried_over(unit, viewer, library, opened),
            fitting=read_fitting(unit, viewer, library, assessment),
            comments=count_comments(unit, viewer, assessment),
            handing=read_handing(unit, viewer, assessment, opened.stored),
        )


def read_carried_over(unit: Unit, viewer: Viewer, library: Library, opened: AnsweredAssessment) -> CarriedOver | None:
    """Return what the last round proposes, or None where nothing is to be proposed, within an open transaction."""
    if not opened.assessment.proposes_last_round:
        return None
    return carried_over(read_previous_round(unit, viewer, library, opened.assessment), opened)


def carried_over(previous: ReadRound | None, opened: AnsweredAssessment) -> CarriedOver | None:
    """Return what the round before proposes, or None where there is none or it is not to be proposed.

    A finding is not carried over: that nothing went wrong before does not mean that nothing has since. Nor is a
    minority view, which is about what was agreed then. Where the round before is marked higher, nothing is: its texts
    would stand here under a marking that is too low.
    """
    if previous is None or not opened.assessment.proposes_last_round:
        return None
    marking, title = opened.assessment.classification, previous.opened.assessment.round.title
    if highest([marking, previous.classification]) is not marking:
        why = (
            f"{title} is marked {previous.classification} and this assessment {marking}, so no answer is carried over."
        )
        questions = {question.code: why for question in opened.bank.questions()}
        return CarriedOver(round_title=title, responses={}, ticked=frozenset(), why_not=questions)
    given, statements = previous.opened.responses, previous.versions.statements
    before = {now: then for then, now in previous.versions.codes.items()}
    responses: dict[QuestionCode, Response] = {}
    why_not: dict[QuestionCode, str] = {}
    for question in opened.bank.questions():
        last = given.get(before[question.code]) if question.code in before else None
        if last is not None and last.reply is not None:
            reply = _reply_now(last.reply, statements)
            responses[question.code] = replace(
                last, question=question.code, reply=reply, finding=None, minority_views=()
            )
        else:
            why_not[question.code] = _why_not(question, title, is_asked_alike=question.code in before)
    return CarriedOver(
        round_title=title, responses=responses, ticked=frozenset(_ticked(given, statements)), why_not=why_not
    )


def _reply_now(reply: Reply, statements: Mapping[StatementCode, StatementCode]) -> Reply:
    match reply:
        case Met():
            return Met(statements=frozenset(statements[code] for code in reply.statements))
        case NotApplicable():
            return reply
        case _:
            assert_never(reply)


def _why_not(question: Question, title: str, *, is_asked_alike: bool) -> str:
    if is_asked_alike:
        return f"{question.code} was not answered in {title}, so there is nothing to carry over."
    return f"{question.code} is new or has changed since {title}, so no answer is carried over. Tick what is true now."


def _ticked(given: Responses, statements: Mapping[StatementCode, StatementCode]) -> Iterator[StatementCode]:
    for response in given.values():
        yield from (statements[code] for code in response.met or () if code in statements)
