"""The blocks of the report: everything that can stand on a page.

Each block draws within its element of the structure (see ``tagging``), so that everything that is seen is also read
aloud. A block draws a text as the characters it holds; there is no markup in it (see ``printable_text``).
"""

from assessment.report.blocks.block import Block
from assessment.report.blocks.contents_block import ContentsLine
from assessment.report.blocks.drawn_blocks import Badge, Figure, HorizontalRule
from assessment.report.blocks.table_block import CellContent, table
from assessment.report.blocks.text_blocks import Heading, Notice, Paragraph, Verdict

__all__ = [
    "Badge",
    "Block",
    "CellContent",
    "ContentsLine",
    "Figure",
    "Heading",
    "HorizontalRule",
    "Notice",
    "Paragraph",
    "Verdict",
    "table",
]
