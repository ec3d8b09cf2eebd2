"""The spread: what each respondent says to every question, and how far apart they are.

A respondent is known by a label, such as the name of a force. Labels keep the order in which the replies were given.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assessment.bank.model import OVERALL, Bank, Level, Question, Statement
from assessment.ids import QuestionCode, ThemeCode
from assessment.rounds.response import NotApplicable, Responses
from assessment.scoring import score
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Score

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSpread:
    """Who ticks a statement. Who does not choose from the statements of its question is in neither."""

    statement: Statement
    ticked_by: tuple[str, ...]
    left_by: tuple[str, ...]
    """Those who chose from the statements and left this one."""

    @property
    def is_disputed(self) -> bool:
        """Return True if one respondent ticks it and another leaves it."""
        return bool(self.ticked_by and self.left_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSpread:
    """What each respondent says to one question."""

    question: Question
    results: Mapping[str, QuestionResult]
    """By respondent, every one of them: reply, level, finding, rationale and evidence as given."""

    @property
    def levels(self) -> Mapping[str, Level]:
        """Return the levels of those who have one, by respondent."""
        return {label: each.level for label, each in self.results.items() if each.level is not None}

    @property
    def not_applicable(self) -> Mapping[str, str]:
        """Return the reasons of those who say that the question does not apply, by respondent."""
        return {
            label: each.response.reply.reason
            for label, each in self.results.items()
            if isinstance(each.response.reply, NotApplicable)
        }

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Return those without a reply."""
        return tuple(label for label, each in self.results.items() if each.is_unanswered)

    @property
    def statements(self) -> tuple[StatementSpread, ...]:
        """Return who ticks each statement, in bank order."""
        chosen = {label: met for label, each in self.results.items() if (met := each.response.met) is not None}
        return tuple(
            StatementSpread(
                statement=statement,
                ticked_by=tuple(label for label, met in chosen.items() if statement.code in met),
                left_by=tuple(label for label, met in chosen.items() if statement.code not in met),
            )
            for statement in self.question.statements
        )

    @property
    def disputed(self) -> tuple[Statement, ...]:
        """Return the statements that one respondent ticks and another leaves."""
        return tuple(each.statement for each in self.statements if each.is_disputed)

    @property
    def findings(self) -> Mapping[str, bool | None]:
        """Return the answers to the finding of those who are asked it, by respondent; None while not answered."""
        return {label: each.response.finding for label, each in self.results.items() if each.asked_finding is not None}

    @property
    def finding_is_disputed(self) -> bool:
        """Return True if one respondent answers the finding with yes and another with no."""
        return {True, False} <= set(self.findings.values())

    @property
    def applies_is_disputed(self) -> bool:
        """Return True if one respondent says that the question does not apply and another has a level."""
        return bool(self.not_applicable and self.levels)

    @property
    def distance(self) -> int:
        """Return the highest level minus the lowest, in levels; 0 where fewer than two respondents have one."""
        places = [level.place for level in self.levels.values()]
        return max(places) - min(places) if places else 0

    @property
    def answered(self) -> int:
        """Return how many respondents have a level."""
        return len(self.levels)

    @property
    def is_disputed(self) -> bool:
        """Return True if any two replies contradict each other. An answer that is missing contradicts nothing."""
        return bool(self.disputed) or self.finding_is_disputed or self.applies_is_disputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Everything that the respondents to one bank say, beside each other."""

    bank: Bank
    respondents: tuple[str, ...]
    questions: tuple[QuestionSpread, ...]
    """Every question, in bank order."""
    themes: Mapping[ThemeCode, Mapping[str, Score]]
    """The scores of each theme by respondent, in bank order. They name no lift and no outlook."""
    overall: Mapping[str, Score]
    """The overall scores by respondent."""

    def among(self, labels: Collection[str]) -> "Spread":
        """Return the spread of those respondents alone."""

        def of_them(by_label: Mapping[str, T]) -> Mapping[str, T]:
            return {label: each for label, each in by_label.items() if label in labels}

        return Spread(
            bank=self.bank,
            respondents=tuple(label for label in self.respondents if label in labels),
            questions=tuple(
                QuestionSpread(question=each.question, results=of_them(each.results)) for each in self.questions
            ),
            themes={code: of_them(scores) for code, scores in self.themes.items()},
            overall=of_them(self.overall),
        )

    @property
    def responses(self) -> Mapping[str, Responses]:
        """Return the responses of each respondent, by label."""
        return {
            label: {each.question.code: each.results[label].response for each in self.questions}
            for label in self.respondents
        }

    @property
    def units(self) -> tuple[tuple[int | None, ...], ...]:
        """Return the levels as :mod:`assessment.agreement.alpha` takes them: by question, a place per respondent.

        A reply that the question does not apply has no place in the order of levels, so it counts as no value.
        """
        return tuple(
            tuple(None if result.level is None else result.level.place for result in each.results.values())
            for each in self.questions
        )


def spread_of(bank: Bank, replies: Mapping[str, Responses]) -> Spread:
    """Return the spread of the replies to the bank, which are given by the label of each respondent."""
    results = {label: question_results(bank, responses) for label, responses in replies.items()}
    scores = {label: _scores(bank, responses) for label, responses in replies.items()}

    def scored(code: ThemeCode) -> Mapping[str, Score]:
        return {label: by_theme[code] for label, by_theme in scores.items()}

    return Spread(
        bank=bank,
        respondents=tuple(replies),
        questions=tuple(
            QuestionSpread(question=question, results=_of_question(question.code, results))
            for question in bank.questions()
        ),
        themes={theme.code: scored(theme.code) for theme in bank.themes},
        overall=scored(OVERALL),
    )


def _of_question(
    code: QuestionCode, results: Mapping[str, Mapping[QuestionCode, QuestionResult]]
) -> Mapping[str, QuestionResult]:
    return {label: by_question[code] for label, by_question in results.items()}


def _scores(bank: Bank, responses: Responses) -> Mapping[ThemeCode, Score]:
    """Return one respondent's score of every theme, and the overall one under :data:`OVERALL`."""
    card = score(bank, responses, lifts=False)
    return {**{each.theme: each for each in card.themes}, OVERALL: card.overall}
