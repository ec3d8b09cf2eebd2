"""The last pages: the sources, the glossary and the document control."""

from collections.abc import Iterator

from assessment.report.parts import Column, HeadingPart, ListPart, Part, Span, TablePart, TextPart, TextRole
from assessment.report.report_content import Report
from assessment.rounds.names import name_key


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the last pages."""
    yield HeadingPart(words="Sources and glossary", rank=1, key="sources")
    yield HeadingPart(words="Sources", rank=2, key="sources-listed")
    sources = tuple(TextPart(words=source) for source in report.method.sources)
    yield ListPart(items=sources, is_numbered=True, is_small=True)
    yield HeadingPart(words="Glossary", rank=2, key="glossary")
    for term, meaning in sorted(report.method.glossary, key=lambda entry: name_key(entry[0])):
        yield TextPart(words=(Span(f"{term}. ", strong=True), Span(meaning)), role=TextRole.SMALL)
    yield HeadingPart(words="Document control", rank=1, key="control")
    yield TablePart(
        summary="Details of this report",
        columns=(Column(title="Item", width=104), Column(title="Detail", width=366)),
        rows=report.control,
        is_small=True,
    )
