"""From what a file holds to what it should hold, and everything that does not fit, by its line."""

from collections.abc import Iterator
from typing import Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assessment.bank.nodes import Listing, Node, Record, Refused, Scalar, named
from assessment.bank.problems import Problem, Rule, nearest, quoted
from assessment.bank.schema import EXPECTED
from assessment.bank.values import TEXT

Form = TypeVar("Form", bound=BaseModel)
Location = tuple[str | int, ...]
"""Keys and positions from the root of a file, as pydantic names them."""

_NOUNS: Final = {
    "sources": ("source", "id"),
    "scale": ("level", "code"),
    "words": ("word", "word"),
    "limits": ("limit", "id"),
    "questions": ("question", "code"),
    "contradictions": ("contradiction", ""),
}
"""By a list's key: the noun for the things in it, and which of their keys names each."""


def fit(node: Node, form: type[Form], *, where: str) -> tuple[Form | None, list[Problem]]:
    """Return what the node holds in that form, or everything at and below it that does not fit."""
    try:
        return form.model_validate(_plain(node)), []
    except ValidationError as error:
        return None, list(_Misfits(node, form, where).of(error.errors(include_url=False)))


def _plain(node: Node) -> object:
    """Return dictionaries and lists in place of records and lists. Scalars stay as they are."""
    match node:
        case Record():
            return {key: _plain(entry.value) for key, entry in node.entries.items()}
        case Listing():
            return [_plain(item) for item in node.items]
        case _:
            return node


class _Misfits:
    """Tells an author what pydantic found."""

    def __init__(self, root: Node, form: type[BaseModel], where: str) -> None:
        self.root = root
        self.form = form
        self.where = where

    def of(self, errors: list[ErrorDetails]) -> Iterator[Problem]:
        """Yield the problems. A key that is missing because it was misspelt is one problem and not two."""
        meant: set[Location] = set()
        for error in errors:
            if error["type"] == "extra_forbidden":
                *parent, key = error["loc"]
                problem, instead = self._unknown_key(tuple(parent), str(key))
                if instead:
                    meant.add((*parent, instead))
                yield problem
        for error in errors:
            if error["type"] == "missing" and error["loc"] not in meant:
                yield self._missing_key(error["loc"])
            elif error["type"] not in {"missing", "extra_forbidden"}:
                yield from self._misfit(error)

    def _find(self, location: Location) -> tuple[Node, str]:
        """Return the deepest node on the way to a location, and what it is called."""
        node, where, list_key = self.root, self.where, ""
        for step in location:
            if isinstance(node, Record) and isinstance(step, str) and step in node.entries:
                node, where, list_key = node.entries[step].value, f"{where}, {step}", step
            elif isinstance(node, Listing) and isinstance(step, int):
                noun, key = _NOUNS.get(list_key, ("", ""))
                node = node.items[step]
                where = named(noun, node, key, step + 1) if noun else f"{where} {step + 1}"
            else:
                break
        return node, where

    def _unknown_key(self, location: Location, key: str) -> tuple[Problem, str | None]:
        """Return the problem, and the key that was probably meant."""
        node, where = self._find(location)
        entries = node.entries if isinstance(node, Record) else {}
        entry = entries[key]
        known = _keys(self.form, location)
        meant = nearest(key, [other for other in known if other not in entries])
        if meant:
            remedy = f"Did you mean {quoted(meant)}?"
        elif isinstance(entry.value, Scalar) and not entry.value.text:
            remedy = "If it belongs to the text before the comma, put that whole text in quotes; otherwise remove it."
        else:
            remedy = f"Remove it; the keys here are {', '.join(known)}."
        found = f"the key {quoted(key)} is not known"
        return Problem(rule=Rule.UNKNOWN_KEY, place=entry.key.place, where=where, found=found, remedy=remedy), meant

    def _missing_key(self, location: Location) -> Problem:
        node, where = self._find(location[:-1])
        return Problem(
            rule=Rule.MISSING_KEY,
            place=node.place,
            where=where,
            found=f"the key {quoted(str(location[-1]))} is missing",
            remedy="Add it; question_banks/README.md says what to write there.",
        )

    def _misfit(self, error: ErrorDetails) -> Iterator[Problem]:
        node, where = self._find(error["loc"])
        context = error.get("ctx", {})
        if isinstance(node, Refused):
            return  # It is reported as YAML already, and nothing more is said about it.
        match error["type"]:
            case "faults":
                for rule, found, remedy in context["faults"]:
                    yield Problem(rule=rule, place=node.place, where=where, found=found, remedy=remedy)
            case "too_short":
                found = f"there are {context['actual_length']}, fewer than {context['min_length']}"
                remedy = "Add what is missing."
                yield Problem(rule=Rule.TOO_FEW, place=node.place, where=where, found=found, remedy=remedy)
            case "too_long":
                found = f"there are {context['actual_length']}, more than {context['max_length']}"
                remedy = "Remove what is too many."
                yield Problem(rule=Rule.TOO_MANY, place=node.place, where=where, found=found, remedy=remedy)
            case "wrong_type":
                yield _wrong_type(node, where, context["expected"])
            case "list_type":
                yield _wrong_type(node, where, "a list")
            case _:
                yield _wrong_type(node, where, EXPECTED.get(context.get("class_name", ""), "keys with values"))


def _wrong_type(node: Node, where: str, expected: str) -> Problem:
    remedy = f"Write {expected}."
    match node:
        case Scalar():
            found = quoted(node.text) if node.text else "nothing"
        case Listing():
            found = "a list"
        case _:
            found = "a key with a value"
            if expected == TEXT:
                remedy = 'Put the text in quotes: what stands before ": " is taken for a key.'
    return Problem(
        rule=Rule.WRONG_TYPE,
        place=node.place,
        where=where,
        found=f"there is {found} where {expected} should be",
        remedy=remedy,
    )


def _keys(form: type[BaseModel], location: Location) -> list[str]:
    """Return the keys of the model that describes what stands at a location."""
    kind: object = form
    for step in location:
        model = _model(kind)
        if model is not None and step in model.model_fields:
            kind = model.model_fields[str(step)].annotation
        else:
            # The last argument of list[X], dict[str, X] and Annotated[X, …] leads to X.
            kind = next(argument for argument in get_args(kind)[::-1] if _model(argument) or get_args(argument))
    model = _model(kind)
    return list(model.model_fields) if model else []


def _model(kind: object) -> type[BaseModel] | None:
    """Return the model that the kind is, or may be beside none."""
    return next((one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, BaseModel)), None)
