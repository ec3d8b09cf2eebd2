"""Limits with defaults, and random small banks with responses for the laws."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

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

_Option = TypeVar("_Option")

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


def _several(options: Sequence[_Option], count: int) -> st.SearchStrategy[list[_Option]]:
    """Draw that many of the options. One number stands for all of them: what takes Hypothesis its time is each draw."""
    base = len(options)
    return st.integers(0, base**count - 1).map(
        lambda drawn: [options[drawn // base**place % base] for place in range(count)]
    )


_COUNTS = _several([1, 1, 1, 1, 2, 2, 0], 4)
"""How many statements each level above the lowest has."""
_CHANCES = _several(range(6), 8)
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


_LIMITS = [
    st.lists(
        st.tuples(
            st.sampled_from([QuestionAtMost, FindingIsTrue, ThemeAtMost, ThemesAtMost]),
            st.integers(0, 11),
            _CAPS,
            st.integers(0, 104),
            _LOW_CAPS,
        ),
        min_size=least,
        max_size=6,
    )
    for least in range(5)
]
"""Of each limit the kind, which question, finding or theme it is about, at most what, what it caps, and at what.

12 and 105 numbers stand for every choice among one to three themes, and whether they or the whole are capped.
The strategies are made once: to make them anew for each bank takes Hypothesis longer than to draw from them.
"""


@st.composite
def _limits(draw: st.DrawFn, themes: Sequence[Theme]) -> list[Limit]:
    codes = [theme.code for theme in themes]
    asked = [question for theme in themes for question in theme.questions]
    findings = [question.finding.id for question in asked if question.finding is not None]
    limits = []
    for number, (kind, which, at_most, capped, at) in enumerate(draw(_LIMITS[draw(st.integers(0, 4))]), start=1):
        # A theme is twice as likely to be capped as the whole, which alone is capped by themes.
        caps = [*codes, *codes, OVERALL][capped % (2 * len(codes) + 1)]
        when: Condition
        if kind is ThemeAtMost:
            when, caps = ThemeAtMost(theme=codes[which % len(codes)], at_most=at_most), OVERALL
        elif kind is ThemesAtMost:
            when, caps = ThemesAtMost(at_most=at_most, count=1 + which % len(codes)), OVERALL
        elif kind is FindingIsTrue and findings:
            when = FindingIsTrue(finding=findings[which % len(findings)])
        else:
            when = QuestionAtMost(question=asked[which % len(asked)].code, at_most=at_most)
        limits.append(a_limit(f"L{number}", when=when, caps=caps, at=at))
    return limits
