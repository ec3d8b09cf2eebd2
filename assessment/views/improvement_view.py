"""The improvement actions of an assessment, and what can be planned: by whom, and what would lift the grades."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from assessment.access import Actor
from assessment.access.action_owner import can_own_actions
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank, Question, Theme
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.ids import AssessmentId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import StoredImprovementAction, in_due_order, planned_for
from assessment.rounds.telling_apart import told_apart
from assessment.scoring import areas_to_improve, score
from assessment.scoring.scores import Scorecard
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.report_versions import earlier_report_version

MOST_SUGGESTED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementLine:
    """An action, its question, and whether it is overdue."""

    stored: StoredImprovementAction
    question: Question
    theme: Theme
    place: int
    """The place of the question in the bank, from 1."""
    is_overdue: bool
    changed: str
    """How it changed since the board's last report; empty where there was none."""
    has_owner: bool
    """False where it is owned by a person who no longer has access to the collaboration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAction:
    """What an action can be planned for: a statement to make true, or a finding to put right."""

    question: Question
    about: str
    """The code of the statement or the finding."""
    what: str
    lifts: str = ""
    """What it helps to lift, in words; empty where nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementView:
    """The actions of an assessment, and what can be planned on it."""

    opened: AnsweredAssessment
    lines: tuple[ImprovementLine, ...]
    """Overdue first, then the other open ones, then those that are done and withdrawn."""
    questions: tuple[Question, ...]
    """The questions on which an action can be planned: areas to improve first, each group in bank order."""
    progress: str
    """How many actions changed in which way since the board's last report; empty where there was none."""
    areas: int
    """How many of the questions are areas to improve."""
    owners: Mapping[PersonId, str]
    """The people who can own an action, each with a label; nobody where the viewer may not plan."""
    suggested: tuple[SuggestedAction, ...]
    """What would lift the grades and has no action yet, the overall grade first; at most :data:`MOST_SUGGESTED`."""


def suggested_action(view: ImprovementView, code: str) -> SuggestedAction | None:
    """Return the action for the statement or the finding with that code, or None where the bank has neither."""
    return _suggestion(view.opened.bank, code)


def open_improvement_actions(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, at: datetime
) -> ImprovementView:
    """Return the actions as they stand `at` that time. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        opened = read_assessment(unit, library, assessment)
        stored = unit.improvement_actions.of(assessment)
        earlier = earlier_report_version(unit, assessment, at=at)
        owners = _owners(unit, assessment)
    may_plan = viewer.may_plan_actions(assessment)
    bank, responses = opened.bank, opened.responses
    weak = {answered.question.code for theme in bank.themes for answered in areas_to_improve(theme, bank, responses)}
    # An action can be about a question that was asked when it was planned, and is not any more.
    every = [(theme, question) for theme in bank.themes for question in theme.every_question]
    places = {question.code: (place, theme, question) for place, (theme, question) in enumerate(every, start=1)}
    today = uk_day(at)
    lines = []
    for each in in_due_order(stored, on=today):
        place, theme, question = places[each.action.question]
        lines.append(
            ImprovementLine(
                stored=each,
                question=question,
                theme=theme,
                place=place,
                is_overdue=each.action.is_overdue(on=today),
                changed="" if earlier is None else earlier.change_of(each).words,
                has_owner=each.action.owner_id is None or each.action.owner_id in owners,
            )
        )
    planned = planned_for(stored)
    return ImprovementView(
        opened=opened,
        lines=tuple(lines),
        questions=tuple(sorted(bank.questions(), key=lambda question: question.code not in weak)),
        progress=earlier.progress(stored) if earlier and stored else "",
        areas=len(weak),
        owners=owners if may_plan else {},
        suggested=tuple(islice(_suggested(bank, score(bank, responses), planned), MOST_SUGGESTED)) if may_plan else (),
    )


def _owners(unit: Unit, assessment: Assessment) -> dict[PersonId, str]:
    id, forces = assessment.collaboration.id, unit.forces.known()
    return told_apart(
        {
            person.id: (
                person.name,
                forces.name_of(person.force, on=uk_day(unit.at)) or "no force",
                str(person.id)[-8:],
            )
            for person, grants in unit.people.in_collaboration(id)
            if can_own_actions(person, grants, id, at=unit.at)
        }
    )


def _suggested(bank: Bank, scorecard: Scorecard, planned: Mapping[str, object]) -> Iterator[SuggestedAction]:
    lifts = [("Overall grade", scorecard.overall_lift), *((each.title, each.lift) for each in scorecard.themes)]
    lifted = {code: f"{title} to {lift.to.title}" for title, lift in reversed(lifts) if lift for code in lift.codes}
    ordered = dict.fromkeys(code for _, lift in lifts if lift for code in lift.codes if code not in planned)
    for code in ordered:
        if suggestion := _suggestion(bank, code, lifts=lifted[code]):
            yield suggestion


def _suggestion(bank: Bank, code: str, *, lifts: str = "") -> SuggestedAction | None:
    for question in bank.every_question():
        if statement := question.find_statement(code):
            return SuggestedAction(question=question, about=code, what=statement.text, lifts=lifts)
        if question.finding is not None and question.finding.id == code:
            what = f"Put right: {question.finding.ask}"
            return SuggestedAction(question=question, about=code, what=what, lifts=lifts)
    return None
