"""The report chapter by chapter: what is said, as parts. A new chapter is one new module here, and a line in `report`.

=============  ===============================================================================
``board``      the first two pages: what is asked, the grades, what is strong and what is not
``profile``    the charts with their numbers, and the arithmetic of the overall grade
``actions``    what is planned, by whom and by when
``themes``     one chapter for each theme, with every question and reply
``method``     how the grades come about
``reference``  the sources, the glossary and the document control
``comparison`` several assessments side by side, which is a report of its own
=============  ===============================================================================
"""

from assessment.report.chapters import (
    actions_chapter,
    board_chapter,
    method_chapter,
    profile_chapter,
    reference_chapter,
    theme_chapters,
)
from assessment.report.parts import ContentsPart, Document, HeadingPart, Part, chapters_of
from assessment.report.report_content import STATEMENT, Report


def report_document(report: Report) -> Document:
    """The report on one assessment."""
    after = (
        *profile_chapter.parts(report),
        *actions_chapter.parts(report),
        *theme_chapters.parts(report),
        *method_chapter.parts(report.method, statement=STATEMENT),
        *reference_chapter.parts(report),
    )
    parts: tuple[Part, ...] = (
        *board_chapter.parts(report),
        HeadingPart(words="In this report", rank=2, key="contents"),
        ContentsPart(lines=chapters_of(after)),
        *after,
    )
    return Document(
        title=f"{report.title}: {report.collaboration}",
        subject=f"{report.occasion}. {report.classification.value}",
        author=report.collaboration,
        classification=report.classification,
        is_draft=report.is_draft,
        is_example=report.is_example,
        levels=report.levels,
        issued=report.issued,
        parts=parts,
    )
