"""The report as one web page: it loads nothing else, runs no scripts, and says the same as the PDF."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Final, assert_never

from assessment import design_tokens
from assessment.charts import palette
from assessment.report import drawings, parts
from assessment.report.chapters import report_document
from assessment.report.parts import TextRole
from assessment.report.printable_text import readable
from assessment.report.report_content import report_content
from assessment.report.report_subject import ReportSubject
from assessment.report.svg import svg

_CLASSES: Final = {
    TextRole.BODY: "",
    TextRole.LEAD: ' class="lead"',
    TextRole.SUBTITLE: ' class="subtitle"',
    TextRole.CAPTION: ' class="caption"',
    TextRole.FACT: ' class="fact"',
    TextRole.SMALL: ' class="small"',
    TextRole.DETAIL: ' class="detail"',
}
# Even if something slipped past the escaping, the browser would still load and run nothing.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def build_report_page(subject: ReportSubject) -> str:
    """Build the report on one assessment as a page of HTML."""
    return build_page(report_document(report_content(subject)))


def build_page(document: parts.Document) -> str:
    """Build a page of HTML that holds the report with its figures and its style sheet."""
    marking = f'<p class="marking">{_words(document.marking)}</p>'
    draft = '<p class="marking">DRAFT</p>' if document.is_draft else ""
    body = "\n".join(_part(part) for part in document.parts)
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="description" content="{_line(document.subject)}">
<title>{_line(document.title)}</title>
<style>
{_style()}{_grades(document.levels)}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header>{marking}{draft}</header>
<main id="report">
{body}
</main>
<footer>{marking}</footer>
</body>
</html>
"""


def _part(part: parts.Part) -> str:
    match part:
        case parts.HeadingPart():
            made = _heading(part)
        case parts.TextPart():
            made = _text(part)
        case parts.NoticePart():
            made = f'<p class="notice">{_words(part.words)}</p>'
        case parts.ListPart():
            made = _list(part)
        case parts.TablePart():
            made = _table(part)
        case parts.FigurePart():
            made = f"<figure>{svg(drawings.chart_of(part), alternative=part.alternative)}</figure>"
        case parts.VerdictPart():
            grade = _grade(part.grade, big=True)
            made = f'<div class="verdict"><p>{grade}</p><p class="lead">{_words(part.words)}</p></div>'
        case parts.EntryPart():
            first = " first" if part.is_first else ""
            made = f'<div class="entry{first}">{"".join(_part(each) for each in part.parts)}</div>'
        case parts.ContentsPart():
            made = _contents(part)
        case _:
            assert_never(part)
    return made


def _heading(part: parts.HeadingPart) -> str:
    name, title = f"h{part.rank}", ' class="title"' if part.is_title else ""
    label = f'<span class="code">{_words(part.label)}</span> ' if part.label else ""
    heading = f'<{name} id="{escape(part.key)}"{title}>{label}{_words(part.words)}</{name}>'
    return heading if part.grade is None else f'<div class="heading">{heading}<p>{_grade(part.grade)}</p></div>'


def _text(part: parts.TextPart) -> str:
    words = _words(part.words)
    if part.role in {TextRole.FACT, TextRole.DETAIL}:
        words = f"<b>{_words(part.label)}</b> <span>{words}</span>"
    return f"<p{_CLASSES[part.role]}{_language(part)}>{words}</p>"


def _list(part: parts.ListPart) -> str:
    name = "ol" if part.is_numbered else "ul"
    items = "".join(f"<li{_language(each)}>{_words(each.words)}</li>" for each in part.items)
    small = ' class="small"' if part.is_small else ""
    return f"<{name}{small}>{items}</{name}>"


def _contents(part: parts.ContentsPart) -> str:
    lines = "".join(f'<li><a href="#{escape(key)}">{_words(title)}</a></li>' for title, key in part.lines)
    return f'<nav aria-labelledby="contents"><ul>{lines}</ul></nav>'


def _table(part: parts.TablePart) -> str:
    whole = sum(column.width for column in part.columns)
    widths = "".join(f'<col style="width: {column.width / whole:.1%}">' for column in part.columns)
    header = "".join(
        f'<th scope="col" role="columnheader"{_column_class(column)}>{_words(column.title)}</th>'
        for column in part.columns
    )
    rows = "".join(f'<tr role="row">{_row(row, part.columns)}</tr>' for row in part.rows)
    # On a narrow screen every row is a card, which is no table to a browser, so the roles say what it is. A table may
    # still be too wide for its frame, as with large letters: then it scrolls, so the frame takes the keyboard focus.
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{_line(part.summary)}"><table role="table">'
        f'<colgroup>{widths}</colgroup><thead role="rowgroup"><tr role="row">{header}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _column_class(column: parts.Column) -> str:
    if column.is_numbers:
        return ' class="numbers"'
    return ' class="long"' if column.width > 130 else ""


def _row(row: tuple[parts.Cell, ...], columns: tuple[parts.Column, ...]) -> str:
    first, *others = zip(row, columns, strict=True)
    return f'<th scope="row" role="rowheader"{_column_class(first[1])}>{_cell(first[0])}</th>' + "".join(
        f'<td role="cell" data-heading="{_line(column.title)}"{_column_class(column)}><div>{_cell(cell)}</div></td>'
        for cell, column in others
    )


def _cell(cell: parts.Cell) -> str:
    match cell:
        case parts.GradePart():
            return _grade(cell)
        case parts.Texts():
            return "".join(_text(each) for each in cell.texts)
        case _:
            return _words(cell)


def _grade(grade: parts.GradePart, *, big: bool = False) -> str:
    place = "none" if grade.level is None else f"grade-{grade.level.place}"
    return f'<span class="grade {place}{" big" if big else ""}">{_words(grade.word)}</span>'


def _grades(levels: int) -> str:
    """Return a rule of CSS for the colours of each grade."""
    return "".join(
        f".grade-{place} {{ {palette.colours(place, levels=levels).css} }}\n" for place in range(1, levels + 1)
    )


def _language(part: parts.TextPart) -> str:
    return f' lang="{part.language}"' if part.language else ""


def _words(words: parts.Words) -> str:
    """Escape the words so that they are safe between tags."""
    if isinstance(words, str):
        return escape(readable(words)).replace("\n", "<br>")
    return "".join(f"<b>{_words(span.text)}</b>" if span.strong else _words(span.text) for span in words)


def _line(words: str) -> str:
    """Put the words on one line and escape them, so that they are safe in an attribute or in the page's title."""
    return escape(" ".join(readable(words).split()))


@cache
def _style() -> str:
    return design_tokens.stylesheet() + Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
