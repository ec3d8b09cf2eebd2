"""Coverage: how many of the questions and findings are answered. Every page and report uses this one definition."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.bank.model import Question
from assessment.codes import TaskStatus
from assessment.rounds.response import NotApplicable, Response, Responses


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Counts of questions. `answered` counts those with a level; `asked` counts all, in any of the three states."""

    asked: int
    answered: int
    not_applicable: int
    open_findings: int = 0
    """The findings that are not answered, of questions that are not marked not applicable."""

    @property
    def replied(self) -> int:
        """Return the number of questions with a reply: those with a level, and those marked not applicable."""
        return self.answered + self.not_applicable

    @property
    def unanswered(self) -> int:
        """Return the number of questions without a reply."""
        return self.asked - self.replied

    @property
    def applicable(self) -> int:
        """Return the number of questions that are not marked not applicable."""
        return self.asked - self.not_applicable

    @property
    def status(self) -> TaskStatus:
        """Return the progress as a status: completed when every question has a reply, and every finding an answer."""
        if self.unanswered == 0 and self.open_findings == 0:
            return TaskStatus.COMPLETED
        return TaskStatus.NOT_STARTED if self.unanswered == self.asked else TaskStatus.IN_PROGRESS


def coverage(questions: Iterable[Question], responses: Responses) -> Coverage:
    """Return the counts of those questions."""
    given = [(question, responses.get(question.code, Response(question=question.code))) for question in questions]
    not_applicable = sum(isinstance(response.reply, NotApplicable) for _, response in given)
    return Coverage(
        asked=len(given),
        answered=sum(response.reply is not None for _, response in given) - not_applicable,
        not_applicable=not_applicable,
        open_findings=sum(
            question.finding is not None and response.finding is None and not isinstance(response.reply, NotApplicable)
            for question, response in given
        ),
    )
