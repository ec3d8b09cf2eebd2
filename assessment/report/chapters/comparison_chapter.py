"""The comparison of several assessments: which they are, every score of each, and how the grades are worked out."""

from collections.abc import Iterator

from assessment.charts.series import describe
from assessment.report.chapters import method_chapter
from assessment.report.chapters.score_tables import score_table, strong
from assessment.report.comparison_content import STATEMENT, ComparedScore, ComparisonReport
from assessment.report.parts import (
    ChartKind,
    Column,
    ContentsPart,
    Document,
    FigurePart,
    HeadingPart,
    ListPart,
    NoticePart,
    Part,
    Span,
    TablePart,
    TextPart,
    TextRole,
    Texts,
    chapters_of,
)


def comparison_document(report: ComparisonReport) -> Document:
    """Put the comparison together as a report."""
    after = (
        *_scores(report),
        *_questions(report),
        *_set_aside(report),
        *method_chapter.parts(report.method, statement=STATEMENT),
        *_control(report),
    )
    return Document(
        title=f"{report.title}: {report.subtitle}",
        subject=f"{report.subtitle}. {report.classification.value}",
        author="Collaboration self-assessment",
        classification=report.classification,
        is_draft=False,
        is_example=report.is_example,
        levels=report.levels,
        issued=report.issued,
        parts=(
            *_beginning(report),
            HeadingPart(words="In this report", rank=2, key="contents"),
            ContentsPart(lines=chapters_of(after)),
            *after,
        ),
    )


def _beginning(report: ComparisonReport) -> Iterator[Part]:
    yield HeadingPart(words=report.title, rank=1, key="cover", is_title=True)
    yield TextPart(words=f"{report.subtitle}. {report.classification.value}", role=TextRole.SUBTITLE)
    yield NoticePart(words=STATEMENT)
    yield HeadingPart(words="What is compared", rank=2, key="selection")
    yield ListPart(items=tuple(TextPart(words=each) for each in report.selection))
    yield TablePart(
        summary="The assessments compared",
        columns=(
            Column(title="Name", width=130),
            Column(title="Partners", width=180),
            Column(title="Lead force", width=90),
            Column(title="Round", width=70),
        ),
        rows=tuple((strong(name), partners, lead, when) for name, partners, lead, when in report.compared),
        is_small=True,
    )


def _scores(report: ComparisonReport) -> Iterator[Part]:
    for number, compared in enumerate(report.scores, start=1):
        yield HeadingPart(words=compared.title, rank=1, key=f"score-{number}")
        yield from _compared(compared, number)


def _compared(compared: ComparedScore, number: int) -> Iterator[Part]:
    # The table comes first because it can begin on the rest of a page, which a figure cannot.
    yield from score_table(compared.rows, first_column="Name")
    if compared.too_close:
        yield TextPart(words=compared.too_close)
    for place, profile in enumerate(compared.profiles):
        letter = f"{number}{chr(ord('a') + place)}" if len(compared.profiles) > 1 else str(number)
        yield FigurePart(
            chart=ChartKind.DOT_PLOT,
            profile=profile,
            alternative=describe(profile, chart=f"{compared.title}: dot plot", by="assessment"),
        )
        yield TextPart(
            words=f"Figure {letter}. The mean level of each on the grade bands, the mean as evidenced, and the range "
            "still possible while questions are unanswered.",
            role=TextRole.CAPTION,
        )


def _questions(report: ComparisonReport) -> Iterator[Part]:
    """Yield a table for each theme: the levels of every question, and the statement that is missing most often."""
    if not report.questions:
        return
    yield HeadingPart(words="Question by question", rank=1, key="questions")
    for number, theme in enumerate(report.questions, start=1):
        yield HeadingPart(words=theme.title, rank=2, key=f"questions-{number}")
        yield TablePart(
            summary=f"{theme.title}: the levels of every question, and what is missing most often",
            columns=(
                Column(title="Question", width=130),
                Column(title="Levels", width=110),
                Column(title="Missing next most often", width=230),
            ),
            rows=tuple(
                (
                    (Span(f"{each.code} ", strong=True), Span(each.title)),
                    each.levels,
                    Texts(tuple(TextPart(words=words) for words in each.missing)),
                )
                for each in theme.questions
            ),
            is_small=True,
        )


def _set_aside(report: ComparisonReport) -> Iterator[Part]:
    if report.set_aside:
        yield HeadingPart(words="Not compared", rank=1, key="set-aside")
        yield ListPart(items=tuple(TextPart(words=each) for each in report.set_aside))


def _control(report: ComparisonReport) -> Iterator[Part]:
    yield HeadingPart(words="Document control", rank=1, key="control", starts_page=True)
    yield TablePart(
        summary="Details of this report",
        columns=(Column(title="Item", width=104), Column(title="Detail", width=366)),
        rows=report.control,
        is_small=True,
    )
    if report.audit:
        yield TablePart(
            summary="The latest entry in the audit trail of each collaboration",
            columns=(Column(title="Collaboration", width=270), Column(title="Audit trail", width=200)),
            rows=report.audit,
            is_small=True,
        )
