"""What is plotted, once, for the screen and the PDF: means by theme on grade bands, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from assessment.bank.model import Bank
from assessment.charts import palette
from assessment.charts.palette import Colours
from assessment.scoring import shown
from assessment.scoring.scores import Result, Score, Scorecard

MOST_SERIES: Final = 2
"""More outlines than two on one radar cannot be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The stretch of the scale that comes to one grade, from its threshold to the next, in levels."""

    title: str
    start: float
    end: float
    colours: Colours


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One standing as it is plotted: the mean for the pen, the same mean and its grade for the reader."""

    mean: float
    shown: str
    grade: str | None
    """The grade's title; none where there is a mean and no grade, because too little is answered."""

    @property
    def words(self) -> str:
        """The mean and the grade: "3.42 Adequate"."""
        return f"{self.shown} {self.grade or '(no grade)'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A theme on the chart. Without a mean there is a gap, and `gap` says which kind of silence it is."""

    theme: str
    claimed: Mark | None
    lowest: Mark | None
    highest: Mark | None
    evidenced: Mark | None
    gap: str

    @property
    def has_range(self) -> bool:
        """Whether the lowest and highest mean differ, because questions are unanswered."""
        return self.lowest is not None and self.highest is not None and self.lowest.mean < self.highest.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One assessment on the chart, its themes in bank order."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything a radar or a dot plot shows. The scale runs from 1 to `levels`, never over the data's own range."""

    levels: int
    bands: tuple[Band, ...]
    series: tuple[Series, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """The titles of the themes, in bank order."""
        return tuple(point.theme for point in self.series[0].points)


def theme_profile(scorecard: Scorecard, *, name: str = "This assessment") -> Profile:
    """One assessment by theme."""
    return compared_profile((name, scorecard))


def compared_profile(*named: tuple[str, Scorecard]) -> Profile:
    """One or two assessments by theme, in the order given; ValueError if more, or if they answer different banks."""
    if not 1 <= len(named) <= MOST_SERIES:
        raise ValueError(f"A chart shows one or two assessments, not {len(named)}.")
    bank = named[0][1].bank
    if any(scorecard.bank.fingerprint != bank.fingerprint for _, scorecard in named):
        raise ValueError("Assessments on different bank versions cannot share a chart.")
    return Profile(
        levels=len(bank.scale),
        bands=_bands(bank),
        series=tuple(
            Series(name=name, points=tuple(_point(theme, title=theme.title) for theme in scorecard.themes))
            for name, scorecard in named
        ),
    )


def side_by_side(named: Sequence[tuple[str, Score]], *, bank: Bank) -> Profile:
    """The same score of several assessments, each under its name where else a theme's title is."""
    return Profile(
        levels=len(bank.scale),
        bands=_bands(bank),
        series=(Series(name="Assessments", points=tuple(_point(score, title=name) for name, score in named)),),
    )


def describe(profile: Profile, *, chart: str, by: str = "theme") -> str:
    """The text alternative: the kind of chart, its scale, and every value in words."""
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
    # The lowest grade has no threshold: its band begins where the scale does.
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


def _mark(standing: Result) -> Mark | None:
    if standing.mean is None:
        return None
    grade = None if standing.grade is None else standing.grade.title
    return Mark(mean=float(standing.mean), shown=shown(standing.mean), grade=grade)


def _in_words(point: Point) -> str:
    if point.claimed is None:
        return f"{point.theme}: {point.gap.lower()}."
    parts = [f"mean {point.claimed.words}"]
    if point.has_range and point.lowest is not None and point.highest is not None:
        parts.append(f"range {point.lowest.words} to {point.highest.words}")
    if point.evidenced is not None:
        parts.append(f"as evidenced {point.evidenced.words}")
    return f"{point.theme}: {', '.join(parts)}."
