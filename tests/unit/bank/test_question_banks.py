"""The real question banks."""

import re
from collections import Counter
from pathlib import Path

from assessment.bank.library import load_bank
from assessment.bank.linting import find_problems

QUESTION_BANKS = Path(__file__).parents[3] / "question_banks"


def test_the_question_banks_have_no_problems() -> None:
    assert [str(problem) for problem in find_problems(QUESTION_BANKS)] == []


def test_every_question_area_is_asked() -> None:
    bank = load_bank(QUESTION_BANKS / "collaboration" / "2026.2")

    assert [(theme.code, [question.code for question in theme.questions]) for theme in bank.themes] == [
        ("purpose", [f"P{number}" for number in range(1, 14)]),
        ("costs_and_benefits", [f"B{number}" for number in range(1, 14)]),
        ("leadership_and_governance", [f"G{number}" for number in range(1, 15)]),
        ("skills_and_capabilities", [f"S{number}" for number in range(1, 14)]),
    ]


def test_a_question_asks_about_seven_statements_and_one_or_two_a_level() -> None:
    bank = load_bank(QUESTION_BANKS / "collaboration" / "2026.2")

    for question in bank.questions():
        by_level = Counter(statement.level.code for statement in question.statements)
        assert 6 <= len(question.statements) <= 8, question.code
        assert set(by_level.values()) <= {1, 2}, question.code


def test_there_are_few_findings_and_limits_and_a_short_first_sitting() -> None:
    bank = load_bank(QUESTION_BANKS / "collaboration" / "2026.2")

    assert sum(question.finding is not None for question in bank.questions()) <= 10
    assert len(bank.rubric.limits) <= 14
    assert sum(question.is_core for question in bank.questions()) == 18


def test_the_tables_for_editors_name_statements_that_there_are_and_every_limit() -> None:
    bank = load_bank(QUESTION_BANKS / "collaboration" / "2026.2")
    tables = [line for line in (QUESTION_BANKS / "README.md").read_text(encoding="utf-8").splitlines() if "|" in line]
    named = set(re.findall(r"\b[PBGS]\d+\.\d+\b", "\n".join(tables)))

    assert len(named) > 100
    assert named <= {statement.code for question in bank.questions() for statement in question.statements}
    assert re.findall(r"^\| (L\d+) \|", "\n".join(tables), re.MULTILINE) == [limit.id for limit in bank.rubric.limits]


def test_a_publication_is_listed_where_something_cites_it() -> None:
    bank = load_bank(QUESTION_BANKS / "collaboration" / "2026.2")
    cited = {question.source.source for question in bank.questions()}
    cited |= {limit.source.source for limit in bank.rubric.limits}

    assert {source.id for source in bank.sources} == cited
