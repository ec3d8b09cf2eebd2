"""Tables as tables: real header cells, grades as pills with the word inside, every text escaped."""

from collections.abc import Iterable, Sequence

import streamlit as st

from assessment.bank.model import Level
from assessment.charts import palette
from assessment.scoring import shown
from assessment.scoring.scores import Result, Score
from pages.components.layout.escaping import in_html


def show(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "") -> None:
    """Draw a table. The cells hold HTML made by this module or escaped by :func:`text`; the first of a row names it."""
    head = "".join(f'<th scope="col" role="columnheader">{in_html(heading)}</th>' for heading in headings)
    body = "".join(_row(headings, row) for row in rows)
    # The roles are said, because a table that a phone draws as cards is none to a screen reader otherwise.
    st.html(
        f'<div class="table {kind}" tabindex="0" role="region" aria-label="{in_html(caption)}"><table role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
        f'<p class="caption">{in_html(caption)}</p>'
    )


def _row(headings: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td role="cell" data-heading="{in_html(heading)}">{cell}</td>'
        for heading, cell in zip(headings[1:], rest, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>'


def text(typed: str) -> str:
    """A cell with text."""
    return in_html(typed)


def pill(level: Level | None, *, levels: int, silence: str = "No grade") -> str:
    """A grade as a pill with its word inside; where there is none, the word for that."""
    if level is None:
        return f'<span class="pill none">{in_html(silence)}</span>'
    colours = palette.colours(level.place, levels=levels)
    look = f"background:{colours.fill};color:{colours.text}"
    return f'<span class="pill" style="{look}">{in_html(level.title)}</span>'


def grade(score: Score, *, levels: int) -> str:
    """A score's grade as a pill."""
    return pill(score.claimed.grade, levels=levels, silence="No grade" if score.applies else "Not applicable")


def standing(reached: Result) -> str:
    """A mean with the word of its grade."""
    if reached.mean is None:
        return "None"
    return f"{shown(reached.mean)} {in_html(reached.grade.title) if reached.grade else '(no grade)'}"


def mean(score: Score) -> str:
    """The mean alone; the pill beside it holds the grade."""
    return "None" if score.claimed.mean is None else shown(score.claimed.mean)


def spread(score: Score) -> str:
    """The range from the lowest to the highest, or one number where nothing is open."""
    lowest, highest = score.lowest, score.highest
    if lowest.mean is None or highest.mean is None:
        return "None"
    if lowest == highest:
        return standing(lowest)
    return f"{standing(lowest)} to {standing(highest)}"


def coverage(score: Score) -> str:
    """How much was answered, in words."""
    done = score.coverage
    left_out = f", {done.not_applicable} not applicable" if done.not_applicable else ""
    return f"{done.answered} of {done.applicable} answered{left_out}"
