"""The example that the scoring page works out by hand comes to the same in the code."""

import json
from typing import Any

import pytest

from assessment.bank.library import load_bank
from assessment.rounds.exchange import read_exchange, write_exchange
from assessment.scoring import score_file
from tests.documents.document_reader import PROJECT, REFERENCE, text_of

BANK = load_bank(PROJECT / "question_banks/collaboration/2026.2")
EXAMPLE = text_of(REFERENCE / "worked-example.json")


@pytest.fixture
def scores() -> dict[str, Any]:
    return dict(json.loads(score_file(EXAMPLE, BANK)))


@pytest.fixture
def costs(scores: dict[str, Any]) -> dict[str, Any]:
    return next(theme for theme in scores["themes"] if theme["code"] == "costs_and_benefits")


def test_the_theme_comes_to_what_was_worked_out_by_hand(costs: dict[str, Any]) -> None:
    assert costs["mean"] == 39 / 11
    assert costs["index"] == pytest.approx((39 / 11 - 1) / 4 * 100)
    assert (costs["uncapped_grade"], costs["limits"], costs["grade"]) == ("good", ["L6", "L7"], "requires_improvement")
    assert costs["lowest"] == {"mean": 40 / 12, "grade": "requires_improvement"}
    assert costs["highest"] == {"mean": 44 / 12, "grade": "requires_improvement"}
    assert costs["evidenced"] == {"mean": 34 / 11, "grade": "requires_improvement"}
    assert costs["coverage"] == {"asked": 13, "answered": 11, "not_applicable": 1, "unanswered": 1}
    assert costs["lift"] == {"to": "adequate", "steps": 1, "statements": ["B7.2"], "findings": []}


def test_the_levels_come_to_what_was_worked_out_by_hand(costs: dict[str, Any]) -> None:
    levels = {question["code"]: question["level"] for question in costs["questions"]}
    good = dict.fromkeys(["B1", "B2", "B3", "B4", "B8", "B10", "B11", "B13"], "good")

    assert levels == {
        **good,
        **dict.fromkeys(["B5", "B7"], "requires_improvement"),
        "B9": "adequate",
        **dict.fromkeys(["B6", "B12"]),
    }


def test_the_whole_comes_to_what_was_worked_out_by_hand(scores: dict[str, Any]) -> None:
    themes = {theme["code"]: theme for theme in scores["themes"]}

    assert {code: theme["mean"] for code, theme in themes.items()} == {
        "purpose": 4.0,
        "costs_and_benefits": 39 / 11,
        "leadership_and_governance": 2.0,
        "skills_and_capabilities": 4.0,
    }
    assert themes["leadership_and_governance"]["lift"]["steps"] == 7
    skills = themes["skills_and_capabilities"]
    assert (skills["grade"], skills["limits"]) == ("requires_improvement", ["L9"])
    assert skills["lift"] == {"to": "adequate", "steps": 1, "statements": [], "findings": ["F3"]}
    overall = scores["overall"]
    assert (overall["mean"], overall["uncapped_grade"], overall["grade"]) == (
        149 / 44,
        "adequate",
        "requires_improvement",
    )
    assert overall["limits"] == ["L13"]
    assert overall["lift"] == {"to": "adequate", "steps": 2, "statements": ["B7.2"], "findings": ["F3"]}


def test_the_page_shows_questions_and_a_lift_as_the_code_prints_them(costs: dict[str, Any]) -> None:
    page = text_of(REFERENCE / "scoring.md")
    shown = json.loads(page.rpartition("```json\n")[2].partition("```")[0])

    assert shown["lift"] == costs["lift"]
    assert all(question in costs["questions"] for question in shown["questions"])


def test_the_page_quotes_the_reasons_as_the_code_gives_them(costs: dict[str, Any]) -> None:
    assert "\n".join(costs["reasons"][:3]) in text_of(REFERENCE / "scoring.md")


def test_the_example_is_written_as_the_app_writes_it() -> None:
    assert write_exchange(read_exchange(EXAMPLE, BANK), BANK) == EXAMPLE


def test_the_example_on_the_format_page_can_be_read() -> None:
    page = text_of(REFERENCE / "exchange-format.md")
    shown = page.partition("```json\n")[2].partition("```")[0]

    assert list(read_exchange(shown, BANK).responses) == ["P1", "B6", "B8"]
