"""The last pages: the sources, the glossary and the document control."""

from collections.abc import Iterator

from assessment.report.content import Report
from assessment.report.parts import Bullets, Column, Grid, Heading, Part, Text


def parts(report: Report) -> Iterator[Part]:
    """What the report rests on, what its terms mean, and which report it is."""
    yield Heading(words="Sources", rank=1, key="sources")
    yield Bullets(items=tuple(Text(words=source) for source in report.method.sources))
    yield Heading(words="Glossary", rank=1, key="glossary")
    grades = [(row.grade.title, row.meaning) for row in report.method.grades]
    terms = sorted([*report.method.glossary, *grades], key=lambda entry: entry[0].casefold())
    yield Grid(
        says="The terms and what they mean",
        columns=(Column(title="Term", width=130), Column(title="Meaning", width=340)),
        rows=tuple(terms),
    )
    yield Heading(words="Document control", rank=1, key="control", starts_page=True)
    yield Grid(
        says="Which report this is",
        columns=(Column(title="Item", width=104), Column(title="Entry", width=366)),
        rows=report.control,
    )
