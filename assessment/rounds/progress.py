"""Coverage: how many of the questions have been answered. Every page and report uses this one definition."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.bank.model import Question
from assessment.codes import TaskStatus
from assessment.rounds.response import NotApplicable, Responses


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Counts of questions. `answered` counts those with a level; `asked` counts all, in any of the three states."""

    asked: int
    answered: int
    not_applicable: int

    @property
    def unanswered(self) -> int:
        """Return the number of questions without a reply."""
        return self.asked - self.answered - self.not_applicable

    @property
    def applicable(self) -> int:
        """Return the number of questions that are not marked not applicable."""
        return self.asked - self.not_applicable

    @property
    def status(self) -> TaskStatus:
        """Return the progress as a status: completed when every question has a reply."""
        if self.unanswered == 0:
            return TaskStatus.COMPLETED
        return TaskStatus.NOT_STARTED if self.unanswered == self.asked else TaskStatus.IN_PROGRESS


def coverage(questions: Iterable[Question], responses: Responses) -> Coverage:
    """Return the counts of those questions."""
    replies = [responses[question.code].reply if question.code in responses else None for question in questions]
    not_applicable = sum(isinstance(reply, NotApplicable) for reply in replies)
    return Coverage(
        asked=len(replies),
        answered=sum(reply is not None for reply in replies) - not_applicable,
        not_applicable=not_applicable,
    )
