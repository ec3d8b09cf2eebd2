"""From the parts of a report to the blocks on its pages, and where a page may end."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, assert_never

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Table

from assessment.charts import palette
from assessment.report import blocks, parts, styles
from assessment.report.parts import Part, TextRole
from assessment.report.styles import CONTENT_HEIGHT, CONTENT_WIDTH, Style
from assessment.report.tagging.structure_elements import Element, bulleted, numbered

BULLET: Final = "•"
_SHORT: Final = CONTENT_HEIGHT * 0.22
_LOOKS: Final = {
    TextRole.BODY: styles.BODY,
    TextRole.LEAD: styles.LEAD,
    TextRole.SUBTITLE: styles.SUBTITLE,
    TextRole.LABEL: styles.LABEL,
    TextRole.CAPTION: styles.CAPTION,
}
_HEADINGS: Final = (styles.H1, styles.H2, styles.H3)


def story(document: parts.Document) -> list[Flowable]:
    """Every block of the report, with the places where a page has to end."""
    made = [(part, _blocks(part, document.levels)) for part in document.parts]
    return [
        block
        for place, (part, some) in enumerate(made)
        for block in (*_break_before(part, made[place:], is_first=place == 0), *some)
    ]


_Made: TypeAlias = Sequence[tuple[Part, list[Flowable]]]
"""Parts with the blocks that they became."""


def _break_before(part: Part, made: _Made, *, is_first: bool) -> Iterator[Flowable]:
    """What keeps a heading from ending a page, and apart from what it heads."""
    match part:
        case _ if is_first:
            return
        case parts.HeadingPart(starts_page=True):
            yield PageBreak()
        case parts.HeadingPart(rank=1):
            # A chapter begins a page, but not where that would leave a third of one empty.
            yield CondPageBreak(max(CONTENT_HEIGHT * 0.3, _beginning(made)))
        case parts.HeadingPart() | parts.FigurePart() | parts.EntryPart():
            yield CondPageBreak(_beginning(made))


def _beginning(made: _Made) -> float:
    """How much has to stand on one page: a heading with the beginning of what it heads, a figure with its caption."""
    if not made:
        return 0.0
    (part, some), *others = made
    match part:
        case parts.HeadingPart():
            needed = _height(some) + _beginning(others)
        case parts.FigurePart():
            needed = _height(some) + _height([block for _, caption in others[:1] for block in caption])
        case parts.EntryPart():
            heading = some[: 2 if part.is_first else 3]
            # A short entry stays on one page; a long one may break, but not just below its heading.
            whole = _height(some)
            needed = whole if whole <= _SHORT else _height(heading) + 3 * styles.BODY.leading
        case parts.TablePart():
            needed = _table_beginning(some[0])
        case parts.TextPart():
            needed = _text_beginning(some[0], others)
        case parts.ListPart():
            needed = _text_beginning(some[0], [])
        case _:
            needed = _height(some)
    return needed


def _table_beginning(table: Flowable) -> float:
    """The header and two rows; a row that is nearly a page high may break."""
    table.wrap(CONTENT_WIDTH, CONTENT_HEIGHT)
    return min(float(sum(table._rowHeights[:3])), CONTENT_HEIGHT / 3)


def _text_beginning(text: Flowable, others: _Made) -> float:
    """Three lines; and where there is but one, which leads to what follows, the beginning of that."""
    if isinstance(text, blocks.Paragraph) and len(text.lines(CONTENT_WIDTH)) > 1:
        return min(_height([text]), 3 * text.style.leading + text.spaceBefore)
    leads = others if others and isinstance(others[0][0], parts.ListPart) else []
    return _height([text]) + _beginning(leads)


def _height(some: Sequence[Flowable]) -> float:
    heights: list[float] = [
        block.getSpaceBefore() + block.wrap(CONTENT_WIDTH, CONTENT_HEIGHT)[1] + block.getSpaceAfter() for block in some
    ]
    return sum(heights)


def _blocks(part: Part, levels: int) -> list[Flowable]:
    made: list[Flowable]
    match part:
        case parts.HeadingPart():
            made = [_heading(part, levels)]
        case parts.TextPart():
            made = [_text(part, _LOOKS[part.look])]
        case parts.NoticePart():
            made = [blocks.Notice(part.words)]
        case parts.ListPart():
            made = _list(part, styles.STEP if part.is_numbered else styles.ITEM)
        case parts.TablePart():
            made = [_table(part, levels)]
        case parts.FigurePart():
            made = [blocks.Figure(part.drawing, alternative=part.alternative)]
        case parts.GradePart():
            made = [_pill(part, levels, size=styles.BIG_PILL_SIZE, after=6)]
        case parts.EntryPart():
            made = [] if part.is_first else [blocks.Rule()]
            made += _entry([(each, _within(each, levels)) for each in part.parts])
        case parts.ContentsPart():
            whole = Element("TOC")
            made = [blocks.ContentsLine(title, key=key, contents=whole) for title, key in part.lines]
        case _:
            assert_never(part)
    return made


def _entry(made: _Made) -> Iterator[Flowable]:
    """The blocks of an entry. A label does not end a page: it stays with the first lines of what it names."""
    for place, (part, some) in enumerate(made):
        if isinstance(part, parts.TextPart) and part.look is TextRole.LABEL:
            named = made[place + 1][1][0]
            yield CondPageBreak(_height(some) + _least(named))
        yield from some


def _least(text: Flowable) -> float:
    """The two lines that a page break leaves of a text at least, or all of one that is too short to be broken."""
    if isinstance(text, blocks.Paragraph) and len(text.lines(CONTENT_WIDTH)) >= 4:
        return float(text.getSpaceBefore()) + 2 * text.style.leading
    return _height([text])


def _within(part: parts.HeadingPart | parts.TextPart | parts.ListPart, levels: int) -> list[Flowable]:
    """The blocks of an entry, which stand beside its code."""
    match part:
        case parts.TextPart(look=TextRole.LABEL):
            return [_text(part, styles.indented(styles.LABEL))]
        case parts.TextPart():
            return [_text(part, styles.indented(_LOOKS[part.look]))]
        case parts.ListPart():
            return _list(part, styles.indented(styles.ITEM))
        case parts.HeadingPart():
            return [_heading(part, levels)]
        case _:
            assert_never(part)


def _heading(part: parts.HeadingPart, levels: int) -> blocks.Heading:
    style = styles.TITLE if part.is_title else _HEADINGS[part.rank - 1]
    beside = None if part.grade is None else _pill(part.grade, levels)
    return blocks.Heading(part.words, style, rank=part.rank - 1, key=part.key, label=part.label, beside=beside)


def _text(part: parts.TextPart, style: Style) -> blocks.Paragraph:
    return blocks.Paragraph(part.words, style, element=Element("P", language=part.language))


def _list(part: parts.ListPart, style: Style) -> list[Flowable]:
    whole = Element("L", numbered() if part.is_numbered else bulleted())
    return [
        _item(each, style, whole.child("LI"), label=f"{number}." if part.is_numbered else BULLET)
        for number, each in enumerate(part.items, start=1)
    ]


def _item(part: parts.TextPart, style: Style, item: Element, *, label: str) -> blocks.Paragraph:
    label_element, body = item.child("Lbl"), item.child("LBody")
    body.language = part.language
    return blocks.Paragraph(part.words, style, label=label, element=body, label_element=label_element)


def _table(part: parts.TablePart, levels: int) -> Table:
    style = styles.SMALL_CELL if part.is_small else styles.CELL
    looks = [styles.to_the_right(style) if column.is_numbers else style for column in part.columns]
    whole = sum(column.width for column in part.columns)
    return blocks.table(
        [(column.title, look) for column, look in zip(part.columns, looks, strict=True)],
        [[_cell(cell, look, levels) for cell, look in zip(row, looks, strict=True)] for row in part.rows],
        [column.width / whole * CONTENT_WIDTH for column in part.columns],
        summary=part.says,
    )


def _cell(cell: parts.Cell, style: Style, levels: int) -> blocks.Cell:
    match cell:
        case parts.GradePart():
            return _pill(cell, levels)
        case parts.Texts():
            return [_text(each, style) for each in cell.texts]
        case _:
            return blocks.Paragraph(cell, style)


def _pill(grade: parts.GradePart, levels: int, *, size: float = styles.PILL_SIZE, after: float = 0.0) -> blocks.Pill:
    pill = blocks.Pill(grade.word, palette.grade_colours(grade.level, levels=levels), size=size)
    pill.spaceAfter = after
    return pill
