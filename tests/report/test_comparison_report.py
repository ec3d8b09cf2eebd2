"""The report on several assessments: who, every score of each, and who cannot be told apart."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from assessment.bank.model import Level
from assessment.comparison.compared import ComparedRow, Selection, SetAside
from assessment.ids import AssessmentId, CollaborationId, RespondentId
from assessment.report.chapters.comparison_chapter import comparison_document
from assessment.report.comparison_content import STATEMENT, ComparisonSubject, comparison_content
from assessment.report.html_report import build_page
from assessment.report.pdf_report import build_pdf
from assessment.rounds.assessment import Assessment, BankReference, Classification, Collaboration, Round
from assessment.scoring import score
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, a_response, responses
from tests.report.pdf_gate import faults_beside
from tests.report.pdf_reader import left_empty, page_texts
from tests.report.pdf_structure import read_tagged
from tests.report.report_builders import ISSUED, a_bank_of_two
from tests.report.sample_reports import nine_compared

BANK = a_bank_of_two()
CODES = ("P1", "P2", "S1", "S2")


def an_assessment(name: str, *, number: int = 1) -> Assessment:
    return Assessment(
        id=AssessmentId(UUID(int=number)),
        collaboration=Collaboration(
            id=CollaborationId(UUID(int=number)),
            name=name,
            partners=("Kent Police", "Essex Police"),
            lead_force="Kent Police",
        ),
        round=Round(title="2026", as_of=date(2026, 11, 1)),
        bank=BankReference.to(BANK),
        classification=Classification.OFFICIAL,
        respondent=RespondentId(UUID(int=number)),
        started_at=ISSUED,
        submitted_at=ISSUED,
    )


def a_row(name: str, *levels: Level | None, number: int = 1, force: str | None = None) -> ComparedRow:
    """An assessment whose questions have those levels, in bank order."""
    given = [a_response(code, level) for code, level in zip(CODES, levels, strict=False)]
    return ComparedRow(
        assessment=an_assessment(name, number=number), scorecard=score(BANK, responses(*given)), force=force
    )


def a_comparison(*rows: ComparedRow, **changed: Any) -> ComparisonSubject:
    subject: dict[str, Any] = {
        "bank": BANK,
        "rows": rows,
        "set_aside": (),
        "selection": Selection(),
        "classification": Classification.OFFICIAL,
        "issued": ISSUED,
    }
    return ComparisonSubject(**(subject | changed))


# Overall 4.00; 4.50, with purpose 5 and skills 4; and 2.00.
DOGS = a_row("Dogs", GOOD, GOOD, GOOD, GOOD)
AIR = a_row("Air support", OUTSTANDING, OUTSTANDING, GOOD, GOOD, number=2)
LOW = a_row("Legal", INADEQUATE, ADEQUATE, INADEQUATE, ADEQUATE, number=3)


def test_every_row_has_every_score_in_the_order_asked_for() -> None:
    report = comparison_content(a_comparison(AIR, DOGS, LOW))

    assert [(each.title, [(row.title, row.mean) for row in each.rows]) for each in report.scores] == [
        ("Overall", [("Air support", "4.50"), ("Dogs", "4.00"), ("Legal", "2.00")]),
        ("Purpose", [("Air support", "5.00"), ("Dogs", "4.00"), ("Legal", "2.00")]),
        ("Skills", [("Air support", "4.00"), ("Dogs", "4.00"), ("Legal", "2.00")]),
    ]


def test_whoever_could_still_reach_the_highest_is_not_told_apart_from_it() -> None:
    # Skills with S2 open: 4 now, from (4 + 1) / 2 = 2.5 to (4 + 5) / 2 = 4.5. Dogs has 4, Legal 2.
    report = comparison_content(a_comparison(a_row("Air", GOOD, GOOD, GOOD, None, number=2), DOGS, LOW))
    overall, _, skills = report.scores

    assert skills.too_close == (
        "Not to be told apart from Air, which has the highest mean, because their ranges meet: Dogs."
    )
    assert "Legal" not in overall.too_close


def test_where_every_range_is_closed_and_apart_nothing_is_said() -> None:
    assert [each.too_close for each in comparison_content(a_comparison(AIR, LOW)).scores] == ["", "", ""]


def test_what_was_asked_for_is_said_in_sentences() -> None:
    selection = Selection(
        forces=frozenset({"Kent Police", "Essex Police"}), text=" dogs ", by_force=True, sorted_by="skills"
    )

    assert comparison_content(a_comparison(DOGS, selection=selection)).asked == (
        "A row stands for a force in a collaboration.",
        "Only with Essex Police, Kent Police.",
        "Only where the name or the round contains dogs.",
        "In order by the mean of Skills, highest first.",
    )
    assert comparison_content(a_comparison(DOGS)).asked == (
        "A row stands for a collaboration.",
        "With all forces.",
        "In order by name.",
    )


def test_a_row_for_a_force_names_both_the_force_and_the_collaboration() -> None:
    report = comparison_content(a_comparison(replace(DOGS, force="Kent Police")))

    assert report.who[0][0] == "Kent Police (Dogs)"
    assert report.scores[0].rows[0].title == "Kent Police (Dogs)"


def test_rounds_are_named_where_there_are_several() -> None:
    before = replace(DOGS, assessment=replace(DOGS.assessment, round=Round(title="2025", as_of=date(2025, 11, 1))))

    (overall, *_) = comparison_content(a_comparison(before, DOGS)).scores

    assert [row.title for row in overall.rows] == ["Dogs, 2025", "Dogs, 2026"]


def test_what_is_set_aside_is_told_with_the_reason() -> None:
    apart = SetAside(assessment=an_assessment("Air support", number=9), why="Not submitted yet.")

    assert comparison_content(a_comparison(DOGS, set_aside=(apart,))).set_aside == (
        "Air support, 2026: Not submitted yet.",
    )


def test_the_content_fingerprint_follows_the_content_and_not_the_moment() -> None:
    def fingerprint(subject: ComparisonSubject) -> str:
        return dict(comparison_content(subject).control)["Content fingerprint"]

    subject = a_comparison(DOGS, AIR)

    assert fingerprint(replace(subject, issued=ISSUED.replace(year=2027))) == fingerprint(subject)
    assert fingerprint(a_comparison(AIR, DOGS)) != fingerprint(subject)
    assert fingerprint(a_comparison(DOGS)) != fingerprint(subject)
    assert fingerprint(replace(subject, classification=Classification.OFFICIAL_SENSITIVE)) != fingerprint(subject)


def many(count: int) -> ComparisonSubject:
    """That many rows, some of them named by somebody who means no good."""
    names = ("Dogs", "<b>Air</b> & support", "W" * 200, "Gwasanaeth cŵn", "Legal\x00 \u202eturned")
    levels = (INADEQUATE, ADEQUATE, GOOD, OUTSTANDING)
    return a_comparison(
        *[
            a_row(f"{names[n % 5]} {n}", levels[n % 4], levels[n % 3], levels[n % 2], None, number=n + 1)
            for n in range(count)
        ]
    )


@pytest.mark.parametrize("count", [0, 1, 2, 13, 60])
def test_it_passes_the_gate_with_few_rows_and_with_many(count: int) -> None:
    document = comparison_document(comparison_content(many(count)))

    assert faults_beside(build_pdf(document), document) == []


def test_the_sample_passes_the_gate() -> None:
    document = comparison_document(comparison_content(nine_compared()))

    assert faults_beside(build_pdf(document), document) == []


def test_the_pdf_and_the_page_say_whose_grades_they_are() -> None:
    document = comparison_document(comparison_content(a_comparison(DOGS, AIR)))

    assert STATEMENT in [words for _, words in read_tagged(build_pdf(document)).said()]
    assert STATEMENT in build_page(document)


def test_figures_hold_few_enough_rows_to_stand_on_a_page() -> None:
    def heights(count: int) -> list[int]:
        (overall, *_) = comparison_content(many(count)).scores
        return [len(profile.series[0].points) for profile in overall.profiles]

    assert heights(60) == [4] * 15
    assert heights(9) == [3, 3, 3]
    assert heights(5) == [3, 2]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 9, 20])
def test_no_page_of_scores_is_left_half_empty_before_a_figure(count: int) -> None:
    subject = nine_compared()
    rows = (subject.rows * 3)[:count]

    pdf = build_pdf(comparison_document(comparison_content(replace(subject, rows=rows))))

    scores = next(number for number, text in enumerate(page_texts(pdf)) if number and "\nMethod\n" in text)
    assert [empty for empty in left_empty(pdf)[:scores] if empty > 0.4] == []


def test_the_same_content_and_moment_give_the_same_bytes() -> None:
    def built() -> bytes:
        return build_pdf(comparison_document(comparison_content(many(5))))

    assert built() == built()
