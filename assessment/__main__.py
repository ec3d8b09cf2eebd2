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
from assessment.actions.known_collaborations import known_collaborations
from assessment.actions.loading_register import compare_with_register, load_register
from assessment.actions.managing_people import forget_person
from assessment.actions.new_password_links import make_link_on_server
from assessment.actions.rebuilding_scores import rebuild_scores
from assessment.bank.linting import find_ignored, find_problems
from assessment.bank.publishing import publish as publish_version
from assessment.codes import ReportFormat
from assessment.dates import now
from assessment.errors import AssessmentError, InvalidInput, sentence
from assessment.exports.round_exports import jobs_for_round
from assessment.report.batch_writer import FinishedJob, Job, JobOutcome, write_reports, write_whole
from assessment.report.report_format import build_report_as
from assessment.scoring import score_file
from assessment.services import services
from assessment.views.report_batch import bank_for_file, jobs_for_files, left_out, read_text_file
from assessment.views.report_view import subject_of_file
from assessment.views.verify_report import identify_file

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

audit_app = typer.Typer(no_args_is_help=True, help="Check the audit trail.", rich_markup_mode=None)
app.add_typer(audit_app, name="audit")
scores_app = typer.Typer(no_args_is_help=True, help="The scores that are kept.", rich_markup_mode=None)
app.add_typer(scores_app, name="scores")
register_app = typer.Typer(no_args_is_help=True, help="The register of collaborations.", rich_markup_mode=None)
app.add_typer(register_app, name="register")

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="An assessment file, in the format collaboration-assessment/2.")
]
BankOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The folder of a bank version; the version that the file answers if left out."),
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
    """Erase a person's name, e-mail address and sign-in details, and sign them out.

    What they did stays on record, without a name.
    """
    with errors_printed():
        with closing(services().store) as store:
            store.migrate()
            forget_person(store, CommandLine(), email)
        typer.echo(f"{email}: forgotten.", err=True)


@people.command("new-password")
def new_password(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address of the person.")],
) -> None:
    """Make a link with which a person chooses a new password, where nobody else can approve one.

    It is mailed to them if a mail server is configured, and otherwise printed. It works once, within seven days.
    """
    with errors_printed():
        with closing(services().store) as store:
            store.migrate()
            made = make_link_on_server(store, CommandLine(), email, mail_server=services().mail_server)
        if made.mailed_to:
            typer.echo(f"A link was sent to {made.mailed_to}.", err=True)
        else:
            typer.echo("Give the person the address of this service, followed by:", err=True)
            typer.echo(f"/account/invitation/{made.secret}")


@app.callback()
def main() -> None:
    """Self-assessment of police-to-police collaborations."""


@app.command()
def check(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            envvar="QUESTION_BANKS",
            help="The folder of a bank version, or one with bank versions below it.",
        ),
    ] = Path("question_banks"),
) -> None:
    """Print every problem in the question banks.

    Each is a line of its own: FILE:LINE: WHERE: PROBLEM. WHAT TO DO. Hidden files and backups are noted and ignored.
    """
    problems = find_problems(directory)
    for problem in problems:
        typer.echo(str(problem))
    for path in find_ignored(directory):
        typer.echo(f"{path}: ignored, because it is a hidden file or a backup. You can delete it.", err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{directory}: no problems.", err=True)


@app.command()
def publish(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the bank version.")],
) -> None:
    """Publish a bank version, whose content then never changes.

    First write "status: published" in its bank.yaml. This command checks the bank and adds its fingerprint to
    published.lock, two folders up; it writes nothing else.
    """
    with errors_printed():
        typer.echo(publish_version(directory))


@app.command()
def score(file: FileArgument, bank: BankOption = None) -> None:
    """Print the scores of an assessment file as JSON."""
    with errors_printed():
        text = read_text_file(file)
        typer.echo(score_file(text, bank_for_file(text, bank, services().settings.banks)))


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
        typer.Option("--round", metavar="TITLE", help="Instead of files: every assessment submitted in this round."),
    ] = None,
    bank: BankOption = None,
    issued: Annotated[
        str | None, typer.Option(metavar="TIME", help="The time of issue, as 2026-11-22T09:00:00Z; now if left out.")
    ] = None,
    pages: Annotated[bool, typer.Option("--pages", help="Write web pages instead of PDFs into a folder.")] = False,
) -> None:
    """Write the board's report on each assessment file. The same file and time of issue give the same bytes.

    Several reports are written at once, one on each core. A run that was stopped continues where it was: a report
    that is already there and newer than its file is left as it is.
    """
    report_format = ReportFormat.HTML if pages or output.suffix.lower() == ".html" else ReportFormat.PDF
    with errors_printed():
        at = read_time(issued)
        settings = services().settings
        if round_title is not None:
            jobs = jobs_for_round(settings, CommandLine(), round_title, output, issued=at, report_format=report_format)
            write_all(jobs, output)
        elif not files:
            raise InvalidInput(
                sentence(
                    "nothing_to_report_on",
                    "There is nothing to report on. Name an assessment file, or a round with --round.",
                )
            )
        elif len(files) > 1 or files[0].is_dir() or output.is_dir():
            jobs = jobs_for_files(
                files, output, bank=bank, banks=settings.banks, issued=at, report_format=report_format
            )
            for each in left_out(files):
                typer.echo(f"{each}: left out, because it is a hidden file.", err=True)
            write_all(jobs, output)
        else:
            text = read_text_file(files[0])
            chosen = bank_for_file(text, bank, settings.banks)
            written = build_report_as(report_format, subject_of_file(text, chosen, issued=at))
            with writing_to(output):
                write_whole(output, written)


@app.command()
def verify_report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, web page, export or comparison from the app.")],
) -> None:
    """Print which assessment a file was issued from.

    This also prints when and to whom it was issued, or that it was not issued in this form. It asks the database that
    DATABASE_URL names, and its audit trail. Reports made on the command line from a file are not recorded, so they
    are not found.
    """
    with errors_printed():
        try:
            content = file.read_bytes()
        except OSError as error:
            raise InvalidInput(
                sentence(
                    "file_to_verify_unreadable",
                    "{file}: cannot be read ({reason}). Check the name.",
                    file=str(file),
                    reason=error.strerror,
                )
            ) from None
        with closing(services().store) as store:
            found = identify_file(store, CommandLine(), content)
        if not found:
            raise InvalidInput(
                sentence(
                    "file_not_issued",
                    "{file}: this was not issued from this database, or it has been changed since.",
                    file=str(file),
                )
            )
        for issued in found:
            typer.echo(f"{file}: {issued}")


@audit_app.command("verify")
def verify_audit(
    heads: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A copy of the heads log, or a file in which a syslog server keeps it."),
    ] = None,
) -> None:
    """Check that the audit trail has not been altered.

    Where it has, the first bad entry of each chain is named. Everything that is stored is compared with the trail too.
    This reads the database that DATABASE_URL names, with its key and its heads log, and changes nothing. Anything that
    cannot be checked is printed on standard error.
    """
    with errors_printed():
        with closing(services().store) as store:
            verdict = store.verify_audit(heads or [])
        for note in verdict.notes:
            typer.echo(note, err=True)
        if wrong := (*verdict.problems, *verdict.rows):
            raise InvalidInput(*wrong)
        entries = "1 entry" if verdict.entries == 1 else f"{verdict.entries} entries"
        chains = "1 chain" if verdict.chains == 1 else f"{verdict.chains} chains"
        have = "has" if verdict.entries == 1 else "have"
        typer.echo(f"{entries} in {chains} {have} not been altered.")


@scores_app.command("rebuild")
def rebuild() -> None:
    """Work out again the scores that are kept of what was submitted, from the answers.

    Nothing changes where they are as they should be. After an older copy of the database was restored, or scores were
    edited outside the app, this puts them right, and the audit trail records which were different.
    """
    with errors_printed():
        with closing(services().store) as store:
            store.migrate()
            every, different = rebuild_scores(store, CommandLine(), services().library, at=now())
        typer.echo(f"{every} worked out, {different} of them different from what was kept.", err=True)


@register_app.command("load")
def load(
    *, check: Annotated[bool, typer.Option("--check", help="Only say what would be added, and add nothing.")] = False
) -> None:
    """Add the collaborations that are known from published sources to the register, with their facts and sources.

    Nothing is added without this command. What the register has already, by this command or under the same name, is
    left as it is.
    """
    with errors_printed(), closing(services().store) as store:
        if check:
            found = compare_with_register(store, CommandLine(), known_collaborations())
        else:
            store.migrate()
            found = load_register(store, CommandLine(), known_collaborations())
        done = "would be added" if check else "added"
        removed = "removed from the register before"
        for said, entries in ((done, found.new), ("there already", found.there), (removed, found.removed)):
            for each in entries:
                typer.echo(f"{each.name}: {said}")
        left = f", {len(found.removed)} {removed}" if found.removed else ""
        typer.echo(f"{len(found.new)} {done}, {len(found.there)} there already{left}.", err=True)


def write_all(jobs: Sequence[Job], folder: Path) -> None:
    """Write every report into the folder, show the progress, and print what became of them.

    Raise :class:`InvalidInput` with what was refused, once all the others are written.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    finished: list[FinishedJob] = []
    with typer.progressbar(length=len(jobs), label="Reports", file=sys.stderr, show_pos=True) as bar:
        for each in write_reports(jobs, processes=os.cpu_count() or 1):
            finished.append(each)
            bar.update(1)
    count = Counter(each.result for each in finished)
    typer.echo(
        f"{folder}: {count[JobOutcome.WRITTEN]} written, {count[JobOutcome.THERE]} already there, "
        f"{count[JobOutcome.REFUSED]} refused.",
        err=True,
    )
    if refused := sorted(said for each in finished for said in each.why):
        raise InvalidInput(*refused)


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn an error of the file system into a sentence. Raise :class:`InvalidInput`."""
    try:
        yield
    except OSError as error:
        raise InvalidInput(
            sentence(
                "file_unwritable",
                "{file}: cannot be written ({reason}). Choose another place.",
                file=str(place),
                reason=error.strerror,
            )
        ) from None


@contextmanager
def errors_printed() -> Iterator[None]:
    """Print an error's sentences on standard error, a line each, and exit with 1."""
    try:
        yield
    except AssessmentError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def read_time(text: str | None) -> datetime:
    """Return the time that was given, or now. Raise :class:`InvalidInput` for text that is not a time with a zone."""
    if text is None:
        return now()
    try:
        written = datetime.fromisoformat(text)
        # This overflows where the year in UTC lies outside the calendar.
        in_utc = written.astimezone(UTC) if written.tzinfo else None
    except (ValueError, OverflowError):
        in_utc = None
    if in_utc is None:
        raise InvalidInput(
            sentence("time_invalid", "{time}: this is not a time. Write it as 2026-11-22T09:00:00Z.", time=text)
        )
    return in_utc


if __name__ == "__main__":
    app()
