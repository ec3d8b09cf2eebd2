"""The heat map of the comparison: a row for each assessment, and its grade in each theme with mean, range and coverage.

Rows stand in the groups of :func:`assessment.comparison.compared.grouped`, under words that say what their order means.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from assessment.bank.model import OVERALL, Bank
from assessment.charts import palette
from assessment.comparison.compared import BY_NAME, Found, ScoredRow, grouped
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Classification
from assessment.rounds.names import round_named
from assessment.scoring import shown
from assessment.scoring.limit_wording import holders
from assessment.scoring.scores import Score
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count

_CAPTION = "Grades by assessment and theme"


def of(bank: Bank, found: Sequence[Found], rows: Mapping[AssessmentId, ScoredRow], *, by: str) -> str:
    """Return the heat map as HTML: the `rows`, each under the words for all that was `found` in its group.

    `found` stands in order. `by` is the theme by which it is grouped, or a constant of the comparison.
    """
    scored = [(OVERALL, "Overall"), *((theme.code, theme.title) for theme in bank.themes)]
    headings = ["Collaboration", *(title for _, title in scored)]
    bodies = "".join(
        f'<tbody role="rowgroup">{_group(words, columns=len(headings))}'
        f"{''.join(_row(rows[each.id], scored, bank) for each in shown)}</tbody>"
        for words, together in _sections(found, by)
        if (shown := [each for each in together if each.id in rows])
    )
    return (
        '<p class="soft scrolls">The table is wider than the window: scroll it sideways.</p>'
        f"{html_tables.of_bodies(_CAPTION, headings, bodies, kind='cards heat')}"
        f'<p class="caption">Each cell holds the grade, the mean from 1 to {len(bank.scale)} with its range while '
        "questions are unanswered, and how many are answered. A grade that is held is lower than its mean: a limit of "
        "the rubric caps it.</p>"
    )


def _sections(found: Sequence[Found], by: str) -> Iterator[tuple[str, list[Found]]]:
    """Yield what was found with the words above it: each group or, of those that are alone, each run of them."""
    if by == BY_NAME:
        yield "", list(found)
        return

    def kind(group: Sequence[Found]) -> tuple[object, ...]:
        if group[0].range is None:
            return ("without",)
        return ("alone",) if len(group) == 1 else ("together", group[0].id)

    for (name, *_), groups in groupby(grouped(found), kind):
        together = [each for group in groups for each in group]
        number = count(len(together), "assessment")
        if name == "without":
            yield f"<strong>{number} without a mean</strong>, by name", together
        elif name == "together":
            yield (
                f"<strong>{number} that cannot be told apart</strong>: their ranges overlap, so they stand by name",
                (together),
            )
        else:
            order = ", the highest mean first" if len(together) > 1 else ""
            yield f"<strong>{number} apart from all others</strong>{order}", together


def _group(words: str, *, columns: int) -> str:
    if not words:
        return ""
    head = f'<th colspan="{columns}" scope="rowgroup" role="rowheader"><span>{words}</span></th>'
    return f'<tr class="group" role="row">{head}</tr>'


def _row(row: ScoredRow, scored: Sequence[tuple[str, str]], bank: Bank) -> str:
    assessment = row.assessment
    collaboration = assessment.collaboration
    partners = f"{count(len(collaboration.partners), 'partner')}, led by {collaboration.lead_force.name}"
    details = [round_named(assessment.round.title), partners]
    if assessment.classification is not Classification.OFFICIAL:
        details.append(assessment.classification.value)
    name = html_links.to("results", row.name, assessment=assessment.id, unseen=assessment.round.title)
    sub = "".join(f'<span class="sub">{in_html(each)}</span>' for each in details)
    cells = "".join(_cell(title, row.score(code), bank) for code, title in scored)
    return f'<tr role="row"><th scope="row" role="rowheader">{name}{sub}</th>{cells}</tr>'


def _cell(title: str, score: Score, bank: Bank) -> str:
    grade, look = score.claimed.grade, ' class="none"'
    if grade is not None:
        colours = palette.colours(grade.place, levels=len(bank.scale))
        look = f' style="{colours.css}"'
    words = grade.title if grade else "No grade" if score.applies else "Not applicable"
    answered = f"{score.coverage.answered} of {score.coverage.applicable} answered"
    lines = [_mean(score), *_held(score, bank), answered] if score.applies else []
    sub = "".join(f'<span class="sub">{in_html(each)}</span>' for each in lines)
    return f'<td role="cell" data-heading="{in_html(title)}"{look}><div><b>{in_html(words)}</b>{sub}</div></td>'


def _mean(score: Score) -> str:
    lowest, highest = score.lowest.mean, score.highest.mean
    if score.claimed.mean is None or lowest is None or highest is None:
        return "No mean"
    still_open = "" if lowest == highest else f" ({shown(lowest)} to {shown(highest)})"
    return f"{shown(score.claimed.mean)}{still_open}"


def _held(score: Score, bank: Bank) -> Iterator[str]:
    """Yield what holds the grade down, and the grade without it, as ``Held by Leaving, otherwise Good``."""
    if score.limits:
        otherwise = "" if score.uncapped_grade is None else f", otherwise {score.uncapped_grade.title}"
        yield f"Held by {holders(score.claimed, bank)}{otherwise}"
