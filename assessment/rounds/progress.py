"""How much of what was asked has been answered. There is one definition, used on every page and in every report."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.bank.model import Question
from assessment.codes import TaskStatus
from assessment.rounds.response import NotApplicable, Responses


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Counts of questions. `answered` are those with a level; `asked` is the sum of all three states."""

    asked: int
    answered: int
    not_applicable: int

    @property
    def unanswered(self) -> int:
        """Questions without any reply."""
        return self.asked - self.answered - self.not_applicable

    @property
    def applicable(self) -> int:
        """Questions that are not marked not applicable."""
        return self.asked - self.not_applicable

    @property
    def status(self) -> TaskStatus:
        """The state in words."""
        if self.unanswered == 0:
            return TaskStatus.COMPLETED
        return TaskStatus.NOT_STARTED if self.unanswered == self.asked else TaskStatus.IN_PROGRESS


def coverage(questions: Iterable[Question], responses: Responses) -> Coverage:
    """The counts over those questions."""
    replies = [responses[question.code].reply if question.code in responses else None for question in questions]
    not_applicable = sum(isinstance(reply, NotApplicable) for reply in replies)
    return Coverage(
        asked=len(replies),
        answered=sum(reply is not None for reply in replies) - not_applicable,
        not_applicable=not_applicable,
    )
