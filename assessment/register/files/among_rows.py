"""What the rows of a file say of each other and of the rest of the register: names, and what came before what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from assessment.codes import RegisterField
from assessment.errors import Sentence, sentence
from assessment.forces import Forces
from assessment.ids import CollaborationId
from assessment.register.among_entries import comes_from_itself, name_taken_by, names_by_key
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
    """Yield what would be named as another row or another collaboration is. Of two such rows it is the later one."""
    rows = {draft.id: row.number for row, draft in drafts}
    renamed = [(row, draft) for row, draft in drafts if name_key(draft.name) != name_key(known.names.get(draft.id, ""))]
    changing = {draft.id for _, draft in renamed}
    taken = names_by_key({id: name for id, name in known.names.items() if id not in changing})
    for row, draft in renamed:
        other = name_taken_by(draft.id, draft.name, was=known.names.get(draft.id), taken=taken)
        if other in rows:
            says = sentence(
                "import_name_twice",
                "Row {row} has the same name. Delete one of them, or give them names that tell them apart.",
                row=rows[other],
            )
            yield row, RegisterField.NAME, says
        elif other is not None:
            says = sentence(
                "import_name_taken",
                "The register already has a collaboration with this name. To change it, put its id into the column id; "
                "otherwise give this one a name that tells them apart.",
            )
            yield row, RegisterField.NAME, says
        if key := name_key(draft.name):
            taken.setdefault(key, draft.id)


def circles(drafts: Sequence[Draft], known: KnownRegister) -> Iterator[RowProblem]:
    """Yield each row that makes a collaboration come before what it came from."""
    before = {**known.predecessors, **{draft.id: draft.predecessor for _, draft in drafts}}
    for row, draft in drafts:
        if draft.predecessor != draft.id and comes_from_itself(draft.id, before):
            says = sentence(
                "import_predecessor_circle",
                "The {field} came after this collaboration itself. Choose another one.",
                field=RegisterField.PREDECESSOR,
            )
            yield row, RegisterField.PREDECESSOR, says
