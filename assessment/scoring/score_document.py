"""Scores as the JSON document that the command line prints. Numbers are floats of the exact values."""

import json
from fractions import Fraction
from typing import Any

from assessment.bank.model import Bank, Level
from assessment.rounds.exchange import read_exchange
from assessment.scoring.scorecard import score
from assessment.scoring.scores import Lift, Result, Score, Scorecard, index


def score_file(text: str, bank: Bank) -> str:
    """The score document, as JSON text, of an exchange file's text.

    Raises :class:`~assessment.errors.InvalidInput` with every problem of the file.
    """
    document = score_document(score(bank, read_exchange(text, bank).responses))
    return json.dumps(document, ensure_ascii=False, indent=2)


def score_document(scorecard: Scorecard) -> dict[str, Any]:
    """Every score as plain data, none as null: ``bank``, ``overall`` and ``themes`` in bank order."""
    bank = scorecard.bank
    return {
        "bank": {"id": bank.id, "version": bank.version, "fingerprint": bank.fingerprint},
        "overall": _score(scorecard.overall, bank),
        "themes": [
            {"code": theme.theme, **_score(theme, bank), "lift": _lift(theme.lift)} for theme in scorecard.themes
        ],
    }


def _score(score: Score, bank: Bank) -> dict[str, Any]:
    return {
        "mean": _number(score.claimed.mean),
        "index": _number(index(score.claimed.mean, levels=len(bank.scale))),
        "grade": _code(score.claimed.grade),
        "uncapped_grade": _code(score.uncapped_grade),
        "limits": [limit.id for limit in score.limits],
        "lowest": _standing(score.lowest),
        "highest": _standing(score.highest),
        "evidenced": _standing(score.evidenced),
        "coverage": {
            "asked": score.coverage.asked,
            "answered": score.coverage.answered,
            "not_applicable": score.coverage.not_applicable,
            "unanswered": score.coverage.unanswered,
        },
        "reasons": list(score.reasons),
    }


def _standing(standing: Result) -> dict[str, Any]:
    return {"mean": _number(standing.mean), "grade": _code(standing.grade)}


def _lift(lift: Lift | None) -> dict[str, Any] | None:
    if lift is None:
        return None
    return {
        "to": lift.to.code,
        "steps": lift.steps,
        "changes": [
            {"question": change.question, "from": change.before.code, "to": change.after.code}
            for change in lift.changes
        ],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _code(level: Level | None) -> str | None:
    return None if level is None else level.code
