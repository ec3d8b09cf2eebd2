"""What the rows of a file say of each other and of the rest of the register: names, and what came before what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from assessment.codes import RegisterField
from assessment.errors import Sentence, sentence
from assessment.forces import Forces
from assessment.ids import CollaborationId
from assessment.register.entry import RegisterEntry
from assessment.register.files.columns import Column
from assessment.register.files.rows import ReadRow
from assessment.rounds.names import name_key

RowProblem: TypeAlias = tuple[ReadRow, Column | None, Sentence]
"""A problem of a row, with the column that it is about."""
Draft: TypeAlias = tuple[ReadRow, RegisterEntry]
"""A row with the entry that it would make, before it is cleaned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRegister:
    """What the register has, as far as a file is about it."""

    entries: Mapping[CollaborationId, RegisterEntry]
    """The collaborations that the file names by their ids."""
    names: Mapping[CollaborationId, str]
    """The names of all collaborations."""
    predecessors: Mapping[CollaborationId, CollaborationId]
    """What came before each of all collaborations."""
    forces: Forces


def same_names(drafts: Sequence[Draft], known: KnownRegister) -> Iterator[RowProblem]:
    """Yield what would be named as another row or another collaboration is. A name that stays is none."""
    named = [(row, draft.id, name_key(draft.name)) for row, draft in drafts]
    ids = {id for _, id, _ in named}
    elsewhere = {name_key(name) for id, name in known.names.items() if id not in ids}
    renamed = [(row, key) for row, id, key in named if key and key != name_key(known.names.get(id, ""))]
    rows = {row.number for row, _ in renamed}
    in_file = {key: row.number for row, _, key in named if row.number not in rows}
    for row, key in renamed:
        if key in in_file:
            says = sentence(
                "import_name_twice",
                "Row {row} has the same name. Delete one of them, or give them names that tell them apart.",
                row=in_file[key],
            )
            yield row, RegisterField.NAME, says
        elif key in elsewhere:
            says = sentence(
                "import_name_taken",
                "The register already has a collaboration with this name. To change it, put its id into the column id; "
                "otherwise give this one a name that tells them apart.",
            )
            yield row, RegisterField.NAME, says
        in_file.setdefault(key, row.number)


def circles(drafts: Sequence[Draft], known: KnownRegister) -> Iterator[RowProblem]:
    """Yield each row that makes a collaboration come before what it came from."""
    before: dict[CollaborationId, CollaborationId | None] = {**known.predecessors}
    before |= {draft.id: draft.predecessor for _, draft in drafts}
    for row, draft in drafts:
        came, seen = draft.predecessor, set()
        while came is not None and came not in seen:
            seen.add(came)
            came = before.get(came)
        if draft.id in seen and draft.predecessor != draft.id:
            says = sentence(
                "import_predecessor_circle",
                "The {field} came after this collaboration itself. Choose another one.",
                field=RegisterField.PREDECESSOR,
            )
            yield row, RegisterField.PREDECESSOR, says
