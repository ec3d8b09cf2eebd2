"""The actions of one assessment, overdue first, and the questions that call for one."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Asker, Permission
from assessment.admission import admit_to
from assessment.bank.library import Library
from assessment.bank.model import Question
from assessment.moments import UK
from assessment.rounds.action import StoredAction, in_order
from assessment.scoring import areas_to_improve
from assessment.store import Store
from assessment.terms import AssessmentId
from assessment.views.issues import earlier_issue
from assessment.views.opening import Opened, read_assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """An action, its question, and whether its day has passed."""

    stored: StoredAction
    question: Question
    is_overdue: bool
    changed: str
    """What became of it since the board's last report; empty where it had none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the page of actions shows."""

    opened: Opened
    lines: tuple[PlannedLine, ...]
    questions: tuple[Question, ...]
    """Those an action can be planned on: the areas to improve first, then all others, each in bank order."""
    progress: str
    """The same of them all, in numbers."""
    areas: int
    """How many of them are areas to improve."""


def open_plan(store: Store, asker: Asker, library: Library, id: AssessmentId, *, at: datetime) -> Plan:
    """The actions as they stand `at` this moment. Raises as :func:`open_assessment` does."""
    with store.read() as unit:
        _, assessment = admit_to(unit, asker, id, Permission.READ)
        opened = read_assessment(unit, library, assessment)
        stored = unit.actions.of(assessment)
        earlier = earlier_issue(unit, assessment, at=at)
    bank, responses = opened.bank, opened.responses
    weak = {finding.question.code for theme in bank.themes for finding in areas_to_improve(theme, bank, responses)}
    asked = {question.code: question for question in bank.questions()}
    today = at.astimezone(UK).date()
    return Plan(
        opened=opened,
        lines=tuple(
            PlannedLine(
                stored=each,
                question=asked[each.action.question],
                is_overdue=each.action.is_overdue(on=today),
                changed="" if earlier is None else earlier.change_of(each).words,
            )
            for each in in_order(stored, on=today)
        ),
        questions=tuple(sorted(asked.values(), key=lambda question: question.code not in weak)),
        progress=earlier.progress(stored) if earlier and stored else "",
        areas=len(weak),
    )
