"""What a file may hold, as a table of keys, and everything in a file that does not fit its table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.bank.kinds import Alone, Text
from assessment.bank.nodes import Listing, Node, Record, Refused, Scalar, named
from assessment.bank.problems import Problem, Rule, nearest, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A record with these keys and no others."""

    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"]
    expected: str = "keys with values"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCode:
    """A record whose keys are codes that the bank defines itself."""

    of: "Shape"
    expected: str = "codes with values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """A list. Items with a `noun` are known by it and by what stands at `key`; others by where they stand."""

    of: "Shape"
    least: int = 1
    most: int | None = None
    noun: str = ""
    key: str = ""
    expected: str = "a list"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOr:
    """A text, or a record that holds one with what else is said about it."""

    alone: Text
    group: Group
    expected: str = "a text"


Shape = Group | ByCode | Several | TextOr | Alone


def misfits(node: Node, shape: Shape, *, where: str) -> Iterator[Problem]:
    """Everything at and below the node that is not of that shape."""
    match node, shape:
        case Refused(), _:
            return
        case Record(), TextOr():
            yield from _in_group(node, shape.group, where)
        case Scalar(), TextOr():
            yield from misfits(node, shape.alone, where=where)
        case Record(), Group():
            yield from _in_group(node, shape, where)
        case Record(), ByCode():
            for entry in node.entries.values():
                yield from misfits(entry.value, shape.of, where=f"{where}, {entry.key.text}")
        case Listing(), Several():
            yield from _in_list(node, shape, where)
        case _, Group() | ByCode() | Several() | TextOr():
            yield _wrong_type(node, shape, where)
        case Scalar(), _:
            for fault in shape.faults(node):
                yield Problem(rule=fault.rule, place=node.place, where=where, found=fault.found, remedy=fault.remedy)
        case _, _:
            yield _wrong_type(node, shape, where)


def _wrong_type(node: Node, shape: Shape, where: str) -> Problem:
    remedy = f"Write {shape.expected}."
    match node:
        case Scalar():
            found = quoted(node.text) if node.text else "nothing"
        case Listing():
            found = "a list"
        case _:
            found = "a key with a value"
            if isinstance(shape, Text):
                remedy = 'Put the text in quotes: what stands before ": " is taken for a key.'
    return Problem(
        rule=Rule.WRONG_TYPE,
        place=node.place,
        where=where,
        found=f"there is {found} where {shape.expected} should be",
        remedy=remedy,
    )


def _in_group(record: Record, group: Group, where: str) -> Iterator[Problem]:
    known = {**group.required, **group.optional}
    missing = [key for key in group.required if record.get(key) is None]
    absent = [key for key in known if record.get(key) is None]
    for entry in record.entries.values():
        key = entry.key.text
        if key in known:
            yield from misfits(entry.value, known[key], where=f"{where}, {key}")
            continue
        meant = nearest(key, absent)
        if meant in missing:
            missing.remove(meant)
        if meant:
            remedy = f"Did you mean {quoted(meant)}?"
        elif isinstance(entry.value, Scalar) and not entry.value.text:
            remedy = "If it belongs to the text before the comma, put that whole text in quotes; otherwise remove it."
        else:
            remedy = f"Remove it; the keys here are {', '.join(known)}."
        found = f"the key {quoted(key)} is not known"
        yield Problem(rule=Rule.UNKNOWN_KEY, place=entry.key.place, where=where, found=found, remedy=remedy)
    for key in missing:
        yield Problem(
            rule=Rule.MISSING_KEY,
            place=record.place,
            where=where,
            found=f"the key {quoted(key)} is missing",
            remedy=f"Add it, with {known[key].expected}.",
        )


def _in_list(listing: Listing, several: Several, where: str) -> Iterator[Problem]:
    if len(listing.items) < several.least:
        yield Problem(
            rule=Rule.TOO_FEW,
            place=listing.place,
            where=where,
            found=f"there are {len(listing.items)}, fewer than {several.least}",
            remedy="Add what is missing.",
        )
    if several.most is not None and len(listing.items) > several.most:
        yield Problem(
            rule=Rule.TOO_MANY,
            place=listing.place,
            where=where,
            found=f"there are {len(listing.items)}, more than {several.most}",
            remedy="Remove what is too many.",
        )
    for position, item in enumerate(listing.items, start=1):
        name = named(several.noun, item, several.key, position) if several.noun else f"{where} {position}"
        yield from misfits(item, several.of, where=name)
