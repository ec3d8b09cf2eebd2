"""Reports on the assessment files of a folder, many at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from assessment.bank.library import Library, load_bank
from assessment.bank.model import Bank
from assessment.codes import ReportFormat
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.report.batch_writer import Job
from assessment.report.report_format import build_report_as
from assessment.rounds.exchange import answered_bank, decoded
from assessment.views.report_view import subject_of_file


def read_text_file(file: Path) -> str:
    """Return the text of a file. Raise :class:`InvalidInput` when it cannot be read."""
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise InvalidInput(
            sentence(
                "file_unreadable",
                "{file}: cannot be read ({reason}). Check the name and the folder you are in.",
                file=str(file),
                reason=error.strerror,
            )
        ) from None


def assessment_files(folder: Path) -> list[Path]:
    """Return the files of a folder that end in .json, in capital or small letters, but for hidden ones, by name."""
    return [each for each in sorted(folder.iterdir()) if _is_json(each) and not each.name.startswith(".")]


def left_out(files: Sequence[Path]) -> list[Path]:
    """Return the hidden files of the folders among those named that end in .json, for which no report is made."""
    hidden = (each for file in files if file.is_dir() for each in sorted(file.iterdir()) if each.name.startswith("."))
    return [each for each in hidden if _is_json(each)]


def _is_json(file: Path) -> bool:
    return file.suffix.casefold() == ".json"


def jobs_for_files(
    files: Sequence[Path],
    folder: Path,
    *,
    bank: Path | None,
    banks: Path,
    issued: datetime,
    report_format: ReportFormat,
) -> tuple[Job, ...]:
    """Return a job for each file, and for each assessment file of each folder among them, under the file's own name.

    `bank` is the bank version's folder; where it is None, each file is read with the version published
    in `banks` that it answers. Raise
    :class:`InvalidInput` where there is no file, or where two would become the same report.
    """
    found = [each for file in files for each in (assessment_files(file) if file.is_dir() else [file])]
    if not found:
        raise InvalidInput(
            sentence(
                "no_file_to_report_on",
                "{files}: there is no file to report on. Name one that ends in .json.",
                files=", ".join(map(str, files)),
            )
        )
    twice = [stem for stem, count in Counter(file.stem for file in found).items() if count > 1]
    if twice:
        raise InvalidInput(
            *(
                sentence(
                    "two_files_one_report",
                    "{report}: two files would become this report. Report on them separately.",
                    report=str(folder / f"{stem}.{report_format}"),
                )
                for stem in twice
            )
        )
    # Read here once, so that the processes that are started from this one already have it.
    Library(banks).latest() if bank is None else load_bank(bank)
    return tuple(
        Job(
            place=folder / f"{file.stem}.{report_format}",
            make=partial(_report_on_file, file, bank, banks, issued, report_format),
            changed=file.stat().st_mtime if file.exists() else 0.0,
        )
        for file in found
    )


def bank_for_file(text: str, folder: Path | None, banks: Path) -> Bank:
    """Return the bank in that folder or, where it is None, the version published in `banks` that the file answers."""
    return answered_bank(text, Library(banks)) if folder is None else load_bank(folder)


def _report_on_file(file: Path, bank: Path | None, banks: Path, issued: datetime, report_format: ReportFormat) -> bytes:
    try:
        text = read_text_file(file)
        subject = subject_of_file(text, bank_for_file(text, bank, banks), issued=issued)
        return build_report_as(report_format, subject)
    except InvalidInput as invalid:
        raise InvalidInput(*(_naming_file(problem, file) for problem in invalid.sentences)) from None


def _naming_file(problem: Sentence, file: Path) -> Sentence:
    if problem.startswith(str(file)):
        return problem
    return sentence("file_problem", "{file}: {problem}", file=str(file), problem=problem)
