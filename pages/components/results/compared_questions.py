"""The questions of a few assessments side by side: the level of each, and what is missing for the next."""

from collections.abc import Mapping

from assessment.bank.model import Bank
from assessment.comparison.compared import ComparedRow
from assessment.ids import QuestionCode
from assessment.scoring.question_results import NOT_ASKED, QuestionResult
from pages.components.layout import html_tables
from pages.components.layout.escaping import in_html
from pages.components.results import question_answer


def show(bank: Bank, rows: Mapping[str, ComparedRow]) -> None:
    """Draw a row for each question, with a column for each assessment under its label."""
    levels = len(bank.scale)
    html_tables.show(
        "Every question: its level in each assessment, the statements in place, and those missing for the next level.",
        ("Question", *rows),
        [
            (
                f"{in_html(question.code)} {in_html(question.title)}",
                *(_cell(question.code, row.questions, levels=levels) for row in rows.values()),
            )
            for question in bank.questions()
        ],
        kind="questions",
    )


def _cell(code: QuestionCode, results: Mapping[QuestionCode, QuestionResult], *, levels: int) -> str:
    result = results.get(code)
    if result is None:
        return NOT_ASKED
    missing = "".join(f"<li>{in_html(f'{each.code} {each.text}')}</li>" for each in result.missing)
    listed = f"<p>{in_html(result.missing_label)}:</p><ul>{missing}</ul>" if missing else ""
    reported = question_answer.finding(result) if result.finding_is_true else ""
    codes = ", ".join(statement.code for statement in (*result.in_place, *result.ahead))
    in_place = f"<p>In place: {in_html(codes)}</p>" if codes else ""
    return question_answer.level(result, levels=levels) + reported + in_place + listed
