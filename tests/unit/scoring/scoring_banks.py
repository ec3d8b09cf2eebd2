"""Limits with defaults, and random small banks with responses for the laws."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from assessment.bank.model import (
    OVERALL,
    Bank,
    Condition,
    FindingIsTrue,
    Level,
    Limit,
    Question,
    QuestionAtMost,
    Theme,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.ids import LimitId, QuestionCode, ThemeCode
from assessment.rounds.response import Met, NotApplicable, Reply, Response, Responses
from tests.bank_builders import (
    CITATION,
    INADEQUATE,
    SCALE,
    a_bank,
    a_question,
    a_response,
    a_theme,
    responses,
    some_evidence,
    some_statements,
)

LAW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""The settings for laws. Hypothesis makes them repeatable by itself if ``CI`` is set."""

NOT_APPLICABLE = NotApplicable(reason="There are no such posts.")


def a_limit(
    id: str = "L1",
    *,
    question: str = "P1",
    at_most: Level = INADEQUATE,
    caps: str = "purpose",
    at: Level,
    when: Condition | None = None,
) -> Limit:
    """Return a limit on a question's level, or on the condition `when`."""
    return Limit(
        id=LimitId(id),
        when=when or QuestionAtMost(question=QuestionCode(question), at_most=at_most),
        caps=ThemeCode(caps),
        at=at,
        because=f"{caps.capitalize()} cannot be better while {question} is missing",
        source=CITATION,
    )


def answered(*levels: Level | Reply | None, prefix: str = "P") -> Responses:
    """Return responses to P1, P2, … with those replies, in that order; None means unanswered."""
    return responses(*(a_response(f"{prefix}{number}", reply) for number, reply in enumerate(levels, start=1)))


def a_theme_of(count: int, *, weights: Sequence[str] = (), code: str = "purpose", prefix: str = "P") -> Theme:
    """Return a theme with that many questions P1, P2, …, of weight 1 or of those weights."""
    given = weights or ["1"] * count
    return a_theme(
        code, questions=[a_question(f"{prefix}{number}", weight=given[number - 1]) for number in range(1, count + 1)]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A bank with responses to it."""

    bank: Bank
    responses: Responses


_WEIGHTS = st.sampled_from([Fraction(text) for text in ("0", "0.1", "0.5", "1", "1", "2", "3")])
_CAPS = st.sampled_from(SCALE[:-1])
_LOW_CAPS = st.sampled_from([*SCALE[:3], *SCALE[:4]])
_COUNTS = st.lists(st.sampled_from([1, 1, 1, 1, 2, 2, 0]), min_size=4, max_size=4)
"""How many statements each level above the lowest has."""
_CHANCES = st.lists(st.integers(0, 5), min_size=8, max_size=8)
"""A number for each statement of a question, that decides what it is."""
_STATES = st.tuples(
    st.sampled_from(["met", "met", "met", "met", "met", "not applicable", "unanswered"]),
    st.sampled_from([False, False, True, None]),
    st.sampled_from([(), (some_evidence(),)]),
    st.integers(1, len(SCALE)),
)
"""The reply, the answer to the finding, the evidence, and about how high the level is."""
_RUBRICS = st.tuples(
    st.sampled_from(["0", "0.3", "0.3", "0.5", "0.8"]),
    st.sampled_from([None, {"requires_improvement": "1.1", "adequate": "2", "good": "3.7", "outstanding": "5"}]),
)
"""The least coverage, and the thresholds."""


@st.composite
def cases(draw: st.DrawFn, *, most_themes: int = 3, most_questions: int = 4) -> Case:
    """Draw a bank of a few themes with limits of every kind, and responses in every state."""
    themes = [
        a_theme(
            f"theme_{number}",
            questions=[
                draw(_questions(f"{'ABC'[number]}{place}"))
                for place in range(1, draw(st.integers(1, most_questions)) + 1)
            ],
            weight=draw(_WEIGHTS),
        )
        for number in range(draw(st.integers(1, most_themes)))
    ]
    coverage, thresholds = draw(_RUBRICS)
    bank = a_bank(themes=themes, limits=draw(_limits(themes)), minimum_coverage=coverage, thresholds=thresholds)
    given = [draw(_responses_to(question)) for theme in themes for question in theme.questions]
    return Case(bank=bank, responses=responses(*(response for response in given if not response.is_empty)))


@st.composite
def _questions(draw: st.DrawFn, code: str) -> Question:
    """Draw a question with one or two statements a level, or now and then none, some of them essential."""
    levels = [level for level, count in zip(SCALE[1:], draw(_COUNTS), strict=True) for _ in range(count)]
    essential = [number for number, chance in enumerate(draw(_CHANCES), start=1) if chance == 0]
    return a_question(
        code,
        weight=draw(_WEIGHTS),
        statements=some_statements(code, *levels, essential=essential),
        finding=draw(st.sampled_from([None, f"F_{code}"])),
    )


@st.composite
def _responses_to(draw: st.DrawFn, question: Question) -> Response:
    state, finding, evidence, top = draw(_STATES)
    reply: Reply | None = NOT_APPLICABLE if state == "not applicable" else None
    if state == "met":
        # Most of the low statements and fewer of the high ones, so that every level is reached.
        chances = zip(question.statements, draw(_CHANCES), strict=False)
        met = (statement.code for statement, chance in chances if (chance > 0) == (statement.level.place <= top))
        reply = Met(statements=frozenset(met))
    return a_response(
        question.code,
        reply,
        finding=finding if question.finding else None,
        evidence=evidence,
    )


@st.composite
def _limits(draw: st.DrawFn, themes: Sequence[Theme]) -> list[Limit]:
    codes = [theme.code for theme in themes]
    asked = [question for theme in themes for question in theme.questions]
    findings = [question.finding.id for question in asked if question.finding is not None]
    on_answers: st.SearchStrategy[Condition] = st.builds(
        QuestionAtMost, question=st.sampled_from([question.code for question in asked]), at_most=_CAPS
    )
    if findings:
        on_answers |= st.builds(FindingIsTrue, finding=st.sampled_from(findings))
    on_themes = st.one_of(
        st.builds(ThemeAtMost, theme=st.sampled_from(codes), at_most=_CAPS),
        st.builds(ThemesAtMost, at_most=_CAPS, count=st.integers(1, len(codes))),
    )
    limit = st.one_of(
        st.tuples(on_answers, st.sampled_from([*codes, *codes, OVERALL]), _LOW_CAPS),
        st.tuples(on_themes, st.just(OVERALL), _LOW_CAPS),
    )
    drawn = draw(st.lists(limit, min_size=draw(st.integers(0, 4)), max_size=6))
    return [
        a_limit(f"L{number}", when=when, caps=caps, at=at) for number, (when, caps, at) in enumerate(drawn, start=1)
    ]
