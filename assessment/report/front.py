"""The first pages as blocks: the cover with its document control, the summary, and the profile by theme."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reportlab.platypus import Flowable, PageBreak, Spacer

from assessment.charts.series import describe
from assessment.report import drawings, styles
from assessment.report.blocks import (
    Figure,
    Heading,
    Notice,
    Paragraph,
    Words,
    contents,
    items,
    paragraph,
    room,
    section,
    subsection,
    table,
)
from assessment.report.content import STATEMENT, Highlight, Report
from assessment.report.grades import numbers_table, pill, score_table, why
from assessment.report.paragraphs import Span
from assessment.report.styles import CAPTION, CELL, CONTENT_WIDTH, LEAD, SUBTITLE, SUMMARY_ITEM, TITLE


def cover(report: Report, sections: Sequence[tuple[str, str]]) -> Iterator[Flowable]:
    """What it is, of whom, and as of when; what it is not; and the table of document control."""
    yield Spacer(0, 20)
    yield Paragraph(report.title, SUBTITLE)
    yield Heading(report.collaboration, TITLE, rank=0, key="cover")
    yield Paragraph(f"{report.occasion}. {'DRAFT' if report.is_draft else 'Submitted'}", SUBTITLE)
    yield Notice(STATEMENT)
    yield from subsection("Document control", key="control")
    yield table(
        ("Item", "Entry"),
        [[paragraph(name, CELL), paragraph(entry, CELL)] for name, entry in report.control],
        (98, CONTENT_WIDTH - 98),
    )
    lines = contents(sections)
    heading = Heading("In this report", styles.H2, rank=1, key="contents")
    yield room(heading, *lines)
    yield heading
    yield from lines


def summary(report: Report) -> Iterator[Flowable]:
    """The page for a reader with five minutes."""
    said = report.summary
    yield PageBreak()
    yield section("Summary", key="summary")
    yield pill(said.overall.grade, f"Overall: {said.overall.grade_words}", levels=report.levels, size=13)
    yield Spacer(0, 8)
    yield paragraph(said.sentence, LEAD)
    yield score_table([said.overall, *said.themes], levels=report.levels)
    yield from subsection(why(said.overall.grade), key="summary-reasons")
    yield from items(said.reasons, SUMMARY_ITEM)
    yield Spacer(0, 12)
    yield table(
        ("Strongest points", "Weakest points"),
        [
            [paragraph(strong, CELL), paragraph(weak, CELL)]
            for strong, weak in zip_longest(
                _highlights(said.strongest, "No answer counts as a strength."),
                _highlights(said.weakest, "No answer calls for improvement."),
                fillvalue="",
            )
        ],
        (CONTENT_WIDTH / 2, CONTENT_WIDTH / 2),
    )


def _highlights(found: Sequence[Highlight], nothing: str) -> list[Words]:
    return [_highlight(each) for each in found] or [nothing]


def _highlight(each: Highlight) -> list[Span]:
    remark = f", {each.remark}" if each.remark else ""
    return [
        Span(f"{each.code} {each.title}", strong=True),
        Span(f" ({each.theme}): {each.level.title}{remark}"),
    ]


def profile(report: Report) -> Iterator[Flowable]:
    """Both charts, each with its caption, and the same numbers as a table."""
    drawn = report.profile
    yield PageBreak()
    yield section("Profile by theme", key="profile")
    yield Figure(drawings.dot_plot(drawn), alternative=describe(drawn, chart="Dot plot"))
    yield paragraph(
        "Figure 1. The mean level of each theme on the grade bands, with the mean as evidenced and the range that is "
        "still open while questions are unanswered. A limit can hold a grade below the band in which the mean lies.",
        CAPTION,
    )
    yield Figure(drawings.radar(drawn), alternative=describe(drawn, chart="Radar"))
    yield paragraph(
        "Figure 2. The same means as a radar. The scale runs from the lowest level in the centre to the highest at the "
        "rim; a theme without a mean is left as a gap.",
        CAPTION,
    )
    yield numbers_table(drawn)
