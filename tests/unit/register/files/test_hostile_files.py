"""Files that could do harm, or that are no tables, are refused with a sentence before anything of them is used."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest

from assessment.errors import InvalidInput
from assessment.register.files import Table, read_table
from assessment.register.files.tables import LARGEST_FILE
from assessment.register.files.workbook_xml import MOST_ELEMENTS, pieces
from tests.register_files import csv_of, workbook_of

ROWS = [{"name": "Joint forensics", "board": "The board — ŵ"}]
HEADINGS = ["name", "board"]
WORKBOOK = workbook_of(ROWS, headings=HEADINGS)
SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return the workbook with other parts."""
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    change(parts)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return file.getvalue()


def in_part(name: str, old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return changed(change)


def refused(content: bytes) -> str:
    with pytest.raises(InvalidInput) as raised:
        read_table(content)
    return raised.value.code


def cells(table: Table) -> list[list[object]]:
    return [list(row.cells) for row in table.rows]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_empty"),
        (b" \r\n ", "import_empty"),
        (b"x" * (LARGEST_FILE + 1), "import_too_large"),
        (b"%PDF-1.7", "import_other_kind"),
        (b"<!DOCTYPE html><table>", "import_other_kind"),
        (b"\x89PNG\r\n", "import_other_kind"),
        (b"name\n\x81\xfe", "import_not_text"),
        (b"\xff\xfenam", "import_not_text"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "import_old_workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "import_encrypted"),
        (b'name\n"never closed\n', "import_quotes"),
        (b"name\n" + b"x\n" * 2_001, "import_too_many_rows"),
        (b"name\n" + b"\n" * 21_000 + b"x", "import_too_many_rows"),
        (b"name" + b",x" * 5_000 + b"\n", "import_too_many_columns"),
        (b"PK\x03\x04 and no more", "import_workbook_broken"),
        (WORKBOOK[: len(WORKBOOK) // 2], "import_workbook_broken"),
        (changed(lambda parts: parts.clear()), "import_no_workbook"),
        (changed(lambda parts: parts.pop("_rels/.rels")), "import_no_workbook"),
        (changed(lambda parts: parts.pop(SHEET)), "import_workbook_broken"),
        (changed(lambda parts: parts.update({"xl/vbaProject.bin": b"x"})), "import_macros"),
        (changed(lambda parts: parts.update({"xl/macrosheets/sheet1.xml": b"x"})), "import_macros"),
        (in_part("[Content_Types].xml", b"sheet.main", b"sheet.macroEnabled.main"), "import_macros"),
        (changed(lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"x"})), "import_external"),
        (changed(lambda parts: parts.update({"xl/connections.xml": b"x"})), "import_external"),
        (changed(lambda parts: parts.update({"xl/embeddings/oleObject1.bin": b"x"})), "import_external"),
        (changed(lambda parts: parts.update({"xl/media/zeros.bin": bytes(3 * 1024**2)})), "import_workbook_bomb"),
        (changed(lambda parts: parts.update({f"xl/media/{n}": b"" for n in range(200)})), "import_workbook_bomb"),
        (in_part(SHEET, b"<worksheet", DOCTYPE + b"<worksheet"), "import_workbook_entities"),
        (in_part(SHEET, b"</sheetData>", b""), "import_workbook_broken"),
        (in_part(SHEET, b"UTF-8", b"UTF-1e8"), "import_workbook_broken"),
        (in_part(SHEET, b'r="A1"', b'r="ZZZZ1"'), "import_workbook_broken"),
        (in_part(SHEET, b'r="A1"', b'r="DA1"'), "import_too_many_columns"),
        (in_part(SHEET, b"<v>0</v>", b"<v>99</v>"), "import_workbook_broken"),
        (in_part(SHEET, b' t="s"><v>0</v>', b"><v>nan</v>"), "import_workbook_broken"),
        (in_part(SHEET, b"<sheetData>", b"<sheetData>" + b"<c/>" * 100_001), "import_too_many_rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_could_do_harm_or_is_no_table_is_refused_as_a_whole(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_workbook_that_is_damaged_anywhere_is_refused_and_never_a_fault_of_the_app() -> None:
    random = Random(5)
    for _ in range(300):
        damaged = bytearray(WORKBOOK)
        start = random.randrange(len(damaged))
        del damaged[start : start + random.randrange(1, 40)]
        with suppress(InvalidInput):
            read_table(bytes(damaged))


def test_a_part_with_more_elements_than_a_register_has_is_refused_while_it_is_read() -> None:
    with pytest.raises(InvalidInput, match="far larger than a register"):
        for _ in pieces([b"<a>", b"<b/>" * MOST_ELEMENTS]):
            pass


def test_a_part_that_unpacks_to_more_than_its_directory_says_is_refused() -> None:
    content = bytearray(changed(lambda parts: parts.update({SHEET: b"<worksheet>" + b" " * 1024**2})))
    # The directory at the end is what is looked at first. It is made to say that the part has 100 bytes.
    place = content.rindex(SHEET.encode()) - 22
    content[place : place + 4] = (100).to_bytes(4, "little")

    assert refused(bytes(content)) == "import_workbook_broken"


@pytest.mark.parametrize(
    "content",
    [
        csv_of(ROWS, headings=HEADINGS),
        b"\xef\xbb\xbf" + csv_of(ROWS, headings=HEADINGS),
        WORKBOOK,
        changed(lambda parts: parts.update({"xl/media/zeros.bin": bytes(1_000_000)})),
    ],
)
def test_a_table_is_read_without_a_word(content: bytes) -> None:
    table = read_table(content)

    assert (cells(table), table.problems, table.mended) == ([HEADINGS, ["Joint forensics", "The board — ŵ"]], (), ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (csv_of(ROWS, headings=HEADINGS).decode().encode("utf-16"), "The text is in UTF-16 and not in UTF-8"),
        (csv_of(ROWS, headings=HEADINGS).decode().encode("utf-16-le"), "The text is in UTF-16 and not in UTF-8"),
        (csv_of(ROWS, headings=HEADINGS).decode().encode("utf-16-be"), "The text is in UTF-16 and not in UTF-8"),
        (csv_of(ROWS, headings=HEADINGS, delimiter=";"), "The cells are separated by semicolons"),
        (b"sep=;\r\n" + csv_of(ROWS, headings=HEADINGS, delimiter=";"), "The cells are separated by semicolons"),
        (csv_of(ROWS, headings=HEADINGS, delimiter="\t"), "The cells are separated by tabs"),
        (workbook_of(ROWS, headings=HEADINGS, title="Sheet1"), ""),
    ],
)
def test_other_encodings_and_separators_are_read_and_said(content: bytes, says: str) -> None:
    table = read_table(content)

    assert cells(table) == [HEADINGS, ["Joint forensics", "The board — ŵ"]]
    assert [str(each.says)[: len(says)] for each in table.mended] == ([says] if says else [])


def test_windows_1252_is_read_and_said() -> None:
    table = read_table("name\nCafé – £5\n".encode("cp1252"))

    assert cells(table) == [["name"], ["Café – £5"]]
    assert [each.says.code for each in table.mended] == ["import_encoding"]


def test_cells_that_are_merged_hold_errors_or_show_a_time_are_refused_by_their_place() -> None:
    merged = in_part(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    error = in_part(SHEET, b'<c r="B2" t="s"><v>3</v></c>', b'<c r="B2" t="e"><v>#N/A</v></c>')

    assert [(each.row, each.letters, each.says.code) for each in read_table(merged).problems] == [
        (2, "B", "import_merged")
    ]
    assert [(each.row, each.letters, each.says.code) for each in read_table(error).problems] == [
        (2, "B", "import_error_value")
    ]


def test_texts_in_runs_and_in_cells_are_read_whole() -> None:
    runs = (
        b'<c r="B2" t="inlineStr"><is><r><t>Two</t></r><r><t xml:space="preserve"> runs</t></r>'
        b"<rPh><t>not this</t></rPh><phoneticPr/></is></c>"
    )
    table = read_table(in_part(SHEET, b'<c r="B2" t="s"><v>3</v></c>', runs))

    assert cells(table)[1] == ["Joint forensics", "Two runs"]
