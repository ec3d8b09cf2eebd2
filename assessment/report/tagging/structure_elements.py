"""The structure tree: what there is to read, in order, whatever page it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFObject

from assessment.report.tagging.pdf_objects import text_string


class Marked(NamedTuple):
    """A piece of a page's content, by the number it is marked with."""

    page: int
    mark: int


class Annotated(NamedTuple):
    """An annotation on a page: where a link can be clicked."""

    page: int
    annotation: PDFObject


@dataclass(slots=True, eq=False)
class Element:
    """One thing to be read: its role, and in order the elements and pieces of pages that it consists of.

    An element is not a part of a page: a paragraph that a page break cuts in two stays one element, because both parts
    draw within the same one.
    """

    role: str
    attributes: str = ""
    """As the PDF writes them, such as ``<</O/Table/Scope/Row>>``."""
    alternative: str = ""
    """What it shows, for those who cannot see it."""
    language: str = ""
    """Where it is not the document's, as ``cy``."""
    kids: "list[Kid]" = field(default_factory=list)
    parent: "Element | None" = None

    def child(self, role: str, *, attributes: str = "") -> "Element":
        """A new element within this one, after all others."""
        return self.adopt(Element(role, attributes))

    def adopt(self, element: "Element") -> "Element":
        """Take the whole that an element belongs to into this one, unless it has a place already."""
        whole = element.whole
        if whole.parent is None and whole is not self.whole:
            whole.parent = self
            self.kids.append(whole)
        return element

    @property
    def whole(self) -> "Element":
        """The outermost element around it, or itself."""
        around = self
        while around.parent is not None:
            around = around.parent
        return around

    def everything(self) -> "Iterator[Element]":
        """The element and every one within it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


Kid: TypeAlias = Element | Marked | Annotated


def table_header(*, of: str) -> str:
    """The attributes of a header cell: of its ``Column`` or of its ``Row``."""
    return f"<</O/Table/Scope/{of}>>"


def numbered() -> str:
    """The attributes of a list whose labels are numbers."""
    return "<</O/List/ListNumbering/Decimal>>"


def bulleted() -> str:
    """The attributes of a list whose labels are bullets."""
    return "<</O/List/ListNumbering/Disc>>"


def summed_up(words: str) -> str:
    """The attributes of a table, with what it shows."""
    return f"<</O/Table/Summary{text_string(words).decode('ascii')}>>"


def boxed(left: float, bottom: float, right: float, top: float) -> str:
    """The attributes of a figure that stands in that box of its page."""
    return f"<</O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"
