"""Everything that can stand on a page of the report, in one place.

Each block draws within its element of the structure (see ``tagging``), so that what is seen is also read aloud. A text
handed to a block is drawn as it is; there is no markup in it (see ``text``).
"""

from assessment.report.blocks.block import Block
from assessment.report.blocks.contents import ContentsLine
from assessment.report.blocks.marks import Figure, Pill, Rule
from assessment.report.blocks.paragraph import Heading, Notice, Paragraph
from assessment.report.blocks.tables import Cell, table

__all__ = ["Block", "Cell", "ContentsLine", "Figure", "Heading", "Notice", "Paragraph", "Pill", "Rule", "table"]
