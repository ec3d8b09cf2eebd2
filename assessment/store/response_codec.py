"""Responses as columns and as JSON, and back. Stored codes become the levels of the bank, or are refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from assessment.bank.model import Bank, Level
from assessment.errors import BankUnusable, Sentence, sentence
from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.response import Evidence, NotApplicable, Reply, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCodes:
    """The codes of one bank. A published bank never changes, so it lacks a stored code only if it is damaged."""

    bank: str
    positions: Mapping[str, int]
    """The place of each question in the bank, from 0, by the question's code."""
    levels: Mapping[str, Level]

    @classmethod
    def of(cls, bank: Bank) -> "BankCodes":
        """Return the codes of that bank."""
        return cls(
            bank=f"{bank.id} {bank.version}",
            positions={question.code: place for place, question in enumerate(bank.questions())},
            levels={level.code: level for level in bank.scale},
        )

    def question(self, code: str) -> QuestionCode:
        """Return the code as a question's. Raises :class:`BankUnusable` if the bank has no such question."""
        if code not in self.positions:
            raise BankUnusable(self._without_question(code))
        return QuestionCode(code)

    def reply(self, level: str | None, not_applicable: str | None) -> Reply | None:
        """Return the reply for a level's code or a reason. Raises :class:`BankUnusable` for an unknown level."""
        if not_applicable is not None:
            return NotApplicable(reason=not_applicable)
        if level is None:
            return None
        if level not in self.levels:
            raise BankUnusable(self._without_level(level))
        return self.levels[level]

    def require(self, response: Response) -> None:
        """Raise :class:`BankUnusable` for a response that could not be read again from the database."""
        self.question(response.question)
        self.reply(**reply_columns(response.reply))

    def _without_question(self, code: str) -> Sentence:
        return sentence(
            "bank_without_question",
            "The question bank {bank} has no question {question}, though an answer refers to it. "
            "The answers are safe. Ask whoever runs this service to restore the published bank files.",
            bank=self.bank,
            question=code,
        )

    def _without_level(self, code: str) -> Sentence:
        return sentence(
            "bank_without_level",
            "The question bank {bank} has no level {level}, though an answer refers to it. "
            "The answers are safe. Ask whoever runs this service to restore the published bank files.",
            bank=self.bank,
            level=code,
        )


def reply_columns(reply: Reply | None) -> dict[str, str | None]:
    """Return the reply as the columns `level` and `not_applicable`, of which at least one is None."""
    match reply:
        case None:
            return {"level": None, "not_applicable": None}
        case NotApplicable(reason=reason):
            return {"level": None, "not_applicable": reason}
        case Level(code=code):
            return {"level": code, "not_applicable": None}
        case _:
            assert_never(reply)


def evidence_columns(response: Response) -> list[dict[str, object]]:
    """Return the columns of each piece of evidence, with its position from 1."""
    return [
        {
            "id": item.id,
            "position": position,
            "title": item.title,
            "reference": item.reference,
            "dated": item.dated,
        }
        for position, item in enumerate(response.evidence, start=1)
    ]


def encode_response(response: Response) -> dict[str, object]:
    """Return the whole response except its question, fit for JSON."""
    return reply_columns(response.reply) | {
        "rationale": response.rationale,
        "evidence": [
            {
                "id": str(item.id),
                "title": item.title,
                "reference": item.reference,
                "dated": item.dated.isoformat() if item.dated else None,
            }
            for item in response.evidence
        ],
    }


def decode_response(record: Mapping[str, Any], question: str, codes: BankCodes) -> Response:
    """Return the response that :func:`encode_response` encoded."""
    return Response(
        question=codes.question(question),
        reply=codes.reply(record["level"], record["not_applicable"]),
        rationale=record["rationale"],
        evidence=tuple(
            Evidence(
                id=EvidenceId(UUID(item["id"])),
                title=item["title"],
                reference=item["reference"],
                dated=date.fromisoformat(item["dated"]) if item["dated"] else None,
            )
            for item in record["evidence"]
        ),
    )
