"""A copy of a process that has loaded the libraries is to an app what a new process is, but for the time it takes."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from assessment.settings import PROJECT
from tests.browser.forked_process import ForkedProcess

PROGRAM = "tests.browser.told_process"
BEFORE = "Printed before.\n"


@pytest.fixture
def log(python: str, tmp_path: Path) -> Path:
    """Return a log for a program of its own, in which something stands already."""
    assert python
    path = tmp_path / "log.txt"
    path.write_text(BEFORE)
    return path


def copy_of(log: Path, argument: str) -> ForkedProcess:
    return ForkedProcess(PROGRAM, [argument], environment=os.environ | {"HERE": "alone"}, log=log)


def test_a_copy_is_told_what_a_new_process_is_and_has_its_libraries_but_nothing_that_an_app_keeps(
    python: str, log: Path
) -> None:
    new = subprocess.run(
        [python, "-m", PROGRAM, "0"],
        cwd=PROJECT,
        env=os.environ | {"HERE": "alone"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        check=True,
    )
    copy_of(log, "0").wait(timeout=60)

    told = json.loads(log.read_text().removeprefix(BEFORE))
    assert told == json.loads(new.stdout) | {"has its libraries": True}
    assert (told["has loaded what keeps something"], told["environment"]["HERE"]) == ([], "alone")


@pytest.mark.parametrize(("argument", "code", "printed"), [("3", 3, ""), ("It cannot start.", 1, "It cannot start.\n")])
def test_a_copy_ends_with_the_code_and_the_words_of_its_program(
    log: Path, argument: str, code: int, printed: str
) -> None:
    copy = copy_of(log, argument)

    assert (copy.wait(timeout=60), copy.poll()) == (code, code)
    assert log.read_text().startswith(f"{BEFORE}{{")
    assert log.read_text().endswith(f"}}\n{printed}")


@pytest.mark.parametrize("killed_by", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_a_copy_that_is_killed_is_gone(log: Path, killed_by: signal.Signals) -> None:
    copy = copy_of(log, "wait")
    while log.read_text() == BEFORE:
        assert copy.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        copy.wait(timeout=0)

    os.killpg(copy.pid, killed_by)

    assert copy.wait(timeout=60) == -killed_by
    assert not Path(f"/proc/{copy.pid}").exists()
