"""Strengths and areas to improve: which answers they are, and in what order."""

from assessment.bank.model import OVERALL, Bank, ThemeAtMost
from assessment.ids import QuestionCode, ThemeCode
from assessment.scoring import Finding, areas_to_improve, strengths
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_response,
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
    assert [finding.supported for finding in found] == [True, False, True, False, False, False]


def test_areas_to_improve_begin_with_what_fires_a_limit_then_the_lowest_the_heaviest_and_bank_order() -> None:
    theme = a_theme_of(6, weights=["1", "1", "1", "3", "1", "1"])
    bank = a_bank(themes=[theme], limits=[a_limit(question="P5", at_most=ADEQUATE, at=ADEQUATE)])

    found = areas_to_improve(
        theme, bank, answered(ADEQUATE, INADEQUATE, REQUIRES_IMPROVEMENT, REQUIRES_IMPROVEMENT, ADEQUATE, GOOD)
    )

    assert codes(found) == ["P5", "P2", "P4", "P3", "P1"]


def test_a_finding_tells_the_level_above_and_its_descriptor_is_the_questions() -> None:
    theme = a_theme_of(1)

    (found,) = areas_to_improve(theme, a_bank(themes=[theme]), answered(ADEQUATE))

    assert found.next_level == GOOD
    assert found.question.descriptors[GOOD.code] == "P1 seen at Good."
    assert found.limit is None


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


def codes(findings: tuple[Finding, ...]) -> list[QuestionCode]:
    return [finding.question.code for finding in findings]
