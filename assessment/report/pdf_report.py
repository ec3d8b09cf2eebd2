"""The report as a PDF. Equal content and an equal moment of issue give equal bytes."""

from io import BytesIO
from threading import Lock
from typing import Final

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from assessment.report import styles, typefaces
from assessment.report.chapters import board_document, report_document
from assessment.report.layout import story
from assessment.report.page_furniture import draw_furniture
from assessment.report.parts import Document
from assessment.report.printable_text import printable
from assessment.report.report_canvas import ReportCanvas
from assessment.report.report_content import report_content
from assessment.report.report_subject import ReportSubject
from assessment.report.reportlab_fixes import fix_reportlab

_ONE_AT_A_TIME: Final = Lock()
"""The PDF library's fonts remember the characters of the document being written, so documents are written in turn."""


def build_report(subject: ReportSubject) -> bytes:
    """Build the report on one assessment as a PDF."""
    return build_pdf(report_document(report_content(subject)))


def build_board_paper(subject: ReportSubject) -> bytes:
    """Build the two pages for the board as a PDF of their own."""
    return build_pdf(board_document(report_content(subject)))


def build_pdf(document: Document) -> bytes:
    """Build a PDF that claims and meets PDF/UA-1 and PDF/A-2a."""

    class IssuedCanvas(ReportCanvas):
        issued = document.issued

    with _ONE_AT_A_TIME:
        prepare()
        file = BytesIO()
        template(file, document).build(story(document), canvasmaker=IssuedCanvas)
        return file.getvalue()


def prepare() -> None:
    """Correct the PDF library and register the fonts. Only the first call of a process does anything."""
    fix_reportlab()
    typefaces.register()


def template(file: BytesIO, document: Document) -> BaseDocTemplate:
    """Return a template of A4 pages with their furniture, which writes to the file."""
    pages = BaseDocTemplate(
        file,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        title=_line(document.title),
        author=_line(document.author),
        subject=_line(document.subject),
        creator="Collaboration self-assessment",
        lang="en-GB",
        displayDocTitle=True,
        initialFontName=typefaces.REGULAR,
    )
    frame = Frame(
        styles.SIDE,
        styles.BOTTOM,
        styles.CONTENT_WIDTH,
        styles.CONTENT_HEIGHT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    furniture = PageTemplate(frames=[frame], onPage=lambda canvas, _: draw_furniture(canvas, document))
    pages.addPageTemplates([furniture])
    return pages


def _line(words: str) -> str:
    return printable(words).replace("\n", " ")
