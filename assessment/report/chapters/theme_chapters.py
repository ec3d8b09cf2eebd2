"""A chapter for each theme: its grade and what explains it, what stands out, and every reply."""

from collections.abc import Iterator, Sequence

from assessment.report.chapters.score_tables import score_table
from assessment.report.language import language_of
from assessment.report.parts import (
    Column,
    EntryPart,
    GradePart,
    HeadingPart,
    ListPart,
    Part,
    Span,
    TablePart,
    TextPart,
    TextRole,
    Texts,
)
from assessment.report.report_content import Report
from assessment.report.theme_content import AnswerLine, QuestionEntry, ThemeSection


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of every theme's chapter."""
    for number, theme in enumerate(report.themes, start=1):
        yield from _theme(theme, key=f"theme-{number}")


def _theme(theme: ThemeSection, *, key: str) -> Iterator[Part]:
    has_grade = theme.score.grade is not None
    yield HeadingPart(words=theme.title, rank=1, key=key)
    yield TextPart(words=theme.introduction)
    yield score_table([theme.score])
    yield HeadingPart(words="Why this grade" if has_grade else "Why there is no grade", rank=2, key=f"{key}-reasons")
    yield ListPart(items=tuple(TextPart(words=reason) for reason in theme.reasons))
    yield HeadingPart(words="What would lift it", rank=2, key=f"{key}-lift")
    yield TextPart(words=theme.lift)
    if theme.steps:
        yield ListPart(items=tuple(TextPart(words=step) for step in theme.steps))
    yield HeadingPart(words="Strengths", rank=2, key=f"{key}-strengths")
    yield _answers(
        theme.strengths,
        remarks="Evidence",
        if_none="No answer in this theme counts as a strength.",
        summary="Strengths",
    )
    yield HeadingPart(words="Areas to improve", rank=2, key=f"{key}-areas")
    yield _answers(
        theme.areas,
        remarks="What to do",
        if_none="No answer in this theme calls for improvement.",
        summary="Areas to improve",
    )
    yield HeadingPart(words="Every question and answer", rank=2, key=f"{key}-replies")
    for number, entry in enumerate(theme.questions, start=1):
        yield _question(entry, key=f"{key}-question-{number}", is_first=number == 1)


def _answers(found: Sequence[AnswerLine], *, remarks: str, if_none: str, summary: str) -> Part:
    """Return a table of the answers, whose last column is called `remarks`; or the sentence for there being none."""
    if not found:
        return TextPart(words=if_none)
    return TablePart(
        summary=summary,
        columns=(
            Column(title="Question", width=134),
            Column(title="Level", width=116),
            Column(title=remarks, width=220),
        ),
        rows=tuple(
            (
                (Span(f"{each.code} ", strong=True), Span(each.title)),
                GradePart(word=each.level.title, level=each.level),
                Texts(tuple(TextPart(words=remark) for remark in each.remarks)),
            )
            for each in found
        ),
    )


def _question(entry: QuestionEntry, *, key: str, is_first: bool) -> EntryPart:
    """Return a question with its level, the statements in place and missing, its finding, rationale and evidence."""
    grade = GradePart(word=entry.reply, level=entry.level)
    heading = HeadingPart(words=entry.title, rank=3, key=key, label=entry.code, grade=grade)
    return EntryPart(parts=(heading, *_summary(entry), *_statements(entry), *_support(entry)), is_first=is_first)


def _summary(entry: QuestionEntry) -> Iterator[TextPart]:
    """Yield the summary, unless it says no more than the level beside the heading."""
    if entry.summary != f"{entry.reply}.":
        yield TextPart(words=entry.summary)


def _statements(entry: QuestionEntry) -> Iterator[TextPart | ListPart]:
    """Yield the statements in place and missing, each list under its label, and the finding with its answer."""
    for listed in entry.statements:
        yield TextPart(words=(Span(listed.label, strong=True),), role=TextRole.LABEL)
        yield ListPart(items=tuple(TextPart(words=each) for each in listed.statements), is_small=True)
    if entry.finding:
        yield TextPart(words=(Span("Finding", strong=True),), role=TextRole.LABEL)
        yield TextPart(words=entry.finding)


def _support(entry: QuestionEntry) -> Iterator[TextPart | ListPart]:
    """Yield the rationale and the evidence. Where a level was given without them, a sentence says so."""
    if entry.rationale:
        yield TextPart(words=(Span("Rationale", strong=True),), role=TextRole.LABEL)
        yield _typed(entry.rationale.strip())
    elif entry.level is not None:
        yield TextPart(words="No rationale is given.")
    if entry.evidence:
        yield TextPart(words=(Span("Evidence", strong=True),), role=TextRole.LABEL)
        yield ListPart(items=tuple(_typed(each) for each in entry.evidence))
    elif entry.level is not None:
        yield TextPart(words="No evidence is given.")


def _typed(words: str) -> TextPart:
    """Return a text that a person typed, marked as Welsh where it is in Welsh."""
    return TextPart(words=words, language=language_of(words))
