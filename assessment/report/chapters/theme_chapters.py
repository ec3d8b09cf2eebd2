"""A chapter for each theme: its grade and what explains it, what would lift it, and every question with its reply."""

from collections.abc import Iterable, Iterator

from assessment.report.chapters.score_tables import next_grade, reasons
from assessment.report.language import language_of
from assessment.report.parts import EntryPart, GradePart, HeadingPart, Part, Span, TextPart, TextRole, Words
from assessment.report.report_content import Report
from assessment.report.theme_content import QuestionEntry, ThemeSection


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of every theme's chapter."""
    for number, theme in enumerate(report.themes, start=1):
        yield from _theme(theme, key=f"theme-{number}")


def _theme(theme: ThemeSection, *, key: str) -> Iterator[Part]:
    yield HeadingPart(words=theme.title, rank=1, key=key, grade=GradePart(word=theme.grade_words, level=theme.grade))
    yield reasons(theme.reasons)
    yield from next_grade(theme.next_grade)
    given = [entry for entry in theme.questions if not entry.is_empty]
    if given:
        yield HeadingPart(words="Questions and answers", rank=2, key=f"{key}-replies")
    for number, entry in enumerate(given, start=1):
        yield _question(entry, key=f"{key}-question-{number}", is_first=number == 1)
    unanswered = [entry for entry in theme.questions if entry.is_empty]
    if unanswered:
        yield HeadingPart(words="Not answered", rank=2, key=f"{key}-unanswered")
        yield TextPart(words="These questions count against coverage, and never as a low level.", role=TextRole.CAPTION)
    for entry in unanswered:
        yield _detail(entry.title, label=entry.code)
    if theme.not_asked:
        yield HeadingPart(words="Not asked", rank=2, key=f"{key}-not-asked")
        yield TextPart(words="These questions do not count in any way.", role=TextRole.CAPTION)
    for each in theme.not_asked:
        yield _detail(f"{each.question.title}. {each.why}", label=each.question.code)


def _question(entry: QuestionEntry, *, key: str, is_first: bool) -> EntryPart:
    """Return a question with its level, the statements in place and missing, its finding, rationale and evidence."""
    grade = GradePart(word=entry.reply, level=entry.level)
    heading = HeadingPart(words=entry.title, rank=3, key=key, label=entry.code, grade=grade)
    prompt = TextPart(words=entry.prompt, role=TextRole.CAPTION)
    return EntryPart(
        parts=(heading, prompt, *_summary(entry), *_statements(entry), *_support(entry)), is_first=is_first
    )


def _summary(entry: QuestionEntry) -> Iterator[TextPart]:
    if entry.summary:
        label = "Reason" if entry.level is None else "Level"
        yield TextPart(words=entry.summary, label=label, language=language_of(entry.summary), role=TextRole.DETAIL)


def _statements(entry: QuestionEntry) -> Iterator[TextPart]:
    """Yield the statements: those in place run on, and each that is missing stands on a line of its own."""
    for listed in entry.statements:
        if not listed.is_missing:
            opening, label = ("", listed.label) if listed.label == "In place" else (f"{listed.label}: ", "")
            yield _detail((Span(opening), *_coded(listed.statements)), label=label)
    missing = [
        (Span(f"{listed.label.removeprefix('Missing ')}: " if number == 0 else ""), *_coded([statement]))
        for listed in entry.statements
        if listed.is_missing
        for number, statement in enumerate(listed.statements)
    ]
    for number, statement in enumerate(missing):
        yield _detail(statement, label="" if number else "Missing")
    if entry.finding:
        yield _detail(entry.finding, label="Finding")


def _coded(statements: Iterable[str]) -> Iterator[Span]:
    """Yield the statements one after the other, each with its code in bold, so that the eye finds where it begins."""
    for number, statement in enumerate(statements):
        code, _, text = statement.partition(" ")
        yield Span(f"{' ' if number else ''}{code} ", strong=True)
        yield Span(text)


def _support(entry: QuestionEntry) -> Iterator[TextPart]:
    """Yield the rationale and the evidence. Where a level was given without them, a word says so."""
    if entry.rationale:
        yield _typed(entry.rationale.strip(), label="Rationale")
    elif entry.level is not None:
        yield _detail("None is given.", label="Rationale")
    if entry.evidence:
        yield _typed("; ".join(entry.evidence), label="Evidence")
    elif entry.level is not None:
        yield _detail("None is given.", label="Evidence")


def _detail(words: Words, *, label: str) -> TextPart:
    return TextPart(words=words, label=label, role=TextRole.DETAIL)


def _typed(words: str, *, label: str) -> TextPart:
    """Return a text that a person typed, marked as Welsh where it is in Welsh."""
    return TextPart(words=words, label=label, language=language_of(words), role=TextRole.DETAIL)
