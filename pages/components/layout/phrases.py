"""Short phrases that several pages share."""

from assessment.bank.model import Bank, Citation


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 question``, ``12 questions``. `many` is for an irregular plural."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def citation(bank: Bank, cited: Citation) -> str:
    """Return a source and the place in it, as ``HMICFRS, The Hard Yards, July 2020: page 12``."""
    return bank.cite(cited)
