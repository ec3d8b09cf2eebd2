"""Writing many reports at once: every file is complete, and a run that was stopped can be resumed."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.bank.library import load_bank
from assessment.codes import ReportFormat
from assessment.dates import now
from assessment.errors import InvalidInput
from assessment.report.batch_writer import Job, JobOutcome, write_reports, write_whole
from assessment.report.report_format import build_report_as
from assessment.views.report_batch import jobs_for_files
from assessment.views.report_view import subject_of_file
from tests.report.pdf_reader import reader
from tests.unit.bank.bank_folders import SMALL
from tests.unit.rounds.exchange_texts import a_file_with

ISSUED = "2026-11-22T09:00:00Z"
PATIENCE = 60.0


def written(folder: Path, count: int) -> Path:
    """Fill a folder with that many assessment files, and return it."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        file = a_file_with({"question": "P1", "met": ["P1.1"], "rationale": f"Rationale {number}."})
        (folder / f"unit-{number:03}.json").write_text(json.dumps(file), encoding="utf-8")
    return folder


def reported(*arguments: str | Path) -> tuple[int, str]:
    """Return the exit code of the command, and the last lines of its output."""
    result = CliRunner().invoke(app, ["report", *map(str, arguments), "--bank", str(SMALL), "--issued", ISSUED])
    assert result.stdout == ""
    return result.exit_code, result.stderr.partition("Reports")[2].lstrip("\n")


def test_every_file_of_a_folder_has_its_report_under_its_own_name(tmp_path: Path) -> None:
    answers, out = written(tmp_path / "answers", 5), tmp_path / "reports"

    assert reported(answers, "-o", out) == (0, f"{out}: 5 written, 0 already there, 0 refused.\n")

    assert sorted(file.name for file in out.iterdir()) == [f"unit-{number:03}.pdf" for number in range(5)]


def test_a_file_of_a_folder_has_its_report_whatever_the_case_of_its_ending_and_a_hidden_one_is_named(
    tmp_path: Path,
) -> None:
    answers, out = written(tmp_path / "answers", 2), tmp_path / "reports"
    (answers / "unit-001.json").rename(answers / "UNIT.JSON")
    (answers / "._unit-000.json").write_bytes(b"\x00\x05\x16\x07")

    result = CliRunner().invoke(app, ["report", str(answers), "-o", str(out), "--bank", str(SMALL)])

    assert (result.exit_code, sorted(file.name for file in out.iterdir())) == (0, ["UNIT.pdf", "unit-000.pdf"])
    assert f"{answers}/._unit-000.json: left out, because it is a hidden file.\n" in result.stderr


def test_the_bytes_are_those_of_a_report_made_alone(tmp_path: Path) -> None:
    answers, out = written(tmp_path / "answers", 3), tmp_path / "reports"
    reported(answers, "-o", out)

    for number in range(3):
        alone = tmp_path / f"alone-{number}.pdf"
        reported(answers / f"unit-{number:03}.json", "-o", alone)
        assert (out / f"unit-{number:03}.pdf").read_bytes() == alone.read_bytes()


def test_pages_can_be_written_instead(tmp_path: Path) -> None:
    out = tmp_path / "reports"
    reported(written(tmp_path / "answers", 2), "-o", out, "--pages")

    assert sorted(file.name for file in out.iterdir()) == ["unit-000.html", "unit-001.html"]


def test_a_report_that_is_there_is_kept_and_one_whose_file_changed_is_made_again(tmp_path: Path) -> None:
    answers, out = written(tmp_path / "answers", 3), tmp_path / "reports"
    reported(answers, "-o", out)
    before = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
    later = time.time() + 10
    os.utime(answers / "unit-001.json", (later, later))

    assert reported(answers, "-o", out) == (0, f"{out}: 1 written, 2 already there, 0 refused.\n")

    after = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"unit-001.pdf"}


def test_a_faulty_file_is_reported_and_every_other_file_still_has_its_report(tmp_path: Path) -> None:
    answers, out = written(tmp_path / "answers", 3), tmp_path / "reports"
    (answers / "unit-001.json").write_text("{", encoding="utf-8")

    code, output = reported(answers, "-o", out)

    assert code == 1
    assert output.startswith(f"{out}: 2 written, 0 already there, 1 refused.\n{answers}/unit-001.json: ")
    assert sorted(file.name for file in out.iterdir()) == ["unit-000.pdf", "unit-002.pdf"]


def test_two_files_that_would_become_one_report_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    one, other, out = written(tmp_path / "one", 2), written(tmp_path / "other", 1), tmp_path / "reports"

    result = CliRunner().invoke(app, ["report", str(one), str(other), "-o", str(out), "--bank", str(SMALL)])

    assert (result.exit_code, result.stderr) == (
        1,
        f"{out}/unit-000.pdf: two files would become this report. Report on them separately.\n",
    )
    assert not out.exists()


def test_an_empty_folder_and_a_missing_file_name_are_reported(tmp_path: Path) -> None:
    empty = CliRunner().invoke(app, ["report", str(tmp_path), "-o", str(tmp_path / "reports"), "--bank", str(SMALL)])
    nothing = CliRunner().invoke(app, ["report", "-o", "report.pdf"])

    assert empty.stderr == f"{tmp_path}: there is no file to report on. Name one that ends in .json.\n"
    assert nothing.stderr == "There is nothing to report on. Name an assessment file, or a round with --round.\n"
    assert (empty.exit_code, nothing.exit_code) == (1, 1)


def test_a_run_that_was_killed_leaves_complete_files_only_and_can_be_resumed(python: str, tmp_path: Path) -> None:
    answers, out = written(tmp_path / "answers", 30), tmp_path / "reports"
    command = [python, "-m", "assessment", "report", str(answers), "-o", str(out), "--bank", str(SMALL)]
    run = subprocess.Popen([*command, "--issued", ISSUED], stderr=subprocess.DEVNULL)
    until(lambda: len(list(out.glob("*.pdf"))) >= 5)
    children = psutil.Process(run.pid).children()

    run.kill()
    run.wait()

    assert children != []
    assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []
    there = sorted(out.glob("*.pdf"))
    assert 5 <= len(there) < 30
    assert all(len(reader(file.read_bytes()).pages) > 3 for file in there)
    # A second run takes up the rest, and clears away what the first could not.
    (out / f".unit-029.pdf.{run.pid}.report-part").write_bytes(b"half a rep")
    code, output = reported(answers, "-o", out)
    assert (code, output) == (0, f"{out}: {30 - len(there)} written, {len(there)} already there, 0 refused.\n")
    assert sorted(file.name for file in out.iterdir()) == [f"unit-{number:03}.pdf" for number in range(30)]


def until(holds: Callable[[], bool]) -> None:
    """Look again until the condition holds. Fail if it does not hold within the time allowed."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "It never came to hold."
        os.sched_yield()


def test_both_cores_work(tmp_path: Path) -> None:
    at_work = tmp_path / "at work"
    at_work.mkdir()
    jobs = [Job(place=tmp_path / f"{number}.txt", make=partial(_beside_another, at_work)) for number in range(2)]

    assert {done.result for done in write_reports(jobs, processes=2)} == {JobOutcome.WRITTEN}

    assert len(list(at_work.iterdir())) == 2
    assert not (at_work / str(os.getpid())).exists()


def _beside_another(at_work: Path) -> bytes:
    """Wait until another process makes a report at the same time."""
    (at_work / str(os.getpid())).touch()
    until(lambda: len(list(at_work.iterdir())) == 2)
    return b""


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    write_whole(place, b"old")

    with pytest.raises(TypeError):
        write_whole(place, "not bytes")  # type: ignore[arg-type]

    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_place_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    jobs = [Job(place=tmp_path / "no-such-folder" / "a.pdf", make=bytes)]

    (done,) = write_reports(jobs, processes=2)

    assert (done.result, done.why) == (
        JobOutcome.REFUSED,
        (f"{tmp_path}/no-such-folder/a.pdf: cannot be written (No such file or directory).",),
    )
    assert (done.why[0].code, done.why[0].parameters["file"]) == (
        "report_not_written",
        f"{tmp_path}/no-such-folder/a.pdf",
    )


def test_each_format_is_built_as_for_a_single_report() -> None:
    subject = subject_of_file(json.dumps(a_file_with()), load_bank(SMALL), issued=now())

    assert build_report_as(ReportFormat.PDF, subject).startswith(b"%PDF-1.7")
    assert build_report_as(ReportFormat.HTML, subject).startswith(b"<!doctype html>")


def test_a_missing_file_is_reported_when_its_turn_comes(tmp_path: Path) -> None:
    (job,) = jobs_for_files(
        [tmp_path / "gone.json"], tmp_path, bank=SMALL, banks=SMALL.parent, issued=now(), report_format=ReportFormat.PDF
    )

    with pytest.raises(InvalidInput, match="cannot be read"):
        job.make()
