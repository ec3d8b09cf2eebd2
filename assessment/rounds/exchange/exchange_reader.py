"""A file checked against the bank it answers: the whole of it as a value, or every problem at once."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from assessment.bank.model import Bank, Level
from assessment.errors import InvalidInput
from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.assessment import Classification, Round
from assessment.rounds.exchange.exchange_problems import Place, Problems
from assessment.rounds.exchange.exchange_shape import (
    BankShape,
    CollaborationShape,
    EvidenceShape,
    FileShape,
    ResponseShape,
    RoundShape,
    shaped,
)
from assessment.rounds.exchange.exchange_value import FORMAT, Exchange, evidence_id
from assessment.rounds.exchange.strict_json import plain_data
from assessment.rounds.response import Evidence, NotApplicable, Response, Responses
from assessment.rounds.response_rules import check_response, shortened, unknown_level
from assessment.rounds.text_rules import clean_name

_NO_DATE: Final = date(1, 1, 1)
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Given = TypeVar("Given")


def read_exchange(text: str, bank: Bank) -> Exchange:
    """What the file says, with its texts cleaned; empty responses are left out, evidence ids made by position.

    A key whose value is ``null`` counts as left out. Raises :class:`InvalidInput` with every problem, each one line
    that begins with its place, such as ``responses[3].level: …``. The responses to another bank are not looked at,
    because nothing true could be said of them.
    """
    problems = Problems()
    file = shaped(plain_data(text, problems), problems)
    read = _Reader(bank=bank, problems=problems)
    exchange = read.exchange(file)
    problems.require_none()
    return exchange


class _Reader:
    """Reads one file; what cannot be read is added to the problems and stands empty in the value."""

    def __init__(self, *, bank: Bank, problems: Problems) -> None:
        self._bank = bank
        self._problems = problems

    def exchange(self, file: FileShape) -> Exchange:
        self._require_format(file)
        answered = self._answered_bank(self._required(file.bank, ("bank",), BankShape))
        collaboration = self._required(file.collaboration, ("collaboration",), CollaborationShape)
        partners = self._partners(collaboration.partners)
        return Exchange(
            bank_id=self._bank.id,
            bank_version=self._bank.version,
            classification=self._classification(file.classification),
            collaboration_name=self._name(
                collaboration.name, ("collaboration", "name"), field_name="name of the collaboration"
            ),
            partners=partners,
            lead_force=self._lead_force(collaboration.lead_force, partners),
            round=self._round(self._required(file.round, ("round",), RoundShape)),
            responses=self._responses(self._required(file.responses, ("responses",), list)) if answered else {},
        )

    def _require_format(self, file: FileShape) -> None:
        given = self._required(file.format, ("format",), lambda: FORMAT)
        if given != FORMAT:
            self._problems.found(("format",), f"“{shortened(given)}” cannot be read. Export it as “{FORMAT}”.")

    def _answered_bank(self, reference: BankShape) -> bool:
        """Whether the file answers the bank in use, for all that can be told."""
        bank = self._bank
        id_ = self._required(reference.id, ("bank", "id"), lambda: bank.id)
        version = self._required(reference.version, ("bank", "version"), lambda: bank.version)
        if (id_, version) == (bank.id, bank.version):
            return True
        self._problems.found(
            ("bank",),
            f"the file answers “{shortened(id_)}” version “{shortened(version)}”, but the bank in use is "
            f"“{bank.id}” version “{bank.version}”. Read it with the bank it answers.",
        )
        return False

    def _classification(self, given: str | None) -> Classification:
        if given is None:
            return Classification.OFFICIAL
        if given not in set(Classification):
            known = " or ".join(Classification)
            self._problems.found(("classification",), f"“{shortened(given)}” is not known. Use {known}.")
            return Classification.OFFICIAL
        return Classification(given)

    def _partners(self, given: list[str] | None) -> tuple[str, ...]:
        here: Place = ("collaboration", "partners")
        listed = self._required(given, here, list)
        partners = tuple(
            self._name(name, (*here, number), field_name=f"name of partner {number + 1}")
            for number, name in enumerate(listed)
        )
        if given is not None and len(partners) < 2:
            self._problems.found(here, "a collaboration has at least two partners. Name them all.")
        first_use: dict[str, int] = {}
        for number, name in enumerate(partners):
            first = first_use.setdefault(name.casefold(), number)
            if name and first != number:
                self._problems.found(
                    (*here, number), f"“{shortened(name)}” stands at partners[{first}] already. Name each partner once."
                )
        return partners

    def _lead_force(self, given: str | None, partners: tuple[str, ...]) -> str:
        here: Place = ("collaboration", "lead_force")
        lead = self._name(given, here, field_name="name of the lead force")
        certain = not self._problems.has_misshapen_within(("collaboration", "partners"))
        if lead and partners and certain and lead not in partners:
            self._problems.found(here, f"“{shortened(lead)}” is not one of the partners. Write it as it stands there.")
        return lead

    def _round(self, given: RoundShape) -> Round:
        as_of = self._required(given.as_of, ("round", "as_of"), str)
        return Round(
            title=self._name(given.title, ("round", "title"), field_name="title of the round"),
            as_of=self._date(as_of, ("round", "as_of")) or _NO_DATE,
        )

    def _responses(self, given: list[ResponseShape]) -> Responses:
        first_use: dict[str, int] = {}
        read: dict[QuestionCode, Response] = {}
        for number, shape in enumerate(given):
            here: Place = ("responses", number)
            question = self._required(shape.question, (*here, "question"), str)
            first = first_use.setdefault(question, number)
            if question and first != number:
                self._problems.found(
                    (*here, "question"),
                    f"{shortened(question)} stands at responses[{first}] already. Keep one of them.",
                )
            response = self._response(shape, here)
            if not response.is_empty:
                read[response.question] = response
        return {question.code: read[question.code] for question in self._bank.questions() if question.code in read}

    def _response(self, shape: ResponseShape, here: Place) -> Response:
        if shape.level is not None and shape.not_applicable is not None:
            self._problems.found(here, "gives both a level and not_applicable. Keep one of them.")
        if shape.not_applicable is None and "not_applicable" in shape.model_fields_set and shape.level is None:
            self._problems.found((*here, "not_applicable"), "gives no reason. Say why, or leave the key out.")
        question = QuestionCode(shape.question or "")
        level = self._level(shape.level, (*here, "level"))
        response, faults = check_response(
            self._bank,
            Response(
                question=question,
                reply=level if shape.not_applicable is None else NotApplicable(reason=shape.not_applicable),
                rationale=shape.rationale or "",
                evidence=tuple(
                    self._piece(piece, (*here, "evidence", position), evidence_id(question, position))
                    for position, piece in enumerate(shape.evidence or ())
                ),
            ),
        )
        for fault in faults:
            self._problems.found((*here, *fault.place), fault.says)
        return response

    def _level(self, given: str | None, here: Place) -> Level | None:
        level = None if given is None else self._bank.find_level(given)
        if given is not None and level is None:
            self._problems.found(here, unknown_level(self._bank, given))
        return level

    def _piece(self, shape: EvidenceShape, here: Place, id_: EvidenceId) -> Evidence:
        return Evidence(
            id=id_,
            title=self._required(shape.title, (*here, "title"), str),
            reference=shape.reference or "",
            dated=None if shape.date is None else self._date(shape.date, (*here, "date")),
        )

    def _name(self, given: str | None, here: Place, *, field_name: str) -> str:
        try:
            return clean_name(self._required(given, here, str), field_name=field_name)
        except InvalidInput as refusal:
            self._problems.found(here, str(refusal))
            return ""

    def _date(self, given: str, here: Place) -> date | None:
        try:
            if _ISO_DATE.fullmatch(given):
                return date.fromisoformat(given)
        except ValueError:
            pass
        says = f"“{shortened(given)}” is not a date. Write year, month and day, such as 2026-05-01."
        self._problems.found(here, says)
        return None

    def _required(self, given: Given | None, here: Place, empty: Callable[[], Given]) -> Given:
        if given is not None:
            return given
        self._problems.missing(here)
        return empty()
