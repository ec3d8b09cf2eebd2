"""What the report says of the actions: each with its question, owner, day and state, overdue first."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.dates import UK, uk_date
from assessment.report.report_subject import ReportSubject
from assessment.rounds.improvement_action import in_due_order
from assessment.wording import label


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action, in words."""

    code: str
    title: str
    what: str
    owner: str
    due: str
    state: str
    """"Planned", "Under way", "Done" or "Dropped", and "overdue" where its day has passed."""
    changed: str
    """What became of it since the board's last report; empty where it had none."""
    is_open: bool
    is_overdue: bool


def action_lines(subject: ReportSubject) -> tuple[ActionLine, ...]:
    """Every action as it stands on the day of issue."""
    return tuple(_lines(subject))


def progress_sentence(subject: ReportSubject) -> str:
    """How they changed since the board's last report, in numbers; empty where it had none."""
    return subject.earlier.progress(subject.actions) if subject.earlier and subject.actions else ""


def _lines(subject: ReportSubject) -> Iterator[ActionLine]:
    asked = {question.code: question for question in subject.bank.questions()}
    earlier = subject.earlier
    today = subject.issued.astimezone(UK).date()
    for stored in in_due_order(subject.actions, on=today):
        action = stored.action
        is_overdue = action.is_overdue(on=today)
        yield ActionLine(
            code=action.question,
            title=asked[action.question].title,
            what=action.what,
            owner=action.owner,
            due=uk_date(action.due),
            state=label(action.state) + (", overdue" if is_overdue else ""),
            changed="" if earlier is None else _sentence(earlier.change_of(stored).words),
            is_open=action.state.is_open,
            is_overdue=is_overdue,
        )


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
