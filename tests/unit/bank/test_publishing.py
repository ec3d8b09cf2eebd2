"""Publishing writes one line, once, and nothing when anything is wrong."""

from pathlib import Path

import pytest

from assessment.bank.library import load_bank
from assessment.bank.linting import find_problems
from assessment.bank.publishing import publish
from assessment.errors import InvalidInput
from tests.unit.bank.bank_folders import a_further_version, a_shelf, a_version_before, edit

HEADING = "# What was published, and its fingerprint. Written by: python -m assessment publish DIR"


def a_ready_version(shelf: Path, version: str = "1", *, to: str | None = None) -> Path:
    """A version of small that its author has marked as published, and in which nothing was changed since `to`."""
    folder = a_further_version(shelf, version, to=to) if to else shelf / "small" / version
    edit(folder / "bank.yaml", "status: draft", "status: published")
    return folder


def refusal(folder: Path) -> tuple[str, ...]:
    with pytest.raises(InvalidInput) as refused:
        publish(folder)
    return refused.value.sentences


def test_the_lock_holds_a_sorted_line_for_every_version(tmp_path: Path) -> None:
    shelf = a_shelf(tmp_path)
    folders = [
        a_ready_version(shelf),
        a_ready_version(shelf, "2026.9", to="1"),
        a_ready_version(shelf, "2026.10", to="2026.9"),
    ]

    said = [publish(folder) for folder in folders]

    prints = {folder.name: load_bank(folder).fingerprint for folder in folders}
    assert (shelf / "published.lock").read_text() == (
        f"{HEADING}\nsmall 1 {prints['1']}\nsmall 2026.9 {prints['2026.9']}\nsmall 2026.10 {prints['2026.10']}\n"
    )
    assert said[2] == (
        f"small 2026.10 is published, and {shelf}/published.lock holds its fingerprint ({prints['2026.10']})."
    )
    assert find_problems(shelf) == []
    assert sorted(path.name for path in shelf.iterdir()) == ["published.lock", "small"]


def test_publishing_writes_nothing_but_the_lock(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path))
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    publish(folder)

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_publishing_the_same_content_again_changes_nothing(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path))
    publish(folder)
    before = (tmp_path / "published.lock").read_text()

    said = publish(folder)

    assert said == f"small 1 is published already, with this content ({load_bank(folder).fingerprint})."
    assert (tmp_path / "published.lock").read_text() == before


def test_other_content_under_a_published_version_is_refused(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path))
    publish(folder)
    before = (tmp_path / "published.lock").read_text()
    edit(folder / "skills.yaml", "Everyone", "Everybody")

    assert refusal(folder) == (
        f"{folder}/bank.yaml:4: bank, status: small 1 was published with other content "
        f"({tmp_path}/published.lock:2). Undo the changes, and make them in a folder for a new version.",
    )
    assert (tmp_path / "published.lock").read_text() == before


def test_a_faulty_bank_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path))
    edit(folder / "skills.yaml", "weight: 1\n", "weight: -1\n")

    assert [problem.split(": ")[1] for problem in refusal(folder)] == ["theme skills, weight", "question S1, weight"]
    assert not (tmp_path / "published.lock").exists()


def test_a_draft_is_refused_until_its_author_says_that_it_is_done(tmp_path: Path) -> None:
    folder = a_shelf(tmp_path) / "small" / "1"

    assert refusal(folder) == (
        f"{folder}/bank.yaml:4: bank, status: small 1 is a draft. "
        "Write status: published when nothing in it is going to change, and publish it then.",
    )


def test_a_version_in_a_folder_of_another_name_is_refused(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path)).rename(tmp_path / "small" / "2")

    assert refusal(folder) == (
        f'{folder}/bank.yaml:2: bank, version: the version is "1", but the folder is called "2". Rename one of them.',
    )


def test_a_faulty_lock_is_not_written_over(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path))
    (tmp_path / "published.lock").write_text("small 0 sha256:abc\n")

    assert refusal(folder) == (
        f'{tmp_path}/published.lock:1: lock: "small 0 sha256:abc" is not a bank, a version and its fingerprint. '
        "Restore the line as it was when the version was published.",
    )
    assert (tmp_path / "published.lock").read_text() == "small 0 sha256:abc\n"


def test_a_lock_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    folder = a_ready_version(a_shelf(tmp_path))
    (tmp_path / "published.unfinished").mkdir()

    assert refusal(folder) == (
        f"{tmp_path}/published.lock could not be written (Is a directory). Nothing is published.",
    )


def test_a_version_older_than_a_published_one_is_refused(tmp_path: Path) -> None:
    shelf = a_shelf(tmp_path)
    publish(a_ready_version(shelf))

    assert refusal(a_version_before(shelf)) == (
        "small 1 was published already, and 0 is older. Give it a higher version.",
    )
