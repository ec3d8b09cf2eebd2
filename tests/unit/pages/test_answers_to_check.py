"""What needs a look before an assessment is submitted, on the page that checks the answers."""

from assessment.bank.model import Bank
from assessment.rounds.response import Response, StoredResponse
from assessment.views.answered_assessment import AnsweredAssessment
from pages.components.results.answers_to_check import lines
from tests.bank_builders import ADEQUATE, GOOD, a_bank, a_question, a_response, a_theme, some_evidence
from tests.report.test_comparison_report import an_assessment


def looks(*given: Response) -> list[str]:
    """Return the lines on an assessment of P1 and P2, of which P2 asks for a finding."""
    bank: Bank = a_bank(themes=[a_theme(questions=[a_question("P1"), a_question("P2", finding="F1")])])
    opened = AnsweredAssessment(
        assessment=an_assessment("Dogs"),
        bank=bank,
        stored={each.question: StoredResponse(response=each, version=1) for each in given},
    )
    return list(lines(opened, opened.questions))


def test_questions_and_findings_without_an_answer_are_named() -> None:
    assert looks(a_response("P1", ADEQUATE, rationale="Because.")) == [
        "1 question answered, 0 not applicable.",
        "**1 question not answered:** P2. They count against coverage, never as low levels.",
        "**1 finding not answered,** on P2. A theme has no grade while a finding that can limit it is not answered.",
    ]


def test_high_levels_without_evidence_answers_without_a_rationale_and_findings_are_named() -> None:
    assert looks(a_response("P1", GOOD), a_response("P2", ADEQUATE, finding=True, rationale="Because.")) == [
        "2 questions answered, 0 not applicable.",
        "**1 finding answered with yes,** on P2.",
        "**1 answer at Good or above without evidence:** P1. The Results page shows the grade with and without them.",
        "**1 answer without a rationale:** P1.",
    ]


def test_where_nothing_needs_a_look_only_the_count_is_left() -> None:
    assert looks(
        a_response("P1", GOOD, rationale="Because.", evidence=[some_evidence()]),
        a_response("P2", ADEQUATE, finding=False, rationale="Because."),
    ) == ["2 questions answered, 0 not applicable."]
