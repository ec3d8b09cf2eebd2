"""Saves improvement actions: what will be done about a question, and how far it has come."""

from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.errors import InvalidInput, sentence
from assessment.ids import ActionId, AssessmentId
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction, clean_action
from assessment.store import Store, holding


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

    `expected_version` is the version its author saw, 0 for a new one. Actions can be planned and followed after the
    assessment is submitted, which is when a board decides on them. Raise :class:`InvalidInput` with every problem, and
    :class:`ImprovementActionChanged` where somebody else has saved it since.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.PLAN_ACTIONS)
        if not action.question:
            raise InvalidInput(
                sentence("action_without_question", "No question is chosen. Choose the one that the action is about.")
            )
        ready = clean_action(action)
        if assessment.bank.open_in(library).find_question(ready.question) is None:
            raise InvalidInput(
                sentence(
                    "action_question_unknown",
                    "The question bank has no question {question}. Choose one from the list.",
                    question=ready.question[:100],
                )
            )
        return unit.improvement_actions.save(
            assessment, id, ready, expected_version=expected_version, by=viewer.actor_id, at=at
        )
