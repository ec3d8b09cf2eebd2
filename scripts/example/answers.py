"""The responses of an invented collaboration: which statements are met, and the rationale and evidence for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from ruamel.yaml import YAML

from assessment.bank.model import Bank, Question, Statement
from assessment.forces import Forces, reference_list
from assessment.ids import EvidenceId
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Evidence, Met, NotApplicable, Reply, Response
from scripts.example.collaborations import ACCREDITED, KEY_POST, SHARES, ExampleCollaboration, ExampleRound

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven")
_ADEQUATE, _GOOD = 3, 4
_NAMES_THE_AGREEMENT: Final = 3
_KEPT_BY: Final = ("Head of legal services", "Collaboration manager", "Chief finance officer")
"""Who keeps the documents."""
_REPORTED: Final[Mapping[str, str]] = {
    SHARES: "{other} wrote in {when} that it disputes its share. The chiefs have talked, but the steps for a dispute "
    "have not begun.",
    KEY_POST: "The post of chief pilot has been empty since {when}, and nobody qualified stands in.",
    ACCREDITED: "No document says which organisation answers in law for the accredited work.",
}
"""What went wrong, by the finding that reports it."""
_WHAT_NEXT: Final = (
    "{other} brings a proposal to the board in {next}.",
    "The manager has it on her list for {next}.",
    "Planned for the year after this one, once the post in {other} is filled.",
    "{other} and {lead} disagree about who should do it first.",
    "Finance is asked to price it by {next}.",
    "An action is planned, to be done by {next}.",
    "It was put off when two people left in {when}.",
    "The board has not been asked yet.",
)
"""What is still to come, added to answers below Good."""
_WHO_LOOKED: Final = (
    "{other}'s lead read this answer before it was given.",
    "Confirmed with {other} in {when}.",
    "The next look at it is in {next}.",
    "The paper below shows it best.",
    "New since the last round of {lead}'s own audit.",
)
"""Added to answers at Good and above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRound:
    """A round of a collaboration, with the date that its answers describe."""

    collaboration: ExampleCollaboration
    round: ExampleRound
    as_of: date

    def responses(self, bank: Bank) -> Iterator[Response]:
        """Yield the response to every question that is answered, in bank order."""
        places = "".join(self.round.levels)
        for number, (question, place) in enumerate(zip(bank.questions(), places, strict=True)):
            if place != "-":
                yield self._response(question, place, number)

    def _response(self, question: Question, place: str, number: int) -> Response:
        if place == "n":
            return Response(
                question=question.code, reply=NotApplicable(reason=self.collaboration.reasons[question.code])
            )
        texts = _texts()[question.code]
        finding = question.finding
        return Response(
            question=question.code,
            reply=_reply(question, int(place), number + len(self.collaboration.unit)),
            finding=None if finding is None else finding.id in self.round.reported,
            rationale=self._filled(self._rationale(texts, int(place), number) + self._reported(question), number),
            evidence=tuple(self._evidence(texts["evidence"], int(place), number)),
        )

    def _rationale(self, texts: Mapping[str, Any], place: int, number: int) -> str:
        if place == 1:
            return str(texts["absent"])
        if place < _ADEQUATE:
            return f"{texts['weak']}{self._more(_WHAT_NEXT, number)}"
        if place == _ADEQUATE:
            sound = texts["sound"][(number + len(self.collaboration.name)) % 2]
            return f"{sound}{self._more(_WHAT_NEXT, number)}"
        return f"{texts['strong']}{self._more(_WHO_LOOKED, number)}"

    def _reported(self, question: Question) -> str:
        """Return what went wrong, where the question's finding is answered with yes."""
        finding = question.finding
        return f" {_REPORTED[finding.id]}" if finding is not None and finding.id in self.round.reported else ""

    def _more(self, sentences: Sequence[str], number: int) -> str:
        """Return one sentence more for two answers in three, so that not all of them end alike."""
        turn = 3 * number + len(self.collaboration.name) + self.as_of.year
        return "" if turn % 5 in {0, 2} else f" {sentences[turn % len(sentences)]}"

    def _filled(self, text: str, number: int) -> str:
        """Fill in the names: those of the forces rotate, so that no partner is always the one that lags behind."""
        lead, *others = (_short_name(force) for force in self.collaboration.partners)
        filled = text.format(
            unit=self.collaboration.unit,
            lead=lead,
            other=others[number % len(others)],
            forces=f"{_NUMBERS[len(self.collaboration.partners)]} forces",
            when=f"{self._date(number):%B %Y}",
            next=f"{self.as_of + timedelta(days=60 + number * 29 % 200):%B %Y}",
            before=self.as_of.year - 3,
        )
        return filled[0].upper() + filled[1:]

    def _evidence(self, titles: list[str], place: int, number: int) -> Iterator[Evidence]:
        """Yield two pieces for most high levels, one for most others, and none for some.

        Some of the answers that have any rest on the agreement as well, which is one item for all of them.
        """
        wanted = 2 if place >= _GOOD else 1
        if place == 1 or (number + self.as_of.year) % 7 == 0 or (place < _ADEQUATE and number % 2):
            wanted = 0
        for place_in_list, title in enumerate(titles[:wanted]):
            turn = number + place_in_list
            dated = self._date(number + 5 * place_in_list)
            yield Evidence(
                id=EvidenceId(UUID(int=self.as_of.toordinal() * 1_000 + 2 * number + place_in_list)),
                title=title,
                reference=self._reference(turn, dated),
                dated=dated,
                owner=_KEPT_BY[turn // 2 % len(_KEPT_BY)] if turn % 2 else "",
                valid_until=self._valid_until(turn, dated),
            )
        if wanted and number % 6 == _NAMES_THE_AGREEMENT:
            yield self._agreement()

    def _valid_until(self, turn: int, dated: date) -> date | None:
        """Return the end of what is valid for two years, and of a few papers whose end has passed by then."""
        if turn % 17 == 8:
            return max(dated, self.as_of - timedelta(days=5 + turn))
        return dated + timedelta(days=730) if turn % 5 == 1 else None

    def _agreement(self) -> Evidence:
        signed = date(self.as_of.year - 2, 4, 1)
        return Evidence(
            id=EvidenceId(UUID(int=self.as_of.toordinal() * 1_000 + 999)),
            title="Section 22A agreement",
            reference=f"{self.collaboration.papers} shared drive, folder 1",
            dated=signed,
            owner=_KEPT_BY[0],
            valid_until=signed.replace(year=signed.year + 5),
            classification=Classification.OFFICIAL,
        )

    def _reference(self, number: int, dated: date) -> str:
        papers = self.collaboration.papers
        return (
            f"{papers} {number + 4:02}/{dated.year}",
            f"Board minute {number % 9 + 1}.{number % 4 + 1}",
            f"{papers} shared drive, folder {number + 1}",
            f"{papers}/{dated:%y}/{number * 7 % 90 + 10}, pages 2 to 5",
        )[number % 4]

    def _date(self, number: int) -> date:
        """Return a date in the eleven months before the date of the answers, on a weekday."""
        day = self.as_of - timedelta(days=10 + (number + len(self.collaboration.unit)) * 37 % 320)
        return day - timedelta(days=max(0, day.weekday() - 4))


def _reply(question: Question, place: int, number: int) -> Reply:
    """Return the statements that are met: those up to the place, some with a gap below it, some with one more above."""
    met = {each.code for each in question.statements if each.level.place <= place}
    below = [each for each in question.statements if _may_be_a_gap(each, place)]
    above = [each for each in question.statements if each.level.place == place + 1]
    if place >= _ADEQUATE and number % 6 == 5 and below:
        met.remove(below[-1].code)
    elif len(above) > 1 and (place == _GOOD or number % 5 == 2):
        met.add(above[0].code)
    return Met(statements=frozenset(met))


def _may_be_a_gap(statement: Statement, place: int) -> bool:
    return 1 < statement.level.place < place and not statement.is_essential


def _short_name(force: str) -> str:
    found = Forces(reference_list(is_example=True)).find(force)
    return force if found is None else found.names[-1].short_name


@cache
def _texts() -> Mapping[str, Mapping[str, Any]]:
    files = (Path(__file__).with_name(f"{name}.yaml") for name in ("purpose_and_costs", "governance_and_skills"))
    return {code: texts for file in files for code, texts in YAML(typ="safe").load(file).items()}
