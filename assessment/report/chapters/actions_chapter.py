"""The chapter on the improvement actions: each with its owner, due date and state. Left out where there are none."""

from collections.abc import Iterator

from assessment.report.action_lines import ActionLine
from assessment.report.language import language_of
from assessment.report.parts import Column, HeadingPart, Part, Span, TablePart, TextPart, TextRole, Texts
from assessment.report.report_content import Report


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the chapter. Overdue actions come first."""
    if not report.actions:
        return
    yield HeadingPart(words="Actions", rank=1, key="actions")
    still_open = sum(line.is_open for line in report.actions)
    overdue = sum(line.is_overdue for line in report.actions)
    count = "1 action" if len(report.actions) == 1 else f"{len(report.actions)} actions"
    yield TextPart(words=f"{count}: {still_open} open, {overdue} of them overdue on the date of issue.")
    if report.progress:
        yield TextPart(words=report.progress)
    yield TablePart(
        summary="The actions, overdue first",
        columns=(
            Column(title="Question", width=88),
            Column(title="What will be done", width=116),
            Column(title="Owner", width=66),
            Column(title="Due", width=78),
            Column(title="Status", width=50),
            *([Column(title="What changed", width=84)] if report.progress else []),
        ),
        rows=tuple(
            (
                (Span(f"{line.code} ", strong=True), Span(line.title)),
                Texts(tuple(_what(line))),
                line.owner,
                line.due,
                line.state,
                *([line.changed] if report.progress else []),
            )
            for line in report.actions
        ),
        is_small=True,
    )


def _what(line: ActionLine) -> Iterator[TextPart]:
    yield TextPart(words=line.what, language=language_of(line.what))
    if line.about:
        yield TextPart(words=line.about, role=TextRole.CAPTION)
    if line.reason:
        yield TextPart(words=f"Withdrawn: {line.reason}", language=language_of(line.reason))
