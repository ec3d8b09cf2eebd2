"""The board's two pages as a paper of their own: what the full report begins with, and nothing more."""

import pytest

from assessment.report.chapters import board_document, report_document
from assessment.report.parts import HeadingPart
from assessment.report.pdf_report import build_board_paper
from assessment.report.report_content import report_content
from tests.report.pdf_gate import Gate
from tests.report.pdf_reader import left_empty, page_texts
from tests.report.sample_reports import SAMPLES


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Return the board paper of the typical sample."""
    return build_board_paper(SAMPLES["typical"]())


def test_the_board_paper_is_the_beginning_of_the_full_report() -> None:
    report = report_content(SAMPLES["typical"]())

    *pages, _ = board_document(report).parts
    assert tuple(pages) == report_document(report).parts[: len(pages)]
    assert report_document(report).parts[len(pages)] == HeadingPart(words="In this report", rank=2, key="contents")


def test_the_board_paper_has_two_full_pages(paper: bytes) -> None:
    first, second = page_texts(paper)

    assert "What the board is asked to decide" in first.splitlines()
    assert "Areas to improve, those that lift the grade most first" in second.splitlines()
    assert left_empty(paper)[0] < 0.3


def test_hashes_and_ids_are_left_to_the_document_control(paper: bytes) -> None:
    text = "".join(page_texts(paper))

    assert "sha256" not in text
    assert str(SAMPLES["typical"]().assessment_id) not in text


def test_the_board_paper_passes_the_gate(gate: Gate, paper: bytes) -> None:
    assert gate(paper, board_document(report_content(SAMPLES["typical"]()))) == []
