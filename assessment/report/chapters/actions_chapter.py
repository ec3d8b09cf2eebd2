"""What is planned: by whom, by when, and how far it has come. Left out where nothing is planned."""

from collections.abc import Iterator

from assessment.report.language import language_of
from assessment.report.parts import Column, HeadingPart, Part, Span, TablePart, TextPart, Texts
from assessment.report.report_content import Report


def parts(report: Report) -> Iterator[Part]:
    """The actions, overdue first."""
    if not report.actions:
        return
    yield HeadingPart(words="Actions", rank=1, key="actions")
    still_open = sum(line.is_open for line in report.actions)
    overdue = sum(line.is_overdue for line in report.actions)
    count = "1 action" if len(report.actions) == 1 else f"{len(report.actions)} actions"
    yield TextPart(words=f"{count}: {still_open} open, {overdue} of them overdue on the day of issue.")
    if report.progress:
        yield TextPart(words=report.progress)
    yield TablePart(
        says="The actions, overdue first",
        columns=(
            Column(title="Question", width=92),
            Column(title="What will be done", width=118),
            Column(title="Owner", width=64),
            Column(title="Due", width=64),
            Column(title="State", width=48),
            *([Column(title="What changed", width=84)] if report.progress else []),
        ),
        rows=tuple(
            (
                (Span(f"{line.code} ", strong=True), Span(line.title)),
                Texts((TextPart(words=line.what, language=language_of(line.what)),)),
                line.owner,
                line.due,
                line.state,
                *([line.changed] if report.progress else []),
            )
            for line in report.actions
        ),
        is_small=True,
    )
