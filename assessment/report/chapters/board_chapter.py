"""The first two pages, the board paper itself, for a reader who has five minutes. They can be taken alone."""

from collections.abc import Iterator

from assessment.report.areas_content import Area, Areas
from assessment.report.board_content import GradeLine
from assessment.report.chapters.score_tables import next_grade, strong
from assessment.report.language import language_of
from assessment.report.parts import (
    Cell,
    Column,
    GradePart,
    HeadingPart,
    ListPart,
    NoticePart,
    Part,
    Span,
    TablePart,
    TextPart,
    TextRole,
    Texts,
    VerdictPart,
)
from assessment.report.report_content import STATEMENT, Report
from assessment.report.strengths_content import Strength


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the first two pages."""
    board = report.board
    yield TextPart(words=report.title, role=TextRole.SUBTITLE)
    yield HeadingPart(words=report.collaboration, rank=1, key="cover", is_title=True)
    for name, fact in board.facts:
        yield TextPart(words=fact, label=name, role=TextRole.FACT)
    yield VerdictPart(grade=GradePart(word=board.grade_words, level=board.grade), words=board.verdict)
    yield NoticePart(words=STATEMENT)
    yield HeadingPart(words="What the board is asked to decide", rank=2, key="decisions")
    yield ListPart(items=tuple(TextPart(words=each) for each in board.decisions), is_numbered=True)
    yield HeadingPart(words="Grades by theme", rank=2, key="grades")
    yield _grades(report)
    yield HeadingPart(words="Strengths that are evidenced", rank=2, key="strengths")
    yield _strengths(board.strengths) if board.strengths else TextPart(words="No strength has evidence yet.")
    if board.areas.first:
        yield HeadingPart(words="Areas to improve, those that lift the grade most first", rank=2, key="areas")
        yield from _areas(board.areas)
    yield from _changes(report)
    if board.next_grade.words:
        yield HeadingPart(words="What the next grade would take", rank=2, key="next")
        yield from next_grade(board.next_grade)


def _grades(report: Report) -> TablePart:
    before = f", since {report.compared_with}" if report.compared_with else ""
    return TablePart(
        summary="The grade of every theme",
        columns=(
            Column(title=f"Theme{before}", width=130),
            Column(title="Grade", width=114),
            Column(title="What holds it down", width=250),
        ),
        rows=tuple(_grade_row(line) for line in report.board.themes),
        is_small=True,
    )


def _grade_row(line: GradeLine) -> tuple[Cell, ...]:
    change = [TextPart(words=line.change, role=TextRole.CAPTION)] if line.change else []
    theme = Texts((TextPart(words=strong(line.title)), *change))
    return theme, GradePart(word=line.grade_words, level=line.grade), line.held_down


def _strengths(found: tuple[Strength, ...]) -> TablePart:
    return TablePart(
        summary="Strengths that are evidenced",
        columns=(
            Column(title="Strength", width=106),
            Column(title="Level", width=76),
            Column(title="What is in place, and what shows it", width=312),
        ),
        rows=tuple(
            (
                (Span(each.title, strong=True), Span(f" ({each.code})")),
                GradePart(word=each.level.title, level=each.level),
                Texts(
                    (TextPart(words=each.in_place), TextPart(words=f"Shown by: {each.evidence}", role=TextRole.CAPTION))
                ),
            )
            for each in found
        ),
        is_small=True,
    )


def _areas(areas: Areas) -> Iterator[Part]:
    yield TablePart(
        summary="Areas to improve, those that lift the grade most first",
        columns=(
            Column(title="Area", width=160),
            Column(title="Action", width=166),
            Column(title="Owner", width=80),
            Column(title="By", width=76),
        ),
        rows=tuple(_area_row(number, area) for number, area in enumerate(areas.first, start=1)),
        is_small=True,
    )
    if areas.others:
        more = "1 more question" if areas.others == 1 else f"{areas.others} more questions"
        words = f"{more} can be improved. The full report has each with what is missing, its rationale and evidence."
        yield TextPart(words=words, role=TextRole.CAPTION)


def _area_row(number: int, area: Area) -> tuple[Cell, ...]:
    title = (Span(f"{number}. {area.title}", strong=True), Span(f" ({area.code})"))
    why = TextPart(words=f"{area.why}.", role=TextRole.CAPTION)
    what = Texts((TextPart(words=title), why))
    action = area.action
    if action is None:
        missing = TextPart(words=area.first_step, role=TextRole.CAPTION)
        return what, Texts((TextPart(words=strong("No action yet")), missing)), "No owner", "No date"
    about = [TextPart(words=action.about, role=TextRole.CAPTION)] if action.about else []
    agreed = Texts((TextPart(words=action.what, language=language_of(action.what)), *about))
    return what, agreed, action.owner, Texts(tuple(TextPart(words=each) for each in action.due))


def _changes(report: Report) -> Iterator[Part]:
    """Yield the board's last decision, what changed since the round before, and what became of the actions."""
    changes = [each for each in (report.board.decided, *report.board.changes, report.progress) if each]
    if changes:
        yield HeadingPart(words="What has changed", rank=2, key="changes")
        yield ListPart(items=tuple(TextPart(words=each) for each in changes))
