"""Responses as columns and as JSON, and back. Stored codes must be those of the bank, or are refused by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from assessment.bank.model import Bank, Question
from assessment.errors import BankUnusable, sentence
from assessment.ids import EvidenceId, RespondentId, StatementCode
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Evidence, Met, MinorityView, NotApplicable, Reply, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCodes:
    """The codes of one bank. A published bank never changes, so it lacks a stored code only if it is damaged."""

    bank: str
    positions: Mapping[str, int]
    """The place of each question in the bank, from 0, by the question's code."""
    questions: tuple[Question, ...]
    not_asked: frozenset[str]
    """The codes of the questions that the collaboration is not asked. Answers to them are kept, and not read."""

    @classmethod
    def of(cls, bank: Bank) -> "BankCodes":
        """Return the codes of that bank."""
        questions = tuple(bank.questions())
        return cls(
            bank=f"{bank.id} {bank.version}",
            positions={question.code: place for place, question in enumerate(questions)},
            questions=questions,
            not_asked=frozenset(each.question.code for each in bank.not_asked()),
        )

    def question(self, code: str) -> Question:
        """Return the question with that code. Raises :class:`BankUnusable` if the bank has none."""
        if code not in self.positions:
            raise BankUnusable(
                sentence(
                    "bank_without_question",
                    "The question bank {bank} has no question {question}, though an answer refers to it. "
                    "The answers are safe. Ask whoever runs this service to restore the published bank files.",
                    bank=self.bank,
                    question=code,
                )
            )
        return self.questions[self.positions[code]]

    def reply(self, question: Question, met: Iterable[str] | None, not_applicable: str | None) -> Reply | None:
        """Return the reply for the codes of statements, or for a reason.

        Raises :class:`BankUnusable` for a statement that the question does not have.
        """
        if not_applicable is not None:
            return NotApplicable(reason=not_applicable)
        return None if met is None else Met(statements=frozenset(self._statement(question, code) for code in met))

    def require(self, response: Response) -> None:
        """Raise :class:`BankUnusable` for a response that could not be read again from the database."""
        self.reply(self.question(response.question), response.met, None)

    def _statement(self, question: Question, code: str) -> StatementCode:
        statement = question.find_statement(code)
        if statement is None:
            raise BankUnusable(
                sentence(
                    "bank_without_statement",
                    "The question bank {bank} has no statement {statement}, though an answer to {question} refers to "
                    "it. The answers are safe. Ask whoever runs this service to restore the published bank files.",
                    bank=self.bank,
                    statement=code,
                    question=question.code,
                )
            )
        return statement.code


def reply_columns(question: Question, reply: Reply | None) -> dict[str, str | None]:
    """Return the reply as the columns `met` and `not_applicable`, of which at least one is None."""
    match reply:
        case None:
            return {"met": None, "not_applicable": None}
        case NotApplicable(reason=reason):
            return {"met": None, "not_applicable": reason}
        case Met():
            return {"met": " ".join(in_bank_order(question, reply)), "not_applicable": None}
        case _:
            assert_never(reply)


def in_bank_order(question: Question, met: Met) -> list[StatementCode]:
    """Return the codes of the statements that are met, in the order of the bank."""
    return [statement.code for statement in question.statements if statement.code in met.statements]


def encode_response(question: Question, response: Response) -> dict[str, object]:
    """Return the response to that question fit for JSON, as the exchange format has it, but with ids of evidence.

    Minority views, which the exchange format does not have, name the force by its respondent.

    What is not answered is left out.
    """
    content: dict[str, object] = {"rationale": response.rationale}
    match response.reply:
        case Met():
            content["met"] = in_bank_order(question, response.reply)
        case NotApplicable(reason=reason):
            content["not_applicable"] = reason
    if response.finding is not None:
        content["finding"] = response.finding
    content["evidence"] = [
        {
            "id": str(item.id),
            "title": item.title,
            "reference": item.reference,
            "date": item.dated.isoformat() if item.dated else None,
            "owner": item.owner,
            "valid_until": item.valid_until.isoformat() if item.valid_until else None,
            "classification": item.classification,
        }
        for item in response.evidence
    ]
    if response.minority_views:
        content["minority_views"] = [{"force": str(each.force), "text": each.text} for each in response.minority_views]
    return content


def decode_response(record: Mapping[str, Any], question: str, codes: BankCodes) -> Response:
    """Return the response that :func:`encode_response` encoded."""
    asked = codes.question(question)
    return Response(
        question=asked.code,
        reply=codes.reply(asked, record.get("met"), record.get("not_applicable")),
        finding=record.get("finding"),
        rationale=record["rationale"],
        evidence=tuple(
            Evidence(
                id=EvidenceId(UUID(item["id"])),
                title=item["title"],
                reference=item["reference"],
                dated=date.fromisoformat(item["date"]) if item["date"] else None,
                owner=item["owner"],
                valid_until=date.fromisoformat(item["valid_until"]) if item["valid_until"] else None,
                classification=Classification(item["classification"]) if item["classification"] else None,
            )
            for item in record["evidence"]
        ),
        minority_views=tuple(
            MinorityView(force=RespondentId(UUID(each["force"])), text=each["text"])
            for each in record.get("minority_views", ())
        ),
    )
