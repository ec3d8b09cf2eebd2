"""The comparison as CSV. A spreadsheet must show typed text, and never run it as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from assessment.bank.model import OVERALL, Bank, Statement
from assessment.comparison.compared import ComparedRow
from assessment.rounds.spreadsheet_text import as_text
from assessment.scoring.question_results import NOT_ASKED, QuestionResult
from assessment.scoring.scores import Result, Score


def comparison_csv(bank: Bank, rows: Iterable[ComparedRow]) -> str:
    """Return a line for each row: the assessment, then its scores, its questions and its findings.

    The overall result and every theme have six columns each. Every question has three: its level, the codes of the
    statements that are met, and the codes of those that are missing for the next level. Every finding has one.
    """
    scored = [(OVERALL, "Overall"), *((theme.code, theme.title) for theme in bank.themes)]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_NONNUMERIC)
    questions = tuple(bank.questions())
    findings = [(question.code, question.finding) for question in questions if question.finding is not None]
    measures = ("grade", "mean", "lowest mean", "highest mean", "answered", "applicable")
    writer.writerow(
        [
            "Collaboration",
            "Partner forces",
            "Lead force",
            "Round",
            "As of",
            "Classification",
            "Bank version",
            "Assessment id",
            *(f"{title}: {measure}" for _, title in scored for measure in measures),
            *(f"{question.code}: {column}" for question in questions for column in ("level", "met", "missing")),
            *(f"{finding.id} ({code})" for code, finding in findings),
        ]
    )
    for row in rows:
        assessment = row.assessment
        writer.writerow(
            [
                *map(
                    as_text,
                    (
                        assessment.collaboration.name,
                        ", ".join(assessment.collaboration.partner_names),
                        assessment.collaboration.lead_force.name,
                        assessment.round.title,
                        assessment.round.as_of.isoformat(),
                        assessment.classification.value,
                        f"{bank.id} {bank.version}",
                        str(assessment.id),
                    ),
                ),
                *(cell for code, _ in scored for cell in _cells(row.score(code))),
                *(cell for question in questions for cell in _of_question(row.questions.get(question.code))),
                *(_of_finding(row.questions.get(code)) for code, _ in findings),
            ]
        )
    # The byte order mark tells a spreadsheet that the text is UTF-8, so that it shows accents correctly.
    return "\ufeff" + lines.getvalue()


def _cells(score: Score) -> Iterator[str | float]:
    yield score.claimed.grade.title if score.claimed.grade else _why_no_grade(score)
    yield from (_mean(result) for result in (score.claimed, score.lowest, score.highest))
    yield score.coverage.answered
    yield score.coverage.applicable


def _of_question(result: QuestionResult | None) -> Iterator[str]:
    if result is None:
        yield from (NOT_ASKED, "", "")
        return
    yield result.reply
    yield _codes(result.met)
    yield _codes(result.missing)


def _codes(statements: Iterable[Statement]) -> str:
    return " ".join(statement.code for statement in statements)


def _of_finding(result: QuestionResult | None) -> str:
    return NOT_ASKED if result is None or result.asked_finding is None else result.finding_answer


def _why_no_grade(score: Score) -> str:
    return "No grade" if score.applies else "Not applicable"


def _mean(result: Result) -> str | float:
    return "" if result.mean is None else float(result.mean)
