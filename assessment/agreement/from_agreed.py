"""How far each respondent stood from what is agreed: by theme, and on the questions where they stood furthest.

What is agreed is compared with each respondent as two respondents are with each other, by the rule of
:mod:`assessment.agreement.worth_discussing`. A reply that is missing on either side is no difference.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assessment.agreement.spread import QuestionSpread, Spread
from assessment.agreement.worth_discussing import Rank, rank
from assessment.bank.model import Question
from assessment.ids import QuestionCode, RespondentId
from assessment.scoring import shown
from assessment.scoring.limit_wording import listed
from assessment.scoring.question_results import QuestionResult
from assessment.scoring.scores import Score, Scores

MOST_QUESTIONS: Final = 5
"""The most questions that a page or a report shows because of their differences."""
_AGREED: Final = ""
"""Stands where a respondent does; no force has this name."""


_NOT_APART: Final[Rank] = (-1, False, False, False, Fraction(0), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreApart:
    """One respondent's score of a theme or of the whole, beside the agreed one."""

    label: str
    score: Score
    distance: Fraction | None
    """Its mean minus the agreed one, in levels; None where one of the two has no mean."""

    @property
    def words(self) -> str:
        """Return the distance, as ``0.40 above what is agreed``; empty where there is none to tell."""
        if self.distance is None:
            return ""
        if self.distance == 0:
            return "as agreed"
        return f"{shown(abs(self.distance))} {'above' if self.distance > 0 else 'below'} what is agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeApart:
    """The agreed score of a theme or of the whole, with each respondent's."""

    title: str
    agreed: Score
    scores: tuple[ScoreApart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyApart:
    """One respondent's reply to a question on which another one is agreed."""

    label: str
    result: QuestionResult
    words: str
    """How it differs, as ``Good, 1 level above what is agreed; ticks P1.4``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionApart:
    """A question on which respondents stood apart from what is agreed or still do, and how each of them did."""

    question: Question
    agreed: QuestionResult
    apart: tuple[ReplyApart, ...]
    views: tuple[tuple[str, str], ...]
    """The views that differ from what is agreed, as they were recorded: the label of each respondent, and its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromAgreed:
    """How far each respondent stood from what is agreed."""

    respondents: tuple[str, ...]
    scores: tuple[ThemeApart, ...]
    """The whole first, then the themes in bank order."""
    questions: tuple[QuestionApart, ...]
    """Every question on which anybody stood apart, the furthest first, then those that have a view alone."""

    @property
    def furthest(self) -> tuple[QuestionApart, ...]:
        """Return the questions that a page or a report shows: the first few, and every one with a view that differs."""
        return (*self.questions[:MOST_QUESTIONS], *(each for each in self.questions[MOST_QUESTIONS:] if each.views))


def from_agreed(
    spread: Spread,
    agreed: Mapping[QuestionCode, QuestionResult],
    scores: Scores,
    labels: Mapping[RespondentId, str],
) -> FromAgreed:
    """Return how far the respondents stood from the agreed results and scores.

    `labels` are those of all whose view may stand beside what is agreed, also of those who are not in the spread.
    """
    found = [_question(each, agreed[each.question.code], spread, labels) for each in spread.questions]
    apart = [(each, at) for each, at in found if each.apart or each.views]
    apart.sort(key=lambda each: each[1], reverse=True)
    return FromAgreed(
        respondents=spread.respondents,
        scores=(
            _scores("Overall", scores.overall, spread.overall),
            *(_scores(each.title, scores.themes[each.code], spread.themes[each.code]) for each in spread.bank.themes),
        ),
        questions=tuple(each for each, _ in apart),
    )


def _scores(title: str, agreed: Score, by_label: Mapping[str, Score]) -> ThemeApart:
    return ThemeApart(
        title=title,
        agreed=agreed,
        scores=tuple(
            ScoreApart(label=label, score=score, distance=_distance(score, agreed)) for label, score in by_label.items()
        ),
    )


def _distance(score: Score, agreed: Score) -> Fraction | None:
    mean, now = score.claimed.mean, agreed.claimed.mean
    return None if mean is None or now is None else mean - now


def _question(
    each: QuestionSpread, now: QuestionResult, spread: Spread, labels: Mapping[RespondentId, str]
) -> tuple[QuestionApart, Rank]:
    """Return the question with who stood apart on it, and how far."""
    pairs = {
        label: QuestionSpread(question=each.question, results={label: result, _AGREED: now})
        for label, result in each.results.items()
    }
    apart = {label: pair for label, pair in pairs.items() if pair.is_disputed}
    found = QuestionApart(
        question=each.question,
        agreed=now,
        apart=tuple(_reply(label, pair, now) for label, pair in apart.items()),
        views=tuple((labels[view.force], view.text) for view in now.response.minority_views),
    )
    limits = spread.bank.rubric.limits
    return found, max((rank(pair, limits) for pair in apart.values()), default=_NOT_APART)


def _reply(label: str, pair: QuestionSpread, agreed: QuestionResult) -> ReplyApart:
    result = pair.results[label]
    return ReplyApart(label=label, result=result, words="; ".join([_level(result, agreed), *_ticks(label, pair)]))


def _level(result: QuestionResult, agreed: QuestionResult) -> str:
    """Return the level of a reply with its distance from the agreed one, or that there is none."""
    if result.level is None or agreed.level is None:
        return result.reply
    levels = result.level.place - agreed.level.place
    if levels == 0:
        return f"{result.reply}, as agreed"
    number = "1 level" if abs(levels) == 1 else f"{abs(levels)} levels"
    return f"{result.reply}, {number} {'above' if levels > 0 else 'below'} what is agreed"


def _ticks(label: str, pair: QuestionSpread) -> Iterator[str]:
    """Yield what the respondent ticks and leaves unlike what is agreed, and its answer to the finding."""
    disputed = [each for each in pair.statements if each.is_disputed]
    yield from _codes("ticks", (each.statement.code for each in disputed if label in each.ticked_by))
    yield from _codes("does not tick", (each.statement.code for each in disputed if label in each.left_by))
    if pair.finding_is_disputed and pair.question.finding is not None:
        yield f"answers finding {pair.question.finding.id} with {pair.results[label].finding_answer.lower()}"


def _codes(does: str, codes: Iterable[str]) -> Iterator[str]:
    if found := list(codes):
        yield f"{does} {listed(found)}"
