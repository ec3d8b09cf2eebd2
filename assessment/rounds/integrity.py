"""What looks unlikely in the answers of one respondent, put to that respondent as a question before the submission.

It changes no score and stops nothing: each can be right. The rules are explained in ``docs/reference/scoring.md``. They
look at the respondent's own answers, for "does not apply" at one median of what others have submitted, and at what the
register says of the collaboration.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from statistics import median_low
from types import MappingProxyType
from typing import Final

from assessment.bank.contradictions import RegisterFact
from assessment.bank.model import Bank
from assessment.dates import uk_date
from assessment.ids import QuestionCode
from assessment.rounds.contradicting import contradictions
from assessment.rounds.doubt import Doubt
from assessment.rounds.names import name_key
from assessment.rounds.response import NotApplicable, Response, Responses

FEWEST_QUESTIONS: Final = 10
"""With fewer questions that have statements ticked, or evidence, there is no pattern to ask about."""
MOST_TICKED: Final = Fraction(9, 10)
"""From this share of the questions with ticked statements on, every statement being ticked is asked about."""
MOST_EVIDENCE: Final = Fraction(1, 2)
"""Above this share of the questions with evidence, a document is asked about."""

FEWEST_NOT_APPLICABLE: Final = 3
"""Fewer questions that do not apply are never asked about."""
FEWEST_OTHERS: Final = 5
"""From fewer collaborations than this no median is taken, so that it tells of none of them."""
FAR_FROM_OTHERS: Final = Fraction(3, 10)
"""A share this much above that of the median, of the questions that may not apply, is far from others'."""
FAR_WITHOUT_OTHERS: Final = Fraction(1, 2)
"""Above this share of the questions that may not apply it is asked where there is no median."""


def doubts(
    bank: Bank,
    responses: Responses,
    *,
    as_of: date,
    others: Sequence[int] = (),
    registered: Mapping[RegisterFact, str] = MappingProxyType({}),
) -> tuple[Doubt, ...]:
    """Return what to ask the respondent about these answers.

    `as_of` is the day that they describe. `others` are the numbers of questions that do not apply in what other
    collaborations submitted on the same bank version, one for each of them. `registered` is what the register says
    today, as far as the respondent may see it.
    """
    given = [responses[question.code] for question in bank.questions() if question.code in responses]
    return (
        *_everything_ticked(bank, given),
        *_one_document(given),
        *_no_longer_valid(given, as_of),
        *_not_applicable(bank, given, others),
        *contradictions(bank, responses, registered),
    )


def count_not_applicable(responses: Responses) -> int:
    """Return how many questions are said not to apply."""
    return sum(isinstance(response.reply, NotApplicable) for response in responses.values())


def _everything_ticked(bank: Bank, given: Sequence[Response]) -> Iterator[Doubt]:
    statements = {question.code: frozenset(each.code for each in question.statements) for question in bank.questions()}
    ticked = [response for response in given if response.met]
    whole = [response.question for response in ticked if response.met == statements[response.question]]
    if len(ticked) >= FEWEST_QUESTIONS and len(whole) >= MOST_TICKED * len(ticked):
        yield Doubt(
            words=f"Every statement is ticked in {len(whole)} of the {len(ticked)} questions with a tick",
            questions=tuple(whole),
        )


def _one_document(given: Sequence[Response]) -> Iterator[Doubt]:
    """Yield the document that most questions name, if it is most of the evidence.

    It is known as one item, or by its title or its reference.
    """
    evidenced = [response for response in given if response.evidence]
    named: dict[tuple[str, str], dict[QuestionCode, str]] = {}
    for response in evidenced:
        for item in response.evidence:
            for part, text, key in (
                ("item", item.title, str(item.id)),
                ("title", item.title, name_key(item.title)),
                ("reference", item.reference, name_key(item.reference)),
            ):
                if text:
                    named.setdefault((part, key), {}).setdefault(response.question, text)
    # The first of several that are named as often is the title that was typed first.
    most = max(named.values(), key=len, default={})
    if len(evidenced) >= FEWEST_QUESTIONS and len(most) > MOST_EVIDENCE * len(evidenced):
        yield Doubt(
            words=f"“{next(iter(most.values()))}” is evidence for {len(most)} of the {len(evidenced)} questions that "
            "name any",
            questions=tuple(most),
        )


def _no_longer_valid(given: Sequence[Response], as_of: date) -> Iterator[Doubt]:
    over = {item.id: item.title for response in given for item in response.evidence if not item.is_valid_on(as_of)}
    named = tuple(each.question for each in given if any(item.id in over for item in each.evidence))
    if len(over) == 1:
        yield Doubt(words=f"“{next(iter(over.values()))}” was no longer valid on {uk_date(as_of)}", questions=named)
    elif over:
        yield Doubt(words=f"{len(over)} items of evidence were no longer valid on {uk_date(as_of)}", questions=named)


def _not_applicable(bank: Bank, given: Sequence[Response], others: Sequence[int]) -> Iterator[Doubt]:
    marked = tuple(response.question for response in given if isinstance(response.reply, NotApplicable))
    may = sum(question.not_applicable_when is not None for question in bank.questions())
    if len(marked) < FEWEST_NOT_APPLICABLE:
        return
    said = f"{len(marked)} of the {may} questions that may not apply are said not to apply"
    if len(others) < FEWEST_OTHERS:
        if len(marked) > FAR_WITHOUT_OTHERS * may:
            yield Doubt(words=said, questions=marked)
        return
    usual = median_low(others)
    if len(marked) - usual >= FAR_FROM_OTHERS * may:
        yield Doubt(
            words=f"{said}. In half of the other collaborations that have submitted it is "
            f"{f'{usual} or fewer' if usual else 'none'}",
            questions=marked,
        )
