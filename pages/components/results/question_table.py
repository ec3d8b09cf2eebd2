"""A table of questions: the level of each, the statements in place, and those that are missing for the next level."""

from collections.abc import Iterable, Iterator

from assessment.bank.model import Statement
from assessment.scoring.question_results import QuestionResult
from pages.components.layout import html_tables
from pages.components.layout.escaping import in_html
from pages.components.results import question_answer


def of(results: Iterable[QuestionResult], *, levels: int) -> str:
    """Return a table as HTML with a row for each question. `levels` is the number of levels of the scale."""
    caption = "Every question with its level, what is in place, and what is missing for the next level."
    table = html_tables.of(
        caption,
        ("Question", "Level", "In place", "Missing next"),
        [
            (
                f"{in_html(result.question.code)} {in_html(result.question.title)}",
                question_answer.level(result, levels=levels) + question_answer.finding(result),
                _statements((*result.in_place, *result.ahead)),
                _statements(result.missing),
            )
            for result in results
        ],
        kind="questions",
    )
    return html_tables.with_caption(table, caption)


def _statements(statements: Iterable[Statement]) -> str:
    return "<br>".join(_lines(statements)) or "None"


def _lines(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield in_html(f"{statement.code} {statement.text}")
