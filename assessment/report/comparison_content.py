"""The content of the report that compares several assessments for an inspector, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from assessment.bank.model import OVERALL
from assessment.charts.series import Profile, side_by_side
from assessment.comparison.compared import BY_NAME, EVERY_ROUND, NEWEST_ROUND, ComparedRow
from assessment.dates import uk_date, uk_moment
from assessment.report.compared_questions import ComparedTheme, compared_themes
from assessment.report.comparison_fingerprint import comparison_fingerprint
from assessment.report.comparison_subject import ComparisonSubject
from assessment.report.method_content import Method, method
from assessment.report.score_rows import ScoreRow, score_row
from assessment.rounds.assessment import Classification
from assessment.rounds.telling_apart import assessment_labels, collaboration_labels
from assessment.scoring.scores import Score

STATEMENT: Final = (
    "Each collaboration assessed itself, on the same questions and rules. The grades are worked out from its own "
    "answers. They are not HMICFRS judgments, and HMICFRS has neither checked nor endorsed them."
)
_ROWS_PER_FIGURE: Final = 4
"""Two figures of this size fit on a page, and neither leaves much of it empty."""
_MOST_NAMES: Final = 8
"""The most rows that a sentence names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedScore:
    """The scores of every row in one theme, or overall."""

    title: str
    rows: tuple[ScoreRow, ...]
    """The scores, each under the name of its row."""
    profiles: tuple[Profile, ...]
    """The values of the charts, each of a few rows."""
    too_close: str
    """A sentence that names the rows whose range overlaps that of the highest; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonReport:
    """The whole content of the comparison."""

    title: str
    subtitle: str
    classification: Classification
    levels: int
    issued: datetime
    selection: tuple[str, ...]
    """Sentences that describe the selection of rows and their order."""
    compared: tuple[tuple[str, str, str, str], ...]
    """For each row its name, its partners, the lead force, and its round."""
    scores: tuple[ComparedScore, ...]
    questions: tuple[ComparedTheme, ...]
    set_aside: tuple[str, ...]
    method: Method
    control: tuple[tuple[str, str], ...]
    audit: tuple[tuple[str, str], ...]
    """For each collaboration its name, and the latest entry in its audit trail."""
    is_example: bool


def comparison_content(subject: ComparisonSubject) -> ComparisonReport:
    """Return the content of the comparison."""
    bank = subject.bank
    labels = assessment_labels((row.assessment for row in subject.rows), with_round=False)
    set_aside = assessment_labels(each.assessment for each in subject.set_aside)
    count = "1 row" if len(subject.rows) == 1 else f"{len(subject.rows)} rows"
    return ComparisonReport(
        title="Comparison of assessments",
        subtitle=f"{bank.title}, version {bank.version}: {count}",
        classification=subject.classification,
        levels=len(bank.scale),
        issued=subject.issued,
        selection=_selection_sentences(subject),
        compared=tuple(_description(row, labels[row.assessment.id]) for row in subject.rows),
        scores=tuple(
            _compared_score(code, title, subject)
            for code, title in ((OVERALL, "Overall"), *((theme.code, theme.title) for theme in bank.themes))
        ),
        questions=compared_themes(subject.rows, bank),
        set_aside=tuple(f"{set_aside[each.assessment.id]}: {each.why}" for each in subject.set_aside),
        method=method(bank),
        control=_control(subject),
        audit=_audit(subject),
        is_example=subject.is_example,
    )


def _selection_sentences(subject: ComparisonSubject) -> tuple[str, ...]:
    selection = subject.selection
    forces, text = subject.with_forces, selection.text.strip()
    order = (
        "Sorted by name."
        if selection.sorted_by == BY_NAME
        else f"Grouped by {_title(subject)}, the group with the highest means first. Where ranges overlap, the order "
        "says nothing, so those stand in one group, by name."
    )
    rounds = {
        NEWEST_ROUND: "The newest round of each collaboration that matches.",
        EVERY_ROUND: "Every round of each collaboration.",
    }
    return (
        rounds.get(selection.rounds, f"Only the round “{subject.of_round}”."),
        f"Only collaborations with {', '.join(forces)}." if forces else "All forces.",
        *([f"Only where the name or the round contains “{text}”."] if text else []),
        order,
    )


def _title(subject: ComparisonSubject) -> str:
    theme = subject.bank.find_theme(subject.selection.sorted_by)
    return "the overall result" if theme is None else theme.title


def _description(row: ComparedRow, label: str) -> tuple[str, str, str, str]:
    assessment = row.assessment
    collaboration = assessment.collaboration
    when = f"{assessment.round.title}, as of {uk_date(assessment.round.as_of)}"
    return label, ", ".join(collaboration.partner_names), collaboration.lead_force.name, when


def _compared_score(code: str, title: str, subject: ComparisonSubject) -> ComparedScore:
    rounds = {row.assessment.round.title for row in subject.rows}
    labels = assessment_labels((row.assessment for row in subject.rows), with_round=len(rounds) > 1)
    named = [(labels[row.assessment.id], row.score(code)) for row in subject.rows]
    figures = max(1, ceil(len(named) / _ROWS_PER_FIGURE))
    rows = max(1, ceil(len(named) / figures))  # spread evenly, so that no figure is left with a single row
    return ComparedScore(
        title=title,
        rows=tuple(score_row(score, bank=subject.bank, title=name) for name, score in named),
        profiles=tuple(
            side_by_side(named[start : start + rows], bank=subject.bank) for start in range(0, len(named), rows)
        ),
        too_close=_too_close(named),
    )


def _too_close(named: Sequence[tuple[str, Score]]) -> str:
    """Name the rows whose highest possible mean reaches the lowest possible mean of the row with the highest mean."""
    with_mean = [(name, score) for name, score in named if score.claimed.mean is not None]
    best = max(with_mean, key=lambda each: each[1].claimed.mean or 0, default=None)
    if best is None or best[1].lowest.mean is None:
        return ""
    least = best[1].lowest.mean
    close = [
        name
        for name, score in with_mean
        if score is not best[1] and score.highest.mean is not None and score.highest.mean >= least
    ]
    if not close:
        return ""
    listed = ", ".join(close[:_MOST_NAMES]) + (
        f" and {len(close) - _MOST_NAMES} more" if len(close) > _MOST_NAMES else ""
    )
    return (
        f"{best[0]} has the highest mean, but cannot be told apart from these, because their ranges overlap: {listed}."
    )


def _control(subject: ComparisonSubject) -> tuple[tuple[str, str], ...]:
    bank = subject.bank
    return (
        ("Title", "Comparison of assessments"),
        ("Rows", str(len(subject.rows))),
        ("Classification", subject.classification.value),
        ("Question bank", f"{bank.title}, version {bank.version}"),
        ("Bank fingerprint", bank.fingerprint),
        ("Issued", f"{uk_moment(subject.issued)} (UK time)"),
        ("Content fingerprint", comparison_fingerprint(subject)),
    )


def _audit(subject: ComparisonSubject) -> tuple[tuple[str, str], ...]:
    labels = collaboration_labels(row.assessment for row in subject.rows)
    in_order = dict.fromkeys(row.assessment.collaboration.id for row in subject.rows)
    return tuple((labels[id], str(subject.audit[id])) for id in in_order if id in subject.audit)
