"""The JSON document of scores that the command line prints. Its numbers are floats of the exact values."""

import json
from fractions import Fraction
from typing import Any

from assessment.bank.model import Bank, Level
from assessment.rounds.exchange import read_exchange
from assessment.scoring.scorecard import score
from assessment.scoring.scores import Lift, Result, Score, Scorecard, index


def score_file(text: str, bank: Bank) -> str:
    """Return the score document of an exchange file, as JSON text.

    Raise :class:`~assessment.errors.InvalidInput` with every problem of the file.
    """
    document = score_document(score(bank, read_exchange(text, bank).responses))
    return json.dumps(document, ensure_ascii=False, indent=2)


def score_document(scorecard: Scorecard) -> dict[str, Any]:
    """Return every score as plain data: ``bank``, ``overall`` and ``themes`` in bank order. None becomes null."""
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
        "lowest": _result(score.lowest),
        "highest": _result(score.highest),
        "evidenced": _result(score.evidenced),
        "coverage": {
            "asked": score.coverage.asked,
            "answered": score.coverage.answered,
            "not_applicable": score.coverage.not_applicable,
            "unanswered": score.coverage.unanswered,
        },
        "reasons": list(score.reasons),
    }


def _result(result: Result) -> dict[str, Any]:
    return {"mean": _number(result.mean), "grade": _code(result.grade)}


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
