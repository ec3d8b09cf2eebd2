"""The cells that say of an action what it is about, who owns it, when it is due and how far it has come."""

from datetime import date

from assessment.bank.model import Question
from assessment.codes import ActionState
from assessment.dates import uk_date
from assessment.rounds.improvement_action import ImprovementAction
from assessment.wording import label
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count


def what(action: ImprovementAction, question: Question) -> str:
    """Return what will be done and, on a second line, the statement that it makes true or the finding it puts right.

    The second line has the title of the question where it is about neither, and where it would say the same again.
    """
    return f'{in_html(action.what)}<span class="sub">{about(question, action.about, unless=action.what)}</span>'


def about(question: Question, code: str | None, *, unless: str = "") -> str:
    """Return the statement or the finding with its code; for None, and where it says `unless`, the question."""
    words = None if code is None else question.words_of(code)
    if code is None or words is None:
        named = str(question.code)
    else:
        named = code if question.find_statement(code) else f"Finding {code}, {question.code}"
    said = question.title if words is None or words == unless else words
    return f"<strong>{in_html(named)}</strong> {in_html(said)}"


def owner(action: ImprovementAction, *, has_owner: bool) -> str:
    """Return the owner, and that they no longer have access where that is so."""
    lost = "" if has_owner else '<span class="sub late">No longer has access</span>'
    return f"{in_html(action.owner)}{lost}"


def due(action: ImprovementAction, *, on: date) -> str:
    """Return when the action is due, and how long it is overdue on that day."""
    return f"{uk_date(action.due)}{overdue(action.due, on=on) if action.is_overdue(on=on) else ''}"


def overdue(due: date, *, on: date) -> str:
    """Return a second line with the number of days since that day."""
    return f'<span class="sub late">{count((on - due).days, "day")} overdue</span>'


def state(action: ImprovementAction) -> str:
    """Return the state, and why the action was withdrawn."""
    reason = f'<span class="sub">{in_html(action.reason or "")}</span>'
    return label(action.state) + (reason if action.state is ActionState.WITHDRAWN else "")
