"""Reads an exchange file and checks it against the bank it answers. Its problems are reported all at once."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from assessment.bank.model import Bank, Question
from assessment.errors import InvalidInput, sentence
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
from assessment.rounds.names import name_key
from assessment.rounds.response import Evidence, Met, NotApplicable, Response, Responses
from assessment.rounds.response_rules import check_response, shortened, unknown_statement
from assessment.rounds.shared_evidence import one_item_where_alike
from assessment.rounds.text_rules import clean_name

_NO_DATE: Final = date(1, 1, 1)
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Given = TypeVar("Given")


def read_exchange(text: str, bank: Bank) -> Exchange:
    """Return the content of the file, with texts cleaned, without empty responses, with evidence ids by position.

    Evidence that says the same under several questions is one item, with the id of the first.

    A key whose value is ``null`` counts as left out. Raise :class:`InvalidInput` with every problem, each on a line
    that begins with its place, such as ``responses[3].met[0]: …``. Responses to another bank are not checked, because
    they cannot be judged by this one.
    """
    problems = Problems()
    file = shaped(plain_data(text, problems), problems)
    read = _ExchangeReader(bank=bank, problems=problems)
    exchange = read.exchange(file)
    problems.require_none()
    return exchange


class _ExchangeReader:
    """Reads one file. A value that cannot be read is added to the problems and left empty."""

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
            classification=self._classification(file.classification, ("classification",)) or Classification.OFFICIAL,
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
            self._problems.found(
                ("format",),
                sentence(
                    "format_unknown",
                    "“{given}” cannot be read. Export it as “{format}”.",
                    given=shortened(given),
                    format=FORMAT,
                ),
            )

    def _answered_bank(self, reference: BankShape) -> bool:
        """Return True if the file names the bank in use, as far as it can be read."""
        bank = self._bank
        id_ = self._required(reference.id, ("bank", "id"), lambda: bank.id)
        version = self._required(reference.version, ("bank", "version"), lambda: bank.version)
        if (id_, version) == (bank.id, bank.version):
            return True
        self._problems.found(
            ("bank",),
            sentence(
                "file_of_another_bank",
                "the file answers “{given_id}” version “{given_version}”, but the bank in use is “{id}” version "
                "“{version}”. Read it with the bank it answers.",
                given_id=shortened(id_),
                given_version=shortened(version),
                id=bank.id,
                version=bank.version,
            ),
        )
        return False

    def _classification(self, given: str | None, here: Place) -> Classification | None:
        if given is None:
            return None
        if given not in set(Classification):
            self._problems.found(
                here,
                sentence(
                    "classification_unknown",
                    "“{given}” is not known. Use {known}.",
                    given=shortened(given),
                    known=" or ".join(Classification),
                ),
            )
            return None
        return Classification(given)

    def _partners(self, given: list[str] | None) -> tuple[str, ...]:
        here: Place = ("collaboration", "partners")
        listed = self._required(given, here, list)
        partners = tuple(
            self._name(name, (*here, number), field_name=f"name of partner {number + 1}")
            for number, name in enumerate(listed)
        )
        if given is not None and len(partners) < 2:
            self._problems.found(
                here, sentence("file_too_few_partners", "a collaboration has at least two partners. Name them all.")
            )
        first_use: dict[str, int] = {}
        for number, name in enumerate(partners):
            first = first_use.setdefault(name_key(name), number)
            if name and first != number:
                self._problems.found(
                    (*here, number),
                    sentence(
                        "partner_repeated",
                        "“{name}” is already at partners[{first}]. Name each partner once.",
                        name=shortened(name),
                        first=first,
                    ),
                )
        return partners

    def _lead_force(self, given: str | None, partners: tuple[str, ...]) -> str:
        here: Place = ("collaboration", "lead_force")
        lead = self._name(given, here, field_name="name of the lead force")
        certain = not self._problems.has_misshapen_within(("collaboration", "partners"))
        if lead and partners and certain and lead not in partners:
            self._problems.found(
                here,
                sentence(
                    "lead_not_a_partner",
                    "“{lead}” is not one of the partners. Write it as it is written there.",
                    lead=shortened(lead),
                ),
            )
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
                    sentence(
                        "question_repeated",
                        "{question} is already at responses[{first}]. Keep one of them.",
                        question=shortened(question),
                        first=first,
                    ),
                )
            response = self._response(shape, here)
            if not response.is_empty:
                read[response.question] = response
        return one_item_where_alike(
            {question.code: read[question.code] for question in self._bank.questions() if question.code in read}
        )

    def _response(self, shape: ResponseShape, here: Place) -> Response:
        if shape.met is not None and shape.not_applicable is not None:
            self._problems.found(
                here, sentence("met_and_not_applicable", "gives both met and not_applicable. Keep one of them.")
            )
        if shape.not_applicable is None and "not_applicable" in shape.model_fields_set and shape.met is None:
            self._problems.found(
                (*here, "not_applicable"),
                sentence("not_applicable_null", "gives no reason. Say why, or leave the key out."),
            )
        question = QuestionCode(shape.question or "")
        met = self._met(shape.met, self._bank.find_question(question), (*here, "met"))
        response, problems = check_response(
            self._bank,
            Response(
                question=question,
                reply=met if shape.not_applicable is None else NotApplicable(reason=shape.not_applicable),
                finding=shape.finding,
                rationale=shape.rationale or "",
                evidence=tuple(
                    self._piece(piece, (*here, "evidence", position), evidence_id(question, position))
                    for position, piece in enumerate(shape.evidence or ())
                ),
            ),
        )
        for problem in problems:
            self._problems.found((*here, *problem.place), problem.says)
        return response

    def _met(self, given: list[str] | None, asked: Question | None, here: Place) -> Met | None:
        if given is None or asked is None:
            return None if given is None else Met()
        first_use: dict[str, int] = {}
        for number, code in enumerate(given):
            first = first_use.setdefault(code, number)
            if asked.find_statement(code) is None:
                self._problems.found((*here, number), unknown_statement(asked, code))
            elif first != number:
                self._problems.found(
                    (*here, number),
                    sentence(
                        "statement_repeated",
                        "{statement} is already at met[{first}]. Name each statement once.",
                        statement=code,
                        first=first,
                    ),
                )
        known = (statement.code for statement in asked.statements)
        return Met(statements=frozenset(code for code in known if code in first_use))

    def _piece(self, shape: EvidenceShape, here: Place, id_: EvidenceId) -> Evidence:
        return Evidence(
            id=id_,
            title=self._required(shape.title, (*here, "title"), str),
            reference=shape.reference or "",
            dated=None if shape.date is None else self._date(shape.date, (*here, "date")),
            owner=shape.owner or "",
            valid_until=None if shape.valid_until is None else self._date(shape.valid_until, (*here, "valid_until")),
            classification=self._classification(shape.classification, (*here, "classification")),
        )

    def _name(self, given: str | None, here: Place, *, field_name: str) -> str:
        try:
            return clean_name(self._required(given, here, str), field_name=field_name)
        except InvalidInput as refusal:
            for says in refusal.sentences:
                self._problems.found(here, says)
            return ""

    def _date(self, given: str, here: Place) -> date | None:
        try:
            if _ISO_DATE.fullmatch(given):
                return date.fromisoformat(given)
        except ValueError:
            pass
        self._problems.found(
            here,
            sentence(
                "not_a_date",
                "“{given}” is not a date. Write year, month and day, such as 2026-05-01.",
                given=shortened(given),
            ),
        )
        return None

    def _required(self, given: Given | None, here: Place, empty: Callable[[], Given]) -> Given:
        if given is not None:
            return given
        self._problems.missing(here)
        return empty()
