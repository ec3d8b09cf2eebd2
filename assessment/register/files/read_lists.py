"""The lines of a cell to the partners, the signatures and the facts that they say (:mod:`.written_lists`)."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from assessment.codes import RegisterField, Signatory
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.ids import MembershipId
from assessment.register.entry import Fact, Membership, Signature
from assessment.register.files.written_lists import parts_of
from assessment.register.files.written_values import WrittenValues

NO_ID: Final = MembershipId(UUID(int=0))
"""Stands for the id of a partner in a file, which has none."""


def read_list(text: str, name: RegisterField, values: WrittenValues) -> tuple[object, ...]:
    """Return the parts that the lines say. Raise :class:`InvalidInput` with every problem, by its line."""
    read, most = _LISTS[name]
    found, problems = [], []
    for line, content in enumerate(text.splitlines(), start=1):
        if not content.strip():
            continue
        parts = parts_of(content)
        try:
            found.append(read(_of_length(most, parts), values))
        except InvalidInput as invalid:
            problems += [_in_line(line, each) for each in invalid.sentences]
    if problems:
        raise InvalidInput(*problems)
    return tuple(found)


def _of_length(most: int, parts: list[str]) -> list[str]:
    if len(parts) > most:
        raise InvalidInput(
            sentence(
                "import_line_too_long",
                "There are {count} parts between the signs |, and {most} at most. Write \\| for a sign that divides "
                "nothing.",
                count=len(parts),
                most=most,
            )
        )
    return parts + [""] * (most - len(parts))


def _in_line(line: int, problem: Sentence) -> Sentence:
    return sentence("import_line", "Line {line}: {problem}", line=line, problem=str(problem))


def _membership(parts: list[str], values: WrittenValues) -> Membership:
    name = RegisterField.MEMBERSHIPS
    force, joined_on, left_on, share, contact = parts
    return Membership(
        id=NO_ID,
        force=values.force(force, name),
        joined_on=values.day(joined_on, name) if joined_on else None,
        left_on=values.day(left_on, name) if left_on else None,
        cost_share=values.number(share, name) if share else None,
        contact=contact,
    )


def _signature(parts: list[str], values: WrittenValues) -> Signature:
    name = RegisterField.SIGNATURES
    force, signatory, signed_on = parts
    return Signature(
        force=values.force(force, name),
        signatory=values.code(signatory, name, Signatory),
        signed_on=values.day(signed_on, name) if signed_on else None,
    )


def _fact(parts: list[str], _: WrittenValues) -> Fact:
    holds_for, source, what = parts
    return Fact(holds_for=holds_for, source=source, what=what)


_LISTS: Final[dict[RegisterField, tuple[Callable[[list[str], WrittenValues], object], int]]] = {
    RegisterField.MEMBERSHIPS: (_membership, 5),
    RegisterField.SIGNATURES: (_signature, 3),
    RegisterField.FACTS: (_fact, 3),
}
"""How a line of each list is read, and how many parts it has at most."""
