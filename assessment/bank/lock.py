"""The lock: what each published version's content was, a line per version.

::

    # What was published, and its fingerprint. Written by: python -m assessment publish DIR
    collaboration 2026.2 sha256:9f2c…
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from assessment.bank.files import read_text
from assessment.bank.memory import stamp
from assessment.bank.problems import Place, Problem, Rule, quoted
from assessment.bank.values import ID, VERSION

LOCK_NAME: Final = "published.lock"

_HEADING: Final = "# What was published, and its fingerprint. Written by: python -m assessment publish DIR\n"
_FINGERPRINT: Final = re.compile(r"sha256:[0-9a-f]{64}")
_RESTORE: Final = "Restore the line as it was when the version was published."


class Version(NamedTuple):
    """A bank version by name. Versions are well-formed: numbers with dots between them."""

    id: str
    version: str

    @property
    def order(self) -> tuple[str, tuple[int, ...]]:
        """By id, then oldest first: 2026.9 comes before 2026.10."""
        return self.id, tuple(int(number) for number in self.version.split("."))


def is_version(id: str, version: str) -> bool:
    """Return True if both are well-formed, so that looking for them never leads out of the folder."""
    return ID.matches(id) and VERSION.matches(version)


class Published(NamedTuple):
    """A fingerprint in the lock, and where it stands."""

    fingerprint: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Every published version. `exists` is false where no version was ever published."""

    exists: bool = False
    published: Mapping[Version, Published] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def lock_above(directory: Path) -> Path:
    """Return where the lock of a bank version's folder stands if there is one: two levels up."""
    # A path such as "." or "../2026.1" does not say what is above it.
    is_plain = len(directory.parts) > 1 and ".." not in directory.parts
    return (directory if is_plain else directory.resolve()).parent.parent / LOCK_NAME


def read_lock(path: Path) -> Lock:
    """Read the lock and what is wrong with it."""
    if stamp(path) is None:
        return Lock()
    text = read_text(path, where="lock")
    if isinstance(text, Problem):
        return Lock(exists=True, problems=(text,))
    published: dict[Version, Published] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        place = Place(str(path), number)
        match line.split():
            case []:
                continue
            case [first, *_] if first.startswith("#"):
                continue
            case [id, version, fingerprint] if is_version(id, version) and _FINGERPRINT.fullmatch(fingerprint):
                if Version(id, version) in published:
                    problems.append(_problem(Rule.LOCK_REPEATED, place, f"{id} {version} stands here twice"))
                else:
                    published[Version(id, version)] = Published(fingerprint, place)
            case _:
                problems.append(
                    _problem(Rule.LOCK_LINE, place, f"{quoted(line)} is not a bank, a version and its fingerprint")
                )
    return Lock(exists=True, published=published, problems=tuple(problems))


def _problem(rule: Rule, place: Place, found: str) -> Problem:
    return Problem(rule=rule, place=place, where="lock", found=found, remedy=_RESTORE)


def write_lock(path: Path, published: Mapping[Version, str]) -> None:
    """Write every version with its fingerprint, all or nothing. Raises :class:`OSError` where it cannot be written."""
    lines = [
        f"{named.id} {named.version} {fingerprint}\n"
        for named, fingerprint in sorted(published.items(), key=lambda entry: entry[0].order)
    ]
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(_HEADING + "".join(lines), encoding="utf-8")
    unfinished.replace(path)
