"""The keys and types an exchange file may have. Everything may be missing here: reading says what has to be there."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from assessment.rounds.exchange.exchange_problems import Place, Problems

MOST_PARTNERS: Final = 100
MOST_RESPONSES: Final = 500
MOST_EVIDENCE: Final = 50
"""Entries that are looked at: more than any assessment has, and few enough to tell every problem of."""


def _no_more_than(most: int) -> BeforeValidator:
    """Refuses a longer list before its entries are looked at."""

    def checked(given: Any) -> Any:
        if isinstance(given, list) and len(given) > most:
            raise PydanticCustomError(
                "too_many",
                "holds {entries} entries, and no more than {most} are read. Remove the others.",
                {"entries": f"{len(given):,}", "most": str(most)},
            )
        return given

    return BeforeValidator(checked)


class Shape(BaseModel):
    """Only these keys, and no text made from a number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BankShape(Shape):
    """Which bank version was answered."""

    id: str | None = None
    version: str | None = None


class CollaborationShape(Shape):
    """Who works together."""

    name: str | None = None
    partners: Annotated[list[str] | None, _no_more_than(MOST_PARTNERS)] = None
    lead_force: str | None = None


class RoundShape(Shape):
    """The occasion."""

    title: str | None = None
    as_of: str | None = None


class EvidenceShape(Shape):
    """One piece of evidence."""

    title: str | None = None
    reference: str | None = None
    date: str | None = None


class ResponseShape(Shape):
    """One response."""

    question: str | None = None
    level: str | None = None
    not_applicable: str | None = None
    rationale: str | None = None
    evidence: Annotated[list[EvidenceShape] | None, _no_more_than(MOST_EVIDENCE)] = None


class FileShape(Shape):
    """The whole file."""

    format: str | None = None
    classification: str | None = None
    bank: BankShape | None = None
    collaboration: CollaborationShape | None = None
    round: RoundShape | None = None
    responses: Annotated[list[ResponseShape] | None, _no_more_than(MOST_RESPONSES)] = None


_SENTENCES: Final[Mapping[str, str]] = {
    "extra_forbidden": "is not a key of this format. Check its spelling, or remove it.",
    "string_type": "has to be text in quotation marks.",
    "list_type": "has to be a list in square brackets.",
    "model_type": "has to be an object in curly brackets.",
}


def shaped(data: Any, problems: Problems) -> FileShape:
    """The file with what has the wrong shape left out, each of which is added to the problems. Changes `data`."""
    try:
        return FileShape.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    for fault in faults:
        problems.misshapen(fault["loc"], _SENTENCES.get(fault["type"], fault["msg"]))
    if any(not fault["loc"] for fault in faults):
        return FileShape()
    for place in sorted((fault["loc"] for fault in faults), key=len, reverse=True):
        _leave_out(data, place)
    return FileShape.model_validate(data)


def _leave_out(data: Any, place: Place) -> None:
    holder = data
    for step in place[:-1]:
        holder = holder[step]
    last = place[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
    else:
        # Its neighbours keep their positions, which the messages name.
        holder[last] = "" if place[-2] == "partners" else {}
