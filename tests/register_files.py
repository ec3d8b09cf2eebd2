"""Register files for tests: 500 collaborations from a fixed seed, as CSV and as a workbook, and faults in them."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO, StringIO
from itertools import pairwise
from random import Random
from typing import Any, Final, TypeAlias
from uuid import UUID

from xlsxwriter import Workbook

from assessment.codes import (
    CollaborationFunction,
    CollaborationKind,
    CollaborationStatus,
    Signatory,
)
from assessment.forces import reference_list
from assessment.register.files.columns import COLUMNS, Mark
from assessment.register.files.tables import column_letters

HEADINGS: Final = [each.value for each in COLUMNS]
FIRST_ROW: Final = 2
"""The number of the first row below the headings."""
KNOWN: Final = (UUID(int=1), UUID(int=2))
"""The ids of two collaborations that the register has, which the first two rows are about."""
TAKEN: Final = "The one that is there"
"""The name of a third that it has, which no row is about."""
_FORCES: Final = tuple(each.id for each in reference_list())[:40]


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and in CSV the text that Excel would run as one."""

    text: str


TestCell: TypeAlias = str | int | float | bool | date | Formula | None
Row: TypeAlias = dict[str, TestCell]


def rows(number: int = 500, *, seed: int = 7) -> list[Row]:
    """Return so many rows without a fault."""
    random = Random(seed)
    made = [_row(random, place) for place in range(number)]
    for row, id in zip(made, KNOWN, strict=False):
        row[Mark.ID] = str(id)
    for before, after in pairwise(made[10:20]):
        before["predecessor"] = after["name"]
    return made


def _row(random: Random, place: int) -> Row:
    forces = random.sample(_FORCES, random.randint(2, 5))
    signed = date(2012, 1, 1) + timedelta(days=random.randrange(5_000))
    shares = [f"{100 / len(forces):.2f}"[:5] for _ in forces]
    row: Row = dict.fromkeys(HEADINGS)
    row |= {
        "name": f"Collaboration {place:03}",
        "function": random.choice(list(CollaborationFunction)).value,
        "kind": random.choice(list(CollaborationKind)).value,
        "status": random.choice(list(CollaborationStatus)).value,
        "lead_force": forces[0],
        "host": random.choice(["", "A police force", "'Quoted’ & <b>host</b>"]),
        "purpose": random.choice(["To share.\nNothing more.", "-1 is no formula | nor is this", "'=quoted", "Ŵ ŷ"]),
        "board": random.choice(["", "Joint board", "+44 board"]),
        "agreement_reference": f"22A/{place:04}",
        "signed_on": signed,
        "review_on": signed + timedelta(days=365),
        "expires_on": random.choice([None, signed + timedelta(days=3_650)]),
        "staff_fte": random.choice([None, 12.5, 58.02, 100]),
        "yearly_cost": random.choice([None, 0, 1_130_000]),
        "has_posted_staff": random.choice([None, "yes", "no"]),
        "shares_personal_data": random.choice([None, "yes", "no"]),
        "lessons": random.choice(["", "Agree the IT first."]),
        "predecessor": None,
        "as_of": date(2026, 11, 1),
        "memberships": "\n".join(
            f"{force} | {signed:%Y-%m-%d} | | {share} | Head of {place}"
            for force, share in zip(forces, shares, strict=True)
        ),
        "signatures": f"{forces[0]} | {random.choice(list(Signatory)).value} | {signed:%Y-%m-%d}",
        "facts": random.choice(["", "2019-04 | Report \\| annex | It began with two forces."]),
        "published_at": "https://example.org/22a?x=1",
    }
    return row


def csv_of(rows: Sequence[Mapping[str, TestCell]], *, headings: Sequence[str] = HEADINGS, **dialect: Any) -> bytes:
    """Return the rows as CSV in UTF-8."""
    lines = StringIO(newline="")
    writer = csv.writer(lines, **dialect)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_in_csv(row.get(heading)) for heading in headings])
    return lines.getvalue().encode()


def _in_csv(cell: TestCell) -> str | int | float:
    match cell:
        case None:
            return ""
        case Formula(text):
            return text
        case bool():
            return str(cell).upper()
        case date():
            return cell.isoformat()
        case _:
            return cell


def workbook_of(
    rows: Sequence[Mapping[str, TestCell]],
    *,
    headings: Sequence[str] = HEADINGS,
    title: str = "Register",
    **options: Any,
) -> bytes:
    """Return the rows as an Excel workbook, each cell of the kind that it has in Excel."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, **options}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet(title)
        page.write_row(0, 0, headings)
        for line, row in enumerate(rows, start=1):
            for column, heading in enumerate(headings):
                match row.get(heading):
                    case None | "":
                        continue
                    case Formula(text):
                        page.write_formula(line, column, text)
                    case bool() as cell:
                        page.write_boolean(line, column, cell)
                    case date() as cell:
                        page.write_datetime(line, column, cell, day)
                    case int() | float() as cell:
                        page.write_number(line, column, cell)
                    case cell:
                        page.write_string(line, column, cell)
    return file.getvalue()


@dataclass(frozen=True)
class Fault:
    """A fault to plant: the column, what stands in its cell, and the code of the sentence that names it."""

    column: str
    cell: TestCell | Callable[[Row], TestCell]
    code: str
    in_csv: str = ""
    """The code in a CSV file where it is another one."""


def _partners(row: Row) -> str:
    return str(row["memberships"])


FAULTS: Final = (
    Fault(Mark.ID, "17", "import_id_unclear"),
    Fault(Mark.ID, str(UUID(int=404)), "import_id_unknown"),
    Fault(Mark.ID, str(KNOWN[0]), "import_id_twice"),
    Fault(Mark.SHOWN, "public", "import_public_row"),
    Fault("name", "", "name_empty"),
    Fault("name", "n" * 201, "text_too_long"),
    Fault("name", TAKEN.upper(), "import_name_taken"),
    Fault("name", lambda row: "Collaboration  000", "import_name_twice"),
    Fault("function", "forensic things", "import_code_unknown"),
    Fault("kind", 2, "import_code_unknown"),
    Fault("why_not_published", "It is secret.", "published_and_not"),
    Fault("lead_force", "Narnia Police", "import_force_unknown"),
    Fault("lead_force", "British Transport Police", "register_lead_not_partner"),
    Fault("host", Formula("=A1&B1"), "import_formula", in_csv="import_formula_text"),
    Fault("purpose", Formula('=HYPERLINK("http://evil.example","x")'), "import_formula", in_csv="import_formula_text"),
    Fault("board", "#REF!", "import_error_value"),
    Fault("agreement_reference", "2.02E+11", "import_number_shortened"),
    Fault("lessons", "x" * 4_001, "text_too_long"),
    Fault("shared_systems", "a" + "\u0301" * 31, "too_many_accents"),
    Fault("signed_on", "31/6/2020", "import_day_unclear"),
    Fault("review_on", 2020, "import_day_unclear"),
    Fault("as_of", "1829-09-28", "day_out_of_range"),
    Fault("expires_on", date(2000, 1, 1), "day_before_agreement"),
    Fault("published_at", "file:///etc/passwd", "link_unclear"),
    Fault("staff_fte", "12,5", "import_number_unclear"),
    Fault("staff_fte", 1.005, "number_too_fine"),
    Fault("yearly_cost", "£1.2m", "import_number_unclear"),
    Fault("yearly_cost", 1_250_000.5, "import_pence"),
    Fault("yearly_cost", -1, "number_out_of_range"),
    Fault("has_posted_staff", "perhaps", "import_yes_or_no"),
    Fault("predecessor", "A collaboration that nobody knows", "import_predecessor_unknown"),
    Fault("predecessor", lambda row: row["name"], "own_predecessor"),
    Fault("memberships", lambda row: f"{_partners(row)}\nNarnia | 2020-01-01", "import_line"),
    Fault("memberships", lambda row: f"{_partners(row)} | more | parts", "import_line"),
    Fault("memberships", lambda row: f"{_partners(row)}\n{row['lead_force']} | 2026-01-01", "partner_at_once"),
    Fault("memberships", lambda row: f"{_partners(row)}\nbtp | 2020-01-02 | 2020-01-01", "left_before_joining"),
    Fault("memberships", lambda row: f"{_partners(row)}\nbtp | 2020-01-02 | | 100", "shares_above_whole"),
    Fault("signatures", lambda row: f"{row['signatures']}\nbtp | chief officer", "signature_of_no_partner"),
    Fault("signatures", lambda row: f"{row['signatures']}\n{row['signatures']}", "signed_twice"),
    Fault("facts", "in 2019 | A report | It began.", "holds_for_unclear"),
)
"""Forty faults, each for a row of its own."""


def with_faults(rows: Sequence[Row], *, is_csv: bool) -> tuple[list[Row], set[tuple[int, str, str]]]:
    """Return the rows with the faults, and of each its row, the letters of its column and the code for it."""
    faulty = [dict(row) for row in rows]
    expected = set()
    for place, fault in zip(Random(3).sample(range(len(KNOWN), len(rows)), len(FAULTS)), FAULTS, strict=True):
        row = faulty[place]
        row[fault.column] = fault.cell(row) if callable(fault.cell) else fault.cell
        code = fault.in_csv if is_csv and fault.in_csv else fault.code
        expected.add((place + FIRST_ROW, column_letters(HEADINGS.index(fault.column)), code))
    return faulty, expected
