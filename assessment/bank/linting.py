"""Everything wrong with a bank version, or with every version on a shelf, its wording included: what `check` prints."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assessment.bank.equivalence_checks import find_equivalence_faults
from assessment.bank.files import YAML_ENDINGS, is_left_behind
from assessment.bank.lock import LOCK_NAME, Lock, lock_above, read_lock
from assessment.bank.memory import stamp
from assessment.bank.problems import Problem, Rule, in_order
from assessment.bank.reading import BANK_FILE_NAME, Reading
from assessment.bank.shelf_checks import check_version
from assessment.bank.wording_checks import find_wording_faults


def find_problems(directory: Path) -> list[Problem]:
    """Return all problems of a bank version, or of all versions below a folder and their lock, by file and line."""
    versions = version_folders(directory)
    if stamp(directory / BANK_FILE_NAME) or not versions:
        return in_order([*read_lock(lock_above(directory)).problems, *lint_version(directory).problems])
    problems = [
        problem
        for version in versions
        for problem in lint_version(version, on_shelf=version.parent != directory).problems
    ]
    for path in {directory / LOCK_NAME, *(lock_above(version) for version in versions)}:
        lock = read_lock(path)
        problems.extend([*lock.problems, *_without_folder(lock, path.parent)])
    return in_order(problems)


def find_ignored(directory: Path) -> list[Path]:
    """Return every hidden or backup copy of a YAML file beside the files of the bank versions that are checked."""
    folders = {directory, *version_folders(directory)}
    return sorted(
        path for folder in folders if folder.is_dir() for path in folder.iterdir() if is_left_behind(path.name)
    )


def version_folders(directory: Path) -> list[Path]:
    """Return the folders one or two levels below that hold YAML files."""
    patterns = (f"{folders}/[!.]*{ending}" for folders in ("[!.]*", "[!.]*/[!.]*") for ending in YAML_ENDINGS)
    return sorted({path.parent for pattern in patterns for path in directory.glob(pattern)})


def lint_version(directory: Path, *, on_shelf: bool = False) -> Reading:
    """Return what :func:`check_version` finds, and what matters until it is published: wording and equivalence."""
    reading = check_version(directory, on_shelf=on_shelf)
    problems = [*reading.problems, *find_wording_faults(reading.draft), *find_equivalence_faults(reading, directory)]
    return replace(reading, problems=tuple(in_order(problems)))


def _without_folder(lock: Lock, shelf: Path) -> Iterator[Problem]:
    """Yield the published versions that are gone."""
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
