"""Remembers what was read from files, for as long as the files stay as they are."""

import os
import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from assessment.bank.files import is_yaml

Thing = TypeVar("Thing")


class Stamp(NamedTuple):
    """Properties of a file. One changes when it is edited, replaced or restored, even within a tick of the clock."""

    name: str
    size: int
    modified: int
    changed: int
    inode: int


Stamps = tuple[Stamp | None, ...]


def stamp(path: Path) -> Stamp | None:
    """Return the file's stamp; none where there is no such file."""
    try:
        return _stamp(path.name, path.stat())
    except OSError:
        return None


def stamps_of_yaml(directory: Path) -> Stamps | None:
    """Return the stamps of a folder's YAML files, by name; none where the folder cannot be read."""
    try:
        with os.scandir(directory) as entries:
            found = [_stamp(entry.name, entry.stat()) for entry in entries if is_yaml(entry.name)]
    except OSError:
        return None
    return tuple(sorted(found))


def _stamp(name: str, status: os.stat_result) -> Stamp:
    return Stamp(name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Memory(Generic[Thing]):
    """Things read from files, by name. Safe to share between threads; each thing is read by one of them."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Stamps, Thing]] = {}
        self._reading = threading.Lock()

    def recall(self, name: Hashable, stamps: Stamps | None, read: Callable[[], Thing]) -> Thing:
        """Return the thing read under those stamps, or read it now. Without stamps nothing is kept.

        The stamps are taken before the files are read: a change in between is noticed the next time.
        """
        if stamps is None:
            return read()
        kept = self._kept.get(name)
        if kept and kept[0] == stamps:
            return kept[1]
        with self._reading:
            kept = self._kept.get(name)
            if kept and kept[0] == stamps:
                return kept[1]
            thing = read()
            self._kept[name] = (stamps, thing)
            return thing
