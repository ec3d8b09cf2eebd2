"""The answers that each filter shows on the page that checks them, and what it says of each."""

import re

from assessment.bank.model import Bank
from assessment.codes import AnswerFilter
from assessment.rounds.response import Response, StoredResponse
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.check_view import found_by_filter
from pages.components.results import answers_to_check
from tests.bank_builders import ADEQUATE, GOOD, a_bank, a_question, a_response, a_theme, some_evidence
from tests.report.test_comparison_report import an_assessment


def answered(*given: Response) -> AnsweredAssessment:
    """Return an assessment of P1 to P3, of which P2 asks for a finding, with those answers."""
    questions = [a_question("P1"), a_question("P2", finding="F1"), a_question("P3")]
    bank: Bank = a_bank(themes=[a_theme(questions=questions)])
    return AnsweredAssessment(
        assessment=an_assessment("Dogs"),
        bank=bank,
        stored={each.question: StoredResponse(response=each, version=1) for each in given},
    )


def test_each_filter_shows_the_answers_that_lack_it_and_the_first_shows_them_all_once() -> None:
    opened = answered(a_response("P1", GOOD), a_response("P2", ADEQUATE, finding=True, rationale="Because."))

    assert found_by_filter(opened) == {
        AnswerFilter.NEEDS_A_LOOK: ("P1", "P2", "P3"),
        AnswerFilter.NOT_ANSWERED: ("P3",),
        AnswerFilter.NO_EVIDENCE: ("P1",),
        AnswerFilter.NO_RATIONALE: ("P1",),
        AnswerFilter.FINDINGS: ("P2",),
        AnswerFilter.ALL: ("P1", "P2", "P3"),
    }


def test_a_finding_without_an_answer_needs_a_look_and_an_answer_with_its_support_does_not() -> None:
    opened = answered(
        a_response("P1", GOOD, rationale="Because.", evidence=[some_evidence()]),
        a_response("P2", ADEQUATE, rationale="Because."),
        a_response("P3", ADEQUATE, rationale="Because."),
    )

    assert found_by_filter(opened)[AnswerFilter.NEEDS_A_LOOK] == ("P2",)
    assert found_by_filter(opened)[AnswerFilter.FINDINGS] == ("P2",)


def test_a_row_says_what_to_look_at_and_leads_to_its_question() -> None:
    opened = answered(a_response("P1", GOOD))

    html = answers_to_check.of(opened, AnswerFilter.NO_EVIDENCE, may_change=True)
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())

    assert "1 of 3 answers shown" in text
    assert "No evidence As evidenced: Adequate No rationale" in text
    assert f'href="/respond?assessment={opened.assessment.id}&amp;question=P1"' in html
    assert "Change" not in answers_to_check.of(opened, AnswerFilter.NO_EVIDENCE, may_change=False)
