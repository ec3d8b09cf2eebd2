"""The gate notices every way of breaking a good report."""

from functools import cache

import pytest

from tests.report.pdf_breakages import BREAKS
from tests.report.pdf_damage import Break, broken, good, subject
from tests.report.pdf_gate import PROFILES, Gate, document_of


@cache
def found_after(gate: Gate, how: Break) -> tuple[str, ...]:
    return tuple(gate(broken(how), document_of(subject())))


def test_the_report_before_it_is_broken_passes(gate: Gate) -> None:
    assert gate(good(), document_of(subject())) == []


def test_a_report_that_is_only_read_and_written_again_still_passes(gate: Gate) -> None:
    assert gate(broken(lambda _: None), document_of(subject())) == []


@pytest.mark.parametrize("how", BREAKS, ids=lambda how: how.__name__)
def test_the_gate_notices(gate: Gate, how: Break) -> None:
    assert found_after(gate, how) != ()


def test_the_validator_alone_would_not_notice_them_all(gate: Gate) -> None:
    unseen = {how.__name__ for how in BREAKS if not any(found.startswith(PROFILES) for found in found_after(gate, how))}

    assert {"sections_read_backwards", "paragraph_lost", "no_bookmarks", "figure_that_says_only_chart"} <= unseen
