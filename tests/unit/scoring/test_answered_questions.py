"""Strengths and areas to improve: which answered questions they are, and in what order."""

from assessment.bank.model import OVERALL, Bank, FindingIsTrue, ThemeAtMost
from assessment.ids import FindingId, QuestionCode, ThemeCode
from assessment.scoring import AnsweredQuestion, areas_to_improve, strengths
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
    some_evidence,
)
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_limit, a_theme_of, answered


def test_strengths_are_the_highest_first_then_the_supported_the_heaviest_and_bank_order() -> None:
    theme = a_theme_of(7, weights=["1", "1", "1", "2", "1", "1", "1"])
    given = responses(
        a_response("P1", GOOD),
        a_response("P2", GOOD, evidence=[some_evidence()]),
        a_response("P3", OUTSTANDING),
        a_response("P4", GOOD),
        a_response("P5", OUTSTANDING, evidence=[some_evidence()]),
        a_response("P6", GOOD),
        a_response("P7", ADEQUATE),
    )

    found = strengths(theme, a_bank(themes=[theme]), given)

    assert codes(found) == ["P5", "P3", "P2", "P4", "P1", "P6"]
    assert [answered.supported for answered in found] == [True, False, True, False, False, False]


def test_areas_to_improve_begin_with_what_fires_a_limit_then_the_lowest_the_heaviest_and_bank_order() -> None:
    theme = a_theme_of(6, weights=["1", "1", "1", "3", "1", "1"])
    bank = a_bank(themes=[theme], limits=[a_limit(question="P5", at_most=ADEQUATE, at=ADEQUATE)])

    found = areas_to_improve(
        theme, bank, answered(ADEQUATE, INADEQUATE, REQUIRES_IMPROVEMENT, REQUIRES_IMPROVEMENT, ADEQUATE, GOOD)
    )

    assert codes(found) == ["P5", "P2", "P4", "P3", "P1"]


def test_an_answered_question_tells_its_level_what_is_missing_for_the_one_above_and_what_is_ahead() -> None:
    theme = a_theme_of(1)

    (found,) = areas_to_improve(theme, a_bank(themes=[theme]), responses(a_response("P1", met("P1", 1))))

    assert (found.level, found.next_level) == (REQUIRES_IMPROVEMENT, ADEQUATE)
    assert [statement.code for statement in found.placement.missing] == ["P1.2"]
    assert (found.finding, found.limit) == (None, None)


def test_a_question_with_a_true_finding_is_an_area_to_improve_however_good_it_is() -> None:
    questions = [a_question("P1"), a_question("P2", finding="F2"), a_question("P3", finding="F3"), a_question("P4")]
    theme = a_theme(questions=questions)
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F3")), at=ADEQUATE)
    bank = a_bank(themes=[theme], limits=[limit])
    given = responses(
        a_response("P1", INADEQUATE),
        a_response("P2", GOOD, finding=True),
        a_response("P3", OUTSTANDING, finding=True),
        a_response("P4", GOOD),
    )

    areas = areas_to_improve(theme, bank, given)

    assert codes(areas) == ["P3", "P1", "P2"]
    assert [area.limit for area in areas] == [limit, None, None]
    assert [area.finding and area.finding.id for area in areas] == ["F3", None, "F2"]
    assert codes(strengths(theme, bank, given)) == ["P4"]


def test_a_finding_that_is_false_is_nothing_to_improve() -> None:
    theme = a_theme(questions=[a_question("P1", finding="F1")])
    bank = a_bank(themes=[theme], limits=[a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=ADEQUATE)])

    (strength,) = strengths(theme, bank, responses(a_response("P1", GOOD, finding=False)))

    assert (strength.finding, strength.limit) == (None, None)


def test_at_the_top_there_is_no_level_above() -> None:
    theme = a_theme_of(1)

    (found,) = strengths(theme, a_bank(themes=[theme]), answered(OUTSTANDING))

    assert found.next_level is None


def test_the_first_limit_that_a_level_fires_is_told_whatever_it_caps() -> None:
    theme = a_theme_of(1)
    missed = a_limit("L1", question="P1", at_most=INADEQUATE, at=INADEQUATE)
    fired = a_limit("L2", question="P1", at_most=REQUIRES_IMPROVEMENT, caps=OVERALL, at=ADEQUATE)
    also_fired = a_limit("L3", question="P1", at_most=ADEQUATE, at=ADEQUATE)

    (found,) = areas_to_improve(
        theme, a_bank(themes=[theme], limits=[missed, fired, also_fired]), answered(REQUIRES_IMPROVEMENT)
    )

    assert found.limit == fired


def test_a_condition_on_a_theme_is_no_questions_limit() -> None:
    theme = a_theme_of(1)
    limit = a_limit(when=ThemeAtMost(theme=ThemeCode("purpose"), at_most=ADEQUATE), caps=OVERALL, at=ADEQUATE)

    (found,) = areas_to_improve(theme, a_bank(themes=[theme], limits=[limit]), answered(INADEQUATE))

    assert found.limit is None


def test_unanswered_and_not_applicable_questions_are_neither_strengths_nor_areas() -> None:
    theme = a_theme_of(2)
    bank: Bank = a_bank(themes=[theme])

    assert strengths(theme, bank, answered(None, NOT_APPLICABLE)) == ()
    assert areas_to_improve(theme, bank, answered(None, NOT_APPLICABLE)) == ()


def codes(found: tuple[AnsweredQuestion, ...]) -> list[QuestionCode]:
    return [answered.question.code for answered in found]
