"""The command that compares two readers: ``python -m benchmarks.rating CASES READER_A READER_B [--bank DIR]``."""

from pathlib import Path
from typing import Annotated

import typer

from assessment.errors import BankUnusable
from benchmarks.rating.chosen_bank import BankOption, chosen_bank
from benchmarks.rating.printed import printed
from benchmarks.rating.rating_files import RatingFileUnusable, read_cases, read_ticks


def main(
    cases: Annotated[Path, typer.Argument(metavar="CASES", help="The cases, with their intended levels.")],
    reader_a: Annotated[Path, typer.Argument(metavar="READER_A", help="What reader A ticked for each case.")],
    reader_b: Annotated[Path, typer.Argument(metavar="READER_B", help="What reader B ticked for each case.")],
    bank: BankOption = None,
) -> None:
    """Print how far two readers agree with each other and with the intended level."""
    try:
        opened = chosen_bank(bank)
        told = read_cases(cases, opened)
        typer.echo(printed(opened, told, read_ticks(reader_a, told), read_ticks(reader_b, told)))
    except (BankUnusable, RatingFileUnusable) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    typer.run(main)
