"""Values in the form in which a content fingerprint is taken of them, and the fingerprint itself.

A fingerprint must not change when only the wording of the report does. It is therefore taken over codes, ids, dates in
ISO 8601, exact fractions and text that people typed, and never over sentences that this program writes.
"""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction

from assessment.bank.model import Bank, Level
from assessment.scoring.scores import Lift, Result, Score, Scorecard, Scores


def fingerprint_of(values: Mapping[str, object]) -> str:
    """Return ``sha256:`` and the hash of the values as JSON, in ASCII, with sorted keys and without white space."""
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def bank_values(bank: Bank) -> dict[str, object]:
    """Return what identifies a bank version and its content."""
    return {"id": bank.id, "version": bank.version, "fingerprint": bank.fingerprint}


def score_values(scorecard: Scorecard) -> dict[str, object]:
    """Return every score of a scorecard. Means are exact fractions such as ``39/11``; grades and limits are codes."""
    return {
        "overall": {**_score(scorecard.overall), "lift": _lift(scorecard.overall_lift)},
        "themes": [{"code": theme.theme, **_score(theme), "lift": _lift(theme.lift)} for theme in scorecard.themes],
    }


def compared_values(scores: Scores) -> dict[str, object]:
    """Return every score without what would lift it, in the same form."""
    return {
        "overall": _score(scores.overall),
        "themes": [{"code": code, **_score(theme)} for code, theme in scores.themes.items()],
    }


def _score(score: Score) -> dict[str, object]:
    return {
        "claimed": _result(score.claimed),
        "uncapped_grade": _code(score.uncapped_grade),
        "limits": [limit.id for limit in score.limits],
        "lowest": _result(score.lowest),
        "highest": _result(score.highest),
        "evidenced": _result(score.evidenced),
        "coverage": {
            "asked": score.coverage.asked,
            "answered": score.coverage.answered,
            "not_applicable": score.coverage.not_applicable,
        },
    }


def _result(result: Result) -> dict[str, str | None]:
    return {"mean": _fraction(result.mean), "grade": _code(result.grade)}


def _lift(lift: Lift | None) -> dict[str, object] | None:
    if lift is None:
        return None
    return {
        "to": lift.to.code,
        "statements": [statement.code for statement in lift.statements],
        "findings": [finding.id for finding in lift.findings],
    }


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _code(level: Level | None) -> str | None:
    return None if level is None else level.code
