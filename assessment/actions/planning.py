"""Plan what will be done about a question, and say how far it has come."""

from datetime import datetime

from assessment.access import Asker, Permission
from assessment.admission import admit_to
from assessment.bank.library import Library
from assessment.errors import InvalidInput
from assessment.rounds.action import Action, StoredAction, cleaned
from assessment.store import Store
from assessment.terms import ActionId, AssessmentId


def plan_action(
    store: Store,
    asker: Asker,
    library: Library,
    assessment_id: AssessmentId,
    action: Action,
    *,
    id: ActionId,
    seen: int,
    at: datetime,
) -> StoredAction:
    """Save an action, new or changed; `seen` is the version its author saw, 0 for a new one.

    Actions can be planned and followed after the assessment is submitted, which is when a board decides on them. Raises
    :class:`InvalidInput` with every problem, and :class:`ActionChanged` where somebody else has saved it since.
    """
    with store.begin() as unit:
        viewer, assessment = admit_to(unit, asker, assessment_id, Permission.PLAN)
        if not action.question:
            raise InvalidInput("No question is chosen. Choose the one that the action is about.")
        ready = cleaned(action)
        if assessment.bank.open_in(library).find_question(ready.question) is None:
            raise InvalidInput(f"The question bank has no question {ready.question[:100]}. Choose one from the list.")
        return unit.actions.save(assessment, id, ready, seen=seen, by=viewer.mark, at=at)
