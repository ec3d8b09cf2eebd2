"""The command line: ``python -m assessment --help``."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assessment.bank.library import Library, find_problems, load_bank
from assessment.bank.model import Bank
from assessment.bank.publishing import publish as publish_version
from assessment.errors import AssessmentError, InvalidInput
from assessment.moments import now
from assessment.report.page import build_report_page
from assessment.report.pdf import build_report
from assessment.rounds.exchange import decoded
from assessment.scoring import score_file
from assessment.settings import Settings
from assessment.views.report import subject_of_file

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="An assessment file, in the format collaboration-assessment/1.")
]
BankOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="The bank version's folder; the newest published if left out.")
]


@app.callback()
def main() -> None:
    """Police-to-police collaboration self-assessment."""


@app.command()
def check(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="One bank version's folder, or a folder with bank versions below it.")
    ] = Path("question_banks"),
) -> None:
    """Print everything wrong with the question banks, a line each: FILE:LINE: WHERE: WHAT is wrong. What to do."""
    problems = find_problems(directory)
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{directory}: no problems.", err=True)


@app.command()
def publish(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The bank version's folder.")],
) -> None:
    """Publish a bank version, whose content then never changes.

    First write "status: published" in its bank.yaml. This command checks the bank and adds its fingerprint to
    published.lock, two folders up; it writes nothing else.
    """
    with told():
        typer.echo(publish_version(directory))


@app.command()
def score(file: FileArgument, bank: BankOption = None) -> None:
    """Print the scores of an assessment file as JSON."""
    with told():
        typer.echo(score_file(text_in(file), chosen_bank(bank)))


@app.command()
def report(
    file: FileArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="Where to write it: OUT.pdf or OUT.html.")
    ],
    bank: BankOption = None,
    issued: Annotated[
        str | None, typer.Option(metavar="TIME", help="The issue time, as 2026-11-22T09:00:00Z; now if left out.")
    ] = None,
) -> None:
    """Write the board's report of an assessment file. The same file and issue time give the same bytes."""
    with told():
        subject = subject_of_file(text_in(file), chosen_bank(bank), issued=moment(issued))
        is_page = output.suffix.lower() == ".html"
        written = build_report_page(subject).encode() if is_page else build_report(subject)
        try:
            output.write_bytes(written)
        except OSError as error:
            raise InvalidInput(f"{output}: cannot be written ({error.strerror}). Choose another place.") from None


@contextmanager
def told() -> Iterator[None]:
    """Turn an error into its sentences on standard error, a line each, and exit code 1."""
    try:
        yield
    except AssessmentError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def text_in(file: Path) -> str:
    """The text of a file. Raises :class:`InvalidInput` when it cannot be read."""
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read ({error.strerror}). Check the name and where you are.") from None


def chosen_bank(directory: Path | None) -> Bank:
    """The bank in that folder; the newest published one where none is named."""
    if directory is not None:
        return load_bank(directory)
    return Library(Settings.from_environment(os.environ).banks).latest()


def moment(text: str | None) -> datetime:
    """The time that was written, or now. Raises :class:`InvalidInput` for what is no time with a zone."""
    if text is None:
        return now()
    try:
        written = datetime.fromisoformat(text)
        # Where it is no year of our calendar in UTC, this overflows.
        in_utc = written.astimezone(UTC) if written.tzinfo else None
    except (ValueError, OverflowError):
        in_utc = None
    if in_utc is None:
        raise InvalidInput(f"{text}: this is not a time. Write it as 2026-11-22T09:00:00Z.")
    return in_utc


if __name__ == "__main__":
    app()
