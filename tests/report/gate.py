"""The gate that every report passes: both standards, and what no validator can see.

A validator does not know what the report was to say. It lets pass a paragraph that is lost, one that is said twice, and
a page that is read from its foot to its head. The last part of the gate therefore compares the file with its story.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page as page_validation
from pypdf import PdfReader
from reportlab.platypus import Flowable, Table

from assessment.report.blocks import Figure, Heading, Notice, Paragraph, Pill
from assessment.report.blocks.contents import ContentsLine
from assessment.report.content import report_content
from assessment.report.layout import story
from assessment.report.subject import ReportSubject
from assessment.report.text import printable
from tests.report.structure import Node, Tagged, read_tagged

PROFILES = ("ua1", "2a")


def faults(report: bytes, subject: ReportSubject) -> list[str]:
    """Everything that keeps a report from being read by everyone, in words; nothing if it is good."""
    return faults_beside(report, story(report_content(subject)))


def faults_beside(report: bytes, blocks: list[Flowable]) -> list[str]:
    """The same, beside the blocks that it was made from."""
    tagged = read_tagged(report)
    return [
        *_against_the_standards(report),
        *_unlike_the_story(tagged, blocks),
        *_in_the_marks(tagged),
        *_in_the_headings(report, tagged),
        *_in_the_tables(tagged),
    ]


def told(blocks: list[Flowable]) -> Iterator[tuple[str, str]]:
    """What the blocks say, in their order, each with its role: the same that the structure of the file has to say."""
    for block in blocks:
        match block:
            case Heading():
                yield from _role_and_words(block)
                if block.beside is not None:
                    yield from told([block.beside])
            case Paragraph():
                if block.label and block.label_element is not block.element:
                    yield block.label_element.role, block.label
                yield from _role_and_words(block)
            case Notice():
                yield from told([block.paragraph])
            case ContentsLine():
                yield "Link", _tidy(block.title)
            case Pill():
                yield "P", _tidy(block.word)
            case Figure():
                yield "Figure", block.element.alternative
            case Table():
                for row in block._cellvalues:
                    for cell in row:
                        yield from told(cell if isinstance(cell, list) else [cell])


def _role_and_words(block: Paragraph) -> Iterator[tuple[str, str]]:
    inside = block.label if block.label_element is block.element else ""
    words = _tidy(f"{inside} {''.join(span.text for span in block.spans)}")
    if words:
        yield block.element.role, words


def _tidy(text: str) -> str:
    return " ".join(printable(text).split())


def _against_the_standards(report: bytes) -> Iterator[str]:
    for profile in PROFILES:
        result = page_validation.validate_pdf_bytes(report, profile=profile)
        for failure in result.failures:
            yield f"{profile}: {failure.rule_id}: {failure.message}"
        if not result.is_compliant and not result.failures:
            yield f"{profile}: not met"


def _unlike_the_story(tagged: Tagged, blocks: list[Flowable]) -> Iterator[str]:
    expected = list(told(blocks))
    # The number of the page follows the title in a table of contents; where it leads is tested elsewhere.
    found = [
        (role, words.rpartition(" ")[0] if role == "Link" else words) for role, words in tagged.said() if words.strip()
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
    roles = {place: node.role for node in tagged.root.everything() for place in node.places}
    for (page, mark), role in roles.items():
        back = tagged.owners[page]
        if mark >= len(back) or back[mark] != role:
            yield f"marks: {mark} on page {page} does not lead back to its {role}"
    if tagged.annotations != {each for node in tagged.find("Link") for each in node.annotations}:
        yield "marks: a link stands on a page and in no element"
    if len(set(tagged.titles)) != 1:
        yield f"titles: {tagged.titles} differ"


def _in_the_headings(report: bytes, tagged: Tagged) -> Iterator[str]:
    words = {id(node): said for node, said in zip(_speaking(tagged), tagged.said(), strict=True)}
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
