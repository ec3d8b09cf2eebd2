"""The report's blocks on a canvas that writes no structure, to measure the cost of tagging."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from assessment.report.layout import story
from assessment.report.parts import Document
from assessment.report.pdf_report import prepare, template
from assessment.report.report_canvas import ReportCanvas
from assessment.report.tagging.structure_elements import Element


def build_untagged(document: Document) -> bytes:
    """Build the report as a PDF without structure."""

    class Untagged(_UntaggedCanvas):
        issued = document.issued

    prepare()
    file = BytesIO()
    template(file, document).build(story(document), canvasmaker=Untagged)
    return file.getvalue()


class _UntaggedCanvas(ReportCanvas):
    @contextmanager
    def tagged(self, _element: Element) -> Iterator[None]:
        yield

    @contextmanager
    def furniture(self, _kind: str = "") -> Iterator[None]:
        yield

    def link(self, _element: Element, words: str, *, to: str, width: float, height: float) -> None:
        self.linkRect(words, to, (0, 0, width, height), relative=1, thickness=0)

    def showPage(self) -> None:  # noqa: N802 (the library's name)
        Canvas.showPage(self)

    def write(self) -> None:
        Canvas.save(self)
