"""The improvement actions of an assessment, overdue first, and the questions that call for one."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Question
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.ids import AssessmentId
from assessment.rounds.improvement_action import StoredImprovementAction, in_due_order
from assessment.scoring import areas_to_improve
from assessment.store import Store
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.report_versions import earlier_report_version


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementLine:
    """An action, its question, and whether it is overdue."""

    stored: StoredImprovementAction
    question: Question
    is_overdue: bool
    changed: str
    """How it changed since the board's last report; empty where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementView:
    """The actions of an assessment, and the questions on which one can be planned."""

    opened: AnsweredAssessment
    lines: tuple[ImprovementLine, ...]
    questions: tuple[Question, ...]
    """The questions on which an action can be planned: areas to improve first, each group in bank order."""
    progress: str
    """How many actions changed in which way since the board's last report; empty where there was none."""
    areas: int
    """How many of the questions are areas to improve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAction:
    """What an action can be planned for: a statement to make true, or a finding to put right."""

    question: Question
    what: str


def suggested_action(view: ImprovementView, code: str) -> SuggestedAction | None:
    """Return the action for the statement or the finding with that code, or None where the bank has neither."""
    for question in view.opened.bank.questions():
        if statement := question.find_statement(code):
            return SuggestedAction(question=question, what=statement.text)
        if question.finding is not None and question.finding.id == code:
            return SuggestedAction(question=question, what=f"Put right: {question.finding.ask}")
    return None


def open_improvement_actions(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, at: datetime
) -> ImprovementView:
    """Return the actions as they stand `at` that time. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.READ)
        opened = read_assessment(unit, library, assessment)
        stored = unit.improvement_actions.of(assessment)
        earlier = earlier_report_version(unit, assessment, at=at)
    bank, responses = opened.bank, opened.responses
    weak = {answered.question.code for theme in bank.themes for answered in areas_to_improve(theme, bank, responses)}
    asked = {question.code: question for question in bank.questions()}
    today = uk_day(at)
    return ImprovementView(
        opened=opened,
        lines=tuple(
            ImprovementLine(
                stored=each,
                question=asked[each.action.question],
                is_overdue=each.action.is_overdue(on=today),
                changed="" if earlier is None else earlier.change_of(each).words,
            )
            for each in in_due_order(stored, on=today)
        ),
        questions=tuple(sorted(asked.values(), key=lambda question: question.code not in weak)),
        progress=earlier.progress(stored) if earlier and stored else "",
        areas=len(weak),
    )
