"""A valid exchange file as plain data, and functions that read it with something changed."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from assessment.bank.model import Bank
from assessment.errors import InvalidInput
from assessment.rounds.exchange import read_exchange
from tests.bank_builders import a_bank, a_question, a_theme

LAW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""The settings for laws. Hypothesis makes them repeatable by itself if ``CI`` is set."""

BANK = a_bank(
    themes=[
        a_theme(
            questions=[
                a_question("P1", finding="F1"),
                a_question("P2", not_applicable_when="There are none."),
                a_question("P3", finding="F2", not_applicable_when="There are none."),
            ]
        )
    ]
)

_FILE: dict[str, Any] = {
    "format": "collaboration-assessment/2",
    "bank": {"id": "small", "version": "1"},
    "collaboration": {
        "name": "Regional dogs",
        "partners": ["Kent Police", "Essex Police"],
        "lead_force": "Kent Police",
    },
    "round": {"title": "2026", "as_of": "2026-11-01"},
    "responses": [
        {
            "question": "P1",
            "met": ["P1.1", "P1.2", "P1.3"],
            "finding": False,
            "rationale": "Agreed in May.",
            "evidence": [{"title": "Board paper", "reference": "BP 12", "date": "2026-05-01"}],
        },
        {"question": "P2", "not_applicable": "There are no such posts."},
    ],
}


def a_file(**changes: Any) -> dict[str, Any]:
    """Return a valid file with those top-level keys replaced."""
    return {**deepcopy(_FILE), **changes}


def a_file_with(*responses: Any) -> dict[str, Any]:
    """Return a valid file with those responses."""
    return a_file(responses=list(responses))


def problems_of(text: str, bank: Bank = BANK) -> tuple[str, ...]:
    """Return the lines of the refusal."""
    with pytest.raises(InvalidInput) as refusal:
        read_exchange(text, bank)
    assert all("\n" not in problem for problem in refusal.value.sentences)
    return refusal.value.sentences


def problems_in(file: Any, bank: Bank = BANK) -> tuple[str, ...]:
    """Return the lines of the refusal of a file that is given as data."""
    return problems_of(json.dumps(file), bank)
