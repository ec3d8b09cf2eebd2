"""The elements of the structure tree, which holds everything that is read aloud, in order and across pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFObject

from assessment.report.tagging.pdf_objects import text_string


class Marked(NamedTuple):
    """A piece of a page's content, known by the number it is marked with."""

    page: int
    mark: int


class Annotated(NamedTuple):
    """An annotation on a page: the area in which a link can be clicked."""

    page: int
    annotation: PDFObject


@dataclass(slots=True, eq=False)
class Element:
    """A piece of content that is read aloud: its role, and in order the elements and pieces of pages within it.

    An element does not belong to one page. A paragraph that a page break cuts in two stays one element, because both
    of its parts draw within it.
    """

    role: str
    attributes: str = ""
    """The attributes as the PDF writes them, such as ``<</O/Table/Scope/Row>>``."""
    alternative: str = ""
    """The text alternative of a figure, for people who cannot see it."""
    language: str = ""
    """The language if it differs from the document's, such as ``cy``."""
    kids: "list[Kid]" = field(default_factory=list)
    parent: "Element | None" = None

    def child(self, role: str, *, attributes: str = "") -> "Element":
        """Add a new element to the end of this one, and return it."""
        return self.adopt(Element(role, attributes))

    def adopt(self, element: "Element") -> "Element":
        """Add an element to the end of this one, together with the elements around it, unless it is in it already.

        Return the element that was given.
        """
        root = element.root
        if root is not self.root:
            root.parent = self
            self.kids.append(root)
        return element

    @property
    def root(self) -> "Element":
        """Return the outermost element around this one, or the element itself."""
        root = self
        while root.parent is not None:
            root = root.parent
        return root

    def everything(self) -> "Iterator[Element]":
        """Yield the element and every element within it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


Kid: TypeAlias = Element | Marked | Annotated


def table_header(*, of: str) -> str:
    """Return the attributes of the header cell of a ``Column`` or of a ``Row``."""
    return f"<</O/Table/Scope/{of}>>"


def numbered() -> str:
    """Return the attributes of a list whose labels are numbers."""
    return "<</O/List/ListNumbering/Decimal>>"


def bulleted() -> str:
    """Return the attributes of a list whose labels are bullets."""
    return "<</O/List/ListNumbering/Disc>>"


def summary_of(words: str) -> str:
    """Return the attributes of a table with a summary."""
    return f"<</O/Table/Summary{text_string(words).decode('ascii')}>>"


def bounding_box(left: float, bottom: float, right: float, top: float) -> str:
    """Return the attributes of a figure with its box on the page, in points."""
    return f"<</O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"
