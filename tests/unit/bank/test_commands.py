"""`python -m assessment check` and `publish`, as an author runs them."""

import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from tests.unit.bank.bank_folders import a_folder, a_shelf, edit


def test_a_good_bank_exits_with_0(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")

    result = CliRunner().invoke(app, ["check", str(folder)])

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{folder}: no problems.\n")


def test_a_faulty_bank_exits_with_1_and_a_line_for_each_problem(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", "weight: 1\n", "weight: -1\n")

    result = CliRunner().invoke(app, ["check", str(folder)])

    assert result.exit_code == 1
    assert result.stdout == (
        f"{folder}/skills.yaml:3: theme skills, weight: the weight is less than 0. "
        "Write 0 or more; a weight of 0 means that it does not count.\n"
        f"{folder}/skills.yaml:11: question S1, weight: the weight is less than 0. "
        "Write 0 or more; a weight of 0 means that it does not count.\n"
    )


def test_without_a_folder_the_question_banks_here_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(a_shelf(tmp_path / "question_banks") / "small" / "1" / "skills.yaml", "theme: skills", "theme: skill")
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, ["check"])

    assert result.exit_code == 1
    assert result.stdout == (
        'question_banks/small/1/skills.yaml:1: theme skills: the file calls itself "skill". '
        "Write theme: skills, or rename the file and what bank.yaml lists.\n"
    )


def test_a_version_is_published_and_then_refused_with_other_content(tmp_path: Path) -> None:
    folder = a_shelf(tmp_path) / "small" / "1"
    edit(folder / "bank.yaml", "status: draft", "status: published")

    published = CliRunner().invoke(app, ["publish", str(folder)])
    edit(folder / "skills.yaml", "Everyone", "Everybody")
    refused = CliRunner().invoke(app, ["publish", str(folder)])

    assert published.exit_code == 0
    assert published.stdout.startswith(f"small 1 is published, and {tmp_path}/published.lock holds its fingerprint")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"{folder}/bank.yaml:4: bank, status: small 1 was published with other content")


def test_the_module_can_be_run(python: str, tmp_path: Path) -> None:
    result = subprocess.run(
        [python, "-m", "assessment", "check", str(tmp_path / "nowhere")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == f"{tmp_path}/nowhere:1: bank: there is no such folder. Check the path.\n"
