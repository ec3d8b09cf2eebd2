"""The overview of the results: the grade in a sentence, the place of each theme on the scale, and what holds it."""

from collections.abc import Iterator
from typing import Final

from assessment.bank.model import Bank
from assessment.charts.series import Band, Mark, Point, Profile
from assessment.report.report_subject import PreviousRound
from assessment.scoring import change_wording, shown
from assessment.scoring.changes import Change
from assessment.scoring.limit_wording import OWN_RULES, fired_by, held_by, listed
from assessment.scoring.scores import Score, Scorecard
from pages.components.layout import html_links, html_parts, html_tables
from pages.components.layout.escaping import in_html
from pages.components.results import chart, score_cells

_FULL_TEXT: Final = "held-down"
"""The part of the page on what holds each grade down."""


def title(scorecard: Scorecard, previous: PreviousRound | None) -> str:
    """Return the result in a sentence or two: the grade, its change, and what holds it down before any number."""
    overall = scorecard.overall
    grade = overall.claimed.grade
    if grade is None:
        waiting = [theme.title for theme in scorecard.themes if theme.applies and theme.claimed.grade is None]
        if not waiting or len(waiting) == len(scorecard.themes):
            return "There is no overall grade yet"
        return f"There is no overall grade while {listed(waiting)} {'has' if len(waiting) == 1 else 'have'} none"
    change = "" if previous is None else change_wording.in_sentence(previous.changes.overall, previous.round_title)
    sentences = [f"{grade.title} overall{change}"]
    held = [theme.title for theme in scorecard.themes if theme.limits]
    if overall.limits and overall.uncapped_grade is not None:
        held_by = (
            "A limit holds it there: without it" if len(overall.limits) == 1 else "Limits hold it there: without them"
        )
        sentences.append(f"{held_by}, {overall.uncapped_grade.title}")
    elif held:
        is_one = sum(len(theme.limits) for theme in scorecard.themes) == 1
        sentences.append(f"{'A limit holds' if is_one else 'Limits hold'} down {listed(held)}")
    return ". ".join(sentences)


def show(scorecard: Scorecard, profile: Profile, previous: PreviousRound | None) -> None:
    """Draw the figures of the whole in one line, and a row for each theme with its place on the scale."""
    overall = scorecard.overall
    figures = [score_cells.coverage(overall)]
    if overall.claimed.mean is not None:
        figures += [
            f"mean {score_cells.score_range(overall, scorecard.bank)}",
            f"as evidenced {score_cells.mean_and_grade(overall.evidenced, scorecard.bank)}",
        ]
    headline = (
        f'<p class="headline">{score_cells.grade(overall, levels=len(scorecard.bank.scale))}</p>'
        f'<p class="soft">{" · ".join(figures)}</p>{held_in_short(scorecard)}'
    )
    changes = [None] * len(scorecard.themes) if previous is None else previous.changes.themes
    now, *then = (series.points for series in profile.series)
    table = html_tables.of(
        "Each theme with its grade, its mean and the mean as evidenced",
        ["Theme", "Grade", "Mean from 1 to 5" if profile.levels == 5 else "Mean", "Mean", "As evidenced"],
        [
            [
                in_html(score.title),
                _grade(score, change, previous, levels=profile.levels),
                _place(point, was, profile.bands, levels=profile.levels),
                _range(score, scorecard.bank) if point.has_range else score_cells.mean(score),
                "None" if score.evidenced.mean is None else shown(score.evidenced.mean),
            ]
            for score, point, was, change in zip(
                scorecard.themes, now, then[0] if then else [None] * len(now), changes, strict=True
            )
        ],
        kind="cards profile",
    )
    note = "" if previous is None else change_wording.note(previous.changes.overall, previous.round_title)
    html_parts.show(headline, table, _key(profile, previous), f'<p class="soft">{in_html(note)}</p>' if note else "")


def held_in_short(scorecard: Scorecard) -> str:
    """Return a line on each theme that a limit holds, and the link to the full text below, as HTML.

    What holds the overall grade stands beside its mean.
    """
    lines = [in_html(_in_short(theme, scorecard.bank)) for theme in scorecard.themes if theme.limits]
    if not lines and not scorecard.overall.limits:
        return ""
    return f'<p class="jumps">{"<br>".join(lines)} {html_links.within(_FULL_TEXT, "Why, in full")}</p>'


def _in_short(score: Score, bank: Bank) -> str:
    otherwise = "" if score.uncapped_grade is None else f"; otherwise {score.uncapped_grade.title}"
    return f"{score.title}: {held_by(score.claimed, bank)}{otherwise}."


def held_down(scorecard: Scorecard) -> str:
    """Return the limits that hold a grade down, in words, as HTML, where there are any."""
    rows = list(_held_down(scorecard))
    if not rows:
        return ""
    table = html_tables.of(OWN_RULES, ["Held by", "What it does", "Why"], rows, kind="limits cards")
    return f'<h2 id="{_FULL_TEXT}">What holds it down</h2>{html_tables.with_caption(table, OWN_RULES)}'


def _held_down(scorecard: Scorecard) -> Iterator[list[str]]:
    for score in (*scorecard.themes, scorecard.overall):
        for limit in score.limits:
            without = "" if score.uncapped_grade is None else f" Without limits: {score.uncapped_grade.title}."
            title, how = fired_by(limit, scorecard.bank)
            yield [
                f'{in_html(title)}<span class="sub">{in_html(how)}</span>',
                in_html(f"Holds {score.title} at {limit.at.title} or below.{without}"),
                in_html(limit.because),
            ]


def _range(score: Score, bank: Bank) -> str:
    """Return the two means, and below them what holds a grade at either end."""
    ends = [score_cells.mean_and_grade(end, bank) for end in (score.lowest, score.highest)]
    means = " to ".join("None" if end.mean is None else shown(end.mean) for end in (score.lowest, score.highest))
    return f'{means}<span class="sub">{"<br>".join(ends)}</span>'


def _grade(score: Score, change: Change | None, previous: PreviousRound | None, *, levels: int) -> str:
    said = []
    if score.limits:
        held = "Held by a limit" if len(score.limits) == 1 else "Held by limits"
        said.append(held if score.uncapped_grade is None else f"{held}, otherwise {score.uncapped_grade.title}")
    if change is not None and previous is not None:
        said.append(change_wording.in_cell(change, previous.round_title))
    return score_cells.grade(score, levels=levels) + "".join(
        f'<span class="sub">{in_html(each)}</span>' for each in said
    )


def _key(profile: Profile, previous: PreviousRound | None) -> str:
    """Return what the marks on the scale mean, with the grades that the bands are."""
    marks = [("mean", "Mean of the answers"), ("evidenced", "As evidenced")]
    if any(point.has_range for point in profile.series[0].points):
        marks.append(("span", "Range while questions are unanswered"))
    if any(point.claimed is not None and point.claimed.is_held for point in profile.series[0].points):
        marks.append(("held", "The highest grade that a limit allows ends here"))
    if previous is not None and len(profile.series) > 1:
        marks.append(("before", f"Mean in {previous.round_title}"))
    return chart.key(
        profile, [f'<span class="dots"><i class="{kind}"></i></span>{in_html(words)}' for kind, words in marks]
    )


def _place(point: Point, was: Point | None, bands: tuple[Band, ...], *, levels: int) -> str:
    """Return the place of the theme on the scale as a small drawing; the same numbers stand beside it."""
    if point.claimed is None:
        return in_html(point.gap)
    drawn = [
        f'<i class="band" style="{_from_to(band.start, band.end, levels)};background:{band.colours.fill}"></i>'
        for band in bands
    ]
    if point.has_range and point.lowest is not None and point.highest is not None:
        drawn.append(f'<i class="span" style="{_from_to(point.lowest.mean, point.highest.mean, levels)}"></i>')
    if was is not None and was.claimed is not None:
        drawn.append(_mark("before", was.claimed, levels))
    if point.evidenced is not None:
        drawn.append(_mark("evidenced", point.evidenced, levels))
    if point.claimed.is_held:
        held_at = next(band for band in bands if band.title == point.claimed.grade)
        drawn.append(f'<i class="held" style="left:{_share(held_at.end, levels):.1f}%"></i>')
    drawn.append(_mark("mean", point.claimed, levels))
    return f'<div class="dots" aria-hidden="true">{"".join(drawn)}</div>'


def _mark(kind: str, mark: Mark, levels: int) -> str:
    return f'<i class="{kind}" style="left:{_share(mark.mean, levels):.1f}%"></i>'


def _from_to(start: float, end: float, levels: int) -> str:
    left, right = _share(start, levels), _share(end, levels)
    return f"left:{left:.1f}%;width:{right - left:.1f}%"


def _share(level: float, levels: int) -> float:
    return 100 * (level - 1) / (levels - 1)
