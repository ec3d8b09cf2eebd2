"""Limits that lower no grade whatever is answered, by arithmetic on the weights."""

from pathlib import Path

import pytest

from assessment.bank.linting import find_problems
from assessment.bank.problems import Rule
from tests.unit.bank.bank_folders import a_folder, edit


def idle_limits(folder: Path) -> list[str]:
    return [problem.where for problem in find_problems(folder) if problem.rule is Rule.LIMIT_NEVER_BINDS]


# With P1 at low (1), P2 at high (3) and weights w and 1.5 the mean of purpose is (w + 4.5) / (w + 1.5).
# At w = 4.5 that is 1.5, the threshold of middle, and a cap at low still lowers something.
@pytest.mark.parametrize(("weight", "idle"), [("4.5", []), ("4.51", ["limit L1"])])
def test_a_limit_is_idle_where_its_question_weighs_so_much_that_the_mean_is_low_anyway(
    tmp_path: Path, weight: str, idle: list[str]
) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "purpose.yaml", "weight: 2", f"weight: {weight}")

    assert idle_limits(folder) == idle


# P1 at low: purpose at best (2 + 4.5) / 3.5 = 13/7. With skills at 3 and the themes weighing 1 each the overall mean is
# at best (13/7 + 3) / 2 = 17/7 = 2.43: below 2.5, so never above middle. With skills weighing 2 it is 55/21 = 2.62.
@pytest.mark.parametrize(("weight", "idle"), [("1", ["limit L1"]), ("2", [])])
def test_a_limit_on_the_overall_grade_is_idle_where_the_theme_holds_the_mean_down_anyway(
    tmp_path: Path, weight: str, idle: list[str]
) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "bank.yaml", "caps: purpose\n      at: low", "caps: overall\n      at: middle")
    edit(folder / "skills.yaml", "\nweight: 1\n", f"\nweight: {weight}\n")

    assert idle_limits(folder) == idle


def test_a_question_may_cap_a_theme_it_is_not_in(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "bank.yaml", "caps: purpose\n      at: low", "caps: skills\n      at: low")

    assert find_problems(folder) == []


def test_a_limit_is_not_called_idle_while_a_weight_is_faulty(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "purpose.yaml", "weight: 1.5", "weight: none")
    edit(folder / "purpose.yaml", "weight: 2", "weight: 99")

    assert [problem.rule for problem in find_problems(folder)] == [Rule.NOT_A_NUMBER]


def test_a_bank_may_do_without_limits(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    text = (folder / "bank.yaml").read_text()
    (folder / "bank.yaml").write_text(text[: text.index("  limits:")] + "  limits: []\n")
    text = (folder / "skills.yaml").read_text()
    (folder / "skills.yaml").write_text(text[: text.index("    finding:")] + text[text.index("    evidence:") :])

    assert find_problems(folder) == []


def test_a_limit_on_themes_is_not_called_idle_while_a_question_has_no_code(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", "code: S1", 'code: ""')

    assert [problem.rule for problem in find_problems(folder)] == [Rule.EMPTY_TEXT]


def test_a_limit_that_counts_more_themes_than_there_are_says_so_of_a_single_theme_too(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "bank.yaml", "themes: [purpose, skills]", "themes: [purpose]")
    text = (folder / "bank.yaml").read_text()
    start, end = text.index("    - id: L2"), text.index("    - id: L4")
    (folder / "bank.yaml").write_text(text[:start] + text[text.index("    - id: L3") : end])
    (folder / "skills.yaml").unlink()

    assert [str(problem) for problem in find_problems(folder)] == [
        f"{folder}/bank.yaml:27: limit L3: the limit can never fire: the bank has 1 theme, fewer than 2. "
        "Write a count of 1."
    ]
