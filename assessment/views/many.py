"""Reports on many assessments: on the files of a folder, or on everything that was submitted in a round."""

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from pathlib import Path

from assessment.access import Asker, Permission
from assessment.admission import admit
from assessment.bank.library import Library, load_bank
from assessment.bank.model import Bank
from assessment.errors import InvalidInput
from assessment.report.batch import Job
from assessment.report.page import build_report_page
from assessment.report.pdf import build_report
from assessment.report.subject import ReportSubject
from assessment.rounds.exchange import decoded
from assessment.rounds.text import file_stem
from assessment.settings import Settings
from assessment.store import Store
from assessment.terms import AssessmentId
from assessment.views.report import report_subject, subject_of_file


class Form(StrEnum):
    """What a report is written as; its value ends the file's name."""

    PDF = "pdf"
    PAGE = "html"


def report_in(form: Form, subject: ReportSubject) -> bytes:
    """The report in that form."""
    return build_report(subject) if form is Form.PDF else build_report_page(subject).encode()


def text_in(file: Path) -> str:
    """The text of a file. Raises :class:`InvalidInput` when it cannot be read."""
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read ({error.strerror}). Check the name and where you are.") from None


def jobs_of_files(
    files: Sequence[Path], folder: Path, *, bank: Path | None, issued: datetime, form: Form
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
    bank_in(bank)
    return tuple(
        Job(
            place=folder / f"{file.stem}.{form}",
            make=partial(_of_file, file, bank, issued, form),
            changed=file.stat().st_mtime if file.exists() else 0.0,
        )
        for file in found
    )


def jobs_of_round(asker: Asker, title: str, folder: Path, *, issued: datetime, form: Form) -> tuple[Job, ...]:
    """A report on every assessment that was submitted in the round with that title.

    Raises :class:`InvalidInput` where there is none.
    """
    settings = Settings.from_environment(os.environ)
    # Closed before other processes are started: a connection does not survive being in two of them.
    with closing(Store.of(settings)) as store, store.read() as unit:
        viewer = admit(unit, asker)
        viewer.require(Permission.READ)
        submitted = [
            each
            for each in unit.assessments.all()
            if each.submitted_at and each.round.title == title and viewer.may(Permission.READ, of=each)
        ]
    if not submitted:
        raise InvalidInput(f"{title}: nothing was submitted in a round with this title. Check how it is written.")
    return tuple(
        Job(
            # The end of the id keeps two collaborations of one name apart.
            place=folder / f"{file_stem(f'{each.collaboration.name} {title}')}-{str(each.id)[-8:]}.{form}",
            make=partial(_of_assessment, each.id, asker, issued, form),
        )
        for each in submitted
    )


@cache
def bank_in(folder: Path | None) -> Bank:
    """The bank in that folder; the newest published one where none is named."""
    return load_bank(folder) if folder is not None else Library(Settings.from_environment(os.environ).banks).latest()


def _of_file(file: Path, bank: Path | None, issued: datetime, form: Form) -> bytes:
    try:
        return report_in(form, subject_of_file(text_in(file), bank_in(bank), issued=issued))
    except InvalidInput as invalid:
        raise InvalidInput(
            *(problem if problem.startswith(str(file)) else f"{file}: {problem}" for problem in invalid.problems)
        ) from None


def _of_assessment(id: AssessmentId, asker: Asker, issued: datetime, form: Form) -> bytes:
    store, library = _house()
    return report_in(form, report_subject(store, asker, library, id, at=issued))


@cache
def _house() -> tuple[Store, Library]:
    """The store and the banks of this process, which is one of several."""
    settings = Settings.from_environment(os.environ)
    return Store.of(settings), Library(settings.banks)
