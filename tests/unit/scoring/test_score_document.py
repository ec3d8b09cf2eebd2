"""The JSON document of scores."""

import json

import pytest

from assessment.bank.model import FindingIsTrue
from assessment.errors import InvalidInput
from assessment.ids import FindingId
from assessment.scoring import score, score_document, score_file
from tests.bank_builders import (
    ADEQUATE,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
)
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

    document = score_document(bank, answered(INADEQUATE, OUTSTANDING))

    assert list(document) == ["bank", "overall", "themes"]
    assert document["bank"] == {"id": "small", "version": "1", "fingerprint": "sha256:" + "0" * 64}
    assert list(document["overall"]) == [*KEYS, "lift"]
    assert document["overall"]["lift"] == {"to": "good", "steps": 1, "statements": ["P1.1"], "findings": []}
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
            "lift": {"to": "adequate", "steps": 1, "statements": ["P1.1"], "findings": []},
            "questions": [
                {"code": "P1", "level": "inadequate", "missing": ["P1.1"], "ahead": []},
                {"code": "P2", "level": "outstanding", "missing": [], "ahead": []},
            ],
        }
    ]
    assert list(document["themes"][0]) == ["code", *KEYS, "lift", "questions"]


def test_values_that_do_not_exist_are_null_and_the_objects_stay() -> None:
    document = score_document(a_bank(themes=[a_theme_of(1)]), answered(NOT_APPLICABLE))

    (theme,) = document["themes"]
    nothing = {"mean": None, "grade": None}
    assert (theme["mean"], theme["index"], theme["grade"], theme["uncapped_grade"]) == (None, None, None, None)
    assert (theme["lowest"], theme["highest"], theme["evidenced"]) == (nothing, nothing, nothing)
    assert theme["limits"] == []
    assert theme["lift"] is None
    assert theme["coverage"] == {"asked": 1, "answered": 0, "not_applicable": 1, "unanswered": 0}


def test_a_question_tells_what_is_missing_and_what_is_ahead_and_whether_it_applies() -> None:
    bank = a_bank(themes=[a_theme_of(3)])
    given = responses(a_response("P1", met("P1", 1, 4)), a_response("P2", NOT_APPLICABLE))

    (theme,) = score_document(bank, given)["themes"]

    assert theme["questions"] == [
        {"code": "P1", "level": "requires_improvement", "missing": ["P1.2"], "ahead": ["P1.4"]},
        {"code": "P2", "level": None, "missing": [], "ahead": [], "not_applicable": True},
        {"code": "P3", "level": None, "missing": [], "ahead": []},
    ]


def test_a_lift_names_statements_and_findings() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=INADEQUATE)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])], limits=[limit])

    document = score_document(bank, responses(a_response("P1", INADEQUATE, finding=True)))

    lift = {"to": "requires_improvement", "steps": 2, "statements": ["P1.1"], "findings": ["F1"]}
    assert document["themes"][0]["lift"] == lift
    assert document["overall"]["lift"] == {**lift, "steps": 1, "findings": []}


def test_numbers_are_floats_of_the_exact_values() -> None:
    document = score_document(a_bank(themes=[a_theme_of(3)]), answered(ADEQUATE, ADEQUATE, OUTSTANDING))

    assert document["overall"]["mean"] == 11 / 3
    assert document["overall"]["index"] == pytest.approx(200 / 3, abs=1e-12)
    assert isinstance(document["overall"]["coverage"]["asked"], int)


def test_a_file_becomes_its_score_document() -> None:
    bank = a_bank(themes=[a_theme_of(1)])

    text = score_file(FILE, bank)

    assert json.loads(text) == score_document(bank, answered(ADEQUATE))


def test_a_faulty_file_is_not_scored() -> None:
    with pytest.raises(InvalidInput, match=r"responses\[0\]\.met\[1\]: “P2\.2” is not a statement"):
        score_file(FILE.replace('"P1.2"', '"P2.2"'), a_bank(themes=[a_theme_of(1)]))


FILE = """{
  "format": "collaboration-assessment/2",
  "bank": {"id": "small", "version": "1"},
  "collaboration": {"name": "Dogs", "partners": ["Kent", "Essex"], "lead_force": "Kent"},
  "round": {"title": "2026", "as_of": "2026-11-01"},
  "responses": [{"question": "P1", "met": ["P1.1", "P1.2"]}]
}"""
