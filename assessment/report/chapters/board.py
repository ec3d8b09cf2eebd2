"""The first two pages, for a reader with five minutes: the board paper itself."""

from collections.abc import Iterator, Sequence

from assessment.report.board import Highlight
from assessment.report.chapters.scores import board_table, grade_of
from assessment.report.content import STATEMENT, Report
from assessment.report.parts import Bullets, Heading, Look, Notice, Part, Span, Text


def parts(report: Report) -> Iterator[Part]:
    """What it is, what the board is asked, the grades with their reason, and what stands out."""
    board = report.board
    status = "DRAFT: not yet submitted" if report.is_draft else "Submitted"
    version = "" if report.version is None else f" Version {report.version}."
    yield Text(words=report.title, look=Look.SUBTITLE)
    yield Heading(words=report.collaboration, rank=1, key="cover", is_title=True)
    yield Text(words=f"{report.occasion}.{version} {status}. {report.classification.value}", look=Look.SUBTITLE)
    yield Notice(words=STATEMENT)
    yield Heading(words="What the board is asked to decide", rank=2, key="decisions")
    yield Bullets(items=tuple(Text(words=each) for each in board.decisions), is_numbered=True)
    yield Heading(words="Overall grade", rank=2, key="overall")
    yield grade_of(board.overall)
    yield Text(words=board.sentence)
    yield Heading(words="Grades by theme", rank=2, key="grades")
    yield board_table([board.overall, *board.themes])
    yield from _highlights("Strengths", "strengths", board.strongest, "No answer counts as a strength.")
    yield from _highlights("Areas to improve", "areas", board.weakest, "No answer calls for improvement.")
    yield Heading(words="What the next grade takes", rank=2, key="next")
    yield Text(words=board.outlook)


def _highlights(title: str, key: str, found: Sequence[Highlight], nothing: str) -> Iterator[Part]:
    yield Heading(words=title, rank=2, key=key)
    yield Bullets(items=tuple(Text(words=_highlight(each)) for each in found)) if found else Text(words=nothing)


def _highlight(each: Highlight) -> tuple[Span, ...]:
    remark = f", {each.remark}" if each.remark else ""
    return (
        Span(f"{each.code} {each.title}", strong=True),
        Span(f" ({each.theme}): {each.level.title}{remark}. {each.detail}"),
    )
