"""Saves improvement actions: what will be done about a question, and how far it has come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.access.action_owner import can_own_actions
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Permission
from assessment.errors import FieldProblem, InvalidFields, sentence
from assessment.ids import ActionId, AssessmentId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction, clean_action
from assessment.store import Store, holding
from assessment.store.unit import Unit


def save_improvement_action(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    action: ImprovementAction,
    *,
    id: ActionId,
    expected_version: int,
    at: datetime,
) -> StoredImprovementAction:
    """Save an improvement action, new or changed.

    `expected_version` is the version its author saw, 0 for a new one, which is still to be done. Actions can be planned
    and followed after the assessment is submitted, which is when a board decides on them. An owner who has lost their
    access since may stay, and nobody else without access becomes one. Raise :class:`InvalidFields` with every problem,
    and :class:`ImprovementActionChanged` where somebody else has saved it since.
    """
    owner = [] if action.owner_id is None else [holding.access_of_person(action.owner_id)]
    with store.begin(holding.access_of(actor), *owner, holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.PLAN_ACTIONS)
        assessment.require_agreed()
        problems = [*_of_question(action, assessment.bank.open_in(library))]
        if expected_version == 0 and not action.state.is_open:
            problems.append(_NEW_AND_SETTLED)
        if action.owner_id is not None:
            name = _name_of_owner(unit, assessment, id, action.owner_id)
            if name is None:
                problems.append(_NOT_AN_OWNER)
            action = replace(action, owner=name or "")
        try:
            ready = clean_action(action)
        except InvalidFields as invalid:
            raise InvalidFields(*problems, *invalid.problems) from None
        if problems:
            raise InvalidFields(*problems)
        return unit.improvement_actions.save(
            assessment, id, ready, expected_version=expected_version, by=viewer.actor_id, at=at
        )


_NOT_AN_OWNER = FieldProblem(
    place=("owner",),
    says=sentence(
        "action_owner_without_access",
        "This person has no access to this collaboration. Choose somebody from the list, or give a job title.",
    ),
)


_NEW_AND_SETTLED = FieldProblem(
    place=("state",),
    says=sentence(
        "action_new_and_settled",
        "A new action is planned or under way. Choose one of the two: it can be done or withdrawn once it is saved.",
    ),
)


def _of_question(action: ImprovementAction, bank: Bank) -> Iterator[FieldProblem]:
    if not action.question:
        says = sentence("action_without_question", "No question is chosen. Choose the one that the action is about.")
        yield FieldProblem(place=("question",), says=says)
        return
    question = bank.find_question(action.question)
    if question is None:
        says = sentence(
            "action_question_unknown",
            "The question bank has no question {question}. Choose one from the list.",
            question=action.question[:100],
        )
        yield FieldProblem(place=("question",), says=says)
    elif action.about is not None and question.words_of(action.about) is None:
        says = sentence(
            "action_statement_unknown",
            "{question} has no statement or finding {about}. Choose one from the list.",
            question=action.question,
            about=action.about[:100],
        )
        yield FieldProblem(place=("about",), says=says)


def _name_of_owner(unit: Unit, assessment: Assessment, id: ActionId, owner: PersonId) -> str | None:
    """Return the name of a person who can own the action, or owns it already; None for anybody else."""
    stored = unit.improvement_actions.find(assessment, id)
    if stored is not None and stored.action.owner_id == owner:
        return stored.action.owner
    person = unit.people.find(owner)
    if person is None:
        return None
    grants = unit.people.grants_of(owner)
    return person.name if can_own_actions(person, grants, assessment.collaboration.id, at=unit.at) else None
