"""How a response is written down, and read again: stored codes become the bank's own levels, or are refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from assessment.bank.model import Bank, Level
from assessment.errors import BankUnusable
from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.response import Evidence, NotApplicable, Reply, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCodes:
    """What stored codes mean in one bank. A published bank never changes, so a code that it lacks is never normal."""

    bank: str
    positions: Mapping[str, int]
    """Every question's place in the bank."""
    levels: Mapping[str, Level]

    @classmethod
    def of(cls, bank: Bank) -> "BankCodes":
        """The codes of that bank."""
        return cls(
            bank=f"{bank.id} {bank.version}",
            positions={question.code: place for place, question in enumerate(bank.questions())},
            levels={level.code: level for level in bank.scale},
        )

    def question(self, code: str) -> QuestionCode:
        """The question with that code. Raises :class:`BankUnusable` if the bank has none."""
        if code not in self.positions:
            raise BankUnusable(self._unknown("question", code))
        return QuestionCode(code)

    def reply(self, level: str | None, not_applicable: str | None) -> Reply | None:
        """The reply that a level's code or a reason stands for. Raises :class:`BankUnusable` for an unknown level."""
        if not_applicable is not None:
            return NotApplicable(reason=not_applicable)
        if level is None:
            return None
        if level not in self.levels:
            raise BankUnusable(self._unknown("level", level))
        return self.levels[level]

    def require(self, response: Response) -> None:
        """Raise :class:`BankUnusable` for a response that could not be read again."""
        self.question(response.question)
        self.reply(**reply_columns(response.reply))

    def _unknown(self, what: str, code: str) -> str:
        return (
            f"The question bank {self.bank} has no {what} {code}, though an answer names it. "
            "The answers are safe. Ask whoever runs this app to restore the published bank files."
        )


def reply_columns(reply: Reply | None) -> dict[str, str | None]:
    """The reply as the columns `level` and `not_applicable`, of which at most one holds something."""
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
    """Each piece of its evidence as columns, with its position from 1."""
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
    """The whole response but its question, fit for JSON."""
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
    """The response that :func:`encode_response` wrote down."""
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
