"""The command that builds the sample reports in ``pictures/samples``: PDFs, web pages and a picture of every page."""

import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from assessment.report.chapters import board_document, report_document
from assessment.report.chapters.comparison_chapter import comparison_document
from assessment.report.comparison_content import comparison_content
from assessment.report.html_report import build_page
from assessment.report.parts import Document
from assessment.report.pdf_report import build_pdf
from assessment.report.report_content import report_content
from tests.report.sample_reports import SAMPLES, nine_compared

FOLDER = Path(__file__).parent.parent / "pictures" / "samples"


def main(*names: str) -> None:
    """Build the samples with these names, or all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or (*SAMPLES, "board-paper", "comparison"):
        document = sample(name)
        pdf = build_pdf(document)
        (FOLDER / f"{name}.html").write_text(build_page(document), encoding="utf-8")
        (FOLDER / f"{name}.pdf").write_bytes(pdf)
        pages = picture_pages(pdf, lambda number, name=name: FOLDER / f"{name}-{number:02}.png")  # type: ignore[misc]
        print(f"{name}: {pages} pages, {len(pdf) // 1000} kB")
    print(f"The samples are in {FOLDER}")


def sample(name: str) -> Document:
    """Return the sample with that name."""
    if name == "comparison":
        return comparison_document(comparison_content(nine_compared()))
    if name == "board-paper":
        return board_document(report_content(SAMPLES["typical"]()))
    return report_document(report_content(SAMPLES[name]()))


def picture_pages(pdf: bytes, path_of: Callable[[int], Path], *, scale: float = 1.0) -> int:
    """Save a picture of every page and return the number of pages. At scale 1, a point is a pixel."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        document[number].render(scale=scale).to_pil().save(path_of(number + 1))
    return len(document)


if __name__ == "__main__":
    main(*sys.argv[1:])
