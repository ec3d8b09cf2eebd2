"""Builds the report on an assessment in each of its formats."""

from assessment.codes import ReportFormat
from assessment.report.html_report import build_report_page
from assessment.report.pdf_report import build_board_paper, build_report
from assessment.report.report_subject import ReportSubject


def build_report_as(report_format: ReportFormat, subject: ReportSubject) -> bytes:
    """Return the report as the bytes of a file in that format."""
    match report_format:
        case ReportFormat.PDF:
            return build_report(subject)
        case ReportFormat.HTML:
            return build_report_page(subject).encode()
        case ReportFormat.BOARD_PAPER:
            return build_board_paper(subject)
