"""The rows of a file against the register: what is new, what changes, what stays, and every problem."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, sentence
from assessment.ids import CollaborationId, MembershipId
from assessment.register.cleaning import clean_entry
from assessment.register.entry import Membership, RegisterEntry
from assessment.register.files.among_rows import Draft, KnownRegister, RowProblem, circles, same_names
from assessment.register.files.columns import Mark
from assessment.register.files.rows import ReadFile, ReadRow
from assessment.register.files.tables import Remark
from assessment.register.files.written_values import short
from assessment.rounds.names import name_key

_FOLLOW_FROM_PARTNERS: Final = ("register_lead_not_partner", "signature_of_no_partner")
"""Problems that a cell of partners causes which was refused itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the import of a row does."""

    row: int
    entry: RegisterEntry
    stored: RegisterEntry | None
    """What the register says now; None for a collaboration that is new."""

    @property
    def changed(self) -> tuple[RegisterField, ...]:
        """Return the fields that change of a collaboration that the register has."""
        if self.stored is None:
            return ()
        return tuple(each for each in RegisterField if getattr(self.stored, each) != getattr(self.entry, each))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file that was checked. Nothing of it may be written while it has problems."""

    outcomes: tuple[Outcome, ...]
    """What each row without a problem does."""
    problems: tuple[Remark, ...]
    mended: tuple[Remark, ...]
    headings: Mapping[int, str]
    """The heading of each column, by its place from 0."""

    @property
    def new(self) -> tuple[Outcome, ...]:
        """Return those of collaborations that the register does not have."""
        return tuple(each for each in self.outcomes if each.stored is None)

    @property
    def changing(self) -> tuple[Outcome, ...]:
        """Return those of collaborations that change."""
        return tuple(each for each in self.outcomes if each.changed)

    @property
    def to_import(self) -> int:
        """Return how many collaborations an import would write: none while there is a problem."""
        return 0 if self.problems else len(self.new) + len(self.changing)

    @property
    def same(self) -> int:
        """Return how many collaborations stay as they are."""
        return len(self.outcomes) - len(self.new) - len(self.changing)


def check(file: ReadFile, known: KnownRegister, new_id: Callable[[], UUID]) -> Checked:
    """Check each row by itself, and all of them together with the rest of the register."""
    problems = list(_wrong_ids(file.rows, known))
    without_entry = {row.number for row, _, _ in problems}
    drafts = [(row, _draft(row, known, new_id)) for row in file.rows if row.number not in without_entry]
    names = _names_after(drafts, known)
    drafts = [(row, _with_predecessor(row, draft, names, problems)) for row, draft in drafts]
    cleaned = [(row, _cleaned(row, draft, known, problems)) for row, draft in drafts]
    problems += same_names(drafts, known)
    problems += circles(drafts, known)
    remarks = [*file.problems, *(_remark(file, problem) for problem in problems)]
    faulty = {each.row for each in remarks}
    return Checked(
        outcomes=tuple(
            Outcome(row=row.number, entry=entry, stored=known.entries.get(entry.id))
            for row, entry in cleaned
            if entry is not None and row.number not in faulty
        ),
        problems=tuple(sorted(dict.fromkeys(remarks), key=_place)),
        mended=tuple(sorted(file.mended, key=_place)),
        headings={place: column.value for column, place in file.places.items()},
    )


def predecessors_first(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield each after the one that came before it, so that every predecessor is there when it is named."""
    waiting = {each.entry.id: each for each in outcomes}
    while waiting:
        line = [next(iter(waiting))]
        while (before := waiting[line[-1]].entry.predecessor) in waiting:
            line.append(before)
        yield from (waiting.pop(id) for id in reversed(line))


def _wrong_ids(rows: Iterable[ReadRow], known: KnownRegister) -> Iterator[RowProblem]:
    seen: dict[CollaborationId, int] = {}
    for row in rows:
        if row.id is None:
            continue
        if row.id in seen:
            says = sentence("import_id_twice", "Row {row} has the same id. Delete one of them.", row=seen[row.id])
            yield row, Mark.ID, says
        elif row.id not in known.entries:
            says = sentence(
                "import_id_unknown",
                "The register has no collaboration with this id. Empty the cell to add it as a new one.",
            )
            yield row, Mark.ID, says
        seen.setdefault(row.id, row.number)


def _draft(row: ReadRow, known: KnownRegister, new_id: Callable[[], UUID]) -> RegisterEntry:
    stored = RegisterEntry(id=CollaborationId(new_id()), name="") if row.id is None else known.entries[row.id]
    values: dict[str, Any] = {name.value: value for name, value in row.values.items()}
    values.pop(RegisterField.PREDECESSOR, None)
    if RegisterField.MEMBERSHIPS in row.values:
        values[RegisterField.MEMBERSHIPS] = _with_ids(values[RegisterField.MEMBERSHIPS], stored.memberships, new_id)
    return replace(stored, **values)


def _with_ids(
    read: Iterable[Membership], stored: Iterable[Membership], new_id: Callable[[], UUID]
) -> tuple[Membership, ...]:
    """Return the partners with the ids that they have in the register: a file has none."""
    left = list(stored)
    found = []
    for each in read:
        same = [known for known in left if known.force == each.force]
        own = next((known for known in same if known.joined_on == each.joined_on), same[0] if same else None)
        if own is not None:
            left.remove(own)
        found.append(replace(each, id=MembershipId(new_id()) if own is None else own.id))
    return tuple(found)


def _names_after(drafts: Iterable[Draft], known: KnownRegister) -> dict[str, CollaborationId]:
    """Return what has each name once the file is imported, and what had it before where nothing else has it then."""
    names = {name_key(name): id for id, name in known.names.items()}
    return names | {name_key(draft.name): draft.id for _, draft in drafts}


def _with_predecessor(
    row: ReadRow, draft: RegisterEntry, names: Mapping[str, CollaborationId], problems: list[RowProblem]
) -> RegisterEntry:
    """Return the draft with the predecessor that its row names, by the name or by the id."""
    if RegisterField.PREDECESSOR not in row.values:
        return draft
    text = str(row.values[RegisterField.PREDECESSOR])
    if not text:
        return replace(draft, predecessor=None)
    by_id = {str(id): id for id in names.values()}
    found = names.get(name_key(text), by_id.get(text.casefold()))
    if found is None:
        says = sentence(
            "import_predecessor_unknown",
            "“{found}” is neither in the register nor in this file. For the {field}, give the name of a collaboration "
            "or its id.",
            found=short(text),
            field=RegisterField.PREDECESSOR,
        )
        problems.append((row, RegisterField.PREDECESSOR, says))
    return replace(draft, predecessor=found)


def _cleaned(
    row: ReadRow, draft: RegisterEntry, known: KnownRegister, problems: list[RowProblem]
) -> RegisterEntry | None:
    if draft == known.entries.get(draft.id):
        return draft  # what stays as it is may have come about by an older rule
    try:
        return clean_entry(draft, known.forces)
    except InvalidInput as invalid:
        for each in invalid.sentences:
            name = RegisterField(str(each.parameters["field"]))
            follows = RegisterField.MEMBERSHIPS in row.refused and each.code in _FOLLOW_FROM_PARTNERS
            if name not in row.refused and not follows:
                problems.append((row, name, each))
        return None


def _remark(file: ReadFile, problem: RowProblem) -> Remark:
    row, column, says = problem
    return Remark(row=row.number, column=None if column is None else file.places.get(column), says=says)


def _place(remark: Remark) -> tuple[int, int]:
    return remark.row, -1 if remark.column is None else remark.column
