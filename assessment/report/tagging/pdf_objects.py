"""Objects of the PDF as the bytes that are written. The library's own objects are too slow for thousands of them."""

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFObject


class Raw(PDFObject):  # type: ignore[misc]
    """An indirect object. Its bytes may be set after other objects have referred to it."""

    __RefOnly__: Final = 1

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, _document: Any) -> bytes:
        """Return the bytes."""
        return self.data


def number_of(thing: PDFObject, document: Any) -> int:
    """Return the number by which other objects refer to this one."""
    name = document.Reference(thing).name
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def stream(entries: str, content: bytes) -> Raw:
    """Return a stream with dictionary entries and content."""
    head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("ascii")
    # Both a carriage return and a line feed, for the reason given in ``reportlab_fixes``.
    return Raw(head + content + b"\r\nendstream")


def text_string(words: str) -> bytes:
    """Return words as a string of the PDF: as they are if they are printable ASCII, and otherwise in UTF-16."""
    if words.isascii() and words.isprintable():
        return b"(" + words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("ascii") + b")"
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode("ascii") + b">"
