"""A canvas that links each drawing to its element of the structure.

The content of a page is a flat run of marked sequences. Everything drawn within an element is marked with a number that
leads to the element. Everything else, such as rules, fills and the furniture of the page, is an artifact.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from assessment.report.tagging.structure_elements import Annotated, Element, Marked
from assessment.report.tagging.structure_tree import Owner, structure_tree
from assessment.report.tagging.xmp_metadata import metadata, output_intent

_ARTIFACT: Final = "/Artifact BMC"
_END: Final = "EMC"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose document is tagged."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings, pdfVersion=(1, 7))
        self._root = Element("Document")
        self._section = self._root
        self._pages: list[Any] = []
        self._owners: list[Owner] = []
        self._marks: list[Element] = []
        self._is_furniture = False

    def begin_section(self) -> None:
        """Begin a new section of the structure for everything that is drawn from now on."""
        self._section = self._root.child("Sect")

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Draw within an element. The element takes its place in the structure when it is first drawn."""
        if self._is_furniture:
            yield
            return
        self._section.adopt(element)
        element.kids.append(Marked(len(self._pages), len(self._marks)))
        self._leave_artifact()
        self._code.append(f"/{element.role} <</MCID {len(self._marks)}>> BDC")
        self._marks.append(element)
        yield
        self._code += (_END, _ARTIFACT)

    @contextmanager
    def furniture(self, kind: str = "") -> Iterator[None]:
        """Draw content that is not read aloud: a ``Header``, ``Footer`` or ``Watermark``, or a repeated header row."""
        self._leave_artifact()
        properties = f"<</Type/Pagination/Subtype/{kind}>>" if kind else "<</Type/Pagination>>"
        self._code.append(f"/Artifact {properties} BDC")
        self._is_furniture = True
        yield
        self._is_furniture = False
        self._code += (_END, _ARTIFACT)

    def link(self, element: Element, words: str, *, to: str, width: float, height: float) -> None:
        """Make a box at the origin a link to a bookmark.

        `element` is the link in the structure, and `words` describe its destination.
        """
        annotation = _Link(
            Rect=self._absRect((0, 0, width, height), 1),
            Contents=words,
            Destination=self._bookmarkReference(to),
            Border="[0 0 0]",
            F=4,
            StructParent=len(self._owners),
        )
        self._owners.append(element)
        element.kids.append(Annotated(len(self._pages), annotation))
        self._addAnnotation(annotation)

    def showPage(self) -> None:  # noqa: N802 (the library's name)
        """End the page, and note the elements to which its marks belong."""
        self._code.insert(0, _ARTIFACT)
        self._leave_artifact()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._owners), PDFName("S")
        self._owners.append(self._marks)
        self._pages.append(page)
        self._marks = []

    def write(self) -> None:
        """Write the document with its structure."""
        catalogue = self._doc.Catalog
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
        catalogue.StructTreeRoot = structure_tree(self._root, self._owners, self._pages, self._doc)
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.Metadata = metadata(self._doc)
        catalogue.OutputIntents = output_intent(self._doc)
        Canvas.save(self)

    def _leave_artifact(self) -> None:
        """End the artifact that is open while no element is being drawn."""
        if self._code and self._code[-1] is _ARTIFACT:
            self._code.pop()
        else:
            self._code.append(_END)


class _Link(LinkAnnotation):  # type: ignore[misc]
    permitted = (*LinkAnnotation.permitted, "StructParent")
