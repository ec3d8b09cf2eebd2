"""A page never ends with a heading or a label, wherever the text happens to break."""

import pytest

from assessment.report.chapters import report_document
from assessment.report.parts import HeadingPart
from assessment.report.pdf_report import build_pdf
from assessment.report.report_content import report_content
from scripts.samples import sample
from tests.bank_builders import GOOD, a_bank, a_question, a_response, a_theme
from tests.report.pdf_reader import page_texts
from tests.report.report_builders import a_subject
from tests.report.sample_reports import SAMPLES

NEVER_LAST = {"Rationale", "Evidence", "These questions count against coverage, and never as a low level."}

pytestmark = pytest.mark.usefixtures("whole_reports")


@pytest.mark.parametrize("name", [*SAMPLES, "board-paper", "comparison"])
def test_a_heading_or_a_label_is_never_the_last_of_a_page(name: str) -> None:
    document = sample(name)
    headings = {part.words for part in document.parts if isinstance(part, HeadingPart)} | NEVER_LAST

    for text in page_texts(build_pdf(document)):
        assert text.splitlines()[-1].strip() not in headings


@pytest.mark.parametrize("words", range(0, 600, 25))
def test_a_heading_or_a_label_is_never_the_last_of_a_page_wherever_the_page_happens_to_end(words: int) -> None:
    theme = a_theme(questions=[a_question(f"P{n}") for n in range(30)])
    given = [a_response(f"P{n}", GOOD, rationale="Told in full. " * (n % 9 * 12)) for n in range(1, 30)]
    given.append(a_response("P0", GOOD, rationale="Some words. " * words))
    document = report_document(report_content(a_subject(*given, bank=a_bank(themes=[theme]))))
    headings = {part.words for part in document.parts if isinstance(part, HeadingPart)} | NEVER_LAST

    for text in page_texts(build_pdf(document)):
        assert text.splitlines()[-1].strip() not in headings
