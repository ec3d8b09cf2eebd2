"""An improvement action as its form in the browser takes and gives it. The form's dates are in ISO 8601."""

from datetime import UTC

from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction


def action_data(action: ImprovementAction) -> dict[str, object]:
    """Return the action by the names of the form."""
    return {
        "question": action.question,
        "about": action.about,
        "what": action.what,
        "owner": action.owner,
        "ownerId": None if action.owner_id is None else str(action.owner_id),
        "due": action.due.isoformat(),
        "state": action.state.value,
        "reason": action.reason or "",
    }


def stored_data(stored: StoredImprovementAction) -> dict[str, object]:
    """Return a stored action with its version and when it was saved."""
    return {
        "version": stored.version,
        "savedAt": stored.saved_at.astimezone(UTC).isoformat(),
        "action": action_data(stored.action),
    }
