"""The columns of a register file: in which order they are written, and by which headings they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from assessment.codes import RegisterField
from assessment.errors import Sentence, sentence
from assessment.register.fields import FIELDS
from assessment.register.files.tables import Cell, Refused, Remark
from assessment.rounds.names import name_key
from assessment.wording import words


class Mark(StrEnum):
    """The columns that are no fields: which collaboration the row is about, and how much of it the file shows."""

    ID = "id"
    SHOWN = "shown"


class Shown(StrEnum):
    """How much a file shows of a collaboration."""

    EVERYTHING = "everything"
    PUBLIC = "public"
    """What a public register would show. The other cells are empty, whatever the register knows."""


Column: TypeAlias = Mark | RegisterField
COLUMNS: Final[Sequence[Column]] = (Mark.ID, *FIELDS, Mark.SHOWN)
"""Every column in the order in which an export has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The columns that a file has, by their places from 0."""

    by_place: dict[int, Column]
    problems: tuple[Remark, ...]


def _key(heading: str) -> str:
    return name_key(heading).replace("_", " ")


_BY_KEY: Final[dict[str, Column]] = {
    **{_key(words(each)): each for each in FIELDS},
    **{_key(each.value): each for each in COLUMNS},
}
"""The columns by their codes and by their words."""


def read_headings(row: int, cells: Sequence[Cell]) -> Headings:
    """Return which column stands where. A heading is a column's code or its words, in small letters or capitals."""
    by_place: dict[int, Column] = {}
    problems = []
    is_understood = True
    for place, cell in enumerate(cells):
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if isinstance(cell, Refused):
            is_understood = False
            continue
        column = _BY_KEY.get(_key(cell)) if isinstance(cell, str) else None
        if column is None:
            problems.append(Remark(row=row, column=place, says=_unknown(cell)))
        elif column in by_place.values():
            says = sentence(
                "import_column_twice", "The column {column} is there twice. Delete one of them.", column=column.value
            )
            problems.append(Remark(row=row, column=place, says=says))
        else:
            by_place[place] = column
    if is_understood and not problems and not {Mark.ID, RegisterField.NAME} & set(by_place.values()):
        problems.append(Remark(row=row, says=_NO_NAMES))
    return Headings(by_place=by_place, problems=tuple(problems))


_NO_NAMES: Final = sentence(
    "import_no_name_column",
    "There is no column “name”. The first row holds the headings, and each row below it a collaboration.",
)


def _unknown(cell: Cell) -> Sentence:
    return sentence(
        "import_column_unknown",
        "There is no column “{heading}”. Delete it, or give it one of these headings: {columns}.",
        heading=str(cell)[:60],
        columns=", ".join(each.value for each in COLUMNS),
    )
