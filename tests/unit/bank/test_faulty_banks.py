"""One faulty bank per rule, and exactly what its author is told."""

from pathlib import Path

import pytest

from assessment.bank.linting import find_problems
from assessment.bank.problems import Rule
from tests.unit.bank.bank_folders import FAULTY, SMALL, lay_over

MADE_IN_TESTS = {Rule.FOLDER_MISSING, Rule.BANK_FILE_MISSING, Rule.FILE_UNREADABLE, Rule.FILE_TOO_LARGE}
"""The rules that a folder of files cannot break, or only with a quarter of a megabyte; see `test_bank_reading`."""


@pytest.mark.parametrize("faulty", sorted(FAULTY.iterdir()), ids=lambda path: path.name)
def test_a_faulty_bank_is_told_everything_that_is_wrong(
    faulty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_over(faulty, tmp_path / "bank"))

    problems = find_problems(Path())

    assert [str(problem) for problem in problems] == (faulty / "problems.txt").read_text().splitlines()
    assert {str(problem.rule) for problem in problems} == {faulty.name}


def test_every_rule_has_a_faulty_bank() -> None:
    assert {folder.name for folder in FAULTY.iterdir()} == {str(rule) for rule in Rule if rule not in MADE_IN_TESTS}


def test_the_small_bank_has_no_problems() -> None:
    assert find_problems(SMALL) == []
