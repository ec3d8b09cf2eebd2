"""Lift: the fewest improvements that reach the next grade."""

import pytest

from assessment.bank.model import Bank, Level
from assessment.ids import QuestionCode
from assessment.rounds.response import Responses
from assessment.scoring import LevelChange, Lift, score
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT, a_bank
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_limit, a_theme_of, answered


def test_among_equal_weights_the_first_in_the_bank_is_raised() -> None:
    bank = a_bank(themes=[a_theme_of(3)])

    # 10 of the 10.5 points that Good takes
    assert lift_of(bank, answered(ADEQUATE, ADEQUATE, GOOD)) == Lift(
        to=GOOD, steps=1, changes=(change("P1", ADEQUATE, GOOD),)
    )


def test_the_heaviest_question_is_raised_first_and_told_first() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["1", "1", "3"])])

    # 3 + 3 + 3 × 3 = 15; Good takes 17.5: P3 adds 3 a step
    assert lift_of(bank, answered(ADEQUATE, ADEQUATE, ADEQUATE)) == Lift(
        to=GOOD, steps=1, changes=(change("P3", ADEQUATE, GOOD),)
    )


def test_a_question_is_raised_to_the_top_before_the_next_one_is() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["1", "2", "1"])])

    # 3 + 2 × 4 + 3 = 14 is Good; Outstanding takes 18: P2 adds 2, then P1 adds 2
    assert lift_of(bank, answered(ADEQUATE, GOOD, ADEQUATE)) == Lift(
        to=OUTSTANDING, steps=3, changes=(change("P2", GOOD, OUTSTANDING), change("P1", ADEQUATE, OUTSTANDING))
    )


def test_a_limit_in_the_way_is_escaped_first_even_where_that_adds_little() -> None:
    bank = a_bank(
        themes=[a_theme_of(2, weights=["0.1", "1"])],
        limits=[a_limit(question="P1", at_most=REQUIRES_IMPROVEMENT, at=REQUIRES_IMPROVEMENT)],
    )

    assert lift_of(bank, answered(INADEQUATE, GOOD)) == Lift(
        to=ADEQUATE, steps=2, changes=(change("P1", INADEQUATE, ADEQUATE),)
    )


def test_steps_for_a_limit_and_for_the_mean_on_one_question_are_one_change() -> None:
    bank = a_bank(themes=[a_theme_of(2)], limits=[a_limit(question="P1", at=ADEQUATE)])

    # 1 + 5 = 6; Good takes 7: raising P1 off the limit gives exactly 7
    assert lift_of(bank, answered(INADEQUATE, OUTSTANDING)) == Lift(
        to=GOOD, steps=1, changes=(change("P1", INADEQUATE, REQUIRES_IMPROVEMENT),)
    )
    # 1 + 4 = 5; Good takes 7: one step off the limit, one more for the mean
    assert lift_of(bank, answered(INADEQUATE, GOOD)) == Lift(
        to=GOOD, steps=2, changes=(change("P1", INADEQUATE, ADEQUATE),)
    )


@pytest.mark.parametrize(
    "at_most", [(INADEQUATE, ADEQUATE), (ADEQUATE, INADEQUATE)], ids=["lower first", "higher first"]
)
def test_two_limits_on_one_question_take_the_higher_way_out(at_most: tuple[Level, Level]) -> None:
    limits = [
        a_limit("L1", question="P1", at_most=at_most[0], at=REQUIRES_IMPROVEMENT),
        a_limit("L2", question="P1", at_most=at_most[1], at=REQUIRES_IMPROVEMENT),
    ]
    bank = a_bank(themes=[a_theme_of(3)], limits=limits)

    assert lift_of(bank, answered(INADEQUATE, OUTSTANDING, OUTSTANDING)) == Lift(
        to=ADEQUATE, steps=3, changes=(change("P1", INADEQUATE, GOOD),)
    )


def test_a_limit_at_or_above_the_next_grade_is_not_in_the_way() -> None:
    bank = a_bank(themes=[a_theme_of(2, weights=["1", "2"])], limits=[a_limit(question="P1", at=ADEQUATE)])

    # 1 + 2 × 2 = 5; Adequate takes 7.5: P2 adds 2 a step
    assert lift_of(bank, answered(INADEQUATE, REQUIRES_IMPROVEMENT)) == Lift(
        to=ADEQUATE, steps=2, changes=(change("P2", REQUIRES_IMPROVEMENT, GOOD),)
    )


def test_a_limit_that_rests_on_another_theme_leaves_no_lift() -> None:
    bank = a_bank(
        themes=[a_theme_of(1), a_theme_of(1, code="leadership", prefix="G")],
        limits=[a_limit(question="G1", caps="purpose", at=ADEQUATE)],
    )

    assert lift_of(bank, {**answered(GOOD), **answered(INADEQUATE, prefix="G")}) is None


def test_only_answered_questions_are_raised() -> None:
    bank = a_bank(themes=[a_theme_of(3, weights=["9", "1", "1"])], minimum_coverage="0.1")

    # P1 is not applicable and P2 unanswered: only P3 can be raised
    assert lift_of(bank, answered(NOT_APPLICABLE, None, ADEQUATE)) == Lift(
        to=GOOD, steps=1, changes=(change("P3", ADEQUATE, GOOD),)
    )


def test_at_the_top_there_is_no_lift() -> None:
    assert lift_of(a_bank(themes=[a_theme_of(1)]), answered(OUTSTANDING)) is None


def test_a_threshold_that_no_mean_reaches_leaves_no_lift() -> None:
    thresholds = {"requires_improvement": "1.5", "adequate": "2.5", "good": "3.5", "outstanding": "5.1"}

    assert lift_of(a_bank(themes=[a_theme_of(1)], thresholds=thresholds), answered(GOOD)) is None


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (1, "One improvement is enough for Good:"),
        (2, "At least two improvements are needed for Good:"),
        (5, "At least five improvements are needed for Good:"),
        (9, "At least nine improvements are needed for Good:"),
        (10, "At least 10 improvements are needed for Good:"),
    ],
)
def test_a_lift_says_how_many_improvements_the_next_grade_needs(steps: int, sentence: str) -> None:
    assert Lift(to=GOOD, steps=steps, changes=()).sentence == sentence


def lift_of(bank: Bank, responses: Responses) -> Lift | None:
    return score(bank, responses).themes[0].lift


def change(question: str, before: Level, after: Level) -> LevelChange:
    return LevelChange(question=QuestionCode(question), before=before, after=after)
