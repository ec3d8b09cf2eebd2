"""Many reports at once: on every core, each file whole or not at all, and going on where an earlier run was stopped."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from assessment.errors import AssessmentError

_UNFINISHED: Final = ".report-part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to be written. `make` is called in another process, so it has to be a function of a module."""

    place: Path
    make: Callable[[], bytes]
    changed: float = 0.0
    """When what it is made from last changed, in seconds since 1970."""


class JobOutcome(Enum):
    """What became of a job."""

    WRITTEN = auto()
    THERE = auto()
    """The report was there already, and is newer than what it is made from."""
    REFUSED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedJob:
    """A job that is over; `why` it was refused, where it was."""

    job: Job
    result: JobOutcome
    why: str = ""


def write_reports(jobs: Sequence[Job], *, processes: int) -> Iterator[FinishedJob]:
    """Write every report that is not there already, and tell of each as soon as it is done, in any order.

    Stopped at any moment, even by force, it leaves whole files only, and the same call goes on from there.
    """
    _remove_what_was_left({job.place.parent for job in jobs})
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
    """Put the content there at once: whoever looks sees the old file, or none, or the whole new one."""
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
        return FinishedJob(job=job, result=JobOutcome.REFUSED, why=str(error))
    except OSError as error:
        return FinishedJob(
            job=job, result=JobOutcome.REFUSED, why=f"{job.place}: cannot be written ({error.strerror})."
        )
    return FinishedJob(job=job, result=JobOutcome.WRITTEN)


def _remove_what_was_left(folders: Iterable[Path]) -> None:
    """Clear away the unfinished files of a run that was killed."""
    for folder in folders:
        for part in folder.glob(f".*{_UNFINISHED}"):
            part.unlink(missing_ok=True)


def _end_with_the_parent(reading: int, writing: int) -> None:
    """End this process when the parent does: a parent that is killed cannot tell its children to stop."""
    # Only the parent keeps the pipe open for writing, so that its end is the end of the pipe.
    os.close(writing)

    def wait() -> None:
        os.read(reading, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
