"""Reading a report back: its words without the furniture of the pages, and the bytes that were drawn."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, TextStringObject
from pypdfium2 import PdfDocument

from assessment.report.styles import BOTTOM, CONTENT_HEIGHT


def reader(report: bytes) -> PdfReader:
    """Open the report."""
    return PdfReader(BytesIO(report), strict=True)


def page_texts(report: bytes) -> list[str]:
    """Return the text of every page, with its furniture.

    PDFium reads a page ten times as fast as pypdf. It joins a word that a hyphen divides at the end of a line.
    """
    texts = [page.get_textpage().get_text_range() for page in PdfDocument(report)]
    return [text.replace("\r\n", "\n").replace("\ufffe", "-\n") for text in texts]


def left_empty(report: bytes) -> list[float]:
    """Return for each page the share of its content area that is empty below the last text."""
    shares = []
    for page in PdfDocument(report):
        text = page.get_textpage()
        feet = [text.get_rect(number)[1] for number in range(text.count_rects())]
        shares.append((min(foot for foot in feet if foot > BOTTOM) - BOTTOM) / CONTENT_HEIGHT)
    return shares


def squeezed_text(report: bytes) -> str:
    """Return the text of all pages without white space, and without the furniture of the pages.

    White space is left out because a word wider than a line is cut in the middle.
    """
    texts = page_texts(report)
    furniture = _shared_beginning(texts[1:])
    return "".join("".join(line for line in text.splitlines()[furniture:]) for text in texts).replace(" ", "")


def squeezed(words: str) -> str:
    """Remove all white space, as :func:`squeezed_text` does."""
    return "".join(words.split())


def drawn(report: bytes) -> list[bytes]:
    """Return the character codes of every piece of text that is drawn, forms included."""
    document = reader(report)
    pieces: list[bytes] = []
    for page in document.pages:
        contents = page.get_contents()
        if contents is not None:
            pieces += _shown(ContentStream(contents, document))
        for form in _forms(page["/Resources"]):
            pieces += _shown(ContentStream(form, document))
    return pieces


def fonts(report: bytes) -> dict[str, bool]:
    """Return the name of every font, with True for a font that is embedded."""
    found: dict[str, bool] = {}
    for page in reader(report).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            described = font.get_object()
            descriptor = described.get("/FontDescriptor")
            found[described["/BaseFont"]] = descriptor is not None and "/FontFile2" in descriptor.get_object()
    return found


def _shared_beginning(texts: list[str]) -> int:
    """Count the lines of furniture at the beginning of a page, up to the second line with the classification."""
    lines = texts[0].splitlines()
    return next(number for number, line in enumerate(lines[1:], start=2) if line == lines[0])


def _shown(stream: ContentStream) -> list[bytes]:
    return [
        operands[0].original_bytes if isinstance(operands[0], TextStringObject) else bytes(operands[0])
        for operands, operator in stream.operations
        if operator == b"Tj"
    ]


def _forms(resources: object) -> list[DictionaryObject]:
    assert isinstance(resources, DictionaryObject)
    objects = resources.get("/XObject", DictionaryObject())
    return [form.get_object() for form in objects.get_object().values()]
