"""The command line: ``python -m assessment --help``."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assessment.access import CommandLine
from assessment.actions.managing_people import forget_person
from assessment.bank.library import find_problems
from assessment.bank.publishing import publish as publish_version
from assessment.codes import ReportFormat
from assessment.dates import now
from assessment.errors import AssessmentError, InvalidInput
from assessment.exports.round_exports import jobs_for_round
from assessment.report.batch_writer import FinishedJob, Job, JobOutcome, write_reports, write_whole
from assessment.scoring import score_file
from assessment.settings import Settings
from assessment.store import Store
from assessment.views.report_batch import bank_for_batch, build_report_as, jobs_for_files, read_text_file
from assessment.views.report_view import subject_of_file
from assessment.views.verify_report import identify_file

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

audit_app = typer.Typer(no_args_is_help=True, help="The audit trail.", rich_markup_mode=None)
app.add_typer(audit_app, name="audit")

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="An assessment file, in the format collaboration-assessment/1.")
]
BankOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="The bank version's folder; the newest published if left out.")
]


people = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
app.add_typer(people, name="people", help="People who can sign in.")


@people.callback()
def of_people() -> None:
    """People who can sign in."""


@people.command()
def forget(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address of the person to forget.")],
) -> None:
    """Remove a person's name, address and secrets, and sign them out. What they did stays on record, under no name."""
    with told():
        settings = Settings.from_environment(os.environ)
        with closing(Store.of(settings)) as store:
            store.migrate()
            forget_person(store, CommandLine(), email)
        typer.echo(f"{email}: forgotten.", err=True)


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
        typer.echo(score_file(read_text_file(file), bank_for_batch(bank)))


@app.command()
def report(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Assessment files, or folders of them. With several, -o names a folder."),
    ] = None,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="Where to write: OUT.pdf, OUT.html or a folder.")
    ],
    round_title: Annotated[
        str | None,
        typer.Option("--round", metavar="TITLE", help="Instead of files: all that was submitted in this round."),
    ] = None,
    bank: BankOption = None,
    issued: Annotated[
        str | None, typer.Option(metavar="TIME", help="The issue time, as 2026-11-22T09:00:00Z; now if left out.")
    ] = None,
    pages: Annotated[bool, typer.Option("--pages", help="Into a folder: web pages instead of PDFs.")] = False,
) -> None:
    """Write the board's report of assessment files. The same file and issue time give the same bytes.

    Many are written on every core. A run that was stopped goes on where it was: a report that is there and newer than
    its file is left as it is.
    """
    form = ReportFormat.HTML if pages or output.suffix.lower() == ".html" else ReportFormat.PDF
    with told():
        at = moment(issued)
        if round_title is not None:
            write_all(jobs_for_round(CommandLine(), round_title, output, issued=at, form=form), output)
        elif not files:
            raise InvalidInput("There is nothing to report on. Name an assessment file, or a round with --round.")
        elif len(files) > 1 or files[0].is_dir() or output.is_dir():
            write_all(jobs_for_files(files, output, bank=bank, issued=at, form=form), output)
        else:
            written = build_report_as(form, subject_of_file(read_text_file(files[0]), bank_for_batch(bank), issued=at))
            with writing_to(output):
                write_whole(output, written)


@app.command()
def verify_report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, web page, export or comparison from the app.")],
) -> None:
    """Say of which assessment a file was issued, when and to whom; or that it was not, as it is.

    It asks the database that DATABASE_URL names, and its audit trail. A report that was made from a file was issued by
    nobody.
    """
    with told():
        try:
            content = file.read_bytes()
        except OSError as error:
            raise InvalidInput(f"{file}: cannot be read ({error.strerror}). Check the name.") from None
        with closing(Store.of(Settings.from_environment(os.environ))) as store:
            found = identify_file(store, CommandLine(), content)
        if not found:
            raise InvalidInput(f"{file}: this was not issued from this database, or it was changed since.")
        for issued in found:
            typer.echo(f"{file}: {issued}")


@audit_app.command("verify")
def verify_audit() -> None:
    """Say whether the audit trail is as it was written, or name the first bad entry of each chain.

    Every stored answer is compared with it too. It reads the database that DATABASE_URL names, with the key and the
    heads log that belong to it, and changes nothing. What cannot be vouched for is printed on standard error.
    """
    with told():
        with closing(Store.of(Settings.from_environment(os.environ))) as store:
            verdict = store.verify_audit()
        for note in verdict.notes:
            typer.echo(note, err=True)
        if wrong := (*verdict.problems, *verdict.answers):
            raise InvalidInput(*wrong)
        typer.echo(f"{verdict.entries} entries in {verdict.chains} chains are as they were written.")


def write_all(jobs: Sequence[Job], folder: Path) -> None:
    """Write them all into the folder, show how far it is, and say at the end what became of them.

    Raises :class:`InvalidInput` with what was refused, once all the others are written.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    done: list[FinishedJob] = []
    with typer.progressbar(length=len(jobs), label="Reports", file=sys.stderr, show_pos=True) as bar:
        for each in write_reports(jobs, processes=os.cpu_count() or 1):
            done.append(each)
            bar.update(1)
    count = Counter(each.result for each in done)
    typer.echo(
        f"{folder}: {count[JobOutcome.WRITTEN]} written, {count[JobOutcome.THERE]} there already, "
        f"{count[JobOutcome.REFUSED]} refused.",
        err=True,
    )
    if refused := sorted(each.why for each in done if each.result is JobOutcome.REFUSED):
        raise InvalidInput(*refused)


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into a sentence."""
    try:
        yield
    except OSError as error:
        raise InvalidInput(f"{place}: cannot be written ({error.strerror}). Choose another place.") from None


@contextmanager
def told() -> Iterator[None]:
    """Turn an error into its sentences on standard error, a line each, and exit code 1."""
    try:
        yield
    except AssessmentError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


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
