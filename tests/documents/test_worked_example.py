"""The example that the scoring page works out by hand comes to the same in the code."""

import json
from typing import Any

import pytest

from assessment.bank.library import load_bank
from assessment.rounds.exchange import read_exchange, write_exchange
from assessment.scoring import score_file
from tests.documents.document_reader import PROJECT, REFERENCE, text_of

BANK = load_bank(PROJECT / "question_banks/collaboration/2026.1")
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
    assert (costs["uncapped_grade"], costs["limits"], costs["grade"]) == ("good", ["L6"], "adequate")
    assert costs["lowest"] == {"mean": 40 / 12, "grade": "adequate"}
    assert costs["highest"] == {"mean": 44 / 12, "grade": "adequate"}
    assert costs["evidenced"] == {"mean": 3.0, "grade": "adequate"}
    assert costs["coverage"] == {"asked": 13, "answered": 11, "not_applicable": 1, "unanswered": 1}
    assert costs["lift"] == {
        "to": "good",
        "steps": 1,
        "changes": [{"question": "B1", "from": "inadequate", "to": "requires_improvement"}],
    }


def test_the_whole_comes_to_what_was_worked_out_by_hand(scores: dict[str, Any]) -> None:
    assert {theme["code"]: theme["mean"] for theme in scores["themes"]} == {
        "purpose": 4.0,
        "costs_and_benefits": 39 / 11,
        "leadership_and_governance": 3.0,
        "skills_and_capabilities": 4.0,
    }
    assert (scores["overall"]["mean"], scores["overall"]["grade"]) == (40 / 11, "good")
    assert scores["overall"]["limits"] == []


def test_the_page_quotes_the_reasons_as_the_code_gives_them(costs: dict[str, Any]) -> None:
    assert "\n".join(costs["reasons"][:2]) in text_of(REFERENCE / "scoring.md")


def test_the_example_is_written_as_the_app_writes_it() -> None:
    assert write_exchange(read_exchange(EXAMPLE, BANK), BANK) == EXAMPLE


def test_the_example_on_the_format_page_can_be_read() -> None:
    page = text_of(REFERENCE / "exchange-format.md")
    shown = page.partition("```json\n")[2].partition("```")[0]

    assert list(read_exchange(shown, BANK).responses) == ["P1", "B6"]
