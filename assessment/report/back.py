"""The last pages as blocks: the method, the sources and the glossary."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, PageBreak

from assessment.report.blocks import items, paragraph, room, section, subsection, table
from assessment.report.content import STATEMENT, Report
from assessment.report.grades import pill
from assessment.report.paragraphs import Span
from assessment.report.styles import CELL, CONTENT_WIDTH, SMALL_ITEM

_BEGINNING = 240.0


def method_pages(report: Report) -> Iterator[Flowable]:
    """How the grades come about, with the thresholds and the limits."""
    method = report.method
    yield PageBreak()
    yield section("Method", key="method")
    yield paragraph(STATEMENT)
    for name, words in method.steps:
        yield paragraph([Span(f"{name}. ", strong=True), Span(words)])
    yield from subsection("Grades", key="method-grades", more=100)
    yield table(
        ("Grade", "Mean level", "What it means"),
        [
            [
                pill(row.grade, row.grade.title, levels=report.levels),
                paragraph(row.means, CELL),
                paragraph(row.meaning, CELL),
            ]
            for row in method.grades
        ],
        (110, 96, CONTENT_WIDTH - 206),
    )
    if method.limits:
        yield from subsection("Limits", key="method-limits", more=120)
        yield table(
            ("Limit", "What it does", "Because"),
            [
                [
                    paragraph(row.id, CELL),
                    [paragraph(f"Where {row.when}:", CELL), paragraph(f"{row.effect}.", CELL)],
                    [paragraph(row.because, CELL), paragraph(f"Source: {row.source}.", CELL)],
                ]
                for row in method.limits
            ],
            (38, 172, CONTENT_WIDTH - 210),
        )


def source_pages(report: Report) -> Iterator[Flowable]:
    """What the questions and the limits rest on."""
    yield from _next_section("Sources", key="sources")
    yield from items(report.method.sources, SMALL_ITEM)


def glossary_pages(report: Report) -> Iterator[Flowable]:
    """What the terms mean; what the grades mean stands with the method."""
    yield from _next_section("Glossary", key="glossary")
    grades = [(row.grade.title, row.meaning) for row in report.method.grades]
    terms = sorted([*report.method.glossary, *grades], key=lambda entry: entry[0].casefold())
    yield table(
        ("Term", "Meaning"),
        [[paragraph(term, CELL), paragraph(meaning, CELL)] for term, meaning in terms],
        (130, CONTENT_WIDTH - 130),
    )


def _next_section(title: str, *, key: str) -> Iterator[Flowable]:
    heading = section(title, key=key)
    yield room(heading, more=_BEGINNING)
    yield heading
