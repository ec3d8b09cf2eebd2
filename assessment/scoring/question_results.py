"""Each question of an assessment with its response and its level, as every page, report and export shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Bank, Finding, Level, Question, Statement
from assessment.ids import QuestionCode
from assessment.rounds.response import NotApplicable, Response, Responses
from assessment.scoring.placement import Placement, placements

NOT_ASKED: Final = "Not asked"
"""What stands in place of a reply where one collaboration of several is not asked the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A question, its response, and the level that it reaches. Without an answer the response is empty."""

    question: Question
    response: Response
    placement: Placement | None
    """None while the question is not answered, and where it does not apply."""
    next_level: Level | None
    """The level above; None at the top and without a level."""

    @property
    def level(self) -> Level | None:
        """Return the level that the question reaches, if it is answered."""
        return None if self.placement is None else self.placement.level

    @property
    def is_not_applicable(self) -> bool:
        """Return True if the question does not apply to this collaboration."""
        return isinstance(self.response.reply, NotApplicable)

    @property
    def is_unanswered(self) -> bool:
        """Return True while the question has no reply."""
        return self.response.reply is None

    @property
    def reply(self) -> str:
        """Return the title of the level, "Not applicable" or "Not answered"."""
        if self.level is not None:
            return self.level.title
        return "Not applicable" if self.is_not_applicable else "Not answered"

    @property
    def gap(self) -> Statement | None:
        """Return the one statement below the level that is not met and is forgiven."""
        return None if self.placement is None else self.placement.gap

    @property
    def met(self) -> tuple[Statement, ...]:
        """Return the statements that are met, in bank order."""
        codes = self.response.met or frozenset()
        return tuple(statement for statement in self.question.statements if statement.code in codes)

    @property
    def in_place(self) -> tuple[Statement, ...]:
        """Return the statements that are met at the level and below it."""
        return tuple(statement for statement in self.met if statement not in self.ahead)

    @property
    def ahead(self) -> tuple[Statement, ...]:
        """Return the statements above the level that are met: they count once the gaps below them are closed."""
        return () if self.placement is None else self.placement.ahead

    @property
    def missing(self) -> tuple[Statement, ...]:
        """Return what is missing for the next level: the gap first, then the essential statements."""
        if self.placement is None:
            return ()
        return tuple(sorted(self.placement.missing, key=lambda statement: statement != self.gap))

    @property
    def missing_label(self) -> str:
        """Return the words that introduce what is missing, as ``Missing for Good``."""
        return "Missing" if self.next_level is None else f"Missing for {self.next_level.title}"

    @property
    def asked_finding(self) -> Finding | None:
        """Return the finding, unless the question has none or does not apply: then it is not asked."""
        return None if self.is_not_applicable else self.question.finding

    @property
    def finding_is_true(self) -> bool:
        """Return True if the finding was answered with yes."""
        return self.asked_finding is not None and self.response.finding is True

    @property
    def finding_is_unanswered(self) -> bool:
        """Return True while the finding is asked and not answered."""
        return self.asked_finding is not None and self.response.finding is None

    @property
    def finding_answer(self) -> str:
        """Return the answer to the finding: "Yes", "No" or "Not answered"."""
        return {True: "Yes", False: "No", None: "Not answered"}[self.response.finding]


def question_results(bank: Bank, responses: Responses) -> Mapping[QuestionCode, QuestionResult]:
    """Return the result of every question that the bank asks, in bank order."""
    placed = placements(bank, responses)
    return {
        question.code: QuestionResult(
            question=question,
            response=responses.get(question.code, Response(question=question.code)),
            placement=(placement := placed.get(question.code)),
            next_level=_level_above(placement, bank),
        )
        for question in bank.questions()
    }


def _level_above(placement: Placement | None, bank: Bank) -> Level | None:
    if placement is None or placement.level == bank.scale[-1]:
        return None
    return bank.level_at(placement.level.place + 1)
