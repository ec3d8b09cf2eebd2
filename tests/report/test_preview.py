"""A preview says on every page that it is not issued, beside what else it is, and is as accessible as a version."""

from dataclasses import replace
from datetime import date

from assessment.codes import BoardOutcome
from assessment.report.chapters import board_document
from assessment.report.html_report import build_report_page
from assessment.report.pdf_report import build_board_paper
from assessment.report.report_content import report_content
from assessment.report.report_subject import DecidedVersion, ReportSubject
from assessment.rounds.board_decision import BoardDecision
from tests.report.pdf_gate import Gate
from tests.report.pdf_reader import page_texts
from tests.report.report_builders import a_subject
from tests.report.sample_reports import SAMPLES

MARK = "Preview, not issued · OFFICIAL"


def preview_of(subject: ReportSubject) -> ReportSubject:
    return replace(subject, version=None, is_preview=True)


def test_each_page_of_a_preview_says_twice_that_it_is_not_issued_and_no_page_of_a_version_does() -> None:
    preview = page_texts(build_board_paper(preview_of(a_subject())))
    version = page_texts(build_board_paper(replace(a_subject(), version=1)))

    assert [page.count(MARK) for page in preview] == [2] * len(preview)
    assert [page.count("PREVIEW") for page in preview] == [1] * len(preview)
    assert [page for page in version if "preview" in page.lower()] == []


def test_a_preview_of_a_draft_says_both_on_every_page() -> None:
    pages = page_texts(build_board_paper(preview_of(a_subject(is_draft=True))))

    assert [page.count(MARK) for page in pages] == [2] * len(pages)
    assert all("DRAFT" in page for page in pages)


def test_the_web_page_of_a_preview_says_so_at_its_top_and_bottom() -> None:
    assert build_report_page(preview_of(a_subject())).count(f'<p class="marking">{MARK}</p>') == 2


def test_a_preview_that_tells_a_decision_has_two_pages_and_passes_the_gate(gate: Gate) -> None:
    decision = BoardDecision(
        outcome=BoardOutcome.ACCEPTED_WITH_CHANGES, by="the joint board", on=date(2026, 12, 3), changes="Name an owner."
    )
    subject = preview_of(
        replace(SAMPLES["typical"](), decided=DecidedVersion(version=1, round_title="2026", decision=decision))
    )
    paper = build_board_paper(subject)

    assert len(page_texts(paper)) == 2
    assert "The last decision on a report: Accepted with changes by the joint board on 3 December 2026" in " ".join(
        page_texts(paper)[1].split()
    )
    assert gate(paper, board_document(report_content(subject))) == []
