"""An Excel workbook to a table: the cells of one of its sheets, which says how its numbers and texts are to be read."""

from collections.abc import Iterator
from typing import Final

from assessment.errors import InvalidInput, sentence
from assessment.register.files.excel_dates import is_date_format
from assessment.register.files.sheet_reading import SheetReader
from assessment.register.files.tables import MOST_CELLS, Remark, Table, too_many_rows
from assessment.register.files.workbook_parts import WorkbookParts
from assessment.register.files.workbook_xml import BROKEN, Begin, End, Piece, text_until, whole

SHEET: Final = "Register"
"""The sheet that is read. Where there is none of that name, it is the first."""


def read_workbook(content: bytes) -> Table:
    """Return the table of the sheet named Register, or else of the first. Raise :class:`InvalidInput` for no table."""
    parts = WorkbookParts(content)
    book = parts.workbook()
    related = parts.related(book)
    sheets, counts_from_1904 = _sheets(parts.pieces(book))
    title, id = next((each for each in sheets if each[0] == SHEET), sheets[0] if sheets else ("", ""))
    if id not in related:
        raise InvalidInput(BROKEN)
    by_kind = dict(related.values())
    reader = SheetReader(
        texts=_shared_texts(parts.pieces(by_kind.get("sharedStrings", ""))),
        is_date=_date_styles(parts.pieces(by_kind.get("styles", ""))),
        counts_from_1904=counts_from_1904,
    )
    reader.read(parts.pieces(related[id][1]))
    if len(sheets) > 1 and title != SHEET:
        says = sentence("import_one_sheet", "Only the sheet “{title}” was read, which is the first.", title=title)
        reader.mended.append(Remark(says=says))
    return Table(
        rows=reader.rows,
        problems=tuple(reader.problems),
        mended=tuple(reader.mended),
        counts_from_1904=counts_from_1904,
    )


def _sheets(pieces: Iterator[Piece]) -> tuple[list[tuple[str, str]], bool]:
    """Return the title and the id of each sheet, and whether days are counted from 1904."""
    sheets, from_1904 = [], False
    for piece in pieces:
        match piece:
            case Begin("workbookPr", given):
                from_1904 = given.get("date1904") in ("1", "true")
            case Begin("sheet", {"name": title, "id": id}):
                sheets.append((title, id))
    return sheets, from_1904


def _shared_texts(pieces: Iterator[Piece]) -> list[str]:
    """Return the texts that cells name by their places."""
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Begin) and piece.name == "si":
            if len(texts) == MOST_CELLS:
                raise InvalidInput(too_many_rows())
            texts.append(text_until("si", pieces))
    return texts


def _date_styles(pieces: Iterator[Piece]) -> list[bool]:
    """Return for each style of cells whether it shows numbers as days."""
    formats: dict[int, str] = {}
    styles: list[bool] = []
    is_of_cells = False
    for piece in pieces:
        match piece:
            case Begin("numFmt", {"numFmtId": id, "formatCode": code}):
                formats[whole(id)] = code
            case Begin("cellXfs") | End("cellXfs"):
                is_of_cells = isinstance(piece, Begin)
            case Begin("xf", given) if is_of_cells:
                styles.append(is_date_format(whole(given.get("numFmtId", "0")), formats))
    return styles
