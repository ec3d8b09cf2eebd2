"""What two versions of a bank ask alike: the questions to which the same practice gives the same level."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import assert_never

from assessment.bank.applicability import UNKNOWN, Facts, asked_of
from assessment.bank.model import (
    OVERALL,
    Bank,
    Condition,
    FindingIsTrue,
    Question,
    QuestionAtMost,
    Statement,
    Theme,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.ids import QuestionCode, StatementCode, ThemeCode

_CodeNow = Callable[[QuestionCode], QuestionCode | None]
"""Gives the code that a question has in the version now, or None where it is not asked alike."""


class Alike(Enum):
    """How much of what decides a score is the same in two versions."""

    RULES = auto()
    """Every question and weight, and every rule of the grade: grades can be compared."""
    QUESTIONS = auto()
    """Every question and weight: means can be compared as they are, and grades cannot."""
    PART = auto()
    """Some questions, or none: only the means over these can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPair:
    """Two versions of a bank, of which the second was published later, or the same one twice.

    Each is as a collaboration was asked it, so that what was not asked in both rounds is not compared.
    """

    before: Bank
    now: Bank
    codes: Mapping[QuestionCode, QuestionCode]
    """The code in the version now, by the code in the version before, of every question that both ask alike."""
    statements: Mapping[StatementCode, StatementCode]
    """Likewise for every statement of the same meaning at the same level, also where its question has changed."""
    alike: Mapping[ThemeCode, Alike]
    """By theme of the version now, and for the whole under :data:`OVERALL`."""

    @classmethod
    def of(cls, versions: Sequence[Bank], *, before: Facts = UNKNOWN, now: Facts = UNKNOWN) -> "VersionPair | None":
        """Return the first and the last of versions that were published one after the other, oldest first.

        Each is as a collaboration is asked it, by the facts about it then and now. None where there are no versions,
        or where one does not say what became of the version before it.
        """
        named = [bank.equivalence and bank.equivalence.version for bank in versions[1:]]
        if not versions or named != [bank.version for bank in versions[:-1]]:
            return None
        first, last = asked_of(versions[0], before), asked_of(versions[-1], now)
        asked = [frozenset(question.code for question in bank.questions()) for bank in (first, last)]
        codes = {
            then: today
            for then, today in comparable_questions(versions).items()
            if then in asked[0] and today in asked[1]
        }
        return cls(
            before=first,
            now=last,
            codes=codes,
            statements=_same_statements(versions),
            alike={of: _alike(of, first, last, codes) for of in (*(theme.code for theme in last.themes), OVERALL)},
        )

    def shared(self, theme: Theme) -> tuple[Question, ...]:
        """Return the questions of a theme of the version now that both versions ask alike."""
        both = frozenset(self.codes.values())
        return tuple(question for question in theme.questions if question.code in both)


def comparable_questions(versions: Sequence[Bank]) -> Mapping[QuestionCode, QuestionCode]:
    """Return the code in the last version, by the code in the first, of every question that can be compared.

    `versions` are published one after the other, oldest first. A question can be compared where, from each version to
    the next, it is identical or clarified, and so is every one of its statements, at the same level, and none was
    added. Then the same practice ticks the same statements, and reaches the same level.
    """
    codes = {question.code: question.code for question in versions[0].questions()}
    for before, after in pairwise(versions):
        now = dict(_same_questions(before, after))
        codes = {code: now[then] for code, then in codes.items() if then in now}
    return codes


def _same_questions(before: Bank, after: Bank) -> Iterator[tuple[QuestionCode, QuestionCode]]:
    """Yield the code of each question of a version and of the one in the next that asks the same."""
    if [level.code for level in before.scale] != [level.code for level in after.scale]:
        return
    taken: set[QuestionCode] = set()
    for old in before.questions():
        new = _same_question(old, after)
        if new is not None and new.code not in taken:
            taken.add(new.code)
            yield old.code, new.code


def _same_question(old: Question, after: Bank) -> Question | None:
    """Return the question of the next version that asks the same as `old`, or None."""
    if after.equivalence is None:
        return None
    became = after.equivalence.questions.get(old.code)
    new = after.find_question(became.codes[0]) if became is not None and became.relation.keeps_meaning else None
    if new is None or (old.not_applicable_when is None) != (new.not_applicable_when is None):
        return None
    found = [after.equivalence.statements.get(statement.code) for statement in old.statements]
    kept = [each.codes[0] for each in found if each is not None and each.relation.keeps_meaning]
    if len(kept) < len(found):
        return None
    expected = dict(zip(kept, map(_counts_as, old.statements), strict=True))
    is_same = expected == {statement.code: _counts_as(statement) for statement in new.statements}
    return new if is_same and len(expected) == len(kept) else None


def _same_statements(versions: Sequence[Bank]) -> Mapping[StatementCode, StatementCode]:
    """Return the code in the last version, by the code in the first, of every statement whose meaning was kept."""
    codes = {statement.code: statement.code for statement in _statements(versions[0])}
    for before, after in pairwise(versions):
        now = dict(_kept_statements(before, after))
        codes = {code: now[then] for code, then in codes.items() if then in now}
    return codes


def _kept_statements(before: Bank, after: Bank) -> Iterator[tuple[StatementCode, StatementCode]]:
    became = {} if after.equivalence is None else after.equivalence.statements
    counts_as = {statement.code: _counts_as(statement) for statement in _statements(after)}
    for old in _statements(before):
        successor = became.get(old.code)
        if successor is not None and successor.relation.keeps_meaning:
            new = StatementCode(successor.codes[0])
            if counts_as.get(new) == _counts_as(old):
                yield old.code, new


def _statements(bank: Bank) -> Iterator[Statement]:
    for question in bank.questions():
        yield from question.statements


def _counts_as(statement: Statement) -> tuple[int, bool]:
    return statement.level.place, statement.is_essential


def _alike(of: ThemeCode, before: Bank, now: Bank, codes: Mapping[QuestionCode, QuestionCode]) -> Alike:
    then, same = codes.get, lambda code: code
    if _questions(of, before, then) != _questions(of, now, same):
        return Alike.PART
    return Alike.RULES if _rules(of, before, then) == _rules(of, now, same) else Alike.QUESTIONS


def _questions(of: ThemeCode, bank: Bank, code_now: _CodeNow) -> object:
    """Return the questions and weights that a mean rests on, as a value to compare."""
    asked = {
        theme.code: {code_now(question.code): question.weight for question in theme.questions} for theme in bank.themes
    }
    if of == OVERALL:
        return asked, {theme.code: theme.weight for theme in bank.themes}
    return asked.get(of)


def _rules(of: ThemeCode, bank: Bank, code_now: _CodeNow) -> object:
    """Return the rules that lead from a mean to its grade, as a value to compare. The overall grade rests on all."""
    rubric = bank.rubric
    limits = {
        (limit.caps, limit.at.place, _condition(limit.when, bank, code_now))
        for limit in rubric.limits
        if of in (limit.caps, OVERALL)
    }
    return rubric.thresholds, rubric.minimum_coverage, limits


def _condition(when: Condition, bank: Bank, code_now: _CodeNow) -> tuple[object, ...]:
    match when:
        case FindingIsTrue(finding=finding):
            return finding, code_now(bank.question_of(finding).code)
        case QuestionAtMost(question=question, at_most=at_most):
            return code_now(question), at_most.place
        case ThemeAtMost(theme=theme, at_most=at_most):
            return theme, at_most.place
        case ThemesAtMost(at_most=at_most, count=count):
            return count, at_most.place
        case _:
            assert_never(when)
