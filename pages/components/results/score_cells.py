"""The cells of a score as HTML: the grade as a badge with its word inside, the mean, the range and the coverage."""

from assessment.bank.model import Bank, Level
from assessment.charts import palette
from assessment.scoring import shown
from assessment.scoring.limit_wording import held_by
from assessment.scoring.number_format import from_to
from assessment.scoring.scores import Result, Score
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import answered


def badge(level: Level | None, *, levels: int, without: str = "No grade") -> str:
    """Return a level of a scale of `levels` as a badge in its colour, or a badge with `without` where there is none."""
    if level is None:
        return f'<span class="grade none">{in_html(without)}</span>'
    colours = palette.colours(level.place, levels=levels)
    return f'<span class="grade" style="{colours.css}">{in_html(level.title)}</span>'


def grade(score: Score, *, levels: int) -> str:
    """Return a score's grade as a badge."""
    return badge(score.claimed.grade, levels=levels, without="No grade" if score.applies else "Not applicable")


def mean_and_grade(result: Result, bank: Bank) -> str:
    """Return a mean with the word of its grade, as ``3.46 Adequate``, and with what holds it where a limit does."""
    return in_html(held_by(result, bank))


def mean(score: Score) -> str:
    """Return the mean alone, for a row whose grade has a cell of its own."""
    return "None" if score.claimed.mean is None else shown(score.claimed.mean)


def score_range(score: Score, bank: Bank) -> str:
    """Return the range from the lowest to the highest result, or one result where every question is answered."""
    lowest, highest = score.lowest, score.highest
    if lowest.mean is None or highest.mean is None:
        return "None"
    if lowest == highest:
        return mean_and_grade(lowest, bank)
    return from_to(mean_and_grade(lowest, bank), mean_and_grade(highest, bank))


def coverage(score: Score) -> str:
    """Return how many questions were answered."""
    return answered(score.coverage)
