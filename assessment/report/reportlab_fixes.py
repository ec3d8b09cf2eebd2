"""What the PDF library writes wrongly, put right. Each repair says what was wrong; a new version may not need it."""

from collections.abc import Callable, Sequence
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts


@cache
def fix_reportlab() -> None:
    """Put everything right, once per process."""
    # Streams would be wrapped in ASCII85, a fifth larger, for printers that no longer exist.
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = _to_unicode
    pdfdoc.PDFStream.format = _ending_lines(pdfdoc.PDFStream.format)


def _to_unicode(_font: str, subset: Sequence[int]) -> str:
    """The map from a font's codes to characters, by which text is copied and read aloud.

    The library's own maps unused codes to U+0000, writes characters beyond U+FFFF as five digits, which every reader
    takes for something else, and puts more than the 100 entries allowed into a block.
    """
    entries = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            "<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _ending_lines(write: Callable[..., bytes]) -> Callable[..., bytes]:
    """A stream's data must end in an end of line that is not part of it (PDF/A, ISO 19005-2, 6.1.7.1).

    Of its two forms only the longer is safe: after data that happen to end in a carriage return, a line feed alone
    would look like the second half of an end of line, and the data one byte too short.
    """

    def written(stream: object, document: object) -> bytes:
        return write(stream, document).removesuffix(b"endstream\n") + b"\r\nendstream\n"

    return written
