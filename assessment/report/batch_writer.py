"""Writing many reports at once, on every core. Every file is complete, and a run that was stopped can be resumed."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from assessment.errors import AssessmentError, Sentence, sentence

_UNFINISHED: Final = ".report-part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to write. `make` is called in another process, so it has to be a function of a module."""

    place: Path
    make: Callable[[], bytes]
    changed: float = 0.0
    """The time when the source of the report last changed, in seconds since 1970."""


class JobOutcome(Enum):
    """The outcome of a job."""

    WRITTEN = auto()
    THERE = auto()
    """The report was there already, and is newer than its source."""
    REFUSED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedJob:
    """A job that has ended. Where it was refused, `why` holds the sentence for the person who started it."""

    job: Job
    result: JobOutcome
    why: tuple[Sentence, ...] = ()


def write_reports(jobs: Sequence[Job], *, processes: int) -> Iterator[FinishedJob]:
    """Write every report that is not there already, and yield each job as soon as it is finished, in any order.

    If the run is stopped at any moment, even by force, only complete files are left, and another call with these jobs
    resumes it.
    """
    _remove_unfinished({job.place.parent for job in jobs})
    waiting = []
    for job in jobs:
        if job.place.exists() and job.place.stat().st_mtime >= job.changed:
            yield FinishedJob(job=job, result=JobOutcome.THERE)
        else:
            waiting.append(job)
    if not waiting:
        return
    reading, writing = os.pipe()
    with ProcessPoolExecutor(
        min(processes, len(waiting)),
        mp_context=get_context("fork"),
        initializer=_end_with_the_parent,
        initargs=(reading, writing),
    ) as pool:
        try:
            for future in as_completed([pool.submit(_write, job) for job in waiting]):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)
            os.close(writing)
            os.close(reading)


def write_whole(place: Path, content: bytes) -> None:
    """Write the content in one step, so that a reader sees either the old file or none, or the complete new file."""
    part = place.with_name(f".{place.name}.{os.getpid()}{_UNFINISHED}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _write(job: Job) -> FinishedJob:
    try:
        write_whole(job.place, job.make())
    except AssessmentError as error:
        return FinishedJob(job=job, result=JobOutcome.REFUSED, why=error.sentences)
    except OSError as error:
        reason = sentence(
            "report_not_written", "{file}: cannot be written ({reason}).", file=str(job.place), reason=error.strerror
        )
        return FinishedJob(job=job, result=JobOutcome.REFUSED, why=(reason,))
    return FinishedJob(job=job, result=JobOutcome.WRITTEN)


def _remove_unfinished(folders: Iterable[Path]) -> None:
    """Remove the unfinished files of a run that was killed."""
    for folder in folders:
        for part in folder.glob(f".*{_UNFINISHED}"):
            part.unlink(missing_ok=True)


def _end_with_the_parent(reading: int, writing: int) -> None:
    """End this process when its parent ends, because a parent that is killed cannot tell its children to stop."""
    # Only the parent keeps the pipe open for writing, so the pipe closes when the parent ends.
    os.close(writing)

    def wait() -> None:
        os.read(reading, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
