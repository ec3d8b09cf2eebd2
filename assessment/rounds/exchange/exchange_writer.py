"""The canonical text of an exchange: the same answers give the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

from assessment.bank.model import Bank, Question
from assessment.rounds.exchange.exchange_value import FORMAT, Exchange
from assessment.rounds.response import Evidence, Met, NotApplicable, Response


def write_exchange(exchange: Exchange, bank: Bank) -> str:
    """Return the file as text, to be stored as UTF-8, indented by two, and with a newline at the end.

    Responses and statements are in bank order, and empty values are left out. :func:`read_exchange` reads the text back
    as the same exchange, but for evidence ids.
    """
    return json.dumps(_file(exchange, bank), ensure_ascii=False, indent=2) + "\n"


def _file(exchange: Exchange, bank: Bank) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "classification": exchange.classification.value,
        "bank": {"id": exchange.bank_id, "version": exchange.bank_version},
        "collaboration": {
            "name": exchange.collaboration_name,
            "partners": list(exchange.partners),
            "lead_force": exchange.lead_force,
        },
        "round": {"title": exchange.round.title, "as_of": exchange.round.as_of.isoformat()},
        "responses": [
            dict(_response(question, exchange.responses[question.code]))
            for question in bank.questions()
            if question.code in exchange.responses and not exchange.responses[question.code].is_empty
        ],
    }


def _response(question: Question, response: Response) -> Iterator[tuple[str, Any]]:
    yield "question", response.question
    match response.reply:
        case Met(statements=met):
            yield "met", [statement.code for statement in question.statements if statement.code in met]
        case NotApplicable(reason=reason):
            yield "not_applicable", reason
        case None:
            pass
    if response.finding is not None:
        yield "finding", response.finding
    if response.rationale:
        yield "rationale", response.rationale
    if response.evidence:
        yield "evidence", [dict(_piece(piece)) for piece in response.evidence]


def _piece(piece: Evidence) -> Iterator[tuple[str, str]]:
    yield "title", piece.title
    if piece.reference:
        yield "reference", piece.reference
    if piece.dated is not None:
        yield "date", piece.dated.isoformat()
    if piece.owner:
        yield "owner", piece.owner
    if piece.valid_until is not None:
        yield "valid_until", piece.valid_until.isoformat()
    if piece.classification is not None:
        yield "classification", piece.classification.value
