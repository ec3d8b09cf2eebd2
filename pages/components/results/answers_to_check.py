"""The answers to check before submission, by what needs a look in them: filters, and a table for each theme."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assessment.bank.model import Theme
from assessment.codes import AnswerFilter
from assessment.ids import QuestionCode
from assessment.rounds.response import Response
from assessment.scoring.question_results import QuestionResult
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.check_view import found_by_filter
from assessment.wording import label
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.results import question_answer, score_cells


def of(
    opened: AnsweredAssessment,
    shown: AnswerFilter,
    *,
    may_change: bool,
    beside: Mapping[QuestionCode, str] = MappingProxyType({}),
) -> str:
    """Return the filters and the answers that the chosen one shows, as HTML. `beside` stands beneath a question."""
    found = found_by_filter(opened)
    codes = found[shown]
    themes = [
        (theme, [question.code for question in theme.questions if question.code in codes])
        for theme in opened.bank.themes
    ]
    said = f"{len(codes)} of {count(len(found[AnswerFilter.ALL]), 'answer')} shown, in the order of the questions."
    results, unsupported = opened.questions, frozenset(found[AnswerFilter.NO_EVIDENCE])
    rows = {code: _Row(results[code], code in unsupported, beside.get(code, "")) for code in codes}
    tables = "".join(
        _theme(opened, theme, [rows[code] for code in own], may_change=may_change) for theme, own in themes if own
    )
    return f'{_filters(opened, found, shown)}<p class="soft" role="status">{said}</p>{_jumps(themes)}{tables}'


def _filters(
    opened: AnsweredAssessment, found: Mapping[AnswerFilter, Sequence[QuestionCode]], shown: AnswerFilter
) -> str:
    links = (
        html_links.to(
            "check_answers",
            label(each),
            is_current=each is shown,
            number=len(codes),
            assessment=opened.assessment.id,
            show=each,
        )
        for each, codes in found.items()
    )
    return html_links.filters(links)


def _jumps(themes: Sequence[tuple[Theme, Sequence[QuestionCode]]]) -> str:
    """Return links to the themes further down, where there is more than one."""
    links = [html_links.within(_anchor(theme), theme.title) for theme, codes in themes if codes]
    return f'<p class="jumps">Go to: {" ".join(links)}</p>' if len(links) > 1 else ""


def _anchor(theme: Theme) -> str:
    return f"theme-{theme.code}"


class _Row(NamedTuple):
    """A question with its answer, whether the level that it reaches lacks its evidence, and what stands beneath it."""

    result: QuestionResult
    is_unsupported: bool
    beside: str

    @property
    def title(self) -> str:
        """Return the code and the title of the question, as HTML."""
        return f"{self.result.question.code} {in_html(self.result.question.title)}"


def _theme(opened: AnsweredAssessment, theme: Theme, rows: Sequence[_Row], *, may_change: bool) -> str:
    levels = len(opened.bank.scale)
    last = ["Change"] if may_change else []
    table = html_tables.of(
        f"Answers on {theme.title}",
        ["Question", "Level", "What to look at", *last],
        [
            [
                f"{row.title}{row.beside}{_answer(row.result, opened)}",
                score_cells.badge(row.result.level, levels=levels, without=row.result.reply),
                "".join(_looks(opened, row)) or "Nothing",
                *([_change(opened, row.result)] if may_change else []),
            ]
            for row in rows
        ],
        kind="cards answers" + (" acts" if may_change else ""),
    )
    number = f"{len(rows)} of {len(theme.questions)}"
    return f'<h2 class="part" id="{_anchor(theme)}">{in_html(theme.title)} <span>{number}</span></h2>{table}'


def _answer(result: QuestionResult, opened: AnsweredAssessment) -> str:
    """Return what was answered, to be opened; nothing where nothing was."""
    if result.response == Response(question=result.question.code):
        return ""
    summary = f'Show the answer<span class="unseen"> to {result.question.code}</span>'
    answer = question_answer.of(result, opened)
    return f'<details class="own"><summary>{summary}</summary>{answer}</details>'


def _looks(opened: AnsweredAssessment, row: _Row) -> Iterator[str]:
    """Yield what to look at in one answer, the gravest first."""
    result = row.result
    finding = result.asked_finding
    if finding is not None and result.finding_is_true:
        yield _look("Finding: yes", finding.because)
    if finding is not None and result.finding_is_unanswered:
        yield _look("Finding not answered", "A theme has no grade while a finding that can limit it is not answered")
    if result.is_unanswered:
        yield _look("Not answered", "Counts as a gap")
    if row.is_unsupported:
        yield _look("No evidence", f"As evidenced: {opened.highest_without_evidence.title}")
    if result.level is not None and not result.response.rationale:
        yield _look("No rationale", "")


def _look(words: str, more: str) -> str:
    return f"<p>{in_html(words)}" + (f'<span class="sub">{in_html(more)}</span></p>' if more else "</p>")


def _change(opened: AnsweredAssessment, result: QuestionResult) -> str:
    code = result.question.code
    words = "Answer" if result.is_unanswered else "Change"
    return html_links.to("respond", words, unseen=code, assessment=opened.assessment.id, question=code)
