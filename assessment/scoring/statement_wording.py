"""The words for statements: one as a line, and the steps of a lift in the order in which they are to be taken."""

from collections.abc import Iterator

from assessment.bank.model import Bank, Statement
from assessment.scoring.scores import Lift


def statement_line(statement: Statement) -> str:
    """Return a statement with its code before it."""
    return f"{statement.code} {statement.text}"


def lift_steps(lift: Lift, bank: Bank) -> tuple[str, ...]:
    """Return what a lift takes, a line for each step: the findings to put right, and the statements to make true."""
    return (*_findings_to_put_right(lift, bank), *_statements_to_make_true(lift, bank))


def _findings_to_put_right(lift: Lift, bank: Bank) -> Iterator[str]:
    for finding in lift.findings:
        question = bank.question_of(finding.id)
        yield f"Put right finding {finding.id} of {question.code} ({question.title}): {finding.ask}"


def _statements_to_make_true(lift: Lift, bank: Bank) -> Iterator[str]:
    titles = {each.code: question.title for question in bank.questions() for each in question.statements}
    for statement in lift.statements:
        yield f"{statement_line(statement)} ({titles[statement.code]})"
