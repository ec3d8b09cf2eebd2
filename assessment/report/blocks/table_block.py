"""Tables."""

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
from assessment.report.tagging.structure_elements import Element, summed_up, table_header

Cell: TypeAlias = Flowable | list[Flowable]


def table(
    header: Sequence[tuple[str, Style]], rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, summary: str
) -> Table:
    """A table with a header that repeats on every page; the first cell of a row says what the row is about."""
    top: list[Cell] = [HeaderCell(words, style, strong=True) for words, style in header]
    _give_structure(Element("Table", summed_up(" ".join(printable(summary).split()))), top, rows)
    return Table(
        [top, *(list(row) for row in rows)],
        colWidths=list(widths),
        repeatRows=1,
        # A row is cut in two only where it must be: the library repeats the header above the cut, even within a page.
        splitInRow=int(any(_row_height(row, widths) > _TALLEST_ROW for row in rows)),
        hAlign="LEFT",
        spaceAfter=8,
        style=TableStyle([*_TABLE_LOOK, *_apart(header)]),
    )


def _apart(header: Sequence[tuple[str, Style]]) -> list[tuple[Any, ...]]:
    """Room between a number and the words that follow it."""
    return [
        ("RIGHTPADDING", (column, 0), (column, -1), 2 * _BETWEEN_COLUMNS)
        for column, (_, style) in enumerate(header[:-1])
        if style.to_the_right and not header[column + 1][1].to_the_right
    ]


def _give_structure(whole: Element, top: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> None:
    for place, row in enumerate((top, *rows)):
        line = whole.child("TR")
        for column, blocks in enumerate(row):
            is_header = place == 0 or column == 0
            scope = table_header(of="Column" if place == 0 else "Row") if is_header else ""
            cell = line.child("TH" if is_header else "TD", attributes=scope)
            for block in blocks if isinstance(blocks, list) else [blocks]:
                # A decoration has no element; an empty cell stays in its place without one.
                if isinstance(block, Block) and block.element is not None:
                    cell.adopt(block.element)


def _row_height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    cells = (cell if isinstance(cell, list) else [cell] for cell in row)
    heights: list[float] = [
        sum(block.wrap(width - _BETWEEN_COLUMNS, styles.CONTENT_HEIGHT)[1] for block in cell)
        for cell, width in zip(cells, widths, strict=True)
    ]
    return max(heights)


_BETWEEN_COLUMNS: Final = 8.0
_TALLEST_ROW: Final = styles.CONTENT_HEIGHT * 0.8
_TABLE_LOOK: Final[list[tuple[Any, ...]]] = [
    # Without it the library names a font of its own, which is not embedded.
    ("FONTNAME", (0, 0), (-1, -1), typefaces.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), _BETWEEN_COLUMNS),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LINEBELOW", (0, 0), (-1, 0), 1.2, pdf_colour(palette.INK)),
    ("LINEBELOW", (0, 1), (-1, -1), 0.6, pdf_colour(palette.RULE)),
]
