"""Objects of the PDF given as the bytes that are written, because the library's own are too slow for thousands."""

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFObject


class Raw(PDFObject):  # type: ignore[misc]
    """An indirect object; its bytes may be given after it was referred to."""

    __RefOnly__: Final = 1

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, _document: Any) -> bytes:
        """The bytes."""
        return self.data


def number_of(thing: PDFObject, document: Any) -> int:
    """The number by which other objects refer to this one."""
    name = document.Reference(thing).name
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def stream(entries: str, content: bytes) -> Raw:
    """A stream with those dictionary entries."""
    head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("ascii")
    # Both halves of the end of line, for the reason that ``repairs`` gives.
    return Raw(head + content + b"\r\nendstream")


def text_string(words: str) -> bytes:
    """Words as a string of the PDF: as they are where they are plain, else in UTF-16."""
    if words.isascii() and words.isprintable():
        return b"(" + words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("ascii") + b")"
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode("ascii") + b">"
