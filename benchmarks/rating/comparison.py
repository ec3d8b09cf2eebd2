"""Two readers' ticks compared: the levels that follow from them, and the statements on which they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.bank.model import Level, Question, Statement
from assessment.scoring.placement import place
from benchmarks.rating.agreement import Pair
from benchmarks.rating.rating_files import Case, Ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCase:
    """A case with the levels that follow, by the bank's rule, from what each reader ticked."""

    case: Case
    first: Level
    second: Level

    @property
    def between_readers(self) -> Pair:
        return self.first.place, self.second.place

    @property
    def first_with_intended(self) -> Pair:
        return self.first.place, self.case.intended.place

    @property
    def second_with_intended(self) -> Pair:
        return self.second.place, self.case.intended.place

    @property
    def is_undisputed(self) -> bool:
        """Both readers and the author are of one mind."""
        return self.first == self.second == self.case.intended


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A statement that one reader ticked and the other did not, in one case or more."""

    question: Question
    statement: Statement
    only_first: tuple[str, ...]
    """The ids of the cases in which the first reader alone ticked it."""
    only_second: tuple[str, ...]
    asked: int
    """The number of cases that ask for the statement."""

    @property
    def times(self) -> int:
        return len(self.only_first) + len(self.only_second)


def place_cases(cases: Sequence[Case], first: Ticks, second: Ticks, scale: tuple[Level, ...]) -> tuple[PlacedCase, ...]:
    """The cases, in their order, at the levels that follow from the ticks."""
    return tuple(
        PlacedCase(
            case=case,
            first=place(case.question, first[case.id], scale).level,
            second=place(case.question, second[case.id], scale).level,
        )
        for case in cases
    )


def disputes(cases: Sequence[Case], first: Ticks, second: Ticks) -> list[Dispute]:
    """The statements on which the readers differ: the most often disputed first, then by the share of their cases."""
    found = [
        _dispute(question, statement, asked, first, second)
        for question, asked in _by_question(cases).items()
        for statement in question.statements
    ]
    return sorted((dispute for dispute in found if dispute.times), key=lambda dispute: (-dispute.times, dispute.asked))


def count_same_ticks(cases: Sequence[Case], first: Ticks, second: Ticks) -> tuple[int, int]:
    """How many statements, over all cases, both readers treated alike, and how many there are."""
    asked = sum(len(case.question.statements) for case in cases)
    return asked - sum(len(first[case.id] ^ second[case.id]) for case in cases), asked


def _dispute(question: Question, statement: Statement, asked: Sequence[str], first: Ticks, second: Ticks) -> Dispute:
    by_first = {id for id in asked if statement.code in first[id]}
    by_second = {id for id in asked if statement.code in second[id]}
    return Dispute(
        question=question,
        statement=statement,
        only_first=tuple(sorted(by_first - by_second)),
        only_second=tuple(sorted(by_second - by_first)),
        asked=len(asked),
    )


def _by_question(cases: Sequence[Case]) -> Mapping[Question, list[str]]:
    found: dict[Question, list[str]] = {}
    for case in cases:
        found.setdefault(case.question, []).append(case.id)
    return found
