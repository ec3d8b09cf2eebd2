"""The tables of the report."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, Table, TableStyle

from assessment.charts import palette
from assessment.report import styles, typefaces
from assessment.report.blocks.block import Block
from assessment.report.blocks.text_blocks import HeaderCell
from assessment.report.pdf_colours import pdf_colour
from assessment.report.printable_text import printable
from assessment.report.styles import Style
from assessment.report.tagging.structure_elements import Element, summary_of, table_header

CellContent: TypeAlias = Flowable | list[Flowable]


def table(
    header: Sequence[tuple[str, Style]],
    rows: Sequence[Sequence[CellContent]],
    widths: Sequence[float],
    *,
    summary: str,
) -> Table:
    """Return a table whose header repeats on every page. The first cell of each row says what the row is about."""
    top: list[CellContent] = [HeaderCell(words, style, strong=True) for words, style in header]
    _give_structure(Element("Table", summary_of(" ".join(printable(summary).split()))), top, rows)
    return Table(
        [top, *(list(row) for row in rows)],
        colWidths=list(widths),
        repeatRows=1,
        # Rows may be split only if one is too tall for a page: the library repeats the header above each split, even
        # within a page.
        splitInRow=int(any(_row_height(row, widths) > _TALLEST_ROW for row in rows)),
        hAlign="LEFT",
        spaceAfter=5,
        style=TableStyle([*_TABLE_STYLE, *_padding(header)]),
    )


def _padding(header: Sequence[tuple[str, Style]]) -> list[tuple[Any, ...]]:
    """Return styles that add room between a column of numbers and a column of words to its right."""
    return [
        ("RIGHTPADDING", (column, 0), (column, -1), 2 * _BETWEEN_COLUMNS)
        for column, (_, style) in enumerate(header[:-1])
        if style.to_the_right and not header[column + 1][1].to_the_right
    ]


def _give_structure(element: Element, top: Sequence[CellContent], rows: Sequence[Sequence[CellContent]]) -> None:
    for place, row in enumerate((top, *rows)):
        row_element = element.child("TR")
        for column, blocks in enumerate(row):
            is_header = place == 0 or column == 0
            scope = table_header(of="Column" if place == 0 else "Row") if is_header else ""
            cell = row_element.child("TH" if is_header else "TD", attributes=scope)
            for block in blocks if isinstance(blocks, list) else [blocks]:
                # A decoration has no element. An empty cell still has its own.
                if isinstance(block, Block) and block.element is not None:
                    cell.adopt(block.element)


def _row_height(row: Sequence[CellContent], widths: Sequence[float]) -> float:
    cells = (cell if isinstance(cell, list) else [cell] for cell in row)
    heights: list[float] = [
        sum(block.wrap(width - _BETWEEN_COLUMNS, styles.CONTENT_HEIGHT)[1] for block in cell)
        for cell, width in zip(cells, widths, strict=True)
    ]
    return max(heights)


_BETWEEN_COLUMNS: Final = 8.0
_TALLEST_ROW: Final = styles.CONTENT_HEIGHT * 0.8
_TABLE_STYLE: Final[list[tuple[Any, ...]]] = [
    # Without a font here the library would use its own, which is not embedded.
    ("FONTNAME", (0, 0), (-1, -1), typefaces.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), _BETWEEN_COLUMNS),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    # No row stands alone on the last page of a table.
    ("NOSPLIT", (0, -2), (-1, -1)),
    ("LINEBELOW", (0, 0), (-1, 0), 1.2, pdf_colour(palette.INK)),
    ("LINEBELOW", (0, 1), (-1, -1), 0.6, pdf_colour(palette.RULE)),
]
