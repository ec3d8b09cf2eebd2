"""Banks on the disk for these tests: the small good bank, alone or on a shelf, and the faulty ones laid over it."""

import shutil
from pathlib import Path

BANKS = Path(__file__).parents[2] / "banks"
SMALL = BANKS / "small"
FAULTY = BANKS / "faulty"
STATEMENTS = ("P1.1", "P1.2", "P1.3", "P2.1", "P2.2", "S1.1", "S1.2")
"""The codes of the small bank's statements."""


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


def a_further_version(shelf: Path, version: str, *, to: str) -> Path:
    """The small bank as a further version in which nothing was changed since the version `to`."""
    folder = a_folder(shelf / "small" / version)
    edit(folder / "bank.yaml", 'version: "1"', f'version: "{version}"')
    (folder / "equivalence.yaml").write_text(
        f'to: "{to}"\nquestions: {{P1: identical, P2: identical, S1: identical}}\n'
        "statements:\n" + "".join(f"  {code}: identical\n" for code in STATEMENTS)
    )
    return folder


def a_version_before(shelf: Path) -> Path:
    """The small bank as version 0, which was published."""
    folder = a_folder(shelf / "small" / "0")
    edit(folder / "bank.yaml", 'version: "1"', 'version: "0"')
    edit(folder / "bank.yaml", "status: draft", "status: published")
    return folder


def lay_over(faulty: Path, at: Path) -> Path:
    """The small bank with a faulty bank's files laid over it; the folder to check.

    With a lock among the files the bank stands on a shelf, otherwise alone; beside it stands the small bank as
    version 0 where the lock lists that.
    """
    has_lock = (faulty / "published.lock").exists()
    folder = a_folder(at / "small" / "1" if has_lock else at)
    for file in faulty.iterdir():
        if file.name == "published.lock":
            shutil.copy(file, at)
            if "small 0 " in file.read_text():
                a_version_before(at)
        elif file.name != "problems.txt":
            shutil.copy(file, folder)
    return at
