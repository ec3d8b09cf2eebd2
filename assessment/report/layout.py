"""The layout of the PDF: the parts of a report become blocks, and pages end only where they may."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, assert_never

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Table

from assessment.charts import palette
from assessment.report import blocks, drawings, parts, styles
from assessment.report.parts import Part, TextRole
from assessment.report.styles import CONTENT_HEIGHT, CONTENT_WIDTH, Style
from assessment.report.tagging.structure_elements import Element, bulleted, numbered

BULLET: Final = "•"
_SHORT: Final = CONTENT_HEIGHT * 0.22
_SHORT_TABLE: Final = CONTENT_HEIGHT * 0.3
_STYLES: Final = {
    TextRole.BODY: styles.BODY,
    TextRole.LEAD: styles.LEAD,
    TextRole.SUBTITLE: styles.SUBTITLE,
    TextRole.CAPTION: styles.CAPTION,
    TextRole.FACT: styles.FACT,
    TextRole.SMALL: styles.SMALL,
    TextRole.DETAIL: styles.DETAIL,
}
_HEADINGS: Final = (styles.H1, styles.H2, styles.H3)


def story(document: parts.Document) -> list[Flowable]:
    """Return the blocks of the report in their order, with page breaks between them where they are needed."""
    laid_out = [(part, _blocks(part, document.levels)) for part in document.parts]
    return [
        block
        for place, (part, part_blocks) in enumerate(laid_out)
        for block in (*_break_before(part, laid_out[place:], is_first=place == 0), *part_blocks)
    ]


_LaidOut: TypeAlias = Sequence[tuple[Part, list[Flowable]]]
"""Parts, each with the blocks that it became."""


def _break_before(part: Part, laid_out: _LaidOut, *, is_first: bool) -> Iterator[Flowable]:
    """Break the page before a part whose beginning would not fit, so that a heading stays with the text below it.

    `laid_out` begins with the part itself.
    """
    match part:
        case _ if is_first:
            return
        case parts.HeadingPart(starts_page=True):
            yield PageBreak()
        case parts.HeadingPart(rank=1):
            # A chapter begins a new page where less than 15 per cent of this one is left.
            yield CondPageBreak(max(CONTENT_HEIGHT * 0.15, _beginning(laid_out)))
        case parts.HeadingPart() | parts.FigurePart() | parts.EntryPart() | parts.TablePart():
            yield CondPageBreak(_beginning(laid_out))


def _beginning(laid_out: _LaidOut) -> float:
    """Return the height, in points, that the first part needs on one page.

    A heading needs itself and the beginning of the part below it; a figure needs itself and its caption.
    """
    if not laid_out:
        return 0.0
    (part, part_blocks), *others = laid_out
    match part:
        case parts.HeadingPart():
            needed = _height(part_blocks) + _beginning(others)
        case parts.FigurePart():
            needed = _height(part_blocks) + _height([block for _, caption in others[:1] for block in caption])
        case parts.EntryPart():
            heading = part_blocks[: 2 if part.is_first else 3]
            # A short entry stays on one page; a long one may break, but not just below its heading.
            full = _height(part_blocks)
            needed = full if full <= _SHORT else _height(heading) + 4 * styles.DETAIL.leading
        case parts.TablePart():
            needed = _table_beginning(part_blocks[0])
        case parts.TextPart(role=TextRole.DETAIL):
            needed = _text_beginning(part_blocks[0], [])
        case parts.TextPart():
            needed = _text_beginning(part_blocks[0], others)
        case parts.ListPart():
            needed = _text_beginning(part_blocks[0], [])
        case _:
            needed = _height(part_blocks)
    return needed


def _table_beginning(table: Flowable) -> float:
    """Return the height of a short table, which stays on one page, or else of the header and two rows.

    It is a third of a page at most: a very tall row may break.
    """
    _, full = table.wrap(CONTENT_WIDTH, CONTENT_HEIGHT)
    return float(full) if full <= _SHORT_TABLE else min(float(sum(table._rowHeights[:3])), CONTENT_HEIGHT / 3)


def _text_beginning(text: Flowable, others: _LaidOut) -> float:
    """Return the height of three lines. A single line that introduces a list also needs the beginning of the list.

    Lines with their labels beside them, such as the unanswered questions, are a list as well.
    """
    if isinstance(text, blocks.Paragraph) and len(text.lines(CONTENT_WIDTH)) > 1:
        return min(_height([text]), 3 * text.style.leading + text.spaceBefore)
    match others:
        case [(parts.ListPart() | parts.TextPart(role=TextRole.DETAIL), _), *_]:
            introduced = others
        case _:
            introduced = []
    return _height([text]) + _beginning(introduced)


def _height(flowables: Sequence[Flowable]) -> float:
    heights: list[float] = [
        block.getSpaceBefore() + block.wrap(CONTENT_WIDTH, CONTENT_HEIGHT)[1] + block.getSpaceAfter()
        for block in flowables
    ]
    return sum(heights)


def _blocks(part: Part, levels: int) -> list[Flowable]:
    made: list[Flowable]
    match part:
        case parts.HeadingPart():
            made = [_heading(part, levels)]
        case parts.TextPart():
            made = [_text(part, _STYLES[part.role])]
        case parts.NoticePart():
            made = [blocks.Notice(part.words)]
        case parts.ListPart():
            made = _list(part, _list_style(part))
        case parts.TablePart():
            made = [_table(part, levels)]
        case parts.FigurePart():
            made = [blocks.Figure(drawings.chart_of(part), alternative=part.alternative)]
        case parts.VerdictPart():
            made = [blocks.Verdict(_badge(part.grade, levels, size=styles.BIG_BADGE_SIZE), part.words)]
        case parts.EntryPart():
            made = [] if part.is_first else [blocks.HorizontalRule()]
            made += [_in_entry(each, levels) for each in part.parts]
        case parts.ContentsPart():
            contents = Element("TOC")
            made = [blocks.ContentsLine(title, key=key, contents=contents) for title, key in part.lines]
        case _:
            assert_never(part)
    return made


def _in_entry(part: parts.HeadingPart | parts.TextPart, levels: int) -> Flowable:
    """Return a part of an entry, which stands to the right of the code and the labels."""
    if isinstance(part, parts.HeadingPart):
        return _heading(part, levels)
    return _text(part, styles.indented(_STYLES[part.role]))


def _heading(part: parts.HeadingPart, levels: int) -> blocks.Heading:
    style = styles.TITLE if part.is_title else _HEADINGS[part.rank - 1]
    beside = None if part.grade is None else _badge(part.grade, levels)
    return blocks.Heading(part.words, style, rank=part.rank - 1, key=part.key, label=part.label, beside=beside)


def _text(part: parts.TextPart, style: Style) -> blocks.Paragraph:
    return blocks.Paragraph(
        part.words, style, label=part.label, strong_label=True, element=Element("P", language=part.language)
    )


def _list_style(part: parts.ListPart) -> Style:
    if part.is_numbered:
        return styles.SMALL_STEP if part.is_small else styles.STEP
    return styles.SMALL_ITEM if part.is_small else styles.ITEM


def _list(part: parts.ListPart, style: Style) -> list[Flowable]:
    element = Element("L", numbered() if part.is_numbered else bulleted())
    return [
        _item(each, style, element.child("LI"), label=f"{number}." if part.is_numbered else BULLET)
        for number, each in enumerate(part.items, start=1)
    ]


def _item(part: parts.TextPart, style: Style, item: Element, *, label: str) -> blocks.Paragraph:
    label_element, body = item.child("Lbl"), item.child("LBody")
    body.language = part.language
    return blocks.Paragraph(part.words, style, label=label, element=body, label_element=label_element)


def _table(part: parts.TablePart, levels: int) -> Table:
    style = styles.SMALL_CELL if part.is_small else styles.CELL
    cell_styles = [styles.to_the_right(style) if column.is_numbers else style for column in part.columns]
    total_width = sum(column.width for column in part.columns)
    return blocks.table(
        [(column.title, each) for column, each in zip(part.columns, cell_styles, strict=True)],
        [[_cell(cell, each, levels) for cell, each in zip(row, cell_styles, strict=True)] for row in part.rows],
        [column.width / total_width * CONTENT_WIDTH for column in part.columns],
        summary=part.summary,
    )


def _cell(cell: parts.Cell, style: Style, levels: int) -> blocks.CellContent:
    match cell:
        case parts.GradePart():
            return _badge(cell, levels)
        case parts.Texts():
            muted = replace(style, colour=palette.MUTED)
            return [_text(each, muted if each.role is TextRole.CAPTION else style) for each in cell.texts]
        case _:
            return blocks.Paragraph(cell, style)


def _badge(grade: parts.GradePart, levels: int, *, size: float = styles.BADGE_SIZE) -> blocks.Badge:
    return blocks.Badge(grade.word, palette.grade_colours(grade.level, levels=levels), size=size)
