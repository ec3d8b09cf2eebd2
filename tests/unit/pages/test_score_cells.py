"""A score in words: where a mean and its grade differ, the same line says what holds the grade."""

from assessment.bank.model import FindingIsTrue
from assessment.ids import FindingId
from assessment.scoring import score
from pages.components.results.score_cells import mean_and_grade, score_range
from tests.bank_builders import (
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    responses,
)
from tests.unit.scoring.scoring_banks import a_limit


def test_a_mean_says_in_the_same_line_what_holds_its_grade_in_the_range_as_well() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])], limits=[limit])

    (unanswered,) = score(bank, responses(a_response("P1", OUTSTANDING))).themes
    (true,) = score(bank, responses(a_response("P1", OUTSTANDING, finding=True))).themes

    held = "5.00, held at Requires improvement by Practice P1"
    assert mean_and_grade(true.claimed, bank) == held
    assert (mean_and_grade(unanswered.claimed, bank), score_range(unanswered, bank)) == (
        "5.00 (no grade)",
        f"{held}, to 5.00 Outstanding",
    )
