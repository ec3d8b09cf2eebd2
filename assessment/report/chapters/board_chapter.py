"""The first two pages, the board paper itself, for a reader who has five minutes."""

from collections.abc import Iterator, Sequence
from typing import Final

from assessment.report.board_content import Highlight
from assessment.report.chapters.score_tables import board_table, grade_of
from assessment.report.parts import HeadingPart, ListPart, NoticePart, Part, Span, TextPart, TextRole
from assessment.report.report_content import STATEMENT, Report

_MOST_STEPS: Final = 3
"""The most steps that fit on the board's two pages."""


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the first two pages: the title, the decisions, the grades, and what stands out."""
    board = report.board
    status = "DRAFT: not yet submitted" if report.is_draft else "Submitted"
    version = "" if report.version is None else f" Version {report.version}."
    yield TextPart(words=report.title, role=TextRole.SUBTITLE)
    yield HeadingPart(words=report.collaboration, rank=1, key="cover", is_title=True)
    yield TextPart(words=f"{report.occasion}.{version} {status}. {report.classification.value}", role=TextRole.SUBTITLE)
    yield NoticePart(words=STATEMENT)
    yield HeadingPart(words="What the board is asked to decide", rank=2, key="decisions")
    yield ListPart(items=tuple(TextPart(words=each) for each in board.decisions), is_numbered=True)
    yield HeadingPart(words="Overall grade", rank=2, key="overall")
    yield grade_of(board.overall)
    yield TextPart(words=board.sentence)
    yield HeadingPart(words="Grades by theme", rank=2, key="grades")
    yield board_table([board.overall, *board.themes])
    yield from _highlights("Strengths", "strengths", board.strongest, "No answer counts as a strength.")
    yield from _highlights("Areas to improve", "areas", board.weakest, "No answer calls for improvement.")
    yield HeadingPart(words="Reaching the next grade", rank=2, key="next")
    yield TextPart(words=board.outlook)
    yield from _first_steps(board.steps)


def _first_steps(steps: Sequence[str]) -> Iterator[Part]:
    """Yield the first steps to the next grade; the chapter on the profile lists all of them."""
    if steps:
        yield ListPart(items=tuple(TextPart(words=step) for step in steps[:_MOST_STEPS]))
    if len(steps) > _MOST_STEPS:
        yield TextPart(words=f"The other {len(steps) - _MOST_STEPS} stand under “Profile by theme”.")


def _highlights(title: str, key: str, found: Sequence[Highlight], nothing: str) -> Iterator[Part]:
    yield HeadingPart(words=title, rank=2, key=key)
    yield (
        ListPart(items=tuple(TextPart(words=_highlight(each)) for each in found)) if found else TextPart(words=nothing)
    )


def _highlight(each: Highlight) -> tuple[Span, ...]:
    remark = f", {each.remark}" if each.remark else ""
    return (
        Span(f"{each.code} {each.title}", strong=True),
        Span(f" ({each.theme}): {each.level.title}{remark}. {each.detail}"),
    )
