"""Files that do not belong beside a published bank are named, and the bank is used as it was published."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.bank.library import Library, load_bank
from assessment.errors import BankUnusable
from tests.unit.bank.bank_folders import a_folder
from tests.unit.bank.test_library import a_published_shelf

LEFT_BEHIND = ["._skills.yaml", ".#skills.yaml", "#skills.yaml#", "skills.yaml~", "skills.yaml.bak", ".skills.yaml.swp"]


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_a_hidden_or_backup_file_is_ignored_with_a_note(tmp_path: Path, name: str) -> None:
    shelf = a_published_shelf(tmp_path)
    stray = shelf / "small" / "1" / name
    stray.write_bytes(b"\x00\x05\x16\x07")

    result = CliRunner().invoke(app, ["check", str(shelf)])

    assert Library(shelf).open("small", "1").version == "1"
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"{stray}: ignored, because it is a hidden file or a backup. You can delete it.\n{shelf}: no problems.\n"
    )


def test_the_lock_of_an_editor_which_leads_nowhere_is_ignored(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    (shelf / "small" / "1" / ".#skills.yaml").symlink_to("sam@desk.1234:1790000000")

    assert Library(shelf).open("small", "1").version == "1"


@pytest.mark.parametrize("name", ["skills - Copy.yaml", "skills (1).yaml", "notes.yml"])
def test_another_file_is_named_as_one_that_does_not_belong_and_the_published_bank_is_used(
    tmp_path: Path, name: str
) -> None:
    shelf = a_published_shelf(tmp_path)
    before = Library(shelf).open("small", "1")
    stray = shelf / "small" / "1" / name
    stray.write_text("theme: skills\n")

    result = CliRunner().invoke(app, ["check", str(shelf)])

    assert Library(shelf).open("small", "1") == Library(shelf).latest("small") == before
    assert load_bank(shelf / "small" / "1") == before
    assert (result.exit_code, result.stdout) == (
        1,
        f'{stray}:1: bank: the file "{name}" belongs to no theme that bank.yaml lists. '
        "List the theme, or move the file away; a theme's file is its code and .yaml.\n",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "contradictions:\n  - {ticked: P9.9, not_ticked: P1.1}\n",
            '2: contradiction 1, ticked: "P9.9" is no statement of this version. '
            "Write one of: P1.1, P1.2, P1.3, P2.1, P2.2, S1.1, S1.2.",
        ),
        ("", "1: contradictions: the file is empty. Fill or remove it."),
        (
            "contradictions:\n  - {ticked: P1.2, registered: has_ended}\n",
            '2: contradiction 1, registered: "has_ended" is not possible here. '
            "Write agreement_expired, signatures_missing, signed_by_all, review_dated, review_overdue, published, "
            "exit_terms, cost_shares, yearly_cost, shares_data_or_systems, shares_no_personal_data, posted_staff or "
            "has_begun.",
        ),
    ],
)
def test_a_published_bank_is_used_without_contradictions_where_anything_is_wrong_with_them(
    tmp_path: Path, text: str, problem: str
) -> None:
    shelf = a_published_shelf(tmp_path)
    before = Library(shelf).open("small", "1")
    file = shelf / "small" / "1" / "contradictions.yaml"
    file.write_text("contradictions:\n  - {ticked: P1.2, not_ticked: P1.1}\n")
    assert len(Library(shelf).open("small", "1").contradictions) == 1
    file.write_text(text)

    result = CliRunner().invoke(app, ["check", str(shelf)])

    assert Library(shelf).open("small", "1") == before
    assert (result.exit_code, result.stdout) == (1, f"{file}:{problem}\n")


def test_contradictions_are_no_part_of_what_is_published(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    before = Library(shelf).open("small", "1")
    (shelf / "small" / "1" / "contradictions.yaml").write_text(
        "contradictions:\n  - {ticked: P1.2, not_ticked: P1.1}\n"
    )

    after = Library(shelf).open("small", "1")

    assert (after.fingerprint, len(before.contradictions), len(after.contradictions)) == (before.fingerprint, 0, 1)


def test_a_stray_file_does_not_hide_that_a_published_bank_was_changed(tmp_path: Path) -> None:
    shelf = a_published_shelf(tmp_path)
    folder = shelf / "small" / "1"
    (folder / "skills - Copy.yaml").write_text("theme: skills\n")
    changed = folder / "skills.yaml"
    changed.write_text(changed.read_text().replace("Everyone", "Everybody"))

    with pytest.raises(BankUnusable, match="is not what was published"):
        Library(shelf).open("small", "1")


def test_a_draft_with_a_file_that_it_does_not_list_is_not_used(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    (folder / "more.yaml").write_text("theme: more\n")

    with pytest.raises(BankUnusable, match=r'the file "more\.yaml" belongs to no theme'):
        load_bank(folder)


def test_check_looks_where_the_settings_say_the_banks_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = a_published_shelf(tmp_path)
    monkeypatch.setenv("QUESTION_BANKS", str(shelf))
    assert CliRunner().invoke(app, ["check"]).stderr == f"{shelf}: no problems.\n"

    monkeypatch.setenv("QUESTION_BANKS", str(tmp_path / "nowhere"))
    missing = CliRunner().invoke(app, ["check"])

    assert (missing.exit_code, missing.stdout) == (
        1,
        f"{tmp_path}/nowhere:1: bank: there is no such folder. Check the path.\n",
    )
