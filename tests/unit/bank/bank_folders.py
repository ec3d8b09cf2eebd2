"""Banks on the disk for these tests: the small good bank, alone or on a shelf, and the faulty ones laid over it."""

import shutil
from pathlib import Path

BANKS = Path(__file__).parents[2] / "banks"
SMALL = BANKS / "small"
FAULTY = BANKS / "faulty"


def a_folder(at: Path) -> Path:
    """A copy of the small bank, which is a draft."""
    shutil.copytree(SMALL, at)
    return at


def a_shelf(at: Path) -> Path:
    """A shelf that holds the small bank as small 1, and no lock."""
    a_folder(at / "small" / "1")
    return at


def edit(file: Path, before: str, after: str) -> None:
    """Replace a text that stands in the file."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def lay_over(faulty: Path, at: Path) -> Path:
    """The small bank with a faulty bank's files laid over it; the folder to check.

    With a lock among the files the bank stands on a shelf, otherwise alone.
    """
    has_lock = (faulty / "published.lock").exists()
    folder = a_folder(at / "small" / "1" if has_lock else at)
    for file in faulty.iterdir():
        if file.name == "published.lock":
            shutil.copy(file, at)
        elif file.name != "problems.txt":
            shutil.copy(file, folder)
    return at
