"""What becomes of each cell: read as it is, mended with a word, or refused by its row and column."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from assessment.codes import CollaborationFunction, CollaborationStatus, RegisterField, Signatory
from assessment.forces import Forces, reference_list
from assessment.register import Fact, Membership, Signature
from assessment.register.files import read_table
from assessment.register.files.read_lists import NO_ID
from assessment.register.files.rows import ReadFile, read_rows
from assessment.register.files.written_lists import write_facts, write_memberships, write_signatures
from tests.known_forces import ESSEX, KENT
from tests.register_files import TestCell, csv_of, workbook_of

FORCES = Forces(reference_list())
SHORT_NAME = FORCES.by_id[KENT].names[-1].short_name

TWO_O_CLOCK = datetime(2020, 5, 1, 14, 2)  # noqa: DTZ001 - a cell of Excel has no time zone


def in_workbook(column: str, cell: TestCell, **options: bool) -> ReadFile:
    file = workbook_of([{"name": "A", column: cell}], headings=["name", column], title="Register", **options)
    return read_rows(read_table(file), FORCES)


def in_csv(column: str, cell: TestCell) -> ReadFile:
    return read_rows(read_table(csv_of([{"name": "A", column: cell}], headings=["name", column])), FORCES)


def value(file: ReadFile, column: str) -> object:
    assert file.problems == ()
    return file.rows[0].values[RegisterField(column)]


@pytest.mark.parametrize(
    ("column", "cell", "read"),
    [
        ("lead_force", "kent", KENT),
        ("lead_force", "Kent Police", KENT),
        ("lead_force", SHORT_NAME, KENT),
        ("status", "Under  review", CollaborationStatus.UNDER_REVIEW),
        ("function", "Information technology", CollaborationFunction.DIGITAL),
        ("signed_on", "2020-05-01", date(2020, 5, 1)),
        ("has_posted_staff", "Yes", True),
        ("has_posted_staff", "FALSE", False),
        ("yearly_cost", 1_130_000, 1_130_000),
        ("staff_fte", 58.02, Decimal("58.02")),
        ("purpose", "  To share.\nNothing more.  ", "To share.\nNothing more."),
        ("purpose", "'=1+1", "=1+1"),
        ("purpose", "''=1+1", "'=1+1"),
        ("board", "Board 'A'", "Board 'A'"),
        ("board", "", ""),
        ("staff_fte", "", None),
    ],
)
def test_what_is_right_is_read_without_a_word(column: str, cell: TestCell, read: object) -> None:
    for file in (in_csv(column, cell), in_workbook(column, cell)):
        assert (value(file, column), file.mended) == (read, ())


@pytest.mark.parametrize(
    ("column", "cell", "read", "says"),
    [
        ("signed_on", "1/5/2020", date(2020, 5, 1), "“1/5/2020” was read as 1 May 2020."),
        ("signed_on", "1 May 2020", date(2020, 5, 1), "“1 May 2020” was read as 1 May 2020."),
        ("yearly_cost", "£1,250,000", 1_250_000, "“£1,250,000” was read as 1250000."),
        ("yearly_cost", "1250000.00", 1_250_000, "“1250000.00” was read as 1250000."),
        ("has_posted_staff", "n", False, "“n” was read as no."),
        ("board", "Joint\u00a0board", "Joint board", "Spaces that keep words together were read as ordinary ones."),
        (
            "memberships",
            "kent | 1/5/2020 | | 58.02%",
            (Membership(id=NO_ID, force=KENT, joined_on=date(2020, 5, 1), cost_share=Decimal("58.02")),),
            "“1/5/2020” was read as 1 May 2020.",
        ),
    ],
)
def test_what_is_clear_is_mended_and_said(column: str, cell: TestCell, read: object, says: str) -> None:
    for file in (in_csv(column, cell), in_workbook(column, cell)):
        assert value(file, column) == read
        assert (file.mended[0].row, file.mended[0].letters, str(file.mended[0].says)) == (2, "B", says)


@pytest.mark.parametrize(
    ("column", "cell", "read", "says"),
    [
        ("signed_on", 43_952, date(2020, 5, 1), "“43952” was read as 1 May 2020."),
        ("signed_on", TWO_O_CLOCK, date(2020, 5, 1), "The time of day was left out, and the day read as 1 May 2020."),
        ("agreement_reference", 17, "17", "The number was read as the text “17”. If it began with zeros"),
        ("board", 1.5, "1.5", "The number was read as the text “1.5”."),
        ("board", True, "TRUE", "“TRUE” was read as the text TRUE."),
        ("shares_personal_data", 1, True, "“1” was read as yes."),
    ],
)
def test_what_excel_made_of_it_is_mended_and_said(column: str, cell: TestCell, read: object, says: str) -> None:
    file = in_workbook(column, cell)

    assert value(file, column) == read
    assert str(file.mended[0].says).startswith(says)


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_of_excel_is_the_day_that_it_shows_from_whenever_it_counts(from_1904: bool) -> None:
    file = in_workbook("signed_on", date(2020, 5, 1), date_1904=from_1904)

    assert (value(file, "signed_on"), file.mended) == (date(2020, 5, 1), ())


def test_a_number_has_the_digits_that_excel_has_right() -> None:
    file = in_workbook("staff_fte", 58.019999999999996)

    assert (value(file, "staff_fte"), file.mended) == (Decimal("58.02"), ())


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("signed_on", 60_000_000, "import_day_unclear"),
        ("agreement_reference", date(2020, 5, 1), "import_day_in_text"),
        ("signed_on", True, "import_day_unclear"),
        ("lead_force", 7, "import_force_unknown"),
        ("function", date(2020, 5, 1), "import_code_unknown"),
        ("yearly_cost", "12 monkeys", "import_number_unclear"),
        ("yearly_cost", "1,25,000", "import_number_unclear"),
        ("yearly_cost", "9" * 400, "import_number_unclear"),
        ("published_at", "＝HYPERLINK()", "import_formula_text"),
    ],
)
def test_what_is_unclear_is_refused_by_its_place(column: str, cell: TestCell, code: str) -> None:
    (problem,) = in_workbook(column, cell).problems

    assert (problem.row, problem.letters, problem.says.code) == (2, "B", code)


def test_lists_are_read_as_they_are_written() -> None:
    memberships = (
        Membership(
            id=NO_ID, force=KENT, joined_on=date(2020, 5, 1), cost_share=Decimal("58.02"), contact="Head | A\\B | x@y"
        ),
        Membership(id=NO_ID, force=ESSEX, left_on=date(2025, 3, 31)),
    )
    signatures = (Signature(force=KENT, signatory=Signatory.POLICING_BODY),)
    facts = (Fact(what="It began | with two.", source="A report | page 4", holds_for="2020-05"),)

    assert write_memberships(memberships).splitlines()[1] == "essex |  | 2025-03-31"
    for column, written, read in (
        ("memberships", write_memberships(memberships), memberships),
        ("signatures", write_signatures(signatures), signatures),
        ("facts", write_facts(facts), facts),
    ):
        assert value(in_csv(column, written), column) == read


def test_headings_are_codes_or_words_and_the_rest_is_named() -> None:
    named = b"NAME,Date of the agreement,budget,,Name\nA,2020-05-01,7,stray,B\n"

    file = read_rows(read_table(named), FORCES)

    assert file.rows[0].values == {RegisterField.NAME: "A", RegisterField.SIGNED_ON: date(2020, 5, 1)}
    assert [(each.row, each.letters, each.says.code) for each in file.problems[:2]] == [
        (1, "C", "import_column_unknown"),
        (1, "E", "import_column_twice"),
    ]
    assert (2, "D", "import_no_heading") in {(each.row, each.letters, each.says.code) for each in file.problems}


def test_a_file_without_names_or_ids_is_told_what_its_first_row_is_for() -> None:
    file = read_rows(read_table(b"board,host\nA,B\n"), FORCES)

    assert [each.says.code for each in file.problems] == ["import_no_name_column"]


def test_blank_rows_are_passed_over_and_counted() -> None:
    file = read_rows(read_table(b'name,board\n\n,,\nA,"two\nlines"\n\nB,\n'), FORCES)

    assert [each.number for each in file.rows] == [4, 6]
    assert file.rows[0].id is None
    assert UUID(int=0) == NO_ID
