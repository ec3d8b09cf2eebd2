"""The report that compares several assessments: every score of each, and which ones cannot be told apart."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from assessment.bank.model import Level
from assessment.codes import Stage
from assessment.comparison.compared import EVERY_ROUND, ComparedRow, Selection, SetAside
from assessment.ids import AssessmentId, CollaborationId, RespondentId
from assessment.report.chapters.comparison_chapter import comparison_document
from assessment.report.comparison_content import STATEMENT, comparison_content
from assessment.report.comparison_subject import ComparisonSubject
from assessment.report.html_report import build_page
from assessment.report.pdf_report import build_pdf
from assessment.report.report_subject import AuditHead
from assessment.rounds.assessment import Assessment, BankReference, Classification, Collaboration, Round
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, a_response, responses
from tests.known_forces import ESSEX, KENT, a_partner, partners_of
from tests.report.pdf_gate import Gate, expected_texts
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
            partners=partners_of("Kent Police", "Essex Police"),
            lead_force=a_partner("Kent Police"),
        ),
        round=Round(title="2026", as_of=date(2026, 11, 1)),
        bank=BankReference.to(BANK),
        classification=Classification.OFFICIAL,
        respondent=RespondentId(UUID(int=number)),
        started_at=ISSUED,
        stage=Stage.SUBMITTED,
        submitted_at=ISSUED,
    )


def a_row(name: str, *levels: Level | None, number: int = 1) -> ComparedRow:
    """Return an assessment whose questions have those levels, in bank order."""
    given = [a_response(code, level) for code, level in zip(CODES, levels, strict=False)]
    return ComparedRow.of(an_assessment(name, number=number), BANK, responses(*given))


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


def test_rows_whose_range_overlaps_that_of_the_highest_are_named() -> None:
    # Skills with S2 open: 4 now, from (4 + 1) / 2 = 2.5 to (4 + 5) / 2 = 4.5. Dogs has 4, Legal 2.
    report = comparison_content(a_comparison(a_row("Air", GOOD, GOOD, GOOD, None, number=2), DOGS, LOW))
    overall, _, skills = report.scores

    assert skills.too_close == (
        "Air has the highest mean, but cannot be told apart from these, because their ranges overlap: Dogs."
    )
    assert "Legal" not in overall.too_close


def test_where_no_ranges_overlap_no_rows_are_named() -> None:
    assert [each.too_close for each in comparison_content(a_comparison(AIR, LOW)).scores] == ["", "", ""]


def test_the_selection_is_described_in_sentences() -> None:
    selection = Selection(forces=frozenset({KENT, ESSEX}), text=" dogs ", sorted_by="skills")

    named = replace(a_comparison(DOGS, selection=selection), with_forces=("Essex Police", "Kent Police"))

    assert comparison_content(named).selection == (
        "The newest round of each collaboration that matches.",
        "Only collaborations with Essex Police, Kent Police.",
        "Only where the name or the round contains “dogs”.",
        "Grouped by Skills, the group with the highest means first. Where ranges overlap, the order says nothing, so "
        "those stand in one group, by name.",
    )
    every, shared = (
        replace(a_comparison(DOGS, selection=Selection(rounds=rounds)), of_round="Spring 2026")
        for rounds in (EVERY_ROUND, "01900000-0000-7000-8000-000000000001")
    )
    assert comparison_content(every).selection == (
        "Every round of each collaboration.",
        "All forces.",
        "Sorted by name.",
    )
    assert comparison_content(shared).selection[0] == "Only the round “Spring 2026”."


def test_rounds_are_named_where_there_are_several() -> None:
    round_before = Round(title="2025", as_of=date(2025, 11, 1))
    before = replace(DOGS, assessment=replace(DOGS.assessment, id=AssessmentId(UUID(int=9)), round=round_before))

    (overall, *_) = comparison_content(a_comparison(before, DOGS)).scores

    assert [row.title for row in overall.rows] == ["Dogs, 2025", "Dogs, 2026"]


def test_an_assessment_that_is_not_compared_is_listed_with_the_reason() -> None:
    apart = SetAside(assessment=an_assessment("Air support", number=9), why="Not submitted yet.")

    assert comparison_content(a_comparison(DOGS, set_aside=(apart,))).set_aside == (
        "Air support, 2026: Not submitted yet.",
    )


def many(count: int) -> ComparisonSubject:
    """Return a comparison of that many rows, some of them with hostile names."""
    names = ("Dogs", "<b>Air</b> & support", "W" * 200, "Gwasanaeth cŵn", "Legal\x00 \u202eturned")
    levels = (INADEQUATE, ADEQUATE, GOOD, OUTSTANDING)
    return a_comparison(
        *[
            a_row(f"{names[n % 5]} {n}", levels[n % 4], levels[n % 3], levels[n % 2], None, number=n + 1)
            for n in range(count)
        ]
    )


@pytest.mark.parametrize("count", [0, 1, 2, 13, 60])
def test_a_comparison_passes_the_gate_with_few_rows_and_with_many(gate: Gate, count: int) -> None:
    document = comparison_document(comparison_content(many(count)))

    assert gate(build_pdf(document), document) == []


def test_the_sample_passes_the_gate(gate: Gate) -> None:
    document = comparison_document(comparison_content(nine_compared()))

    assert gate(build_pdf(document), document) == []


def test_the_pdf_and_the_page_say_that_the_grades_are_self_assessed() -> None:
    document = comparison_document(comparison_content(a_comparison(DOGS, AIR)))

    assert STATEMENT in [words for _, words in read_tagged(build_pdf(document)).texts()]
    assert STATEMENT in build_page(document)


def test_figures_hold_few_enough_rows_to_fit_on_a_page() -> None:
    def rows_per_figure(count: int) -> list[int]:
        (overall, *_) = comparison_content(many(count)).scores
        return [len(profile.series[0].points) for profile in overall.profiles]

    assert rows_per_figure(60) == [4] * 15
    assert rows_per_figure(9) == [3, 3, 3]
    assert rows_per_figure(5) == [3, 2]


@pytest.mark.usefixtures("whole_reports")
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 9, 20])
def test_no_page_of_scores_is_left_half_empty_before_a_figure(count: int) -> None:
    subject = nine_compared()
    rows = (subject.rows * 3)[:count]

    pdf = build_pdf(comparison_document(comparison_content(replace(subject, rows=rows))))

    scores = next(number for number, text in enumerate(page_texts(pdf)) if number and "\nMethod and sources\n" in text)
    assert [empty for empty in left_empty(pdf)[:scores] if empty > 0.4] == []


def test_the_same_content_and_moment_give_the_same_bytes() -> None:
    def built() -> bytes:
        return build_pdf(comparison_document(comparison_content(many(5))))

    assert built() == built()


def test_two_collaborations_of_one_name_are_told_apart_in_every_part_of_the_report() -> None:
    first, second = (a_row("Dogs", GOOD, GOOD, GOOD, GOOD, number=number) for number in (1, 2))
    of_essex = replace(second.assessment.collaboration, lead_force=a_partner("Essex Police"))
    second = replace(second, assessment=replace(second.assessment, collaboration=of_essex))
    heads = {
        row.assessment.collaboration.id: AuditHead(number=number, hmac="a" * 64)
        for number, row in enumerate((first, second), start=1)
    }

    report = comparison_content(a_comparison(first, second, audit=heads))

    expected = ["Dogs (Kent Police)", "Dogs (Essex Police)"]
    assert [row[0] for row in report.compared] == expected
    assert [row.title for row in report.scores[0].rows] == expected
    assert [name for name, _ in report.audit] == expected


def test_every_source_that_a_limit_cites_by_number_is_listed() -> None:
    texts = [words for _, words in expected_texts(comparison_document(comparison_content(nine_compared())))]

    cited = {int(number) for words in texts for number in re.findall(r"\bSource (\d+)", words)}
    assert cited
    assert all(nine_compared().bank.sources[number - 1].name in " ".join(texts) for number in cited)
