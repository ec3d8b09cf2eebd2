"""A bank version as it stands on its shelf: what was read, named as its folders are, and as it was published."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assessment.bank.lock import LOCK_NAME, Lock, Version, lock_above, read_lock
from assessment.bank.model import Status
from assessment.bank.problems import Problem, Rule, in_order, quoted
from assessment.bank.reading import Reading, read_bank


def check_version(directory: Path, *, on_shelf: bool = False) -> Reading:
    """Return the bank of one folder, and everything wrong with it.

    Where the folder stands on a shelf, that is, where a lock stands two levels up or `on_shelf` says so, its name and
    its published content are checked too.
    """
    reading = read_bank(directory)
    lock = read_lock(lock_above(directory))
    if not (lock.exists or on_shelf):
        return reading
    problems = [*reading.problems, *_misnamed(reading, directory), *_unlike_lock(reading, lock, directory)]
    return replace(reading, problems=tuple(in_order(problems)))


def _misnamed(reading: Reading, directory: Path) -> Iterator[Problem]:
    """Yield names that differ from those of the folders, under which the bank would not be found."""
    folder = directory.resolve()
    for key, name in (("id", folder.parent.name), ("version", folder.name)):
        value = reading.draft.bank.scalar(key)
        if value and value.text and value.text != name:
            yield Problem(
                rule=Rule.FOLDER_NAME,
                place=value.place,
                where=f"bank, {key}",
                found=f"the {key} is {quoted(value.text)}, but the folder is called {quoted(name)}",
                remedy="Rename one of them.",
            )


def _unlike_lock(reading: Reading, lock: Lock, directory: Path) -> Iterator[Problem]:
    """Yield a status or a content that is not what the lock says."""
    record = reading.draft.bank
    status = record.scalar("status")
    id, version = record.text("id"), record.text("version")
    if status is None or id is None or version is None:
        return
    entry = lock.published.get(Version(id, version))

    def problem(rule: Rule, found: str, remedy: str) -> Problem:
        return Problem(rule=rule, place=status.place, where="bank, status", found=found, remedy=remedy)

    if status.text == Status.DRAFT and entry:
        yield problem(
            Rule.DRAFT_IN_LOCK,
            f"{id} {version} was published ({entry.place.file}:{entry.place.line}) and cannot be a draft again",
            "Write status: published, and make changes in a folder for a new version.",
        )
    if status.text == Status.PUBLISHED and entry is None:
        yield problem(
            Rule.NOT_IN_LOCK,
            f"{id} {version} is said to be published, but {LOCK_NAME} does not list it",
            f"Run: python -m assessment publish {directory}",
        )
    if entry and reading.bank and reading.bank.fingerprint != entry.fingerprint:
        yield problem(
            Rule.CONTENT_CHANGED,
            f"{id} {version} was published with other content ({entry.place.file}:{entry.place.line})",
            "Undo the changes, and make them in a folder for a new version.",
        )
