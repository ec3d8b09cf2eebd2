"""The structure tree as objects of the PDF, with the parent tree that leads back from marks (ISO 32000-1, 14.7)."""

from collections.abc import Sequence
from typing import Any

from assessment.report.tagging.pdf_objects import Raw, number_of, text_string
from assessment.report.tagging.structure_elements import Annotated, Element, Marked

Owner = Element | list[Element]
"""The value of a key in the parent tree: the element of a link, or the elements of a page's marks in their order."""


def structure_tree(root: Element, owners: Sequence[Owner], pages: Sequence[Any], document: Any) -> Raw:
    """Return the root object of the tree.

    `owners` are in the order of the keys of the parent tree. `pages` are in the order of the page numbers in the marks.
    """
    top = Raw()
    top_number = number_of(top, document)
    page_numbers = [number_of(page, document) for page in pages]
    objects = {element: Raw() for element in root.everything()}
    numbers = {element: number_of(written, document) for element, written in objects.items()}
    for element, written in objects.items():
        parent = top_number if element.parent is None else numbers[element.parent]
        written.data = _element(element, parent, numbers, page_numbers, document)
    parents = Raw(b"<</Nums[" + b"\n".join(_parent_tree(owners, numbers)) + b"]>>")
    top.data = (
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        % (numbers[root], number_of(parents, document), len(owners))
    )  # fmt: skip
    return top


def _element(element: Element, parent: int, numbers: dict[Element, int], pages: Sequence[int], document: Any) -> bytes:
    page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
    parts = [b"<</Type/StructElem/S/%s/P %d 0 R" % (element.role.encode("ascii"), parent)]
    if page is not None:
        parts.append(b"/Pg %d 0 R" % pages[page])
    if element.alternative:
        parts.append(b"/Alt" + text_string(element.alternative))
    if element.language:
        parts.append(b"/Lang" + text_string(element.language))
    if element.attributes:
        parts.append(b"/A" + element.attributes.encode("ascii"))
    kids = []
    for kid in element.kids:
        match kid:
            case Element():
                kids.append(b"%d 0 R" % numbers[kid])
            case Marked() if kid.page == page:
                kids.append(b"%d" % kid.mark)
            case Marked():
                kids.append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid.page], kid.mark))
            case Annotated():
                kids.append(
                    b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[kid.page], number_of(kid.annotation, document))
                )
    if kids:
        parts.append(b"/K[" + b" ".join(kids) + b"]")
    return b"".join(parts) + b">>"


def _parent_tree(owners: Sequence[Owner], numbers: dict[Element, int]) -> list[bytes]:
    return [
        b"%d %d 0 R" % (key, numbers[owner])
        if isinstance(owner, Element)
        else b"%d[%s]" % (key, b" ".join(b"%d 0 R" % numbers[element] for element in owner))
        for key, owner in enumerate(owners)
    ]
