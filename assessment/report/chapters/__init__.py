"""The report chapter by chapter, as parts. A new chapter is one new module here and a line in `report_document`.

======================  =======================================================================================
``board_chapter``       the first two pages: the verdict, the decisions, the grades, and what stands out
``profile_chapter``     the charts with their numbers, and the arithmetic of the overall grade
``actions_chapter``     the improvement actions, each with its owner and due date
``forces_chapter``      how far each force that answered alone stood from what is agreed
``theme_chapters``      one chapter for each theme, with every question and reply
``method_chapter``      how the grades are worked out, and the sources
``reference_chapter``   the glossary and the document control
``comparison_chapter``  several assessments side by side, which is a report of its own
``score_tables``        what several chapters say about scores: the table, the reasons and the next grade
======================  =======================================================================================
"""

from typing import Final

from assessment.report.chapters import (
    actions_chapter,
    board_chapter,
    forces_chapter,
    method_chapter,
    profile_chapter,
    reference_chapter,
    theme_chapters,
)
from assessment.report.parts import ContentsPart, Document, HeadingPart, Part, TextPart, TextRole, chapters_of
from assessment.report.report_content import Report

_THE_REST: Final = (
    "These are the pages for the board. The full report has the scores, every question with its rationale and "
    "evidence, every action, the method, the sources and the document control."
)


def report_document(report: Report) -> Document:
    """Put the report on one assessment together from its chapters."""
    after = (
        *profile_chapter.parts(report),
        *actions_chapter.parts(report),
        *forces_chapter.parts(report),
        *theme_chapters.parts(report),
        *method_chapter.parts(report.method),
        *reference_chapter.parts(report),
    )
    return _document(
        report,
        (
            *board_chapter.parts(report),
            HeadingPart(words="In this report", rank=2, key="contents"),
            ContentsPart(lines=chapters_of(after)),
            *after,
        ),
    )


def board_document(report: Report) -> Document:
    """Put the board's pages together as a paper of their own."""
    return _document(report, (*board_chapter.parts(report), TextPart(words=_THE_REST, role=TextRole.CAPTION)))


def _document(report: Report, parts: tuple[Part, ...]) -> Document:
    return Document(
        title=f"{report.title}: {report.collaboration}",
        subject=f"{report.occasion}. {report.classification.value}",
        author=report.collaboration,
        classification=report.classification,
        is_draft=report.is_draft,
        is_preview=report.is_preview,
        is_example=report.is_example,
        levels=report.levels,
        issued=report.issued,
        parts=parts,
    )
