"""Everything that people type or paste is printed in full, within the margins, and never obeyed."""

import pytest

from assessment.report.pdf_report import build_report
from assessment.rounds.response import NotApplicable
from tests.bank_builders import GOOD, a_response, some_evidence
from tests.report.pdf_reader import reader, squeezed, squeezed_text
from tests.report.report_builders import a_subject

pytestmark = pytest.mark.usefixtures("whole_reports")

MARKUP = (
    "<b>bold</b>",
    '<img src="/etc/hostname">',
    '<a href="javascript:alert(1)">here</a>',
    "</para></font> & &lt; &#0; ]]>",
    "<para><b>never closed",
    "![](http://example.invalid/x.png)",
)


@pytest.mark.parametrize("typed", MARKUP)
def test_what_looks_like_markup_is_printed_and_never_obeyed(typed: str) -> None:
    report = build_report(
        a_subject(
            a_response("P1", GOOD, rationale=typed, evidence=[some_evidence(typed)]),
            a_response("S1", NotApplicable(reason=typed)),
            collaboration=typed,
            partners=(typed,),
            lead_force=typed,
            round_title=typed,
        )
    )

    text = squeezed_text(report)

    assert text.count(squeezed(typed)) >= 7
    assert not any(page.images for page in reader(report).pages)
    assert b"/URI" not in report
    assert b"/JavaScript" not in report


def test_text_without_a_space_is_cut_at_the_margin_and_not_lost() -> None:
    word, rationale = "W" * 400, "x" * 4_000
    name = "N" * 200
    report = build_report(
        a_subject(
            a_response("P1", GOOD, rationale=rationale, evidence=[some_evidence(word)]),
            collaboration=name,
            partners=(name, word),
            lead_force=name,
        )
    )

    text = squeezed_text(report)

    assert rationale in text
    assert word in text
    assert name in text


def test_twenty_pieces_of_evidence_are_all_there_in_their_order() -> None:
    evidence = [some_evidence(f"Paper number {number}.", number=number) for number in range(20)]
    text = squeezed_text(build_report(a_subject(a_response("P1", GOOD, evidence=evidence))))

    places = [text.find(f"Papernumber{number}.") for number in range(20)]

    assert -1 not in places
    assert places == sorted(places)


def test_welsh_is_printed_letter_by_letter() -> None:
    welsh = "Heddlu Gogledd Cymru: ŵ ŷ â ê î ô û ï, Ŵ Ŷ"

    assert squeezed(welsh) in squeezed_text(build_report(a_subject(a_response("P1", GOOD, rationale=welsh))))


def test_a_row_taller_than_a_page_is_carried_over() -> None:
    partners = tuple(f"Example force number {number} of very many partners" for number in range(300))
    text = squeezed_text(build_report(a_subject(partners=partners))).replace("ItemDetail", "")

    assert squeezed(", ".join(partners)) in text
