"""The actions as the report shows them: each with its question, owner, due date and state, overdue first."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.bank.model import Bank
from assessment.dates import UK, uk_date
from assessment.report.report_subject import ReportSubject
from assessment.rounds.improvement_action import ImprovementAction, in_due_order
from assessment.wording import label


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action, in words."""

    code: str
    title: str
    what: str
    about: str = ""
    """The statement that it makes true, or the finding that it puts right; empty where `what` says it already."""
    owner: str
    due: str
    state: str
    """The state of the action, such as "Under way", followed by "overdue" once its due date has passed."""
    reason: str
    """Why the action was withdrawn; empty in any other state."""
    changed: str
    """The changes since the board's last report; empty for the first report."""
    is_open: bool
    is_overdue: bool


def action_lines(subject: ReportSubject) -> tuple[ActionLine, ...]:
    """Return a line for every action, as it stands on the date of issue."""
    return tuple(_lines(subject))


def progress_sentence(subject: ReportSubject) -> str:
    """Count how the actions changed since the board's last report; empty for the first report or without actions."""
    return subject.earlier.progress(subject.actions) if subject.earlier and subject.actions else ""


def what_it_is_about(action: ImprovementAction, bank: Bank) -> str:
    """Return the statement that the action makes true, or the finding that it puts right, in words.

    It is empty for an action on a whole question, and where the action itself says it in these words.
    """
    question = next((each for each in bank.every_question() if each.code == action.question), None)
    if question is None or action.about is None:
        return ""
    words = question.words_of(action.about)
    if words is None or words.strip() == action.what.strip():
        return ""
    return f"For: {action.about} {words}" if question.find_statement(action.about) else f"Puts right: {words}"


def _lines(subject: ReportSubject) -> Iterator[ActionLine]:
    questions = {question.code: question for question in subject.bank.every_question()}
    earlier = subject.earlier
    today = subject.issued.astimezone(UK).date()
    for stored in in_due_order(subject.actions, on=today):
        action = stored.action
        is_overdue = action.is_overdue(on=today)
        yield ActionLine(
            code=action.question,
            title=questions[action.question].title,
            what=action.what,
            about=what_it_is_about(action, subject.bank),
            owner=action.owner,
            due=uk_date(action.due),
            state=label(action.state) + (", overdue" if is_overdue else ""),
            reason=action.reason or "",
            changed="" if earlier is None else _capitalised(earlier.change_of(stored).words),
            is_open=action.state.is_open,
            is_overdue=is_overdue,
        )


def _capitalised(words: str) -> str:
    return words[0].upper() + words[1:]
