"""The answer to a question as it is read on the pages: nothing that somebody typed is obeyed as HTML."""

from dataclasses import replace

from assessment.rounds.response import Response
from assessment.scoring.question_results import QuestionResult, question_results
from pages.components.results import question_answer
from tests.bank_builders import ADEQUATE, a_bank, a_question, a_response, a_theme, met, responses

QUESTION = a_question("P1", finding="F1")


def result_of(response: Response) -> QuestionResult:
    return question_results(a_bank(themes=[a_theme(questions=[QUESTION])]), responses(response))[QUESTION.code]


def test_the_lists_name_what_is_in_place_what_is_missing_and_what_counts_later() -> None:
    assert question_answer.lists(result_of(a_response("P1", met("P1", 1, 4)))) == (
        "<p><strong>In place</strong></p><ul><li>P1.1 P1 has what number 1 says.</li></ul>"
        "<p><strong>Missing for Adequate</strong></p><ul><li>P1.2 P1 has what number 2 says.</li></ul>"
        "<p><strong>Already in place above this level</strong></p><ul><li>P1.4 P1 has what number 4 says.</li></ul>"
    )


def test_the_level_names_its_gap_beside_the_pill() -> None:
    drawn = question_answer.level(result_of(a_response("P1", met("P1", 1, 3))), levels=5)

    assert drawn.endswith(">Good</span> with one gap: P1.2")


def test_a_finding_says_its_answer_and_why_it_matters_where_it_is_true() -> None:
    assert question_answer.finding(result_of(a_response("P1", ADEQUATE, finding=True))) == (
        "<p><strong>Finding F1.</strong> Has P1 failed? <strong>Yes.</strong> Nothing makes up for a failed P1.</p>"
    )
    assert question_answer.finding(result_of(a_response("P1", ADEQUATE, finding=False))).endswith(
        "<strong>No.</strong></p>"
    )


def test_the_words_of_a_bank_are_shown_and_never_obeyed() -> None:
    result = result_of(a_response("P1", met("P1", 1)))
    hostile = replace(
        result.question,
        statements=tuple(replace(each, text="<b>bold</b> & more") for each in result.question.statements),
    )

    assert "<li>P1.1 &lt;b&gt;bold&lt;/b&gt; &amp; more</li>" in question_answer.lists(
        replace(result, question=hostile)
    )
