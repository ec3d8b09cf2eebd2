"""Corrections to the PDF library. Each says what is wrong, so that it can go once a new version has mended it."""

from collections.abc import Callable, Sequence
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts


@cache
def fix_reportlab() -> None:
    """Apply every correction. Only the first call of a process does anything."""
    # Streams would be wrapped in ASCII85, a fifth larger, for printers that no longer exist.
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = _to_unicode
    pdfdoc.PDFStream.format = _ending_lines(pdfdoc.PDFStream.format)


def _to_unicode(_font: str, subset: Sequence[int]) -> str:
    """Return the map from a font's codes to characters, by which text is copied and read aloud.

    The library's own map has three faults: it maps unused codes to U+0000; it writes characters beyond U+FFFF as five
    digits, which readers take for other characters; and it puts more than the permitted 100 entries into a block.
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
    """Make the library end the data of a stream with an end-of-line marker (PDF/A, ISO 19005-2, 6.1.7.1).

    The marker is a carriage return and a line feed. A line feed alone would not be safe: after data that happen to end
    in a carriage return, it would look like the second half of a marker, and the data would seem one byte too short.
    """

    def written(stream: object, document: object) -> bytes:
        return write(stream, document).removesuffix(b"endstream\n") + b"\r\nendstream\n"

    return written
