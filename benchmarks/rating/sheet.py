"""The sheet that a reader works from: ``python -m benchmarks.rating.sheet CASES [--bank DIR]``.

It has every case with the statements of its question, in an order of chance that is the same each time. The level that
the author had in mind is not in it.
"""

import random
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from assessment.bank.model import Bank, Question
from assessment.dates import uk_date
from assessment.errors import BankUnusable
from benchmarks.rating.agreement import SEED
from benchmarks.rating.chosen_bank import BankOption, chosen_bank
from benchmarks.rating.rating_files import Case, RatingFileUnusable, read_cases


def sheet(bank: Bank, cases: tuple[Case, ...]) -> str:
    """The sheet as Markdown."""
    return "\n".join(_lines(bank, cases))


def _lines(bank: Bank, cases: tuple[Case, ...]) -> Iterator[str]:
    yield "# Cases to place\n"
    yield "Tick a statement if the facts of its case show it to be true. What the facts do not say is not ticked."
    yield f"Each case is told as on {uk_date(cases[0].told_on)}."
    yield "Write one line for each case, and [] where nothing is ticked:\n"
    yield "    C00: [P0.1, P0.2]\n"
    yield "Words that the statements use in one meaning:\n"
    yield from (f"- **{word.word}**: {word.meaning}" for word in bank.words)
    for case in random.Random(SEED).sample(cases, k=len(cases)):
        yield f"\n## {case.id}: {case.question.code} {case.question.title}\n"
        yield f"{case.facts}\n"
        yield f"{case.question.prompt}\n"
        yield from _statements(case.question)


def _statements(question: Question) -> Iterator[str]:
    for title, statements in groupby(question.statements, key=lambda statement: statement.level.title):
        yield f"{title}:"
        yield from (f"- {statement.code} {statement.text}" for statement in statements)


def _main(cases: Annotated[Path, typer.Argument(metavar="CASES")], bank: BankOption = None) -> None:
    """Print the sheet for the readers of these cases."""
    try:
        opened = chosen_bank(bank)
        typer.echo(sheet(opened, read_cases(cases, opened)))
    except (BankUnusable, RatingFileUnusable) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    typer.run(_main)
