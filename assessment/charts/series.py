"""The values to plot, for the screen and for print: means by theme on grade bands, and their description in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from assessment.bank.model import Bank
from assessment.charts import palette
from assessment.charts.palette import Colours
from assessment.scoring import shown
from assessment.scoring.number_format import from_to, with_grade
from assessment.scoring.scores import Result, Score, Scorecard, Scores

MOST_SERIES: Final = 2
"""The most assessments on one chart. More than two outlines on a radar cannot be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The part of the scale that has one grade, from its threshold to the next, in levels."""

    title: str
    start: float
    end: float
    colours: Colours


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A result as it is plotted: `mean` gives its place, `shown` and `grade` are what a reader sees."""

    mean: float
    shown: str
    grade: str | None
    """The grade's title; None if too little is answered for a grade."""
    is_held: bool = False
    """Whether a limit holds the grade below that of the mean."""

    @property
    def words(self) -> str:
        """Return the mean and the grade, as ``3.42 Adequate``, or ``4.23, held at Adequate``."""
        return with_grade(self.shown, self.grade, is_held=self.is_held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A theme on the chart. A theme without a mean leaves a gap; `gap` is the reason in words."""

    theme: str
    claimed: Mark | None
    lowest: Mark | None
    highest: Mark | None
    evidenced: Mark | None
    gap: str

    @property
    def has_range(self) -> bool:
        """Return True if the lowest and highest mean differ, because questions are unanswered."""
        return self.lowest is not None and self.highest is not None and self.lowest.mean < self.highest.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One assessment on the chart, its themes in bank order."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything that a radar or a dot plot shows. The scale always runs from 1 to `levels`, whatever the values."""

    levels: int
    bands: tuple[Band, ...]
    series: tuple[Series, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the titles of the themes, in bank order."""
        return tuple(point.theme for point in self.series[0].points)


def theme_profile(scorecard: Scorecard, *, name: str = "This assessment") -> Profile:
    """Return the profile of one assessment by theme."""
    return compared_profile((name, scorecard.scores))


def compared_profile(*named: tuple[str, Scores]) -> Profile:
    """Return the profile of one or two assessments by theme, in the order given.

    Raise :class:`ValueError` for any other number, and if the assessments answer different bank versions.
    """
    if not 1 <= len(named) <= MOST_SERIES:
        raise ValueError(f"A chart shows one or two assessments, not {len(named)}.")
    bank = named[0][1].bank
    if any(scores.bank.fingerprint != bank.fingerprint for _, scores in named):
        raise ValueError("Assessments on different bank versions cannot share a chart.")
    return Profile(
        levels=len(bank.scale),
        bands=_bands(bank),
        series=tuple(
            Series(name=name, points=tuple(_point(theme, title=theme.title) for theme in scores.themes.values()))
            for name, scores in named
        ),
    )


def with_earlier(profile: Profile, name: str, scores: Sequence[Score | None]) -> Profile:
    """Return the profile of a round with the scores of an earlier one as a second series, by the themes of the first.

    A theme is None where its mean in the earlier round rests on other questions. That leaves a gap.
    """
    points = tuple(
        _point(score, title=theme) if score is not None else _gap(theme)
        for theme, score in zip(profile.themes, scores, strict=True)
    )
    return replace(profile, series=(*profile.series, Series(name=name, points=points)))


def side_by_side(named: Sequence[tuple[str, Score]], *, bank: Bank) -> Profile:
    """Return the profile of one score, such as a theme's, in several assessments: a point for each, under its name."""
    return Profile(
        levels=len(bank.scale),
        bands=_bands(bank),
        series=(Series(name="Assessments", points=tuple(_point(score, title=name) for name, score in named)),),
    )


def describe(profile: Profile, *, chart: str, by: str = "theme") -> str:
    """Return the text alternative of a chart: its kind, its scale, and every value in words."""
    lowest, highest = profile.bands[0].title, profile.bands[-1].title
    scale = f"from 1 ({lowest}) to {profile.levels} ({highest})"
    opening = f"{chart} of the mean level by {by}, {scale}."
    sentences = [opening]
    for series in profile.series:
        if len(profile.series) > 1:
            sentences.append(f"{series.name}:")
        sentences += [_in_words(point) for point in series.points]
    return " ".join(sentences)


def _bands(bank: Bank) -> tuple[Band, ...]:
    levels = len(bank.scale)
    # The lowest grade has no threshold; its band starts at the start of the scale.
    starts = [bank.rubric.thresholds.get(level.code, Fraction(1)) for level in bank.scale]
    edges = pairwise([*starts, Fraction(levels)])
    return tuple(
        Band(
            title=level.title,
            start=float(start),
            end=float(end),
            colours=palette.colours(level.place, levels=levels),
        )
        for level, (start, end) in zip(bank.scale, edges, strict=True)
    )


def _point(score: Score, *, title: str) -> Point:
    return Point(
        theme=title,
        claimed=_mark(score.claimed),
        lowest=_mark(score.lowest),
        highest=_mark(score.highest),
        evidenced=_mark(score.evidenced),
        gap="No mean yet" if score.applies else "Not applicable",
    )


def _gap(theme: str) -> Point:
    return Point(theme=theme, claimed=None, lowest=None, highest=None, evidenced=None, gap="Other questions")


def _mark(result: Result) -> Mark | None:
    if result.mean is None:
        return None
    grade = None if result.grade is None else result.grade.title
    return Mark(mean=float(result.mean), shown=shown(result.mean), grade=grade, is_held=bool(result.limits))


def _in_words(point: Point) -> str:
    if point.claimed is None:
        return f"{point.theme}: {point.gap.lower()}."
    parts = [f"mean {point.claimed.words}"]
    if point.has_range and point.lowest is not None and point.highest is not None:
        parts.append(f"range {from_to(point.lowest.words, point.highest.words)}")
    if point.evidenced is not None:
        parts.append(f"as evidenced {point.evidenced.words}")
    return f"{point.theme}: {', '.join(parts)}."
