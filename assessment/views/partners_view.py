"""The partner forces of an assessment that each answered alone: who has submitted and, once released, who says what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.access import Actor
from assessment.agreement.alpha import how_far
from assessment.agreement.from_agreed import FromAgreed, from_agreed
from assessment.agreement.spread import Spread, spread_of
from assessment.agreement.worth_discussing import WorthDiscussing, worth_discussing
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.ids import AssessmentId, QuestionCode, RespondentId
from assessment.report.report_subject import AnsweredAlone
from assessment.rounds.assessment import Assessment, ForceRespondent
from assessment.scoring import score
from assessment.scoring.question_results import QuestionResult
from assessment.store import Store, Unit
from assessment.views.answered_assessment import read_assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedAnswers:
    """What the forces that submitted say, beside each other and beside what is agreed."""

    spread: Spread
    """Of everybody who answered alone: the forces, and their further respondents."""
    further: tuple[str, ...]
    """The names of the further respondents among them, whose answers count in the spread alone."""
    discuss_first: tuple[WorthDiscussing, ...]
    how_far: str
    """How far the replies of the forces agree, in sentences."""
    agreed: Mapping[QuestionCode, QuestionResult]
    """Every question with the answer that counts, as far as there is one."""
    apart: FromAgreed
    """How far each force stood from what is agreed, as far as there is anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """The partner forces of an assessment. Before the release it holds nothing of what anybody answered."""

    assessment: Assessment
    released: ReleasedAnswers | None
    """None until the answers are released."""


def open_partners(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, answers_of: RespondentId | None = None
) -> Partners:
    """Return how the partner forces stand. Raise as :func:`open_assessment` does.

    Only the answers of forces that submitted are released: what others typed stays theirs.
    """
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.READ_DRAFT, answers_of=answers_of)
        spread = read_released_spread(unit, library, assessment)
        if spread is None:
            return Partners(assessment=assessment, released=None)
        agreed = read_assessment(unit, library, assessment)
    questions = agreed.questions
    replies = spread.among([force.name for force in assessment.forces])
    return Partners(
        assessment=assessment,
        released=ReleasedAnswers(
            spread=spread,
            further=tuple(name for name in spread.respondents if name not in replies.respondents),
            discuss_first=worth_discussing(spread),
            how_far=how_far(replies.units),
            agreed=questions,
            apart=from_agreed(
                replies,
                questions,
                score(agreed.bank, agreed.responses, lifts=False).scores,
                {force.id: force.name for force in assessment.forces},
            ),
        ),
    )


def read_answered_alone(unit: Unit, library: Library, assessment: Assessment) -> AnsweredAlone | None:
    """Return what stands beside the answers that count, within an open transaction: the reply that each force gave.

    None where none answered alone, and until they begin to agree. Whoever may read the answers that count may read it.
    """
    if assessment.is_before_agreeing:
        return None
    replies = [each for each in assessment.released if each.perspective is None]
    spread = _spread(unit, library, assessment, replies)
    return None if spread is None else AnsweredAlone(spread=spread, forces=assessment.forces)


def read_released_spread(unit: Unit, library: Library, assessment: Assessment) -> Spread | None:
    """Return what everybody says who answered alone, within an open transaction.

    None before the release, and where nobody answered alone.
    """
    return _spread(unit, library, assessment, assessment.released)


def _spread(
    unit: Unit, library: Library, assessment: Assessment, submitted: Sequence[ForceRespondent]
) -> Spread | None:
    if not submitted:
        return None
    read = {each.name: read_assessment(unit, library, replace(assessment, seen_by=each.id)) for each in submitted}
    return spread_of(assessment.open_bank(library), {name: opened.responses for name, opened in read.items()})
