"""The JSON document of scores."""

import json

import pytest

from assessment.errors import InvalidInput
from assessment.scoring import score, score_document, score_file
from tests.bank_builders import ADEQUATE, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT, a_bank
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_limit, a_theme_of, answered

KEYS = [
    "mean",
    "index",
    "grade",
    "uncapped_grade",
    "limits",
    "lowest",
    "highest",
    "evidenced",
    "coverage",
    "reasons",
]


def test_the_document_holds_every_score_in_the_order_of_the_format() -> None:
    bank = a_bank(themes=[a_theme_of(2)], limits=[a_limit(question="P1", at=REQUIRES_IMPROVEMENT)])
    card = score(bank, answered(INADEQUATE, OUTSTANDING))

    document = score_document(card)

    assert list(document) == ["bank", "overall", "themes"]
    assert document["bank"] == {"id": "small", "version": "1", "fingerprint": "sha256:" + "0" * 64}
    assert list(document["overall"]) == KEYS
    assert document["themes"] == [
        {
            "code": "purpose",
            "mean": 3.0,
            "index": 50.0,
            "grade": "requires_improvement",
            "uncapped_grade": "adequate",
            "limits": ["L1"],
            "lowest": {"mean": 3.0, "grade": "requires_improvement"},
            "highest": {"mean": 3.0, "grade": "requires_improvement"},
            "evidenced": {"mean": 2.0, "grade": "requires_improvement"},
            "coverage": {"asked": 2, "answered": 2, "not_applicable": 0, "unanswered": 0},
            "reasons": list(card.themes[0].reasons),
            "lift": {
                "to": "adequate",
                "steps": 1,
                "changes": [{"question": "P1", "from": "inadequate", "to": "requires_improvement"}],
            },
        }
    ]
    assert list(document["themes"][0]) == ["code", *KEYS, "lift"]


def test_values_that_do_not_exist_are_null_and_the_objects_stay() -> None:
    document = score_document(score(a_bank(themes=[a_theme_of(1)]), answered(NOT_APPLICABLE)))

    (theme,) = document["themes"]
    nothing = {"mean": None, "grade": None}
    assert (theme["mean"], theme["index"], theme["grade"], theme["uncapped_grade"]) == (None, None, None, None)
    assert (theme["lowest"], theme["highest"], theme["evidenced"]) == (nothing, nothing, nothing)
    assert theme["limits"] == []
    assert theme["lift"] is None
    assert theme["coverage"] == {"asked": 1, "answered": 0, "not_applicable": 1, "unanswered": 0}


def test_numbers_are_floats_of_the_exact_values() -> None:
    document = score_document(score(a_bank(themes=[a_theme_of(3)]), answered(ADEQUATE, ADEQUATE, OUTSTANDING)))

    assert document["overall"]["mean"] == 11 / 3
    assert document["overall"]["index"] == pytest.approx(200 / 3, abs=1e-12)
    assert isinstance(document["overall"]["coverage"]["asked"], int)


def test_a_file_becomes_its_score_document() -> None:
    bank = a_bank(themes=[a_theme_of(1)])

    text = score_file(FILE, bank)

    assert json.loads(text) == score_document(score(bank, answered(ADEQUATE)))


def test_a_faulty_file_is_not_scored() -> None:
    with pytest.raises(InvalidInput, match=r"responses\[0\]\.level: “adequat” is not a level"):
        score_file(FILE.replace('"adequate"', '"adequat"'), a_bank(themes=[a_theme_of(1)]))


FILE = """{
  "format": "collaboration-assessment/1",
  "bank": {"id": "small", "version": "1"},
  "collaboration": {"name": "Dogs", "partners": ["Kent", "Essex"], "lead_force": "Kent"},
  "round": {"title": "2026", "as_of": "2026-11-01"},
  "responses": [{"question": "P1", "level": "adequate"}]
}"""
