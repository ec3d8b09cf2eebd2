"""The rules for a response. They are the same for answers given on a page and answers read from a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from assessment.bank.model import Bank, Question
from assessment.errors import FieldProblem, InvalidFields, InvalidInput, Sentence, sentence
from assessment.ids import QuestionCode
from assessment.rounds.assessment import ForceRespondent
from assessment.rounds.response import Evidence, Met, MinorityView, NotApplicable, Reply, Response
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

PUT_IT_IN_A_DOCUMENT: Final = sentence(
    "shorten_or_name_a_document", "Shorten it, or put the detail in a document and name it as evidence."
)


def require_valid(bank: Bank, response: Response, *, forces: Sequence[ForceRespondent] = ()) -> Response:
    """Return the response with its texts cleaned. `forces` are those whose views may differ from it.

    Raise :class:`InvalidFields` with every problem: a question or statement that the bank does not have, a finding
    that is not asked, not applicable where the question always applies or without a reason, too much evidence, a view
    of anybody but the forces, and every text that :mod:`assessment.rounds.text_rules` refuses.
    """
    cleaned, problems = check_response(bank, response, forces=forces)
    if problems:
        raise InvalidFields(*problems)
    return cleaned


def check_response(
    bank: Bank, response: Response, *, forces: Sequence[ForceRespondent] = ()
) -> tuple[Response, tuple[FieldProblem, ...]]:
    """Return the response with its texts cleaned, and all of its problems in the order of its fields.

    A response with problems must not be used.
    """
    check = _Check(question=response.question)
    asked = bank.find_question(response.question)
    if asked is None:
        check.found(unknown_question(bank, response.question), "question")
    cleaned = replace(
        response,
        reply=check.reply(response.reply, asked),
        finding=check.finding(response.finding, asked),
        rationale=check.text(response.rationale, "rationale", most=RATIONALE_LENGTH, advice=PUT_IT_IN_A_DOCUMENT),
        evidence=check.evidence(response.evidence),
        minority_views=check.minority_views(response.minority_views, forces),
    )
    return cleaned, tuple(check.problems)


def unknown_question(bank: Bank, code: str) -> Sentence:
    """Return the sentence for a question that the bank does not ask."""
    return sentence(
        "question_not_in_bank",
        "“{question}” is not a question of {bank}, version {version}. Use one of its codes.",
        question=shortened(code),
        bank=bank.title,
        version=bank.version,
    )


def unknown_statement(asked: Question, code: str) -> Sentence:
    """Return the sentence for a statement that the question does not have."""
    return sentence(
        "statement_not_in_question",
        "“{statement}” is not a statement of {question}. Use its codes, {first} to {last}.",
        statement=shortened(code),
        question=asked.code,
        first=asked.statements[0].code,
        last=asked.statements[-1].code,
    )


def shortened(given: str, *, most: int = 60) -> str:
    """Return the text on one line of at most `most` characters, for a message about it."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in given[: most + 1])
    return line if len(line) <= most else f"{line[: most - 1]}…"


@dataclass(slots=True)
class _Check:
    """Collects the problems of one response."""

    question: QuestionCode
    problems: list[FieldProblem] = field(default_factory=list)

    def found(self, says: Sentence, *place: str | int) -> None:
        self.problems.append(FieldProblem(place=place, says=says))

    def refused(self, refusal: InvalidInput, *place: str | int) -> None:
        for says in refusal.sentences:
            self.found(says, *place)

    def text(self, value: str, name: str, *, most: int, advice: Sentence) -> str:
        try:
            return clean_text(value, field_name=f"{name} of {self._code}", most=most, advice=advice)
        except InvalidInput as refusal:
            self.refused(refusal, name)
            return ""

    def reply(self, reply: Reply | None, asked: Question | None) -> Reply | None:
        match reply:
            case None:
                return None
            case Met():
                self._met(reply, asked)
                return reply
            case NotApplicable():
                return self._not_applicable(reply, asked)
            case _:
                assert_never(reply)

    def _met(self, reply: Met, asked: Question | None) -> None:
        if asked is None:
            return
        for code in sorted(reply.statements - {statement.code for statement in asked.statements}):
            self.found(unknown_statement(asked, code), "met")

    def finding(self, answer: bool | None, asked: Question | None) -> bool | None:
        if answer is not None and asked is not None and asked.finding is None:
            self.found(
                sentence(
                    "question_without_finding", "{question} asks for no finding. Leave it out.", question=self._code
                ),
                "finding",
            )
        return answer

    def _not_applicable(self, reply: NotApplicable, asked: Question | None) -> NotApplicable:
        if asked is not None and asked.not_applicable_when is None:
            self.found(
                sentence(
                    "question_always_applies",
                    "{question} always applies, so it cannot be marked not applicable. "
                    "Say which statements are met, or leave it unanswered.",
                    question=self._code,
                ),
                "not_applicable",
            )
        try:
            reason = clean_text(
                reply.reason, field_name=f"reason why {self._code} is not applicable", most=REASON_LENGTH
            )
        except InvalidInput as refusal:
            self.refused(refusal, "not_applicable")
            return reply
        if is_blank(reason):
            self.found(
                sentence(
                    "not_applicable_without_reason",
                    "{question} is marked not applicable without a reason. Say why it does not apply.",
                    question=self._code,
                ),
                "not_applicable",
            )
        return NotApplicable(reason=reason)

    def evidence(self, pieces: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        if len(pieces) > EVIDENCE_COUNT:
            self.found(
                sentence(
                    "too_much_evidence",
                    "{question} names {count:,} pieces of evidence; the most is {most}. Keep the most telling ones.",
                    question=self._code,
                    count=len(pieces),
                    most=EVIDENCE_COUNT,
                ),
                "evidence",
            )
        return tuple(self._piece(position, piece) for position, piece in enumerate(pieces[:EVIDENCE_COUNT]))

    def _piece(self, position: int, piece: Evidence) -> Evidence:
        name = f"evidence {position + 1} of {self._code}"
        title, reference, owner = piece.title, piece.reference, piece.owner
        try:
            title = clean_name(title, field_name=f"title of {name}", most=NAME_LENGTH)
        except InvalidInput as refusal:
            self.refused(refusal, "evidence", position, "title")
        try:
            reference = clean_line(reference, field_name=f"reference of {name}", most=REFERENCE_LENGTH)
        except InvalidInput as refusal:
            self.refused(refusal, "evidence", position, "reference")
        try:
            owner = clean_line(owner, field_name=f"owner of {name}", most=NAME_LENGTH)
        except InvalidInput as refusal:
            self.refused(refusal, "evidence", position, "owner")
        if piece.dated is not None and not piece.is_valid_on(piece.dated):
            self.found(
                sentence(
                    "evidence_valid_until_before_its_date",
                    "Evidence {number} of {question} is valid until {valid_until}, which is before its own date, "
                    "{dated}. Correct one of them.",
                    number=position + 1,
                    question=self._code,
                    valid_until=piece.valid_until,
                    dated=piece.dated,
                ),
                "evidence",
                position,
                "valid_until",
            )
        return replace(piece, title=title, reference=reference, owner=owner)

    def minority_views(
        self, views: tuple[MinorityView, ...], forces: Sequence[ForceRespondent]
    ) -> tuple[MinorityView, ...]:
        """Return the views that say something, in the order of the forces."""
        given = {view.force: view.text for view in views}
        if given.keys() - {force.id for force in forces}:
            self.found(
                sentence(
                    "minority_view_of_no_force",
                    "{question} has the view of a force that has no part in it. Reload the page.",
                    question=self._code,
                ),
                "minority_views",
            )
        cleaned = ((force.id, self._view(given[force.id], force)) for force in forces if force.id in given)
        return tuple(MinorityView(force=id, text=text) for id, text in cleaned if not is_blank(text))

    def _view(self, text: str, force: ForceRespondent) -> str:
        name = f"view of {shortened(force.name)} on {self._code}"
        try:
            return clean_text(text, field_name=name, most=RATIONALE_LENGTH, advice=PUT_IT_IN_A_DOCUMENT)
        except InvalidInput as refusal:
            self.refused(refusal, "minority_views", str(force.id))
            return ""

    @property
    def _code(self) -> str:
        return shortened(self.question) or "this question"
