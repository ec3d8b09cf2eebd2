"""The shelf of bank versions: opens, checks and remembers them. Answers are only ever given to what was published."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from assessment.bank.lock import LOCK_NAME, Lock, Version, is_version, lock_above, read_lock
from assessment.bank.memory import Memory, stamp, stamps_of_yaml
from assessment.bank.model import Bank, Status
from assessment.bank.problems import Problem, Rule
from assessment.bank.reading import Reading
from assessment.bank.shelf_checks import check_version
from assessment.errors import BankUnusable, Sentence, sentence

_SAFE: Final = sentence("answers_are_safe", " Answers already given are safe.")
_SHOWN: Final = 3


class Library:
    """The published bank versions on a shelf: a folder such as ``question_banks``, with its lock."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, id: str, version: str) -> Bank:
        """Return the published version. Raise :class:`BankUnusable` where it is missing, faulty, changed or a draft."""
        if not is_version(id, version):
            raise BankUnusable(
                sentence(
                    "bank_name_malformed",
                    "There is no question bank of that name and version.{reassurance} Check the address.",
                    reassurance=_SAFE,
                )
            )
        directory = self.root / id / version
        name = sentence("name_of_version", "The question bank {id} {version}", id=id, version=version)
        reading = _read(directory, on_shelf=True)
        if reading.bank is None or reading.faults:
            raise BankUnusable(_why_unusable(name, directory, reading.faults, reassurance=_SAFE))
        if reading.bank.status is Status.DRAFT:
            raise BankUnusable(
                sentence(
                    "bank_still_a_draft",
                    "{name} is still a draft, and only published versions can be answered. "
                    "Write status: published in its bank.yaml, then run: python -m assessment publish {directory}",
                    name=name,
                    directory=directory,
                )
            )
        return reading.bank

    def find(self, id: str, version: str) -> Bank | None:
        """Return that version where it is published, or None. Raise :class:`BankUnusable` as :meth:`open` does."""
        named = next((each for each in self._lock().published if (each.id, each.version) == (id, version)), None)
        return None if named is None else self.open(*named)

    def latest(self, id: str = "collaboration") -> Bank:
        """Return the newest published version. Raise :class:`BankUnusable` where there is none, and as :meth:`open`."""
        versions = [named for named in self._lock().published if named.id == id]
        if not versions:
            raise BankUnusable(
                sentence(
                    "bank_without_published_version",
                    "No version of the question bank {id} is published in {root}. "
                    "Publish one with: python -m assessment publish {root}/{id}/VERSION",
                    id=id,
                    root=self.root,
                )
            )
        return self.open(*max(versions, key=lambda named: named.order))

    def published(self) -> tuple[Bank, ...]:
        """Return all published versions, by id and oldest first. Raise :class:`BankUnusable` as :meth:`open` does."""
        return tuple(self.open(*named) for named in sorted(self._lock().published, key=lambda named: named.order))

    def between(self, id: str, first: str, last: str) -> tuple[Bank, ...]:
        """Return the published versions from the first to the last, oldest first, as :meth:`open` does.

        There are none where the last is older than the first.
        """
        start, end = Version(id, first).order, Version(id, last).order
        named = [each for each in self._lock().published if start <= each.order <= end]
        return tuple(self.open(*each) for each in sorted(named, key=lambda each: each.order))

    def _lock(self) -> Lock:
        path = self.root / LOCK_NAME
        return _locks.recall(path.absolute(), (stamp(path),), lambda: read_lock(path))


def load_bank(directory: Path) -> Bank:
    """Return the bank in a folder, draft or published. Raise :class:`BankUnusable` where it is missing or faulty.

    Where a lock stands two levels up, a published version must be what was published.
    """
    reading = _read(directory, on_shelf=False)
    if reading.bank is None or reading.faults:
        name = sentence("name_of_folder", "The question bank in {directory}", directory=directory)
        raise BankUnusable(_why_unusable(name, directory, reading.faults))
    return reading.bank


def _read(directory: Path, *, on_shelf: bool) -> Reading:
    """Return the folder's bank or problems, read again only when one of its files or the lock has changed."""
    stamps = stamps_of_yaml(directory)
    if stamps is not None:
        stamps = (*stamps, stamp(lock_above(directory)))
    return _readings.recall(
        (directory.absolute(), on_shelf), stamps, lambda: check_version(directory, on_shelf=on_shelf)
    )


# One for the process: every page and every thread shares the banks that are in use.
_readings: Final = Memory[Reading]()
_locks: Final = Memory[Lock]()


def _why_unusable(name: Sentence, directory: Path, problems: Sequence[Problem], *, reassurance: str = "") -> Sentence:
    rules = {problem.rule for problem in problems}
    if rules & {Rule.FOLDER_MISSING, Rule.BANK_FILE_MISSING}:
        return sentence(
            "bank_missing",
            "{name} is not there: {file} is missing.{reassurance} Put it back, then try again.",
            name=name,
            file=problems[0].place.file,
            reassurance=reassurance,
        )
    if rules == {Rule.CONTENT_CHANGED}:
        return sentence(
            "bank_changed",
            "{name} is not what was published: its files have been changed since.{reassurance} "
            "Undo the changes in {directory}, and make them in a folder for a new version.",
            name=name,
            reassurance=reassurance,
            directory=directory,
        )
    if len(problems) == 1:
        many = sentence("one_problem", "1 problem")
    else:
        many = sentence("several_problems", "{count} problems", count=len(problems))
    return sentence(
        "bank_faulty",
        "{name} cannot be used: it has {many}.{reassurance} "
        "To see all, run: python -m assessment check {directory}\n{first}",
        name=name,
        many=many,
        reassurance=reassurance,
        directory=directory,
        first="\n".join(str(problem) for problem in problems[:_SHOWN]),
    )
