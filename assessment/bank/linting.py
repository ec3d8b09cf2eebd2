"""Everything wrong with a bank version on its shelf, or with every version on a shelf: what `check` prints."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assessment.bank.files import YAML_ENDINGS, is_left_behind
from assessment.bank.lock import LOCK_NAME, Lock, Version, lock_above, read_lock
from assessment.bank.memory import stamp
from assessment.bank.model import Status
from assessment.bank.problems import Problem, Rule, in_order, quoted
from assessment.bank.reading import BANK_FILE_NAME, Reading, read_bank


def find_problems(directory: Path) -> list[Problem]:
    """Every problem of one bank version's folder, or of every version below a folder and its lock, by file and line."""
    versions = version_folders(directory)
    if stamp(directory / BANK_FILE_NAME) or not versions:
        return in_order([*read_lock(lock_above(directory)).problems, *check_version(directory).problems])
    problems = [
        problem
        for version in versions
        for problem in check_version(version, on_shelf=version.parent != directory).problems
    ]
    for path in {directory / LOCK_NAME, *(lock_above(version) for version in versions)}:
        lock = read_lock(path)
        problems.extend([*lock.problems, *_without_folder(lock, path.parent)])
    return in_order(problems)


def find_ignored(directory: Path) -> list[Path]:
    """Every hidden or backup copy of a YAML file beside the files of the bank versions that are checked."""
    folders = {directory, *version_folders(directory)}
    return sorted(
        path for folder in folders if folder.is_dir() for path in folder.iterdir() if is_left_behind(path.name)
    )


def version_folders(directory: Path) -> list[Path]:
    """The folders one or two levels below that hold YAML files."""
    patterns = (f"{folders}/[!.]*{ending}" for folders in ("[!.]*", "[!.]*/[!.]*") for ending in YAML_ENDINGS)
    return sorted({path.parent for pattern in patterns for path in directory.glob(pattern)})


def check_version(directory: Path, *, on_shelf: bool = False) -> Reading:
    """The bank of one folder, and everything wrong with it.

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
    """A bank that calls itself otherwise than its folders do, and so would not be found."""
    folder = directory.resolve()
    for key, name in (("id", folder.parent.name), ("version", folder.name)):
        value = reading.record.scalar(key)
        if value and value.text and value.text != name:
            yield Problem(
                rule=Rule.FOLDER_NAME,
                place=value.place,
                where=f"bank, {key}",
                found=f"the {key} is {quoted(value.text)}, but the folder is called {quoted(name)}",
                remedy="Rename one of them.",
            )


def _unlike_lock(reading: Reading, lock: Lock, directory: Path) -> Iterator[Problem]:
    """A status or a content that is not what the lock says."""
    record = reading.record
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


def _without_folder(lock: Lock, shelf: Path) -> Iterator[Problem]:
    """Published versions that are gone."""
    for (id, version), entry in lock.published.items():
        folder = shelf / id / version
        if not any(folder.glob("[!.]*.yaml")):
            yield Problem(
                rule=Rule.LOCK_WITHOUT_FOLDER,
                place=entry.place,
                where="lock",
                found=f"{id} {version} was published, but {folder} is empty or not there",
                remedy="Put the folder back; assessments may rest on it.",
            )
