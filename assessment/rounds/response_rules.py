"""What a response may be: one rule, for answers given on a page and for answers read from a file."""

from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from assessment.bank.model import Bank, Level, Question
from assessment.errors import InvalidInput
from assessment.ids import QuestionCode
from assessment.rounds.response import Evidence, NotApplicable, Reply, Response
from assessment.rounds.text_rules import (
    EVIDENCE_COUNT,
    NAME_LENGTH,
    RATIONALE_LENGTH,
    REASON_LENGTH,
    REFERENCE_LENGTH,
    clean_line,
    clean_name,
    clean_text,
    is_blank,
)

PUT_IT_IN_A_DOCUMENT: Final = "Shorten it, or put the detail in a document and name it as evidence."


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseProblem:
    """One thing that is wrong with a response: where in it, as the exchange format names it, and a sentence."""

    place: tuple[str | int, ...]
    says: str


def require_valid(bank: Bank, response: Response) -> Response:
    """The response as it is kept, with its texts cleaned.

    Raises :class:`InvalidInput` with every fault there is: a question or level that the bank does not have, not
    applicable where the question always applies or without a reason, too much evidence, and what
    :mod:`assessment.rounds.text_rules` refuses.
    """
    kept, faults = check_response(bank, response)
    if faults:
        raise InvalidInput(*(fault.says for fault in faults))
    return kept


def check_response(bank: Bank, response: Response) -> tuple[Response, tuple[ResponseProblem, ...]]:
    """The response with its texts cleaned, and everything that is wrong with it, in the order of its fields.

    Where there are faults, the response is not to be used.
    """
    check = _Check(question=response.question)
    asked = bank.find_question(response.question)
    if asked is None:
        check.found(unknown_question(bank, response.question), "question")
    kept = replace(
        response,
        reply=check.reply(response.reply, bank, asked),
        rationale=check.text(response.rationale, "rationale", most=RATIONALE_LENGTH, advice=PUT_IT_IN_A_DOCUMENT),
        evidence=check.evidence(response.evidence),
    )
    return kept, tuple(check.faults)


def unknown_question(bank: Bank, code: str) -> str:
    """The sentence for a question that the bank does not ask."""
    return f"“{shortened(code)}” is not a question of {bank.title}, version {bank.version}. Use one of its codes."


def unknown_level(bank: Bank, code: str) -> str:
    """The sentence for a level that the bank's scale does not have."""
    return f"“{shortened(code)}” is not a level. Use one of {', '.join(level.code for level in bank.scale)}."


def shortened(given: str, *, most: int = 60) -> str:
    """What was given, fit to stand in one line of a message."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in given[: most + 1])
    return line if len(line) <= most else f"{line[: most - 1]}…"


@dataclass(slots=True)
class _Check:
    """Collects the faults of one response."""

    question: QuestionCode
    faults: list[ResponseProblem] = field(default_factory=list)

    def found(self, says: str, *place: str | int) -> None:
        self.faults.append(ResponseProblem(place=place, says=says))

    def text(self, value: str, name: str, *, most: int, advice: str) -> str:
        try:
            return clean_text(value, field_name=f"{name} of {self._code}", most=most, advice=advice)
        except InvalidInput as refusal:
            self.found(str(refusal), name)
            return ""

    def reply(self, reply: Reply | None, bank: Bank, asked: Question | None) -> Reply | None:
        match reply:
            case None:
                return None
            case Level():
                if bank.find_level(reply.code) != reply:
                    self.found(unknown_level(bank, reply.code), "level")
                return reply
            case NotApplicable():
                return self._not_applicable(reply, asked)
            case _:
                assert_never(reply)

    def _not_applicable(self, reply: NotApplicable, asked: Question | None) -> NotApplicable:
        if asked is not None and asked.not_applicable_when is None:
            self.found(
                f"{self._code} always applies, so it cannot be marked not applicable. "
                "Choose a level, or leave it unanswered.",
                "not_applicable",
            )
        try:
            reason = clean_text(
                reply.reason, field_name=f"reason why {self._code} is not applicable", most=REASON_LENGTH
            )
        except InvalidInput as refusal:
            self.found(str(refusal), "not_applicable")
            return reply
        if is_blank(reason):
            self.found(
                f"{self._code} is marked not applicable without a reason. Say why it does not apply.", "not_applicable"
            )
        return NotApplicable(reason=reason)

    def evidence(self, pieces: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        if len(pieces) > EVIDENCE_COUNT:
            self.found(
                f"{self._code} names {len(pieces):,} pieces of evidence; the most is {EVIDENCE_COUNT}. "
                "Keep the ones that show most.",
                "evidence",
            )
        return tuple(self._piece(position, piece) for position, piece in enumerate(pieces[:EVIDENCE_COUNT]))

    def _piece(self, position: int, piece: Evidence) -> Evidence:
        name = f"evidence {position + 1} of {self._code}"
        title, reference = piece.title, piece.reference
        try:
            title = clean_name(title, field_name=f"title of {name}", most=NAME_LENGTH)
        except InvalidInput as refusal:
            self.found(str(refusal), "evidence", position, "title")
        try:
            reference = clean_line(reference, field_name=f"reference of {name}", most=REFERENCE_LENGTH)
        except InvalidInput as refusal:
            self.found(str(refusal), "evidence", position, "reference")
        return replace(piece, title=title, reference=reference)

    @property
    def _code(self) -> str:
        return shortened(self.question) or "this question"
