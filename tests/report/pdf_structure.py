"""Reading a PDF as a screen reader does: the structure tree, and the text that its marks lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax.saxutils import unescape

from pypdf import PdfReader
from pypdf.generic import ContentStream, TextStringObject

Place = tuple[int, int]
"""A page, counted from 0, and the number of a mark on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An element of the tree as it stands in the file."""

    id: int
    """The number of its object."""
    role: str
    alternative: str
    language: str
    scope: str
    kids: tuple["Node | Place", ...]
    annotations: tuple[int, ...]
    """The objects of the links that it holds."""

    def everything(self) -> "Iterator[Node]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.everything()

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the marks of the element itself, without those of the elements within it."""
        return tuple(kid for kid in self.kids if not isinstance(kid, Node))


@dataclass(slots=True)
class Drawn:
    """The text on the pages: that of every mark, and that outside the structure."""

    marks: dict[Place, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    untagged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A PDF as it is read aloud."""

    root: Node
    drawn: Drawn
    owners: dict[int, list[int]]
    """The elements that each page's marks lead back to, by page."""
    annotations: frozenset[int]
    """The objects of the links that stand on the pages."""
    titles: tuple[str, str]
    """The title in the document's information, and the title in its metadata."""

    def texts(self) -> list[tuple[str, str]]:
        """Return the role and text of every element that has a text, in the order of the structure."""
        return [
            (node.role, node.alternative or _tidy("".join(self.drawn.marks.get(place, "") for place in node.places)))
            for node in self.root.everything()
            if node.places
        ]

    def find(self, *roles: str) -> list[Node]:
        """Return the elements with one of those roles."""
        return [node for node in self.root.everything() if node.role in roles]


def read_tagged(report: bytes) -> Tagged:
    """Read a PDF."""
    document = PdfReader(BytesIO(report))
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(document.pages)}  # type: ignore[union-attr]
    drawn = Drawn()
    for number, page in enumerate(document.pages):
        contents = page.get_contents()
        if contents is not None:
            _draw(ContentStream(contents, document), page["/Resources"], drawn, number, document)
    tree: Any = document.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return Tagged(
        root=_node(tree.raw_get("/K"), numbers),
        drawn=drawn,
        owners=_owners(tree, document),
        annotations=frozenset(each.idnum for page in document.pages for each in page.get("/Annots", [])),
        titles=_titles(document),
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _node(raw: Any, numbers: dict[int, int]) -> Node:
    element = raw.get_object()
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    page = numbers[element.raw_get("/Pg").idnum] if "/Pg" in element else -1
    attributes = element.get("/A", {})
    return Node(
        id=raw.idnum,
        role=element["/S"].removeprefix("/"),
        alternative=str(element.get("/Alt", "")),
        language=str(element.get("/Lang", "")),
        scope=str(attributes.get("/Scope", "")).removeprefix("/"),
        kids=tuple(found for kid in kids if (found := _kid(kid, page, numbers)) is not None),
        annotations=tuple(
            each.raw_get("/Obj").idnum
            for kid in kids
            if not isinstance(each := kid.get_object(), int) and each.get("/Type") == "/OBJR"
        ),
    )


def _kid(raw: Any, page: int, numbers: dict[int, int]) -> Node | Place | None:
    kid = raw.get_object()
    if isinstance(kid, int):
        return page, kid
    match kid.get("/Type"):
        case "/MCR":
            return numbers[kid.raw_get("/Pg").idnum], kid["/MCID"]
        case "/OBJR":
            return None
        case _:
            return _node(raw, numbers)


def _titles(document: PdfReader) -> tuple[str, str]:
    catalogue: Any = document.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode() if "/Metadata" in catalogue else ""
    found = re.search(r"<dc:title><rdf:Alt><rdf:li[^>]*>(.*?)</rdf:li>", metadata, re.DOTALL)
    assert document.metadata is not None
    return str(document.metadata.title), unescape(found[1]) if found else ""


def _owners(tree: Any, document: PdfReader) -> dict[int, list[int]]:
    listed = tree["/ParentTree"]["/Nums"]
    leads = dict(zip(listed[::2], listed[1::2], strict=True))
    return {
        number: [element.idnum for element in leads[page["/StructParents"]].get_object()]
        for number, page in enumerate(document.pages)
    }


def _draw(stream: ContentStream, resources: Any, drawn: Drawn, page: int, document: PdfReader) -> None:
    fonts = {name: _characters(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    marks: list[int | str] = []
    font: dict[int, str] = {}

    def say(text: str) -> None:
        if not marks:
            drawn.untagged.append(text)
        elif isinstance(marks[-1], int):
            drawn.marks[page, marks[-1]] = drawn.marks.get((page, marks[-1]), "") + text
        else:
            drawn.artifacts.append(text)

    for operands, operator in stream.operations:
        match operator:
            case b"BDC":
                mark = operands[1].get("/MCID") if operands[0] != "/Artifact" else None
                if mark is not None:
                    drawn.marks.setdefault((page, mark), "")
                marks.append(operands[0] if mark is None else int(mark))
            case b"BMC":
                marks.append(operands[0])
            case b"EMC":
                marks.pop()
            case b"Tf":
                font = fonts[operands[0]]
            case b"Tj":
                codes = operands[0].original_bytes if isinstance(operands[0], TextStringObject) else bytes(operands[0])
                say("".join(font.get(code, "\ufffd") for code in codes))
            case b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                inside = Drawn()
                _draw(ContentStream(form, document), form["/Resources"], inside, page, document)
                say("".join(inside.untagged))


def _characters(font: Any) -> dict[int, str]:
    """Return the characters for the codes of a font by its own map, which screen readers use."""
    if "/ToUnicode" not in font:
        return {}
    _, _, listed = font["/ToUnicode"].get_data().rpartition(b"codespacerange")
    entries = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]+)>\n", listed)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
