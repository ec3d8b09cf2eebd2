"""The questions of several assessments side by side: how many are at each level, and what is missing most often."""

from assessment.comparison.compared import ComparedRow
from assessment.report.compared_questions import ComparedQuestion, compared_themes
from assessment.rounds.response import NotApplicable, Response
from tests.bank_builders import ADEQUATE, GOOD, OUTSTANDING, a_bank, a_question, a_response, a_theme, met, responses
from tests.report.test_comparison_report import an_assessment

BANK = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1", not_applicable_when="Never.")])])


def row(number: int, *given: Response) -> ComparedRow:
    return ComparedRow.of(an_assessment(f"Unit {number}", number=number), BANK, responses(*given))


def compared(*rows: ComparedRow) -> ComparedQuestion:
    (theme,) = compared_themes(rows, BANK)
    return theme.questions[0]


def test_levels_are_counted_from_the_highest_down_and_then_those_without_one() -> None:
    question = compared(
        row(1, a_response("P1", ADEQUATE)),
        row(2, a_response("P1", GOOD)),
        row(3, a_response("P1", GOOD)),
        row(4, a_response("P1", NotApplicable(reason="Nobody."))),
        row(5),
    )

    assert question.levels == "2 Good, 1 Adequate, 1 not answered, 1 not applicable"


def test_the_statement_missing_most_often_is_named_and_among_several_that_of_the_lowest_level() -> None:
    question = compared(
        row(1, a_response("P1", ADEQUATE)), row(2, a_response("P1", met("P1", 1, 2))), row(3, a_response("P1", GOOD))
    )
    tied = compared(row(1, a_response("P1", ADEQUATE)), row(2, a_response("P1", GOOD)))

    assert question.missing == ("In 2 of 3: P1.3 P1 has what number 3 says.",)
    assert tied.missing == ("In 1 of 2: P1.3 P1 has what number 3 says.",)


def test_where_nothing_is_missing_it_says_so_and_findings_are_counted() -> None:
    question = compared(
        row(1, a_response("P1", OUTSTANDING, finding=True)), row(2, a_response("P1", OUTSTANDING, finding=False))
    )

    assert question.missing == ("Nothing", "Finding F1 is reported by 1 of 2.")


def test_an_assessment_in_several_rows_counts_once() -> None:
    first = row(1, a_response("P1", GOOD))

    assert compared(first, first).levels == "1 Good"


def test_without_rows_there_are_no_questions() -> None:
    assert compared_themes((), BANK) == ()
