"""A CSV file to a table: in the encodings and with the separators that spreadsheets write."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from assessment.errors import InvalidInput, Sentence, sentence
from assessment.register.files.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Remark,
    Table,
    TableRow,
    too_many_columns,
    too_many_rows,
)

_SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}
MOST_LINES: Final = 10 * MOST_ROWS
"""The most rows, blank ones included."""
_SEPARATOR_LINE: Final = "sep="
"""Begins a line that Excel writes and reads before the first row, and does not show."""
_BYTE_ORDER_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_csv(content: bytes) -> Table:
    """Return the table. Raise :class:`InvalidInput` where the text cannot be read or the quotes do not close."""
    text, mended = _decoded(content)
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_SEPARATOR_LINE):
        text = rest
    separator = _separator(text)
    if separator != ",":
        mended.append(
            sentence(
                "import_separator",
                "The cells are separated by {separator}, and so read.",
                separator=_SEPARATORS[separator],
            )
        )
    rows = []
    for number, cells in enumerate(_records(text, separator), start=1):
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise InvalidInput(too_many_columns())
        if cells:
            rows.append(TableRow(number=number, cells=tuple(cells)))
        if len(rows) > MOST_ROWS + 1:
            raise InvalidInput(too_many_rows())
    return Table(rows=tuple(rows), mended=tuple(Remark(says=each) for each in mended))


def _decoded(content: bytes) -> tuple[str, list[Sentence]]:
    """Return the text, and in words in which encoding it is where that is not UTF-8."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if encoding is None and b"\x00" in content[:2]:
        encoding = "utf-16-be" if content[:1] == b"\x00" else "utf-16-le"
    try:
        return content.decode(encoding or "utf-8"), ([_read_as("UTF-16")] if "16" in (encoding or "") else [])
    except UnicodeDecodeError:
        if encoding is not None:
            raise InvalidInput(_UNREADABLE) from None
    try:
        return content.decode("cp1252"), [_read_as("Windows-1252")]
    except UnicodeDecodeError:
        raise InvalidInput(_UNREADABLE) from None


_UNREADABLE: Final = sentence(
    "import_not_text", "The file is no text that can be read. Save it as “CSV UTF-8”, and choose it again."
)


def _read_as(encoding: str) -> Sentence:
    return sentence(
        "import_encoding",
        "The text is in {encoding} and not in UTF-8, and so read. Look whether letters with accents are right.",
        encoding=encoding,
    )


def _separator(text: str) -> str:
    """Return the separator that divides the first row into the most cells. Of two that do, the comma."""

    def cells(separator: str) -> int:
        try:
            return len(next(_records(text, separator), ()))
        except InvalidInput:
            return 0

    return max(_SEPARATORS, key=cells)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    row = 0
    try:
        for row, record in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True), start=1):
            if row > MOST_LINES:
                raise InvalidInput(too_many_rows())
            yield record
    except csv.Error:
        raise InvalidInput(
            sentence(
                "import_quotes",
                "The quotation marks from row {row} on do not fit together. Put a cell that holds one into quotation "
                "marks, and each of those in it twice; or choose the file as an Excel workbook.",
                row=row + 1,
            )
        ) from None
