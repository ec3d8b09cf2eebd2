"""A theme's pages as blocks: its grade and what explains it, what stands out, and every reply."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak

from assessment.report import styles
from assessment.report.blocks import Heading, Rule, items, paragraph, room, section, subsection, table, typed
from assessment.report.content import Report, score_row
from assessment.report.grades import pill, score_table, why
from assessment.report.paragraphs import Span
from assessment.report.sections import FindingLine, QuestionEntry, ThemeSection
from assessment.report.styles import CELL, CONTENT_WIDTH, LABEL, QUESTION, QUESTION_ITEM

_QUESTION_COLUMN = 134.0
_LEVEL_COLUMN = 113.0
_SHORT = styles.CONTENT_HEIGHT * 0.4
_BEGINNING = 50.0


def theme_pages(theme: ThemeSection, report: Report, *, key: str) -> Iterator[Flowable]:
    """Everything on one theme."""
    yield PageBreak()
    yield section(theme.title, key=key)
    yield paragraph(theme.introduction)
    yield score_table([score_row(theme.score)], levels=report.levels)
    yield from subsection(why(theme.score.claimed.grade), key=f"{key}-reasons")
    yield from items(theme.reasons)
    yield from subsection("What would lift it", key=f"{key}-lift")
    yield paragraph(theme.lift)
    yield from subsection("Strengths", key=f"{key}-strengths", more=90)
    yield from _findings(theme.strengths, "Evidence", "No answer in this theme counts as a strength.", report)
    yield from subsection("Areas to improve", key=f"{key}-areas", more=90)
    yield from _findings(theme.areas, "What to do", "No answer in this theme calls for improvement.", report)
    yield from subsection("Every question and reply", key=f"{key}-replies", more=110)
    for number, entry in enumerate(theme.questions, start=1):
        yield from _question(entry, report, key=f"{key}-question-{number}", first=number == 1)


def _findings(found: Sequence[FindingLine], follows: str, nothing: str, report: Report) -> Iterator[Flowable]:
    if not found:
        yield paragraph(nothing)
        return
    yield table(
        ("Question", "Level", follows),
        [
            [
                paragraph([Span(f"{each.code} ", strong=True), Span(each.title)], CELL),
                pill(each.level, each.level.title, levels=report.levels),
                [paragraph(remark, CELL) for remark in each.remarks],
            ]
            for each in found
        ],
        (_QUESTION_COLUMN, _LEVEL_COLUMN, CONTENT_WIDTH - _QUESTION_COLUMN - _LEVEL_COLUMN),
    )


def _question(entry: QuestionEntry, report: Report, *, key: str, first: bool) -> Iterator[Flowable]:
    """A question: its code, title and level, the descriptor chosen, the rationale and the evidence."""
    heading = Heading(
        entry.title,
        styles.H3,
        rank=2,
        key=key,
        label=entry.code,
        beside=pill(entry.level, entry.reply, levels=report.levels),
    )
    said = [heading, paragraph(entry.statement, QUESTION), *_support(entry)]
    whole = room(Rule(), *said)
    # A short entry stays on one page; a long one may break, but not just below its heading.
    yield whole if whole.height <= _SHORT else room(Rule(), *said[:2], more=_BEGINNING)
    if not first:
        yield Rule()
    yield from said


def _support(entry: QuestionEntry) -> Iterator[Flowable]:
    """The rationale and the evidence, and for a level the plain statement that there is none."""
    if entry.rationale:
        yield paragraph([Span("Rationale", strong=True)], LABEL)
        yield typed(entry.rationale.strip(), QUESTION)
    elif entry.level is not None:
        yield paragraph("No rationale is given.", QUESTION)
    if entry.evidence:
        yield paragraph([Span("Evidence", strong=True)], LABEL)
        yield from items(entry.evidence, QUESTION_ITEM)
    elif entry.level is not None:
        yield paragraph("No evidence is named.", QUESTION)
