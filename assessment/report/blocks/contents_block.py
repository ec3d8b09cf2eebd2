"""The lines of the table of contents."""

from assessment.report import styles
from assessment.report.blocks.block import Block
from assessment.report.blocks.text_blocks import Paragraph
from assessment.report.printable_text import printable
from assessment.report.tagging.structure_elements import Element


class ContentsLine(Block):
    """The title of a section with its page number at the right."""

    element: Element

    def __init__(self, title: str, *, key: str, contents: Element) -> None:
        super().__init__()
        self.title, self.key = title, key
        self.element = contents.child("TOCI").child("Reference").child("Link")
        self.paragraph = Paragraph(title, styles.CONTENTS, element=self.element)

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Return the size of the line. The title leaves room for the page number."""
        _, self.height = self.paragraph.wrap(available - 40, height)
        self.width = available
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title and the page number as a link to the section."""
        words = " ".join(printable(self.title).split())
        self.canv.link(self.element, words, to=self.key, width=self.width, height=self.height)
        self.paragraph.drawOn(self.canv, 0, 0)
        with self.canv.tagged(self.element):
            self.canv.draw_page_of(self.key, self.width, self.paragraph.last_baseline)
