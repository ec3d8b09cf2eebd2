"""The report as a PDF: one call, and the same bytes for the same content and moment of issue."""

from io import BytesIO
from threading import Lock
from typing import Final

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from assessment.report import styles, typefaces
from assessment.report.canvas import ReportCanvas
from assessment.report.content import Report, report_content
from assessment.report.furniture import draw_furniture
from assessment.report.layout import story
from assessment.report.repairs import repair
from assessment.report.subject import ReportSubject
from assessment.report.text import printable

_ONE_AT_A_TIME: Final = Lock()
"""The PDF library's fonts remember what the document being written uses; two at once would share that memory."""


def build_report(subject: ReportSubject) -> bytes:
    """The report on one assessment as a PDF."""
    report = report_content(subject)

    class IssuedCanvas(ReportCanvas):
        issued = subject.issued

    with _ONE_AT_A_TIME:
        repair()
        typefaces.register()
        file = BytesIO()
        _template(file, report).build(story(report), canvasmaker=IssuedCanvas)
        return file.getvalue()


def _template(file: BytesIO, report: Report) -> BaseDocTemplate:
    title = printable(f"{report.title}: {report.collaboration}").replace("\n", " ")
    template = BaseDocTemplate(
        file,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        title=title,
        author=printable(report.collaboration).replace("\n", " "),
        subject=printable(f"{report.occasion}. {report.classification}").replace("\n", " "),
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
    furniture = PageTemplate(frames=[frame], onPage=lambda canvas, _: draw_furniture(canvas, report))
    template.addPageTemplates([furniture])
    return template
