"""A good report, and the tools to break it: it is read, changed in one place, and written again."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from assessment.report.pdf_report import build_report
from assessment.report.report_subject import ReportSubject
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, a_response, some_evidence
from tests.report.report_builders import a_subject

Break = Callable[[PdfWriter], None]
RATIONALE = "Told in so many words that they need more than a single line of the page to be told on, as most do. " * 2


@cache
def subject() -> ReportSubject:
    return a_subject(
        a_response("P1", INADEQUATE, rationale=RATIONALE, evidence=[some_evidence()]),
        a_response("P2", GOOD, rationale="Agreed in May."),
        a_response("S1", ADEQUATE),
        a_response("S2", GOOD),
    )


@cache
def good() -> bytes:
    return build_report(subject())


def broken(how: Break) -> bytes:
    """Return the good report after it was read, broken and written again."""
    writer = PdfWriter(clone_from=BytesIO(good()))
    how(writer)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def catalogue(writer: PdfWriter) -> Any:
    return writer._root_object


def elements(writer: PdfWriter, *roles: str) -> list[Any]:
    """Return the elements of the structure with one of those roles, in the order of the structure."""

    def within(element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("/K", []):
            each = kid.get_object()
            if not isinstance(each, int) and "/S" in each:
                yield from within(each)

    return [
        each
        for each in within(catalogue(writer)["/StructTreeRoot"]["/K"].get_object())
        if each["/S"].removeprefix("/") in roles
    ]


def fonts(writer: PdfWriter) -> list[Any]:
    return [font.get_object() for font in writer.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]


def page_with_links(writer: PdfWriter) -> Any:
    return next(page for page in writer.pages if "/Annots" in page)


def stream_of(content: bytes) -> DecodedStreamObject:
    written = DecodedStreamObject()
    written.set_data(content)
    return written


def page_rewritten(writer: PdfWriter, number: int, old: bytes, new: bytes) -> None:
    page = writer.pages[number]
    content = page.get_contents()
    assert content is not None
    assert old in content.get_data()
    replaced = stream_of(content.get_data().replace(old, new, 1))
    page[NameObject("/Contents")] = writer._add_object(replaced)


def metadata_rewritten(writer: PdfWriter, old: bytes, new: bytes) -> None:
    metadata = catalogue(writer)["/Metadata"].get_object()
    assert old in metadata.get_data()
    metadata.set_data(metadata.get_data().replace(old, new))
