"""The bank on which cases are placed."""

from pathlib import Path
from typing import Annotated, Final

import typer

from assessment.bank.library import Library, load_bank
from assessment.bank.model import Bank

_SHELF: Final = Path(__file__).parents[2] / "question_banks"

BankOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The folder of a bank version; the newest published version if left out."),
]


def chosen_bank(directory: Path | None) -> Bank:
    """The bank in the folder, or the newest published one. Raises :class:`assessment.errors.BankUnusable`."""
    return Library(_SHELF).latest() if directory is None else load_bank(directory)
