"""The chapter on how the grades are worked out, with the thresholds, the limits and the sources that they cite."""

from collections.abc import Iterator

from assessment.report.method_content import Method
from assessment.report.parts import Column, GradePart, HeadingPart, ListPart, Part, Span, TablePart, TextPart, TextRole


def parts(method: Method, *, statement: str = "") -> Iterator[Part]:
    """Yield the parts of the chapter. It begins with a statement that says whose grades these are, if one is given."""
    yield HeadingPart(words="Method and sources", rank=1, key="method")
    if statement:
        yield TextPart(words=statement)
    for name, words in method.steps:
        yield TextPart(words=(Span(f"{name}. ", strong=True), Span(words)), role=TextRole.SMALL)
    yield HeadingPart(words="Grades", rank=2, key="method-grades")
    yield TablePart(
        summary="The grades, the mean levels that reach them, and what they mean",
        columns=(
            Column(title="Grade", width=120),
            Column(title="Mean level", width=96),
            Column(title="What it means", width=254),
        ),
        rows=tuple((GradePart(word=row.grade.title, level=row.grade), row.means, row.meaning) for row in method.grades),
        is_small=True,
    )
    if method.limits:
        yield HeadingPart(words="Limits", rank=2, key="method-limits")
        for limit in method.limits:
            words = f"Where {limit.when}: {limit.rule} {limit.source}."
            yield TextPart(words=words, label=limit.id, role=TextRole.DETAIL)
    yield HeadingPart(words="Sources", rank=2, key="method-sources")
    sources = tuple(TextPart(words=source) for source in method.sources)
    yield ListPart(items=sources, is_numbered=True, is_small=True)
