"""How statements may be worded, a rule at a time, and that wording never keeps a bank from being used."""

from pathlib import Path

import pytest

from assessment.bank.library import Library, load_bank
from assessment.bank.linting import find_problems
from assessment.bank.problems import Rule
from tests.unit.bank.bank_folders import a_folder, edit
from tests.unit.bank.test_library import a_published_shelf

STATEMENT = "Everyone holds a certificate."


def rules_on(statement: str, folder: Path) -> list[Rule]:
    edit(a_folder(folder) / "skills.yaml", f"- {STATEMENT}", f"- '{statement.replace(chr(39), chr(39) * 2)}'")
    return [problem.rule for problem in find_problems(folder)]


@pytest.mark.parametrize(
    ("words", "rules"), [(30, []), (31, [Rule.STATEMENT_TOO_LONG])], ids=["thirty words", "thirty-one words"]
)
def test_a_statement_has_thirty_words_at_most(tmp_path: Path, words: int, rules: list[Rule]) -> None:
    assert rules_on(" ".join(["word"] * words) + ".", tmp_path / "bank") == rules


@pytest.mark.parametrize(
    "statement",
    [
        "Each holder of a key post has a deputy.",
        "Two key posts have a deputy.",
        "The board has cleared each entry.",
        "Keys are counted daily.",
    ],
)
def test_a_key_post_is_no_vague_word_and_neither_is_a_longer_word(tmp_path: Path, statement: str) -> None:
    assert rules_on(statement, tmp_path / "bank") == []


@pytest.mark.parametrize(
    "statement",
    [
        "A key officer has a deputy.",
        "Training is EFFECTIVE.",
        "The rule is well embedded.",
        "Reports are sent regularly.",
    ],
)
def test_a_word_that_each_reader_understands_differently_is_named(tmp_path: Path, statement: str) -> None:
    assert rules_on(statement, tmp_path / "bank") == [Rule.STATEMENT_VAGUE]


@pytest.mark.parametrize(
    "statement",
    [
        "At most one report of the last 12 months was not sent in time.",
        "No fewer than three forces took part.",
        "Every complaint was answered in a month, or none was made and the rule names who would answer.",
        "In the last two years a leaver was replaced, or, none having left, the handover was rehearsed.",
        "The notebook is kept in every force.",
        'The report lists results due ("not yet due" counts).',
        "Where none was lost, one item was looked for as a rehearsal.",
    ],
)
def test_a_negative_is_allowed_where_it_is_counted_or_says_that_nothing_arose(tmp_path: Path, statement: str) -> None:
    assert rules_on(statement, tmp_path / "bank") == []


@pytest.mark.parametrize(
    "statement",
    [
        "No report was late.",
        "In the last 12 months no report was late.",
        "Nobody works alone.",
        "The rule isn't broken.",
        "Work is done without a permit.",
        "A force or its policing body was not told.",
        "Every record or log is kept and nobody may change one.",
    ],
)
def test_a_negative_with_nothing_to_count_is_named(tmp_path: Path, statement: str) -> None:
    assert rules_on(statement, tmp_path / "bank") == [Rule.STATEMENT_NEGATIVE]


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("The board has compared the purpose with results.", [Rule.STATEMENT_REPEATED]),
        ("The board has compared its purpose with the results.", [Rule.STATEMENT_REPEATED]),
        ("the  board has compared the purpose with results", [Rule.STATEMENT_REPEATED]),
        ("Results with purpose the compared has board the.", []),
        ("The board has sent the results to every force.", []),
    ],
)
def test_a_statement_is_said_once_in_the_whole_bank(tmp_path: Path, statement: str, rules: list[Rule]) -> None:
    assert rules_on(statement, tmp_path / "bank") == rules


def test_the_reading_age_of_a_few_words_is_not_measured(tmp_path: Path) -> None:
    hard = "Comprehensive organisational interoperability necessitates authoritative documentation."

    assert rules_on(hard, tmp_path / "bank") == []


def test_problems_of_wording_stand_beside_those_of_other_kinds(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", STATEMENT, "Nobody works alone.")
    edit(folder / "skills.yaml", "    weight: 1", "    weight: heavy")
    edit(folder / "bank.yaml", "title: A small bank", "title: [A small bank]")

    assert [problem.rule for problem in find_problems(folder)] == [
        Rule.WRONG_TYPE,
        Rule.NOT_A_NUMBER,
        Rule.STATEMENT_NEGATIVE,
    ]


def test_a_draft_that_is_badly_worded_can_be_tried_out(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / "skills.yaml", STATEMENT, "Nobody works alone.")

    assert load_bank(folder).version == "1"


def test_a_published_version_stays_in_use_where_a_rule_on_wording_would_refuse_it_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = a_published_shelf(tmp_path)
    monkeypatch.setattr("assessment.bank.wording_checks.MOST_WORDS", 3)

    assert {problem.rule for problem in find_problems(shelf)} == {Rule.STATEMENT_TOO_LONG}
    assert Library(shelf).open("small", "1").version == "1"
