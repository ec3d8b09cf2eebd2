"""The cases that come with the project: over every question and level, and told without giving the level away."""

import re
from collections import Counter
from pathlib import Path

import pytest

from assessment.bank.library import Library
from assessment.bank.model import Bank
from benchmarks.rating.rating_files import Case, read_cases

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Library(PROJECT / "question_banks").latest()


@pytest.fixture(scope="module")
def cases(bank: Bank) -> tuple[Case, ...]:
    return read_cases(PROJECT / "benchmarks" / "rating" / "cases.yaml", bank)


def test_every_question_has_a_case(bank: Bank, cases: tuple[Case, ...]) -> None:
    questions = {question.code for theme in bank.themes for question in theme.questions}
    assert {case.question.code for case in cases} == questions


def test_every_theme_has_four_cases_at_each_level(bank: Bank, cases: tuple[Case, ...]) -> None:
    spread = Counter((case.theme.code, case.intended.code) for case in cases)
    assert spread == {(theme.code, level.code): 4 for theme in bank.themes for level in bank.scale}


def test_two_cases_of_a_question_differ_in_level(cases: tuple[Case, ...]) -> None:
    spread = Counter((case.question.code, case.intended.code) for case in cases)
    assert max(spread.values()) == 1


def test_a_case_has_6_to_12_sentences(cases: tuple[Case, ...]) -> None:
    sentences = {case.id: len(re.findall(r'[.?!]"?(?: (?=[A-Z0-9£"])|$)', case.facts.strip())) for case in cases}
    assert {id: count for id, count in sentences.items() if not 6 <= count <= 12} == {}


def test_no_case_names_a_level(bank: Bank, cases: tuple[Case, ...]) -> None:
    titles = [level.title.casefold() for level in bank.scale]
    assert [case.id for case in cases if any(title in case.facts.casefold() for title in titles)] == []
