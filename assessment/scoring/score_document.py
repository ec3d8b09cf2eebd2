"""The JSON document of scores that the command line prints. Its numbers are floats of the exact values."""

import json
from fractions import Fraction
from typing import Any

from assessment.bank.model import Bank, Level, Question
from assessment.rounds.exchange import read_exchange
from assessment.rounds.response import NotApplicable, Responses
from assessment.scoring.placement import Placement, placements
from assessment.scoring.scorecard import score
from assessment.scoring.scores import ExplainedScore, Lift, Result, index


def score_file(text: str, bank: Bank) -> str:
    """Return the score document of an exchange file, as JSON text.

    Raise :class:`~assessment.errors.InvalidInput` with every problem of the file.
    """
    document = score_document(bank, read_exchange(text, bank).responses)
    return json.dumps(document, ensure_ascii=False, indent=2)


def score_document(bank: Bank, responses: Responses) -> dict[str, Any]:
    """Return every score as plain data: ``bank``, ``overall`` and ``themes`` in bank order. None becomes null."""
    scorecard = score(bank, responses)
    placed = placements(bank, responses)
    not_applicable = {code for code, given in responses.items() if isinstance(given.reply, NotApplicable)}
    return {
        "bank": {"id": bank.id, "version": bank.version, "fingerprint": bank.fingerprint},
        "overall": {**_score(scorecard.overall, bank), "lift": _lift(scorecard.overall_lift)},
        "themes": [
            {
                "code": theme.code,
                **_score(scored, bank),
                "lift": _lift(scored.lift),
                "questions": [
                    _question(question, placed.get(question.code), not_applicable=question.code in not_applicable)
                    for question in theme.questions
                ],
            }
            for theme, scored in zip(bank.themes, scorecard.themes, strict=True)
        ],
    }


def _question(question: Question, placement: Placement | None, *, not_applicable: bool) -> dict[str, Any]:
    return {
        "code": question.code,
        "level": placement.level.code if placement else None,
        "missing": [statement.code for statement in placement.missing] if placement else [],
        "ahead": [statement.code for statement in placement.ahead] if placement else [],
        **({"not_applicable": True} if not_applicable else {}),
    }


def _score(score: ExplainedScore, bank: Bank) -> dict[str, Any]:
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
        "statements": [statement.code for statement in lift.statements],
        "findings": [finding.id for finding in lift.findings],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _code(level: Level | None) -> str | None:
    return None if level is None else level.code
