"""Every report can be read by everyone: it meets PDF/UA-1 and PDF/A-2a, and everything in it is read aloud."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from assessment.charts.series import describe
from assessment.report.pdf_report import build_report
from assessment.report.report_content import report_content
from tests.bank_builders import GOOD, a_bank, a_question, a_response, a_theme
from tests.report.pdf_gate import Gate, document_of
from tests.report.pdf_structure import Node, Tagged, read_tagged
from tests.report.report_builders import a_full_subject, a_subject, the_full_report
from tests.report.sample_reports import SAMPLES, WELSH, sample_report
from tests.report.test_report_actions import an_action

pytestmark = pytest.mark.usefixtures("whole_reports")


@cache
def tagged(name: str) -> Tagged:
    return read_tagged(sample_report(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_passes_the_gate(gate: Gate, name: str) -> None:
    assert gate(sample_report(name), document_of(SAMPLES[name]())) == []


def test_an_assessment_with_every_kind_of_reply_passes_the_gate(gate: Gate) -> None:
    assert gate(the_full_report(), document_of(a_full_subject())) == []


@pytest.mark.parametrize("title", ["Theme", "A theme whose title goes on and on " * 6], ids=["short", "long"])
@pytest.mark.parametrize("themes", [1, 2, 9, 24])
def test_banks_of_other_sizes_pass_the_gate(gate: Gate, themes: int, title: str) -> None:
    bank = a_bank(
        themes=[
            replace(a_theme(f"t{number}", questions=[a_question(f"T{number}")]), title=f"{title} {number}")
            for number in range(themes)
        ]
    )
    subject = a_subject(a_response("T0", GOOD), bank=bank)

    assert gate(build_report(subject), document_of(subject)) == []


def test_the_structure_has_standard_roles_only() -> None:
    roles = {node.role for node in tagged("typical").root.everything()}

    assert roles == {
        *("Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "Figure", "TOC", "TOCI", "Reference", "Link"),
    }


def test_a_paragraph_over_several_pages_is_one_element() -> None:
    long = "A sentence that goes on and on, for as long as anyone can bear. " * 60
    subject = a_subject(a_response("P1", GOOD, rationale=long))
    report = read_tagged(build_report(subject))

    (node,) = [node for node in report.find("P") if len({page for page, _ in node.places}) > 1]
    assert "".join(report.drawn.marks[place] for place in node.places) == f"Rationale {long.strip()}"


def test_a_table_over_several_pages_is_one_element_and_its_header_is_read_once() -> None:
    subject = a_subject(actions=[an_action(number, due=date(2027, 3, 1)) for number in range(60)])
    report = read_tagged(build_report(subject))

    actions = next(table for table in report.find("Table") if len(table.kids) > 50)

    assert len({page for page, _ in _places(actions)}) > 1
    assert len(actions.kids) == 61
    assert report.drawn.artifacts.count("Question") == len({page for page, _ in _places(actions)}) - 1


def _places(node: Node) -> list[tuple[int, int]]:
    return [place for each in node.everything() for place in each.places]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_figure_says_each_of_its_values_in_words(name: str) -> None:
    profile = report_content(SAMPLES[name]()).profile

    figures = tagged(name).find("Figure")

    charts = ("Dot plot", "Radar") if any(point.claimed for point in profile.series[0].points) else ()
    assert [figure.alternative for figure in figures] == [describe(profile, chart=chart) for chart in charts]
    for point in (point for series in profile.series for point in series.points):
        marks = [point.claimed, point.evidenced, *([point.lowest, point.highest] if point.has_range else [])]
        words = [mark.words for mark in marks if mark] if point.claimed else [f"{point.theme}: {point.gap.lower()}."]
        assert all(each in figure.alternative for figure in figures for each in words)


def test_what_is_written_in_welsh_is_marked_as_welsh() -> None:
    report = tagged("welsh")
    welsh = {
        "".join(report.drawn.marks[place] for place in node.places)
        for node in report.find("P")
        if node.language == "cy"
    }

    label = "^(Rationale |Reason |Minority view of [^:]+: )"
    assert {re.sub(label, "", passage) for passage in welsh} == {*WELSH[:2]}
    assert any("tŷ, dŵr, gŵyr, ŷd a sêr" in passage for passage in welsh)
    assert {node.language for node in tagged("typical").root.everything()} == {""}
