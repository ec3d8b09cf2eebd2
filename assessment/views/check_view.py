"""The answers of an assessment as they are checked before it is submitted, and what would come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessment.access import Actor, Viewer
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import AnswerFilter, Permission
from assessment.errors import NotOpen
from assessment.ids import AssessmentId, QuestionCode, RespondentId
from assessment.register.said import facts_said
from assessment.rounds.doubt import Doubt
from assessment.rounds.integrity import FEWEST_NOT_APPLICABLE, count_not_applicable, doubts
from assessment.rounds.withdrawal import require_withdrawable
from assessment.scoring import Scorecard, score
from assessment.store import Store, Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.carried_over import Tasks, read_carried_over
from assessment.views.register_view import find_visible_entry
from assessment.views.working_notes import Handing, count_comments, read_handing


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An assessment with its answers, and the scores as they stand."""

    opened: AnsweredAssessment
    scorecard: Scorecard
    """Without lifts."""
    doubts: tuple[Doubt, ...]
    """What to ask before the submission; none for whoever does not answer, and once nothing can be changed."""
    unconfirmed: tuple[QuestionCode, ...]
    """The questions whose answer of the last round waits to be confirmed."""
    comments: Mapping[QuestionCode, int]
    """How many comments there are on each question that has any, for whoever reads drafts."""
    handing: Handing
    withdrawal_refused: str | None
    """Why the viewer cannot withdraw the submission on that day; None where they can."""


def open_check(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, on: date, answers_of: RespondentId | None = None
) -> Check:
    """Return what there is to check on that day in the UK. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ, answers_of=answers_of)
        opened = read_assessment(unit, library, assessment)
        tasks = Tasks(opened=opened, carried_over=read_carried_over(unit, viewer, library, opened))
        is_issued = unit.audit.has_issued_report(assessment)
        comments = count_comments(unit, viewer, assessment)
        handing = read_handing(unit, viewer, assessment, opened.stored)
        asked = _doubts(unit, viewer, opened, on=on) if viewer.may(Permission.RESPOND, of=assessment) else ()
    refused = None
    try:
        require_withdrawable(assessment, is_issued=is_issued, on=on)
    except NotOpen as error:
        refused = str(error)
    return Check(
        opened=opened,
        scorecard=score(opened.bank, opened.responses, lifts=False),
        doubts=asked,
        unconfirmed=tasks.unconfirmed,
        comments=comments,
        handing=handing,
        withdrawal_refused=refused,
    )


def _doubts(unit: Unit, viewer: Viewer, opened: AnsweredAssessment, *, on: date) -> tuple[Doubt, ...]:
    """Return what to ask about the answers that are meant, which are those of one force while it answers alone.

    Of other assessments nothing is read but how much does not apply in what was submitted. The register is read as the
    viewer may see it.
    """
    if not opened.assessment.is_open:
        return ()
    responses = opened.responses
    is_compared = count_not_applicable(responses) >= FEWEST_NOT_APPLICABLE
    others = unit.theme_scores.not_applicable_of_others(opened.assessment) if is_compared else []
    entry = find_visible_entry(unit, viewer, opened.assessment.collaboration.id, on=on)
    registered = {} if entry is None else facts_said(entry, on)
    as_of = opened.assessment.round.as_of
    return doubts(opened.bank, responses, as_of=as_of, others=others, registered=registered)


def found_by_filter(opened: AnsweredAssessment) -> Mapping[AnswerFilter, tuple[QuestionCode, ...]]:
    """Return the questions that each filter shows, in bank order. Whatever is missing or was found needs a look."""
    results = opened.questions
    found = {
        AnswerFilter.NOT_ANSWERED: [code for code, each in results.items() if each.is_unanswered],
        AnswerFilter.NO_EVIDENCE: list(opened.unsupported),
        AnswerFilter.NO_RATIONALE: [
            code for code, each in results.items() if each.level is not None and not each.response.rationale
        ],
        AnswerFilter.FINDINGS: [
            code for code, each in results.items() if each.finding_is_true or each.finding_is_unanswered
        ],
    }
    looks = {code for codes in found.values() for code in codes}
    return {
        AnswerFilter.NEEDS_A_LOOK: tuple(code for code in results if code in looks),
        **{each: tuple(codes) for each, codes in found.items()},
        AnswerFilter.ALL: tuple(results),
    }
