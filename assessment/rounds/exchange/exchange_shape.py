"""The keys and types that an exchange file may have. Every key may be missing here; the reader requires them."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from assessment.errors import Sentence, sentence
from assessment.rounds.exchange.exchange_problems import Place, Problems

_TOO_MANY: Final = "too_many"

MOST_PARTNERS: Final = 100
MOST_RESPONSES: Final = 500
MOST_EVIDENCE: Final = 50
MOST_STATEMENTS: Final = 50
"""The most entries of each list: more than any assessment has, and few enough to list every problem."""


def _no_more_than(most: int) -> BeforeValidator:
    """Return a validator that refuses a longer list before its entries are looked at."""

    def checked(given: Any) -> Any:
        if isinstance(given, list) and len(given) > most:
            raise PydanticCustomError(_TOO_MANY, "too many", {"entries": len(given), "most": most})
        return given

    return BeforeValidator(checked)


class Shape(BaseModel):
    """An object with the given keys and no others; a number is not accepted as text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BankShape(Shape):
    """The bank version that was answered."""

    id: str | None = None
    version: str | None = None


class CollaborationShape(Shape):
    """The collaboration and its forces."""

    name: str | None = None
    partners: Annotated[list[str] | None, _no_more_than(MOST_PARTNERS)] = None
    lead_force: str | None = None


class RoundShape(Shape):
    """The round."""

    title: str | None = None
    as_of: str | None = None


class EvidenceShape(Shape):
    """One piece of evidence."""

    title: str | None = None
    reference: str | None = None
    date: str | None = None
    owner: str | None = None
    valid_until: str | None = None
    classification: str | None = None


class ResponseShape(Shape):
    """One response."""

    question: str | None = None
    met: Annotated[list[str] | None, _no_more_than(MOST_STATEMENTS)] = None
    not_applicable: str | None = None
    finding: bool | None = None
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


_SENTENCES: Final[Mapping[str, Sentence]] = {
    "extra_forbidden": sentence("unknown_key", "is not a key of this format. Check its spelling, or remove it."),
    "string_type": sentence("not_text", "has to be text in quotation marks."),
    "bool_type": sentence("not_true_or_false", "has to be true or false, without quotation marks."),
    "list_type": sentence("not_a_list", "has to be a list in square brackets."),
    "model_type": sentence("not_an_object", "has to be an object in curly brackets."),
}
"""The sentences by the type of error that pydantic reports."""

_OF_ANOTHER_FORM: Final = sentence(
    "of_another_form", "is not what the format asks for. Compare it with an exported file."
)


def shaped(data: Any, problems: Problems) -> FileShape:
    """Return the file without values of the wrong shape, and add these to the problems. `data` is changed."""
    try:
        return FileShape.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    for fault in faults:
        problems.misshapen(fault["loc"], _says(fault))
    if any(not fault["loc"] for fault in faults):
        return FileShape()
    for place in sorted((fault["loc"] for fault in faults), key=len, reverse=True):
        _leave_out(data, place)
    return FileShape.model_validate(data)


def _says(fault: ErrorDetails) -> Sentence:
    if fault["type"] == _TOO_MANY:
        return sentence(
            "too_many_entries",
            "has {entries:,} entries, but no more than {most} are read. Remove the others.",
            entries=fault["ctx"]["entries"],
            most=fault["ctx"]["most"],
        )
    return _SENTENCES.get(fault["type"], _OF_ANOTHER_FORM)


def _leave_out(data: Any, place: Place) -> None:
    holder = data
    for step in place[:-1]:
        holder = holder[step]
    last = place[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
    else:
        # Its neighbours keep their positions, which the messages name.
        holder[last] = "" if place[-2] in {"partners", "met"} else {}
