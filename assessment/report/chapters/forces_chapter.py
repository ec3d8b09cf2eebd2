"""The chapter on how far each force stood from what is agreed. Left out where the collaboration answered as one."""

from collections.abc import Iterable, Iterator

from assessment.report.chapters.score_tables import strong
from assessment.report.forces_content import ForcesEntry, ForcesRow, ForcesSection
from assessment.report.language import language_of
from assessment.report.parts import (
    Cell,
    Column,
    EntryPart,
    GradePart,
    HeadingPart,
    Part,
    Span,
    TablePart,
    TextPart,
    Texts,
)
from assessment.report.report_content import Report


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the chapter."""
    section = report.forces
    if section is None:
        return
    yield HeadingPart(words="How far each force stood from what is agreed", rank=1, key="forces")
    for sentence in section.sentences:
        yield TextPart(words=sentence)
    yield _scores(section)
    if section.questions:
        yield HeadingPart(words="The questions with the largest differences", rank=2, key="forces-questions")
    for number, entry in enumerate(section.questions, start=1):
        yield _question(entry, key=f"forces-question-{number}", is_first=number == 1)


def _scores(section: ForcesSection) -> TablePart:
    return TablePart(
        summary="The agreed scores, and the score of each force alone",
        columns=(
            Column(title="Theme", width=96),
            Column(title="Agreed", width=115),
            Column(title="Mean", width=40, is_numbers=True),
            Column(title="Each force alone", width=219),
        ),
        rows=tuple(_row(row) for row in section.rows),
        is_small=True,
    )


def _row(row: ForcesRow) -> tuple[Cell, ...]:
    grade = GradePart(word=row.grade_words, level=row.grade)
    return strong(row.title), grade, row.mean, Texts(tuple(_of_forces(row.forces)))


def _question(entry: ForcesEntry, *, key: str, is_first: bool) -> EntryPart:
    grade = GradePart(word=f"Agreed: {entry.reply}", level=entry.level)
    heading = HeadingPart(words=entry.title, rank=3, key=key, label=entry.code, grade=grade)
    return EntryPart(parts=(heading, *_of_forces(entry.forces), *_views(entry.views)), is_first=is_first)


def _views(views: Iterable[tuple[str, str]]) -> Iterator[TextPart]:
    """Yield the views that differ as they were typed."""
    for name, text in views:
        # One paragraph, so that no page ends with the name of a force alone.
        yield TextPart(words=(Span(f"Minority view of {name}: ", strong=True), Span(text)), language=language_of(text))


def _of_forces(lines: Iterable[tuple[str, str]]) -> Iterator[TextPart]:
    """Yield a line on each force, which begins with its name."""
    for name, words in lines:
        yield TextPart(words=(Span(f"{name}: ", strong=True), Span(words)))
