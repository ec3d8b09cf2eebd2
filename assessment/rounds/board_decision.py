"""What a board decided about an issued report: whether it accepts it, who decided, when, and what is to change."""

from dataclasses import dataclass, replace
from datetime import date

from assessment.codes import BoardOutcome
from assessment.dates import uk_date
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.rounds.text_rules import NAME_LENGTH, REASON_LENGTH, clean_name, clean_text, is_blank
from assessment.wording import label


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDecision:
    """A decision. `changes` says what the board wants changed; it is empty where it accepted the report as it is."""

    outcome: BoardOutcome
    by: str
    """The board or the person who decided."""
    on: date
    changes: str = ""

    def __str__(self) -> str:
        """Return the decision in words, as ``Accepted by the Joint Board on 3 December 2026``."""
        return f"{label(self.outcome)} by {self.by} on {uk_date(self.on)}"


def clean_decision(decision: BoardDecision, *, issued: date, today: date) -> BoardDecision:
    """Return the decision with its texts cleaned. Raise :class:`InvalidInput` with every problem.

    A board decides on the day of issue or later, and what it will decide is not known before.
    """
    problems: list[Sentence] = []
    by = changes = ""
    try:
        by = clean_name(decision.by, field_name="name of who decided", most=NAME_LENGTH)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    try:
        changes = clean_text(decision.changes, field_name="text on what is to change", most=REASON_LENGTH)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    else:
        if decision.outcome is not BoardOutcome.ACCEPTED and is_blank(changes):
            problems.append(
                sentence("decision_without_changes", "Say what the board wants changed. The next report tells it.")
            )
    if decision.on < issued:
        problems.append(
            sentence(
                "decision_before_issue",
                "This version was issued on {issued}, so the board cannot have decided on it on {on}. Change the day.",
                issued=issued,
                on=decision.on,
            )
        )
    if decision.on > today:
        problems.append(
            sentence(
                "decision_in_the_future",
                "{on} is still to come. Record the decision once the board has made it.",
                on=decision.on,
            )
        )
    if problems:
        raise InvalidInput(*problems)
    return replace(decision, by=by, changes=changes)
