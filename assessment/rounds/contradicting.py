"""What the answers of one respondent say against each other or against the register, by the bank's contradictions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.bank.contradictions import Claim, ClaimKind, RegisterFact
from assessment.bank.model import Bank, Question
from assessment.ids import StatementCode
from assessment.rounds.doubt import Doubt
from assessment.rounds.response import NotApplicable, Responses


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A claim that the answers or the register make."""

    clause: str
    """What is said, after the question's code or after "the register"."""
    question: Question | None
    """None where the register says it."""


def contradictions(bank: Bank, responses: Responses, registered: Mapping[RegisterFact, str]) -> Iterator[Doubt]:
    """Yield what cannot both be right, in the order of the bank version's list.

    A question that is not asked or not answered says nothing, nor does a fact that the register does not know.
    """
    claims = _Claims(bank=bank, responses=responses, registered=registered)
    for each in bank.contradictions:
        first, second = claims.said(each.first), claims.said(each.second)
        if first is not None and second is not None and first.question is not None:
            against = "the register" if second.question is None else _answer(second.question)
            if second.question is first.question:
                against = "it"
            yield Doubt(
                words=f"Y{_answer(first.question)[1:]} {first.clause}, but {against} {second.clause}",
                questions=tuple(dict.fromkeys(said.question.code for said in (first, second) if said.question)),
                names_register=second.question is None,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claims:
    bank: Bank
    responses: Responses
    registered: Mapping[RegisterFact, str]

    def said(self, claim: Claim) -> _Said | None:
        """Return what is said where the claim is made, or None."""
        match claim.kind:
            case ClaimKind.REGISTERED:
                clause = self.registered.get(RegisterFact(claim.of))
                return None if clause is None else _Said(clause=clause, question=None)
            case ClaimKind.TICKED | ClaimKind.NOT_TICKED:
                return self._of_statement(StatementCode(claim.of), is_ticked=claim.kind is ClaimKind.TICKED)
            case ClaimKind.NOT_APPLICABLE:
                return self._of_question(claim.of)
            case ClaimKind.FINDING:
                return self._of_finding(claim.of)

    def _of_statement(self, code: StatementCode, *, is_ticked: bool) -> _Said | None:
        question = self.bank.find_question(code.partition(".")[0])
        response = None if question is None else self.responses.get(question.code)
        if question is None or response is None or response.met is None or (code in response.met) is not is_ticked:
            return None
        (text,) = (each.text for each in question.statements if each.code == code)
        return _Said(clause=f"{'says' if is_ticked else 'does not say'} {_quoted(text)}", question=question)

    def _of_question(self, code: str) -> _Said | None:
        question = self.bank.find_question(code)
        response = None if question is None else self.responses.get(question.code)
        if question is None or response is None or not isinstance(response.reply, NotApplicable):
            return None
        return _Said(clause=f"says {_quoted(question.not_applicable_when or '')}", question=question)

    def _of_finding(self, id: str) -> _Said | None:
        for question in self.bank.questions():
            if question.finding is not None and question.finding.id == id:
                response = self.responses.get(question.code)
                if response is not None and response.finding:
                    return _Said(clause=f"says yes to {_quoted(question.finding.ask)}", question=question)
        return None


def _answer(question: Question) -> str:
    return f"your answer to {question.code}"


def _quoted(text: str) -> str:
    return f"“{text.removesuffix('.')}”"
