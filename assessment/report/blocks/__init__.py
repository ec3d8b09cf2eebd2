"""Everything that can stand on a page of the report, in one place.

Each block draws within its element of the structure (see ``tagging``), so that what is seen is also read aloud. A text
handed to a block is drawn as it is; there is no markup in it (see ``text``).
"""

from assessment.report.blocks.block import Block
from assessment.report.blocks.contents_block import ContentsLine
from assessment.report.blocks.drawn_blocks import Figure, Pill, Rule
from assessment.report.blocks.table_block import Cell, table
from assessment.report.blocks.text_blocks import Heading, Notice, Paragraph

__all__ = ["Block", "Cell", "ContentsLine", "Figure", "Heading", "Notice", "Paragraph", "Pill", "Rule", "table"]
