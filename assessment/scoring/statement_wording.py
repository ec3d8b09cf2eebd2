"""The words for statements."""

from assessment.bank.model import Statement


def statement_line(statement: Statement) -> str:
    """Return a statement with its code before it."""
    return f"{statement.code} {statement.text}"
