"""Blocks of text: the paragraph, the header cell, the heading, the notice and the verdict."""

from contextlib import nullcontext
from typing import Final

from reportlab.platypus import Flowable

from assessment.charts import palette
from assessment.report import styles
from assessment.report.blocks.block import Block
from assessment.report.blocks.drawn_blocks import Badge
from assessment.report.line_breaking import Line, lines
from assessment.report.parts import Span, Words
from assessment.report.pdf_colours import pdf_colour
from assessment.report.printable_text import printable
from assessment.report.styles import Style
from assessment.report.tagging.structure_elements import Element
from assessment.report.text_metrics import draw_words

_WIDEST_BESIDE: Final = 150.0


class Paragraph(Block):
    """Text in one style, ragged right. It may have a label in its margin, and may break over pages."""

    _LEAST_LINES: Final = 2
    """The fewest lines that a page break leaves on either side."""

    element: Element

    def __init__(
        self,
        words: Words,
        style: Style,
        *,
        strong: bool = False,
        label: str = "",
        strong_label: bool = False,
        element: Element | None = None,
        label_element: Element | None = None,
    ) -> None:
        super().__init__()
        self.element = element or Element("P")
        self.label_element = label_element or self.element
        self.spans = (Span(words, strong),) if isinstance(words, str) else words
        self.style = style
        self.label, self.strong_label = label, strong_label
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self._broken: dict[float, tuple[Line, ...]] = {}
        self._fixed_lines: tuple[Line, ...] | None = None

    def lines(self, available: float) -> tuple[Line, ...]:
        """Return the lines at a width. A part of a paragraph that was split keeps the lines it was given."""
        if self._fixed_lines is not None:
            return self._fixed_lines
        if available not in self._broken:
            inside = available - self.style.indent
            self._broken[available] = lines(self.spans, size=self.style.size, available=inside)
        return self._broken[available]

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size at a width."""
        self.width = available
        self.height = len(self.lines(available)) * self.style.leading
        return self.width, self.height

    def split(self, available: float, height: float) -> list[Flowable]:
        """Split the paragraph at a height. Return an empty list if that would leave a single line on either page."""
        all_lines = self.lines(available)
        fitting = min(int((height + 1e-6) / self.style.leading), len(all_lines) - self._LEAST_LINES)
        if fitting < self._LEAST_LINES:
            return []
        return [self._part(all_lines[:fitting], first=True), self._part(all_lines[fitting:], first=False)]

    def _part(self, its_lines: tuple[Line, ...], *, first: bool) -> "Paragraph":
        label = self.label if first else ""
        part = Paragraph(
            self.spans,
            self.style,
            label=label,
            strong_label=self.strong_label,
            element=self.element,
            label_element=self.label_element,
        )
        part.spaceBefore, part.spaceAfter = (self.spaceBefore, 0) if first else (0, self.spaceAfter)
        part._fixed_lines = its_lines
        return part

    @property
    def last_baseline(self) -> float:
        """Return the height of the last line's baseline above the foot of the paragraph."""
        return (self.style.leading - self.style.size) * 0.7

    def draw(self) -> None:
        """Draw every line, and the label to the left of the first."""
        style = self.style
        baseline = self.height - style.leading + self.last_baseline
        if self.label:
            strong = self.strong_label
            # Software that reads aloud needs the space between the label and the text.
            with self.canv.tagged(self.label_element):
                draw_words(self.canv, f"{self.label} ", style.label_at, baseline, style=style, strong=strong)
        text = self.canv.beginText()
        text.setFillColor(pdf_colour(style.colour))
        for number, line in enumerate(self.lines(self.width)):
            across = self.width - line.width if style.to_the_right else style.indent
            text.setTextOrigin(across, baseline - number * style.leading)
            for run in line.runs:
                text.setFont(run.font, style.size)
                text.textOut(run.text)
        with self.canv.tagged(self.element):
            self.canv.drawText(text)


class HeaderCell(Paragraph):
    """The title of a column. Where a page break repeats it, it is not read aloud again."""

    _is_drawn = False

    def draw(self) -> None:
        """Draw the title, from the second time on as furniture of the page."""
        with self.canv.furniture() if self._is_drawn else nullcontext():
            super().draw()
        self._is_drawn = True


class Heading(Paragraph):
    """A heading with its bookmark. `beside` stands at its right end, as the grade of a question does."""

    def __init__(
        self, words: str, style: Style, *, rank: int, key: str, label: str = "", beside: "Badge | None" = None
    ) -> None:
        super().__init__(words, style, strong=True, label=label, strong_label=True, element=Element(f"H{rank + 1}"))
        self.title = f"{label} {words}".strip()
        self.rank, self.key, self.beside = rank, key, beside
        if beside:
            beside.wrap(_WIDEST_BESIDE, style.leading)

    def lines(self, available: float) -> tuple[Line, ...]:
        """Return the lines at a width, less the room for the badge beside them."""
        return super().lines(available - (self.beside.width + 8 if self.beside else 0))

    def split(self, _available: float, _height: float) -> list[Flowable]:
        """Return an empty list, because a heading is never split."""
        return []

    def draw(self) -> None:
        """Draw the heading and set its bookmark."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 12)
        outline = " ".join(printable(self.title).split())
        self.canv.addOutlineEntry(outline, self.key, self.rank, closed=True)
        self.canv.note_page(self.key)
        if self.rank == 0:
            self.canv.begin_section()
        super().draw()
        if self.beside:
            middle = self.height - self.style.leading / 2
            self.beside.drawOn(self.canv, self.width - self.beside.width, middle - self.beside.height / 2)


class Notice(Block):
    """A paragraph with a bar at its left, so that nobody misses it."""

    _INSET: Final = 14.0

    def __init__(self, words: Words, *, strong: bool = False) -> None:
        super().__init__()
        self.paragraph = Paragraph(words, styles.NOTICE, strong=strong)
        self.spaceBefore, self.spaceAfter = 8.0, 4.0

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Return the size of the paragraph with its inset."""
        _, inside = self.paragraph.wrap(available - self._INSET, height)
        self.width, self.height = available, inside + 4
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bar and the paragraph."""
        self.canv.setFillColor(pdf_colour(palette.ACCENT))
        self.canv.rect(0, 0, 4, self.height, stroke=0, fill=1)
        self.paragraph.drawOn(self.canv, self._INSET, 2)


class Verdict(Block):
    """A badge with a paragraph to its right."""

    _BETWEEN: Final = 14.0

    def __init__(self, badge: Badge, words: Words) -> None:
        super().__init__()
        self.badge, self.paragraph = badge, Paragraph(words, styles.LEAD, strong=True)
        self.spaceBefore, self.spaceAfter = 8.0, 6.0

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Return the size of both. The badge is never wider than half the page."""
        wide, high = self.badge.wrap(available / 2, height)
        self.left = wide + self._BETWEEN
        _, text = self.paragraph.wrap(available - self.left, height)
        self.width, self.height = available, max(high, text)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the badge at the top, and the paragraph beside it."""
        self.badge.drawOn(self.canv, 0, self.height - self.badge.height)
        self.paragraph.drawOn(self.canv, self.left, self.height - self.paragraph.height)
