"""Reports in every form, and on the files of a folder."""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from assessment.bank.library import Library, load_bank
from assessment.bank.model import Bank
from assessment.codes import ReportFormat
from assessment.errors import InvalidInput
from assessment.report.batch_writer import Job
from assessment.report.html_report import build_report_page
from assessment.report.pdf_report import build_report
from assessment.report.report_subject import ReportSubject
from assessment.rounds.exchange import decoded
from assessment.settings import Settings
from assessment.views.report_view import subject_of_file


def build_report_as(form: ReportFormat, subject: ReportSubject) -> bytes:
    """The report in that form."""
    return build_report(subject) if form is ReportFormat.PDF else build_report_page(subject).encode()


def read_text_file(file: Path) -> str:
    """The text of a file. Raises :class:`InvalidInput` when it cannot be read."""
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read ({error.strerror}). Check the name and where you are.") from None


def jobs_for_files(
    files: Sequence[Path], folder: Path, *, bank: Path | None, issued: datetime, form: ReportFormat
) -> tuple[Job, ...]:
    """A report on each file, and on each ``.json`` file of each folder among them, under the file's own name.

    `bank` is the bank version's folder; the newest published if none. Raises :class:`InvalidInput` where there is no
    file, or where two would become the same report.
    """
    found = [each for file in files for each in (sorted(file.glob("*.json")) if file.is_dir() else [file])]
    if not found:
        raise InvalidInput(f"{', '.join(map(str, files))}: there is no file to report on. Name one that ends in .json.")
    twice = [stem for stem, count in Counter(file.stem for file in found).items() if count > 1]
    if twice:
        raise InvalidInput(
            *(f"{folder / stem}.{form}: two files would become this report. Report on them apart." for stem in twice)
        )
    # Read here once, so that the processes that are started from this one have it.
    bank_for_batch(bank)
    return tuple(
        Job(
            place=folder / f"{file.stem}.{form}",
            make=partial(_of_file, file, bank, issued, form),
            changed=file.stat().st_mtime if file.exists() else 0.0,
        )
        for file in found
    )


@cache
def bank_for_batch(folder: Path | None) -> Bank:
    """The bank in that folder; the newest published one where none is named."""
    return load_bank(folder) if folder is not None else Library(Settings.from_environment(os.environ).banks).latest()


def _of_file(file: Path, bank: Path | None, issued: datetime, form: ReportFormat) -> bytes:
    try:
        return build_report_as(form, subject_of_file(read_text_file(file), bank_for_batch(bank), issued=issued))
    except InvalidInput as invalid:
        raise InvalidInput(
            *(problem if problem.startswith(str(file)) else f"{file}: {problem}" for problem in invalid.sentences)
        ) from None
