"""The chapter on how the grades are worked out, with the thresholds and the limits."""

from collections.abc import Iterator

from assessment.report.method_content import Method
from assessment.report.parts import Column, GradePart, HeadingPart, Part, Span, TablePart, TextPart, Texts


def parts(method: Method, *, statement: str) -> Iterator[Part]:
    """Yield the parts of the chapter. It begins with the statement that says whose grades these are."""
    yield HeadingPart(words="Method", rank=1, key="method")
    yield TextPart(words=statement)
    for name, words in method.steps:
        yield TextPart(words=(Span(f"{name}. ", strong=True), Span(words)))
    yield HeadingPart(words="Grades", rank=2, key="method-grades")
    yield TablePart(
        summary="The grades, the mean levels that reach them, and what they mean",
        columns=(
            Column(title="Grade", width=120),
            Column(title="Mean level", width=96),
            Column(title="What it means", width=254),
        ),
        rows=tuple((GradePart(word=row.grade.title, level=row.grade), row.means, row.meaning) for row in method.grades),
    )
    if method.limits:
        yield HeadingPart(words="Limits", rank=2, key="method-limits")
        yield TablePart(
            summary="The limits, what each does, and why",
            columns=(
                Column(title="Limit", width=38),
                Column(title="What it does", width=172),
                Column(title="Reason", width=260),
            ),
            rows=tuple(
                (
                    row.id,
                    Texts((TextPart(words=f"Where {row.when}:"), TextPart(words=f"{row.effect}."))),
                    Texts((TextPart(words=row.because), TextPart(words=f"Source: {row.source}."))),
                )
                for row in method.limits
            ),
        )
