"""The gate that every report passes: both standards, and the checks that no validator can make.

A validator does not know what the report should say. It accepts a report with a paragraph that is lost or said twice,
or with a page that is read from its foot to its head. The gate therefore compares the file with the report's parts too.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import page as page_validation
from pypdf import PdfReader

from assessment.report import parts
from assessment.report.chapters import report_document
from assessment.report.printable_text import printable
from assessment.report.report_content import report_content
from assessment.report.report_subject import ReportSubject
from tests.report.pdf_structure import Node, Tagged, read_tagged

PROFILES = ("ua1", "2a")


Gate = Callable[[bytes, parts.Document], list[str]]


def document_of(subject: ReportSubject) -> parts.Document:
    """Return the document that the report on a subject is made from."""
    return report_document(report_content(subject))


def faults(report: bytes, document: parts.Document) -> list[str]:
    """Describe everything that keeps a report from being read by everyone. Return an empty list for a good report."""
    tagged = read_tagged(report)
    return [
        *_against_the_standards(report),
        *_unlike_the_story(tagged, document),
        *_in_the_marks(tagged),
        *_in_the_headings(report, tagged),
        *_in_the_tables(tagged),
    ]


def expected_texts(document: parts.Document, *, as_typed: bool = False) -> list[tuple[str, str]]:
    """Return every text of the report in order, each with its role in the structure."""
    texts = [text for part in document.parts for text in _expected(part)]
    return texts if as_typed else [(role, _tidy(words)) for role, words in texts]


def _expected(part: parts.Part) -> Iterator[tuple[str, str]]:
    match part:
        case parts.HeadingPart():
            yield f"H{part.rank}", f"{part.label} {part.words}"
            if part.grade is not None:
                yield "P", part.grade.word
        case parts.TextPart():
            yield "P", _labelled(part)
        case parts.NoticePart():
            yield "P", part.words
        case parts.VerdictPart():
            yield from (("P", part.grade.word), ("P", part.words))
        case parts.FigurePart():
            yield "Figure", part.alternative
        case parts.ContentsPart():
            yield from (("Link", title) for title, _ in part.lines)
        case parts.EntryPart():
            for each in part.parts:
                yield from _expected(each)
        case parts.ListPart():
            yield from _in_list(part)
        case parts.TablePart():
            yield from (("P", column.title) for column in part.columns)
            for cell in (cell for row in part.rows for cell in row):
                yield from _in_cell(cell)


def _in_list(part: parts.ListPart) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(part.items, start=1):
        yield "Lbl", f"{number}." if part.is_numbered else "•"
        yield "LBody", _plain(item.words)


def _in_cell(cell: parts.Cell) -> Iterator[tuple[str, str]]:
    match cell:
        case parts.GradePart():
            yield "P", cell.word
        case parts.Texts():
            yield from (("P", _plain(each.words)) for each in cell.texts)
        case _:
            yield "P", _plain(cell)


def _labelled(part: parts.TextPart) -> str:
    return f"{part.label} {_plain(part.words)}" if part.label else _plain(part.words)


def _plain(words: parts.Words) -> str:
    return words if isinstance(words, str) else "".join(span.text for span in words)


def _tidy(text: str) -> str:
    return " ".join(printable(text).split())


def _against_the_standards(report: bytes) -> Iterator[str]:
    for profile in PROFILES:
        result = page_validation.validate_pdf_bytes(report, profile=profile)
        for failure in result.failures:
            yield f"{profile}: {failure.rule_id}: {failure.message}"
        if not result.is_compliant and not result.failures:
            yield f"{profile}: not met"


def _unlike_the_story(tagged: Tagged, document: parts.Document) -> Iterator[str]:
    expected = [(role, words) for role, words in expected_texts(document) if words]
    # The number of the page follows the title in a table of contents; where it leads is tested elsewhere.
    found = [
        (role, words.rpartition(" ")[0] if role == "Link" else words) for role, words in tagged.texts() if words.strip()
    ]
    for number, (wanted, there) in enumerate(zip(expected, found, strict=False)):
        if wanted != there:
            yield f"story: element {number} is {there}, and should be {wanted}"
            return
    if len(expected) != len(found):
        yield f"story: {len(found)} elements say something, and {len(expected)} should"


def _in_the_marks(tagged: Tagged) -> Iterator[str]:
    for text in tagged.drawn.untagged:
        if text.strip():
            yield f"marks: {text!r} is neither in the structure nor an artifact"
    led_to = [place for node in tagged.root.everything() for place in node.places]
    for place in sorted(set(led_to) ^ tagged.drawn.marks.keys()):
        yield f"marks: {place} stands in the structure or on the page alone"
    if len(led_to) != len(set(led_to)):
        yield "marks: one stands in the structure twice"
    elements = {place: node for node in tagged.root.everything() for place in node.places}
    for (page, mark), node in elements.items():
        back = tagged.owners[page]
        if mark >= len(back) or back[mark] != node.id:
            yield f"marks: {mark} on page {page} does not lead back to its {node.role}"
    if tagged.annotations != {each for node in tagged.find("Link") for each in node.annotations}:
        yield "marks: a link stands on a page and in no element"
    if len(set(tagged.titles)) != 1:
        yield f"titles: {tagged.titles} differ"


def _in_the_headings(report: bytes, tagged: Tagged) -> Iterator[str]:
    words = {id(node): text for node, text in zip(_speaking(tagged), tagged.texts(), strict=True)}
    headings = [(int(node.role[1]), words[id(node)][1]) for node in tagged.find("H1", "H2", "H3")]
    for (before, _), (rank, title) in zip([(0, ""), *headings], headings, strict=False):
        if rank > before + 1:
            yield f"headings: {title!r} jumps from H{before} to H{rank}"
    if (bookmarks := list(_bookmarks(PdfReader(BytesIO(report)).outline))) != headings:
        yield f"headings: the {len(bookmarks)} bookmarks are not the {len(headings)} headings"


def _speaking(tagged: Tagged) -> list[Node]:
    return [node for node in tagged.root.everything() if node.places]


def _bookmarks(entries: list[Any], rank: int = 1) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _bookmarks(entry, rank + 1)
        else:
            yield rank, str(entry["/Title"])


def _in_the_tables(tagged: Tagged) -> Iterator[str]:
    for table in tagged.find("Table"):
        header, *rows = [kid for kid in table.kids if isinstance(kid, Node)]
        cells = [[kid for kid in row.kids if isinstance(kid, Node)] for row in (header, *rows)]
        if any((cell.role, cell.scope) != ("TH", "Column") for cell in cells[0]):
            yield "tables: a cell of the first row does not say that it heads its column"
        if any((row[0].role, row[0].scope) != ("TH", "Row") for row in cells[1:]):
            yield "tables: the first cell of a row does not say that it heads its row"
        if len({len(row) for row in cells}) > 1:
            yield "tables: the rows differ in length"
