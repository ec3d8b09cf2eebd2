"""The last pages: the sources, the glossary and the document control."""

from collections.abc import Iterator

from assessment.report.parts import Column, HeadingPart, ListPart, Part, TablePart, TextPart
from assessment.report.report_content import Report
from assessment.rounds.names import name_key


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the last pages."""
    yield HeadingPart(words="Sources", rank=1, key="sources")
    yield ListPart(items=tuple(TextPart(words=source) for source in report.method.sources))
    yield HeadingPart(words="Glossary", rank=1, key="glossary")
    grades = [(row.grade.title, row.meaning) for row in report.method.grades]
    terms = sorted([*report.method.glossary, *grades], key=lambda entry: name_key(entry[0]))
    yield TablePart(
        summary="The terms and what they mean",
        columns=(Column(title="Term", width=130), Column(title="Meaning", width=340)),
        rows=tuple(terms),
    )
    yield HeadingPart(words="Document control", rank=1, key="control", starts_page=True)
    yield TablePart(
        summary="Details of this report",
        columns=(Column(title="Item", width=104), Column(title="Detail", width=366)),
        rows=report.control,
    )
