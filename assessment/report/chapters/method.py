"""How the grades come about, with the thresholds and the limits."""

from collections.abc import Iterator

from assessment.report.method import Method
from assessment.report.parts import Column, Grade, Grid, Heading, Part, Span, Text, Texts


def parts(method: Method, *, statement: str) -> Iterator[Part]:
    """The method. It begins with the statement of whose grades they are."""
    yield Heading(words="Method", rank=1, key="method")
    yield Text(words=statement)
    for name, words in method.steps:
        yield Text(words=(Span(f"{name}. ", strong=True), Span(words)))
    yield Heading(words="Grades", rank=2, key="method-grades")
    yield Grid(
        says="The grades, the mean levels that come to them, and what they mean",
        columns=(
            Column(title="Grade", width=120),
            Column(title="Mean level", width=96),
            Column(title="What it means", width=254),
        ),
        rows=tuple((Grade(word=row.grade.title, level=row.grade), row.means, row.meaning) for row in method.grades),
    )
    if method.limits:
        yield Heading(words="Limits", rank=2, key="method-limits")
        yield Grid(
            says="The limits, what each does, and why",
            columns=(
                Column(title="Limit", width=38),
                Column(title="What it does", width=172),
                Column(title="Because", width=260),
            ),
            rows=tuple(
                (
                    row.id,
                    Texts((Text(words=f"Where {row.when}:"), Text(words=f"{row.effect}."))),
                    Texts((Text(words=row.because), Text(words=f"Source: {row.source}."))),
                )
                for row in method.limits
            ),
        )
