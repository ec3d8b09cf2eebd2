"""Two readers' ticks compared, from their files to what is printed."""

from pathlib import Path

import pytest

from benchmarks.rating.comparison import count_same_ticks, disputes, place_cases
from benchmarks.rating.printed import printed
from benchmarks.rating.rating_files import Case, RatingFileUnusable, Ticks, read_cases, read_ticks
from benchmarks.rating.sheet import sheet
from tests.bank_builders import ADEQUATE, GOOD, OUTSTANDING, REQUIRES_IMPROVEMENT, a_bank, a_question, a_theme
from tests.bank_builders import some_statements as statements

# P1 has its first statement at requires improvement, which is essential, two at adequate, and one at each of the rest.
P1 = a_question(
    "P1",
    statements=statements("P1", REQUIRES_IMPROVEMENT, ADEQUATE, ADEQUATE, GOOD, OUTSTANDING, essential=[1]),
)
BANK = a_bank(themes=[a_theme(questions=[P1]), a_theme("skills", questions=[a_question("S1")])])

CASES = """
told_on: 2026-06-30
cases:
  - {id: C1, question: P1, intended: good, facts: Signed on 2 May.}
  - {id: C2, question: P1, intended: inadequate, facts: Never signed.}
  - {id: C3, question: S1, intended: adequate, facts: Listed in June.}
"""
READER_A = """
C1: [P1.1, P1.2, P1.4]
C2: [P1.2, P1.3]
C3: [S1.1, S1.2]
"""
READER_B = """
C1: [P1.1, P1.2]
C2: []
C3: [S1.2, S1.1]
"""


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    return read_cases(written(tmp_path, CASES), BANK)


@pytest.fixture
def ticks(tmp_path: Path, cases: tuple[Case, ...]) -> tuple[Ticks, Ticks]:
    return read_ticks(written(tmp_path, READER_A), cases), read_ticks(written(tmp_path, READER_B), cases)


def written(folder: Path, text: str) -> Path:
    path = folder / "rating.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_ticks_become_levels_by_the_rule_of_the_bank(cases: tuple[Case, ...], ticks: tuple[Ticks, Ticks]) -> None:
    placed = place_cases(cases, *ticks, BANK.scale)
    # C1, A: good is met, with the one gap P1.3. B: adequate lacks P1.3 of its own.
    # C2, A: adequate is met, but what is missing below it is essential. B: nothing.
    assert [one.between_readers for one in placed] == [(4, 2), (1, 1), (3, 3)]
    assert [one.first_with_intended for one in placed] == [(4, 4), (1, 1), (3, 3)]
    assert [one.second_with_intended for one in placed] == [(2, 4), (1, 1), (3, 3)]
    assert [one.is_undisputed for one in placed] == [False, True, True]


def test_statements_are_counted_on_which_the_readers_differ(
    cases: tuple[Case, ...], ticks: tuple[Ticks, Ticks]
) -> None:
    assert count_same_ticks(cases, *ticks) == (11, 14)
    found = [(one.statement.code, one.only_first, one.only_second, one.asked) for one in disputes(cases, *ticks)]
    assert found == [("P1.2", ("C2",), (), 2), ("P1.3", ("C2",), (), 2), ("P1.4", ("C1",), (), 2)]


def test_the_most_often_disputed_statement_comes_first(cases: tuple[Case, ...]) -> None:
    first: Ticks = {"C1": frozenset({P1.statements[3].code}), "C2": frozenset(), "C3": frozenset()}
    second: Ticks = {
        "C1": frozenset({P1.statements[0].code}),
        "C2": frozenset({P1.statements[3].code}),
        "C3": frozenset(),
    }
    found = [(one.statement.code, one.only_first, one.only_second) for one in disputes(cases, first, second)]
    assert found == [("P1.4", ("C1",), ("C2",)), ("P1.1", (), ("C1",))]


def test_what_is_printed(cases: tuple[Case, ...], ticks: tuple[Ticks, Ticks]) -> None:
    # Between the readers, seen: 4/3. By chance, over 9 combinations of 4, 1, 3 with 2, 1, 3:
    # 4 + 9 + 1, 1 + 0 + 4 and 1 + 4 + 0: 24/9. 1 - (4/3) / (24/9) = 1/2. The same for B and the intended 4, 1, 3.
    # In purpose alone, seen: 4/2. By chance, of 4, 1 with 2, 1: (4 + 9 + 1 + 0) / 4 = 7/2. 1 - 2 / (7/2) = 3/7 = 0.43.
    # Of the 27 resamples, three hold C1 once and C3 twice, which gives the least: seen 4/3, by chance 8/9: -0.50.
    text = printed(BANK, cases, *ticks)
    assert [" ".join(line.split()) for line in text.splitlines()] == [
        "3 cases placed on the question bank small 1.",
        "Both readers treated 11 of 14 statements alike.",
        "In brackets: 95 % bootstrap intervals from 2,000 resamples of the cases, seed 2026.",
        "",
        "Reader A with reader B cases exact agreement quadratic weighted kappa",
        "Purpose 2 50% (0% to 100%) 0.43 (0.00 to 0.43)",
        "Skills 1 100% (100% to 100%) none: all at one level",
        "All themes 3 67% (0% to 100%) 0.50 (-0.50 to 1.00)",
        "",
        "Reader A with the intended level cases exact agreement quadratic weighted kappa",
        "Purpose 2 100% (100% to 100%) 1.00 (1.00 to 1.00)",
        "Skills 1 100% (100% to 100%) none: all at one level",
        "All themes 3 100% (100% to 100%) 1.00 (1.00 to 1.00)",
        "",
        "Reader B with the intended level cases exact agreement quadratic weighted kappa",
        "Purpose 2 50% (0% to 100%) 0.43 (0.00 to 0.43)",
        "Skills 1 100% (100% to 100%) none: all at one level",
        "All themes 3 67% (0% to 100%) 0.50 (-0.50 to 1.00)",
        "",
        "Cases on whose level the readers and the author are not of one mind",
        "case question reader A reader B intended",
        "C1 P1 Good Requires improvement Good",
        "",
        "Statements on which the readers differ, the most often disputed first",
        "P1.2 (Adequate): P1 has what number 2 says.",
        "ticked by A alone, of 2 cases: C2",
        "P1.3 (Adequate): P1 has what number 3 says.",
        "ticked by A alone, of 2 cases: C2",
        "P1.4 (Good): P1 has what number 4 says.",
        "ticked by A alone, of 2 cases: C1",
    ]


def test_the_sheet_has_the_facts_and_the_statements_and_not_the_intended_level(cases: tuple[Case, ...]) -> None:
    text = sheet(BANK, cases)
    for case in cases:
        assert text.count(f"## {case.id}: {case.question.code} ") == 1
        assert text.count(case.facts) == 1
    assert text.count("- P1.4 P1 has what number 4 says.") == 2
    assert "Each case is told as on 30 June 2026." in text
    assert "- **board**: Those who decide for the partners together." in text
    # The lowest level has no statements, so that its title would stand there only as the intended level of C2.
    assert "nadequate" not in text
    assert text == sheet(BANK, cases)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (CASES.replace("S1", "S9"), "C3: question: the bank has no S9"),
        (
            CASES.replace("adequate, facts: Listed", "perfect, facts: Listed"),
            "C3: intended level: the bank has no",
        ),
        (CASES.replace("id: C2", "id: C1"), "these ids stand for more than one case: C1"),
        (CASES.replace("facts: Never signed.", "fact: Never"), "cases.1.facts: Field required"),
        ("told_on: 2026-06-30\ncases: []", "there are no cases"),
        ("cases: [", "is not YAML"),
    ],
)
def test_a_faulty_file_of_cases_says_what_is_wrong(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(RatingFileUnusable, match=wrong):
        read_cases(written(tmp_path, text), BANK)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (READER_A + "C4: []", "there are no such cases: C4"),
        (READER_A.replace("C3: [S1.1, S1.2]", ""), "these cases are not placed: C3"),
        (READER_A.replace("S1.2", "P1.2"), "C3: question S1 has no statement P1.2"),
        (READER_A.replace("[S1.1, S1.2]", "adequate"), "C3: Input should be a valid list"),
        (READER_A + "C3: []", "is not YAML"),
        ("", "the file: Input should be a valid dictionary"),
    ],
)
def test_a_faulty_file_of_ticks_says_what_is_wrong(
    tmp_path: Path, cases: tuple[Case, ...], text: str, wrong: str
) -> None:
    with pytest.raises(RatingFileUnusable, match=wrong):
        read_ticks(written(tmp_path, text), cases)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RatingFileUnusable, match=r"gone\.yaml: cannot be read"):
        read_cases(tmp_path / "gone.yaml", BANK)
