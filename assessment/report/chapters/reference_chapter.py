"""The last pages: the glossary and the document control."""

from collections.abc import Iterator

from assessment.report.parts import Column, HeadingPart, Part, Span, TablePart, TextPart, TextRole
from assessment.report.report_content import Report
from assessment.rounds.names import name_key


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the last pages."""
    yield HeadingPart(words="Glossary", rank=1, key="glossary")
    for term, meaning in sorted(report.method.glossary, key=lambda entry: name_key(entry[0])):
        yield TextPart(words=(Span(f"{term}. ", strong=True), Span(meaning)), role=TextRole.SMALL)
    yield HeadingPart(words="Document control", rank=1, key="control")
    yield TablePart(
        summary="Details of this report",
        columns=(Column(title="Item", width=104), Column(title="Detail", width=366)),
        rows=report.control,
        is_small=True,
    )
