"""The questions most worth discussing first: where the respondents contradict each other most.

The order is decided by these, one after the other:

1. How many levels the replies are apart. A contradiction of fact counts as two levels at least, even between replies
   at one level: one respondent's reply fires a limit and another's does not, a finding is answered with yes and no, or
   one says that the question does not apply and another places it. One level can be a single statement; these cannot
   be settled without deciding who is right.
2. Whether a limit hangs on it: it caps a grade whatever else is in place.
3. Whether a finding is answered with yes and no: nothing makes up for a finding.
4. Whether it applies for one and not for another: that decides what is counted at all.
5. The weight of the question in its theme.
6. How many statements one respondent ticks and another leaves.
7. The order of the bank.

No part takes notice of who says what or in which order. Another contradiction on a question only ever raises a part, so
it never moves the question down. An answer that is missing is no contradiction. Where replies differ in statements
alone, the question stands last; where they do not differ, it is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final, TypeAlias

from assessment.agreement.spread import QuestionSpread, Spread
from assessment.bank.model import FindingIsTrue, Limit, QuestionAtMost
from assessment.scoring.limit_wording import listed
from assessment.scoring.question_results import QuestionResult

CONTRADICTION: Final = 2
"""The levels as which a contradiction of fact counts at least."""
Rank: TypeAlias = tuple[int, bool, bool, bool, Fraction, int]
"""The first six parts of the rule above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthDiscussing:
    """A question on which the respondents differ, and a sentence on how."""

    question: QuestionSpread
    reason: str


def worth_discussing(spread: Spread, most: int = 5) -> tuple[WorthDiscussing, ...]:
    """Return the questions most worth discussing first, by the rule above; at most `most` of them.

    There are fewer where the respondents differ on fewer questions.
    """
    limits = spread.bank.rubric.limits
    differing = [each for each in spread.questions if each.is_disputed]
    ranked = sorted(differing, key=lambda each: rank(each, limits), reverse=True)
    return tuple(WorthDiscussing(question=each, reason=_reason(each, _hanging(each, limits))) for each in ranked[:most])


def rank(each: QuestionSpread, limits: Sequence[Limit]) -> Rank:
    """Return what decides the order, the most worth discussing highest. Sorting keeps equals in bank order."""
    hanging = bool(_hanging(each, limits))
    is_contradiction = hanging or each.finding_is_disputed or each.applies_is_disputed
    return (
        max(each.distance, CONTRADICTION if is_contradiction else 0),
        hanging,
        each.finding_is_disputed,
        each.applies_is_disputed,
        each.question.weight,
        len(each.disputed),
    )


def _hanging(each: QuestionSpread, limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Return the limits that hold by one respondent's reply to the question and not by another's."""
    return tuple(
        limit for limit in limits if {True, False} <= {_holds(limit, each, result) for result in each.results.values()}
    )


def _holds(limit: Limit, each: QuestionSpread, result: QuestionResult) -> bool | None:
    """Return whether a limit holds by a reply; None if it is not about this question, or its answer is missing."""
    match limit.when:
        case QuestionAtMost(question=code, at_most=at_most) if code == each.question.code:
            if result.is_not_applicable:
                return False
            return None if result.level is None else result.level.place <= at_most.place
        case FindingIsTrue(finding=id) if each.question.finding is not None and id == each.question.finding.id:
            return False if result.is_not_applicable else result.response.finding
        case _:
            return None


def _reason(each: QuestionSpread, limits: Sequence[Limit]) -> str:
    """Return one sentence on how the replies differ."""
    parts = [*_who_stands_where(each), *_what_differs(each)]
    if limits:
        parts.append("whether a limit holds a grade down depends on it")
    sentence = "; ".join(parts)
    # A part of ours begins in small letters; a name stays as it was given.
    return f"{sentence if each.levels or each.not_applicable else sentence[0].upper() + sentence[1:]}."


def _who_stands_where(each: QuestionSpread) -> Iterator[str]:
    """Yield who reaches which level, the highest first, and for whom the question does not apply."""
    highest_first = sorted(each.levels.items(), key=lambda given: -given[1].place)
    groups = [
        (level.title, [label for label, _ in given])
        for level, given in groupby(highest_first, key=lambda given: given[1])
    ]
    if groups:
        (title, labels), *lower = groups
        first = f"{listed(labels)} {'reaches' if len(labels) == 1 else 'reach'} {title}"
        # Three names have a comma of their own.
        between = "; " if any(len(labels) > 2 for _, labels in groups) else ", "
        yield between.join([first, *(f"{listed(labels)} {title}" for title, labels in lower)])
    if each.not_applicable:
        labels = list(each.not_applicable)
        yield f"{listed(labels)} {'says' if len(labels) == 1 else 'say'} that the question does not apply"


def _what_differs(each: QuestionSpread) -> Iterator[str]:
    """Yield the statements on which the respondents differ, and the finding."""
    codes: list[str] = [statement.code for statement in each.disputed]
    if each.finding_is_disputed and each.question.finding is not None:
        codes.append(f"finding {each.question.finding.id}")
    if codes:
        yield f"they differ on {listed(codes)}"
