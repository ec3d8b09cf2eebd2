"""The answer to one question to read: its level, the statements in place and missing, its finding and its support."""

from collections.abc import Iterable, Iterator

from assessment.bank.model import Statement
from assessment.rounds.evidence_wording import evidence_line
from assessment.rounds.response import NotApplicable
from assessment.scoring.question_results import QuestionResult
from assessment.views.answered_assessment import AnsweredAssessment
from pages.components.layout.escaping import in_html
from pages.components.results import score_cells


def of(result: QuestionResult, opened: AnsweredAssessment, *, with_statements: bool = True) -> str:
    """Return an answer of the assessment as HTML."""
    return f'<div class="answer">{"".join(_parts(result, opened, with_statements=with_statements))}</div>'


def level(result: QuestionResult, *, levels: int) -> str:
    """Return the level as a badge, with its gap in words beside it, as HTML."""
    gap = "" if result.gap is None else f" with one gap: {in_html(result.gap.code)}"
    return score_cells.badge(result.level, levels=levels, without=result.reply) + gap


def lists(result: QuestionResult) -> str:
    """Return the statements in place, those missing next, and those already in place above the level, as HTML."""
    return (
        _list("In place", result.in_place)
        + _list(result.missing_label, result.missing)
        + _list("Already in place above this level", result.ahead)
    )


def finding(result: QuestionResult) -> str:
    """Return the finding with its answer as HTML; nothing where none is asked."""
    asked = result.asked_finding
    if asked is None:
        return ""
    because = f" {asked.because}" if result.finding_is_true else ""
    words = f"<strong>Finding {in_html(asked.id)}.</strong> {in_html(asked.ask)}"
    return f"<p>{words} <strong>{result.finding_answer}.</strong>{in_html(because)}</p>"


def _parts(result: QuestionResult, opened: AnsweredAssessment, *, with_statements: bool) -> Iterator[str]:
    response = result.response
    yield f"<p>{level(result, levels=len(opened.bank.scale))}</p>"
    if isinstance(response.reply, NotApplicable):
        yield f"<p>{in_html(response.reply.reason)}</p>"
    if with_statements:
        yield lists(result)
    yield finding(result)
    if response.rationale:
        yield f"<p>{in_html(response.rationale)}</p>"
    for item in response.evidence:
        yield f"<p>Evidence: {in_html(evidence_line(item, as_of=opened.assessment.round.as_of))}</p>"


def _list(label: str, statements: Iterable[Statement]) -> str:
    items = "".join(f"<li>{in_html(f'{each.code} {each.text}')}</li>" for each in statements)
    return f"<p><strong>{in_html(label)}</strong></p><ul>{items}</ul>" if items else ""
