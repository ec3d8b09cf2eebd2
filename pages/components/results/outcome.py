"""What comes out of the answers as they stand: the grade of the whole and of each theme, with what holds it down."""

from collections.abc import Iterator

from assessment.bank.model import Bank
from assessment.report.held_down import limit_words
from assessment.scoring import Score, Scorecard
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.results import score_cells


def of(scorecard: Scorecard) -> str:
    """Return the grades as a list, the whole first, as HTML."""
    scores = (scorecard.overall, *scorecard.themes)
    return f'<ul class="outcome">{"".join(f"<li>{_line(each, scorecard.bank)}</li>" for each in scores)}</ul>'


def _line(score: Score, bank: Bank) -> str:
    said = "".join(f'<span class="sub">{in_html(each)}</span>' for each in _said(score, bank))
    return f"{in_html(score.title)}<br>{score_cells.grade(score, levels=len(bank.scale))}{said}"


def _said(score: Score, bank: Bank) -> Iterator[str]:
    """Yield what holds the grade down or, where there is none, what is missing."""
    if score.applies and score.claimed.grade is None:
        yield score_cells.coverage(score)
        if findings := score.coverage.open_findings:
            yield f"{count(findings, 'finding')} not answered"
    for limit in score.limits:
        yield f"Held down: {limit_words(limit, bank)}."
    if score.limits and score.uncapped_grade is not None:
        yield f"Without that: {score.uncapped_grade.title}."
