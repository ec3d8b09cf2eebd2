"""The real question banks."""

from pathlib import Path

from assessment.bank.library import find_problems, load_bank

QUESTION_BANKS = Path(__file__).parents[3] / "question_banks"


def test_the_question_banks_have_no_problems() -> None:
    assert [str(problem) for problem in find_problems(QUESTION_BANKS)] == []


def test_every_question_area_is_asked() -> None:
    bank = load_bank(QUESTION_BANKS / "collaboration" / "2026.1")

    assert [(theme.code, [question.code for question in theme.questions]) for theme in bank.themes] == [
        ("purpose", [f"P{number}" for number in range(1, 14)]),
        ("costs_and_benefits", [f"B{number}" for number in range(1, 14)]),
        ("leadership_and_governance", [f"G{number}" for number in range(1, 15)]),
        ("skills_and_capabilities", [f"S{number}" for number in range(1, 14)]),
    ]
