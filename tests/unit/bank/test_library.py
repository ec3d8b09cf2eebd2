"""The shelf: what is opened, what is refused and in which words, and that changes on the disk are noticed."""

import itertools
import os
from pathlib import Path

import pytest

from assessment.bank.library import Library, load_bank
from assessment.bank.linting import find_problems
from assessment.bank.lock import read_lock
from assessment.bank.model import Status
from assessment.bank.publishing import publish
from assessment.errors import BankUnusable
from tests.unit.bank.bank_folders import a_folder, a_further_version, a_shelf, edit


def a_published_shelf(at: Path) -> Path:
    """A shelf on which small 1 is published."""
    shelf = a_shelf(at)
    edit(shelf / "small" / "1" / "bank.yaml", "status: draft", "status: published")
    publish(shelf / "small" / "1")
    return shelf


def add_version(shelf: Path, version: str, *, to: str = "1") -> Path:
    """Publish small in another version."""
    folder = a_further_version(shelf, version, to=to)
    edit(folder / "bank.yaml", "status: draft", "status: published")
    publish(folder)
    return folder


def refusal(library: Library, id: str = "small", version: str = "1") -> str:
    with pytest.raises(BankUnusable) as refused:
        library.open(id, version)
    return str(refused.value)


def test_a_published_version_is_opened(tmp_path: Path) -> None:
    bank = Library(a_published_shelf(tmp_path)).open("small", "1")

    assert (bank.id, bank.version, bank.status) == ("small", "1", Status.PUBLISHED)
    assert bank.fingerprint == load_bank(tmp_path / "small" / "1").fingerprint


def test_the_latest_version_is_the_highest_number_and_not_the_last_letter(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    for to, version in itertools.pairwise(("1", "2026.9", "2026.9.1", "2026.10")):
        add_version(shelf, version, to=to)

    library = Library(shelf)

    assert library.latest("small").version == "2026.10"
    assert [bank.version for bank in library.published()] == ["1", "2026.9", "2026.9.1", "2026.10"]


def test_the_versions_between_two_are_opened_oldest_first(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    for to, version in itertools.pairwise(("1", "2", "9", "10")):
        add_version(shelf, version, to=to)

    library = Library(shelf)

    assert [bank.version for bank in library.between("small", "2", "10")] == ["2", "9", "10"]
    assert [bank.version for bank in library.between("small", "9", "9")] == ["9"]
    assert library.between("small", "10", "9") == ()


def test_a_draft_is_neither_opened_nor_the_latest(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    folder = a_further_version(shelf, "2", to="1")
    library = Library(shelf)

    assert find_problems(shelf) == []
    assert library.latest("small").version == "1"
    assert refusal(library, version="2") == (
        "The question bank small 2 is still a draft, and only published versions can be answered. "
        f"Write status: published in its bank.yaml, then run: python -m assessment publish {folder}"
    )


def test_an_empty_shelf_has_no_latest_version(tmp_path: Path) -> None:
    library = Library(tmp_path)

    with pytest.raises(BankUnusable) as refused:
        library.latest()

    assert str(refused.value) == (
        f"No version of the question bank collaboration is published in {tmp_path}. "
        f"Publish one with: python -m assessment publish {tmp_path}/collaboration/VERSION"
    )
    assert library.published() == ()


def test_a_missing_bank_is_refused_with_a_way_out(tmp_path: Path) -> None:
    assert refusal(Library(tmp_path), version="7") == (
        f"The question bank small 7 is not there: {tmp_path}/small/7 is missing. Answers already given are safe. "
        "Put it back, then try again."
    )


@pytest.mark.parametrize(
    ("id", "version"),
    [
        ("..", "1"),
        ("small/../small", "1"),
        ("small", ".."),
        ("small", "1/../1"),
        ("", ""),
        ("small", "1\x00"),
        ("/etc", "1"),
    ],
)
def test_a_name_that_leads_elsewhere_is_never_looked_for(tmp_path: Path, id: str, version: str) -> None:
    assert refusal(Library(a_published_shelf(tmp_path)), id, version) == (
        "There is no question bank of that name and version. Answers already given are safe. Check the address."
    )


def test_a_bank_deleted_while_in_use_is_noticed_and_works_again_when_put_back(tmp_path: Path) -> None:
    library = Library(a_published_shelf(tmp_path))
    folder = tmp_path / "small" / "1"
    before = library.open("small", "1")

    folder.rename(tmp_path / "elsewhere")
    missing = refusal(library)
    (tmp_path / "elsewhere").rename(folder)

    assert missing == (
        f"The question bank small 1 is not there: {folder} is missing. Answers already given are safe. "
        "Put it back, then try again."
    )
    assert library.open("small", "1") == before


def test_a_bank_file_deleted_while_in_use_is_noticed(tmp_path: Path) -> None:
    library = Library(a_published_shelf(tmp_path))
    library.open("small", "1")
    (tmp_path / "small" / "1" / "bank.yaml").unlink()

    assert refusal(library) == (
        f"The question bank small 1 is not there: {tmp_path}/small/1/bank.yaml is missing. "
        "Answers already given are safe. Put it back, then try again."
    )


def test_a_theme_file_deleted_while_in_use_is_noticed(tmp_path: Path) -> None:
    library = Library(a_published_shelf(tmp_path))
    library.open("small", "1")
    (tmp_path / "small" / "1" / "skills.yaml").unlink()

    assert refusal(library) == (
        "The question bank small 1 cannot be used: it has 1 problem. Answers already given are safe. "
        f"To see all, run: python -m assessment check {tmp_path}/small/1\n"
        f"{tmp_path}/small/1/bank.yaml:14: theme skills: there is no file skills.yaml beside bank.yaml. "
        "Add it, or take the theme off the list."
    )


def test_a_published_bank_that_was_edited_is_refused_until_the_edit_is_taken_back(tmp_path: Path) -> None:
    library = Library(a_published_shelf(tmp_path))
    file = tmp_path / "small" / "1" / "skills.yaml"
    before = library.open("small", "1")

    edit(file, "Everyone holds a certificate.", "Everyone has a certificate.")
    refused = refusal(library)
    edit(file, "Everyone has a certificate.", "Everyone holds a certificate.")

    assert refused == (
        "The question bank small 1 is not what was published: its files have been changed since. "
        f"Answers already given are safe. Undo the changes in {tmp_path}/small/1, "
        "and make them in a folder for a new version."
    )
    assert library.open("small", "1") == before


def test_an_edit_that_leaves_length_and_time_as_they_were_is_noticed(tmp_path: Path) -> None:
    library = Library(a_published_shelf(tmp_path))
    file = tmp_path / "small" / "1" / "skills.yaml"
    library.open("small", "1")
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)

    edit(file, "Everyone", "Everybody")
    os.utime(file, ns=times)

    assert "is not what was published" in refusal(library)


def test_a_version_marked_as_published_but_never_published_is_refused(tmp_path: Path) -> None:
    shelf = a_shelf(tmp_path)
    edit(shelf / "small" / "1" / "bank.yaml", "status: draft", "status: published")

    assert refusal(Library(shelf)).endswith(
        "bank, status: small 1 is said to be published, but published.lock does not list it. "
        f"Run: python -m assessment publish {tmp_path}/small/1"
    )


def test_a_lock_edited_by_hand_is_noticed(tmp_path: Path) -> None:
    library = Library(a_published_shelf(tmp_path))
    bank = library.open("small", "1")
    edit(tmp_path / "published.lock", bank.fingerprint, "sha256:" + "0" * 64)

    assert "is not what was published" in refusal(library)


def test_a_faulty_bank_names_its_first_problems(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", "weight: 1\n", "weight: one\n")
    edit(folder / "purpose.yaml", "weight: 2", "weight: two")
    edit(folder / "purpose.yaml", "weight: 1.5", "weight: half")

    with pytest.raises(BankUnusable) as refused:
        load_bank(folder)

    first, *problems = str(refused.value).split("\n")
    assert first == (
        f"The question bank in {folder} cannot be used: it has 4 problems. "
        f"To see all, run: python -m assessment check {folder}"
    )
    assert [problem.split(": ")[1] for problem in problems] == [
        "question P1, weight",
        "question P2, weight",
        "theme skills, weight",
    ]


def test_a_draft_can_be_loaded_from_any_folder(tmp_path: Path) -> None:
    assert load_bank(a_folder(tmp_path / "my copy")).status is Status.DRAFT


def test_a_bank_marked_as_published_can_be_loaded_where_there_is_no_lock(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "my copy")
    edit(folder / "bank.yaml", "status: draft", "status: published")

    assert load_bank(folder).status is Status.PUBLISHED


def test_a_bank_loaded_from_a_shelf_must_be_what_was_published(tmp_path: Path) -> None:
    folder = a_published_shelf(tmp_path) / "small" / "1"
    edit(folder / "skills.yaml", "Everyone", "Everybody")

    with pytest.raises(BankUnusable, match="is not what was published"):
        load_bank(folder)


def test_every_page_and_thread_shares_one_bank(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)

    assert Library(shelf).open("small", "1") is Library(shelf).open("small", "1")


def test_every_version_on_a_shelf_is_checked(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    edit(add_version(shelf, "2") / "skills.yaml", "theme: skills", "theme: skill")
    edit(shelf / "small" / "1" / "skills.yaml", "weight: 1\n", "weight: one\n")

    assert [str(problem).split(": ")[0].removeprefix(f"{shelf}/") for problem in find_problems(shelf)] == [
        "small/1/skills.yaml:3",
        "small/1/skills.yaml:11",
        "small/2/skills.yaml:1",
    ]


def test_versions_are_found_from_the_folder_of_their_bank_too(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    edit(shelf / "small" / "1" / "skills.yaml", "Everyone", "Everybody")

    assert [problem.rule.value for problem in find_problems(shelf / "small")] == ["content_changed"]


def test_the_shelf_is_found_from_within_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = a_published_shelf(tmp_path)
    edit(shelf / "small" / "1" / "skills.yaml", "Everyone", "Everybody")
    monkeypatch.chdir(shelf / "small" / "1")

    assert [problem.rule.value for problem in find_problems(Path())] == ["content_changed"]


def test_a_lock_that_cannot_be_read_publishes_nothing(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    (shelf / "published.lock").write_bytes(b"\xff")

    assert [problem.rule.value for problem in read_lock(shelf / "published.lock").problems] == ["not_utf8"]
    assert [problem.rule.value for problem in find_problems(shelf)] == ["not_utf8", "not_in_lock"]
