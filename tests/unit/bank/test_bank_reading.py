"""From a folder to a bank: every value, and what happens to files that cannot be read."""

import os
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.bank.files import LARGEST
from assessment.bank.library import load_bank
from assessment.bank.linting import find_problems
from assessment.bank.model import (
    Citation,
    Finding,
    FindingIsTrue,
    Question,
    QuestionAtMost,
    Source,
    Statement,
    Status,
    ThemeAtMost,
    ThemesAtMost,
    Word,
)
from assessment.ids import FindingId, QuestionCode, SourceId, StatementCode, ThemeCode
from tests.unit.bank.bank_folders import SMALL, a_folder, edit


def said(directory: Path) -> list[str]:
    return [str(problem).replace(f"{directory}/", "") for problem in find_problems(directory)]


def test_a_bank_is_what_its_files_say() -> None:
    bank = load_bank(SMALL)

    assert (bank.id, bank.version, bank.title, bank.status) == ("small", "1", "A small bank", Status.DRAFT)
    assert bank.sources == (
        Source(id=SourceId("report"), title="A report", publisher="An inspectorate", date="2020-07-21"),
        Source(id=SourceId("act"), title="An act", publisher="Parliament", date=None),
    )
    assert [(level.place, level.code, level.title) for level in bank.scale] == [
        (1, "low", "Low"),
        (2, "middle", "Middle"),
        (3, "high", "High"),
    ]
    assert bank.words == (Word(word="board", meaning="Those who decide for the work."),)
    assert [(str(theme.code), theme.weight, len(theme.questions)) for theme in bank.themes] == [
        ("purpose", Fraction(1), 2),
        ("skills", Fraction(1), 1),
    ]


def test_a_question_is_what_its_file_says() -> None:
    bank = load_bank(SMALL)
    _low, middle, high = bank.scale

    assert bank.find_question("P2") == Question(
        code=QuestionCode("P2"),
        title="An aim",
        prompt="Can the aims be tested?",
        why="Aims that cannot be tested cannot be met.",
        source=Citation(source=SourceId("report"), where="page 2"),
        weight=Fraction(3, 2),
        applies_when=None,
        not_applicable_when="The work has no aims of its own.",
        is_core=False,
        statements=(
            Statement(code=StatementCode("P2.1"), text="One page lists the aims.", level=middle, is_essential=False),
            Statement(code=StatementCode("P2.2"), text="Every aim has a measure.", level=high, is_essential=False),
        ),
        finding=None,
        evidence=("The plan", "A progress report"),
    )


def test_statements_are_counted_through_the_levels_and_may_be_essential() -> None:
    question = load_bank(SMALL).find_question("P1")

    assert question
    assert question.is_core
    assert [(found.code, found.level.code, found.is_essential) for found in question.statements] == [
        ("P1.1", "middle", True),
        ("P1.2", "high", False),
        ("P1.3", "high", False),
    ]


def test_a_finding_is_what_its_file_says() -> None:
    bank = load_bank(SMALL)

    assert bank.question_of(FindingId("F1")).finding == Finding(
        id=FindingId("F1"),
        ask="Does anybody work untrained and alone?",
        because="Work by the untrained depends on luck.",
    )


def test_a_question_without_a_weight_weighs_1(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "purpose.yaml", "    weight: 1.5\n", "")

    assert [question.weight for question in load_bank(folder).questions()] == [Fraction(2), Fraction(1), Fraction(1)]


def test_a_rubric_is_what_the_file_says() -> None:
    bank = load_bank(SMALL)
    low, middle, high = bank.scale

    assert bank.rubric.thresholds == {"middle": Fraction(3, 2), "high": Fraction(5, 2)}
    assert bank.rubric.minimum_coverage == Fraction(4, 5)
    assert bank.rubric.evidence_expected_from == high
    assert [(limit.id, limit.when, limit.caps, limit.at) for limit in bank.rubric.limits] == [
        ("L1", QuestionAtMost(question=QuestionCode("P1"), at_most=low), "purpose", low),
        ("L2", ThemeAtMost(theme=ThemeCode("skills"), at_most=low), "overall", middle),
        ("L3", ThemesAtMost(at_most=low, count=2), "overall", low),
        ("L4", FindingIsTrue(finding=FindingId("F1")), "skills", low),
    ]


def test_a_level_is_known_by_its_code_in_whatever_order_the_levels_stand(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    middle = "      middle:\n        - Some are trained for the work.\n"
    edit(folder / "skills.yaml", middle, "")
    edit(folder / "skills.yaml", "    finding:\n", f"{middle}    finding:\n")

    assert load_bank(folder) == load_bank(SMALL)


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"

    assert [str(problem) for problem in find_problems(folder)] == [
        f"{folder}:1: bank: there is no such folder. Check the path."
    ]


def test_a_file_given_as_folder_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "bank.txt"
    file.touch()

    assert [str(problem) for problem in find_problems(file)] == [
        f"{file}:1: bank: there is no such folder. Check the path."
    ]


def test_a_folder_without_bank_file_is_reported(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    (folder / "bank.yaml").unlink()

    assert said(folder) == [
        "bank.yaml:1: bank: there is no such file. "
        "Add it, or check the path; a bank version's folder holds bank.yaml and a file for each theme."
    ]


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    (folder / "skills.yaml").write_bytes(b"{" * (LARGEST + 1))

    assert said(folder) == ["skills.yaml:1: theme skills: the file has more than 256 KiB. Shorten it."]


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    text = (folder / "skills.yaml").read_text()
    (folder / "skills.yaml").write_text(text + "#" * (LARGEST - len(text)))

    assert said(folder) == []


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    (folder / "skills.yaml").unlink()
    (folder / "skills.yaml").mkdir()

    assert said(folder) == [
        "skills.yaml:1: theme skills: this is not a file. Put a text file here, or rename what is here."
    ]


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    (folder / "skills.yaml").unlink()
    os.mkfifo(folder / "skills.yaml")

    assert said(folder) == [
        "skills.yaml:1: theme skills: this is not a file. Put a text file here, or rename what is here."
    ]


def test_a_file_that_vanished_behind_its_link_is_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    (folder / "skills.yaml").unlink()
    (folder / "skills.yaml").symlink_to(tmp_path / "gone")

    assert said(folder) == [
        "skills.yaml:1: theme skills: this is not a file. Put a text file here, or rename what is here."
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
def test_files_saved_by_windows_programs_are_read(tmp_path: Path, encoding: str) -> None:
    folder = a_folder(tmp_path / "bank")
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8"), encoding=encoding, newline="\r\n")

    assert load_bank(folder) == load_bank(SMALL)


def test_theme_files_are_checked_even_where_the_bank_file_cannot_be_read(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "bank.yaml", "title: A small bank", "title: 'A small bank")
    edit(folder / "skills.yaml", "weight: 1\n", "weight: heavy\n")

    assert [problem.rule.value for problem in find_problems(folder)] == ["yaml_syntax", "not_a_number", "not_a_number"]


def test_a_question_in_a_file_that_cannot_be_read_is_not_called_unknown(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "purpose.yaml", "title: Purpose", "title: 'Purpose")

    assert said(folder) == ["purpose.yaml:2: YAML: a quotation mark is opened here and never closed. Close it."]


def test_problems_come_by_file_and_line(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", "Who is trained?", "NO")
    edit(folder / "skills.yaml", "theme: skills", "theme: skill")
    edit(folder / "purpose.yaml", "weight: 2", "weight: two")
    edit(folder / "bank.yaml", "status: draft", "status: done")

    places = [(Path(problem.place.file).name, problem.place.line) for problem in find_problems(folder)]

    assert places == [("bank.yaml", 4), ("purpose.yaml", 11), ("skills.yaml", 1), ("skills.yaml", 8)]


def test_what_an_author_pasted_cannot_steer_the_terminal(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", "weight: 1\n", 'weight: "\\e[31m\\nred"\n')

    assert said(folder)[0] == (
        'skills.yaml:3: theme skills, weight: "\\x1b[31m\\nred" is in quotes, so it is text. '
        "Write digits such as 1 or 0.5, without quotes."
    )


def test_what_may_be_written_is_named_once_each(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "bank.yaml", "{code: middle,", "{code: low,")

    assert 'bank.yaml:29: limit L2, at: "middle" is not in the bank. Write one of: low, high.' in said(folder)


@pytest.mark.parametrize(
    ("known", "written"),
    [("2020-07-21", "21 July 2020"), ("2012-10", "October 2012"), ("2013", "2013"), (None, "")],
)
def test_the_date_of_a_source_is_written_as_exactly_as_it_is_known(known: str | None, written: str) -> None:
    source = Source(id=SourceId("report"), title="A report", publisher="An inspectorate", date=known)

    assert source.written_date == written
