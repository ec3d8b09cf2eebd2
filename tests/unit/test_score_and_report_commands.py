"""The commands `python -m assessment score` and `report`, run on a file."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.bank.library import load_bank
from tests.unit.bank.bank_folders import SMALL
from tests.unit.rounds.exchange_texts import a_file, a_file_with


def written(at: Path, content: object) -> str:
    at.write_text(json.dumps(content), encoding="utf-8")
    return str(at)


def test_a_file_is_scored_with_the_bank_that_is_named(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.json", a_file_with({"question": "P1", "met": ["P1.1"]}))

    result = CliRunner().invoke(app, ["score", file, "--bank", str(SMALL)])

    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert document["bank"]["fingerprint"] == load_bank(SMALL).fingerprint
    assert (document["themes"][0]["mean"], document["themes"][0]["grade"]) == (2.0, None)


def test_every_problem_of_a_file_is_a_line_on_standard_error(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.json", a_file(responses={}, round=[]))

    result = CliRunner().invoke(app, ["score", file, "--bank", str(SMALL)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "round: has to be an object in curly brackets.\nresponses: has to be a list in square brackets.\n"
    )


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["score", str(tmp_path / "gone.json"), "--bank", str(SMALL)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{tmp_path}/gone.json: cannot be read (No such file or directory). Check the name and the folder you are in.\n"
    )


@pytest.mark.parametrize(
    "issued",
    ["", "today", "2026-11-22", "2026-11-22T09:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"],
)
def test_a_text_that_is_not_an_issue_time_is_refused_and_nothing_is_written(tmp_path: Path, issued: str) -> None:
    file = written(tmp_path / "answers.json", a_file_with())
    report = tmp_path / "report.pdf"

    result = CliRunner().invoke(app, ["report", file, "-o", str(report), "--bank", str(SMALL), "--issued", issued])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{issued}: this is not a time. Write it as 2026-11-22T09:00:00Z.\n"
    assert not report.exists()


def test_a_report_whose_name_ends_in_html_is_a_web_page(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.json", a_file_with())
    page = tmp_path / "report.html"

    result = CliRunner().invoke(app, ["report", file, "-o", str(page), "--bank", str(SMALL)])

    assert (result.exit_code, result.output) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_same_issue_time_in_another_zone_gives_the_same_bytes(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.json", a_file_with())
    command = ["report", file, "--bank", str(SMALL)]

    for name, issued in (("a.pdf", "2026-11-22T09:00:00Z"), ("b.pdf", "2026-11-22T18:00:00+09:00")):
        result = CliRunner().invoke(app, [*command, "-o", str(tmp_path / name), "--issued", issued])
        assert (result.exit_code, result.output) == (0, "")

    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
