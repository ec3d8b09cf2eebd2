"""The report on several assessments side by side, for an inspector: what it says, before it is put in order."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Final

from assessment.bank.model import OVERALL, Bank
from assessment.charts.series import Profile, side_by_side
from assessment.comparison.compared import BY_NAME, ComparedRow, Selection, SetAside
from assessment.dates import uk_date, uk_moment
from assessment.ids import CollaborationId
from assessment.report.board_content import ScoreRow, score_row
from assessment.report.method_content import Method, method
from assessment.report.report_subject import AuditHead
from assessment.rounds.assessment import Assessment, Classification
from assessment.scoring import score_document
from assessment.scoring.scores import Score

STATEMENT: Final = (
    "Each collaboration assessed itself, on the same questions and rules. The grades are worked out from what each "
    "said of itself. They are not HMICFRS judgments, and HMICFRS has neither checked nor endorsed them."
)
_ROWS_IN_A_FIGURE: Final = 4
"""Two figures then fit on a page, and none leaves much of one empty."""
_NAMED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSubject:
    """What a comparison is made from: the rows in the order in which they are to stand."""

    bank: Bank
    rows: tuple[ComparedRow, ...]
    set_aside: tuple[SetAside, ...]
    selection: Selection
    classification: Classification
    issued: datetime
    """An aware moment."""
    audit: Mapping[CollaborationId, AuditHead] = field(default_factory=dict)
    """How far the audit trail of each collaboration had come; nothing where it is not known."""
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedScore:
    """One theme, or the overall result, of every row."""

    title: str
    rows: tuple[ScoreRow, ...]
    """Each under the row's name."""
    profiles: tuple[Profile, ...]
    """The same as pictures, a few rows in each."""
    too_close: str
    """Who cannot be told apart from the highest; nothing where everyone can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonReport:
    """Everything the comparison says."""

    title: str
    subtitle: str
    classification: Classification
    levels: int
    issued: datetime
    asked: tuple[str, ...]
    """What was asked for, in sentences."""
    who: tuple[tuple[str, str, str, str], ...]
    """Of each row its name, its partners, who leads, and its round."""
    scores: tuple[ComparedScore, ...]
    set_aside: tuple[str, ...]
    method: Method
    control: tuple[tuple[str, str], ...]
    audit: tuple[tuple[str, str], ...]
    """Of each collaboration its name, and how far its audit trail had come."""
    is_example: bool


def comparison_content(subject: ComparisonSubject) -> ComparisonReport:
    """What the comparison says."""
    bank = subject.bank
    count = "1 row" if len(subject.rows) == 1 else f"{len(subject.rows)} rows"
    return ComparisonReport(
        title="Comparison of assessments",
        subtitle=f"{bank.title}, version {bank.version}: {count}",
        classification=subject.classification,
        levels=len(bank.scale),
        issued=subject.issued,
        asked=_asked(subject),
        who=tuple(_who(row) for row in subject.rows),
        scores=tuple(
            _compared(code, title, subject)
            for code, title in ((OVERALL, "Overall"), *((theme.code, theme.title) for theme in bank.themes))
        ),
        set_aside=tuple(f"{_named(each.assessment)}: {each.why}" for each in subject.set_aside),
        method=method(bank),
        control=_control(subject),
        audit=_audit(subject),
        is_example=subject.is_example,
    )


def _asked(subject: ComparisonSubject) -> tuple[str, ...]:
    selection = subject.selection
    forces = sorted(selection.forces)
    order = "by name" if selection.sorted_by == BY_NAME else f"by the mean of {_title(subject)}, highest first"
    return (
        f"A row stands for a {'force in a collaboration' if selection.by_force else 'collaboration'}.",
        f"Only with {', '.join(forces)}." if forces else "With all forces.",
        *([f"Only where the name or the round contains {selection.text.strip()}."] if selection.text.strip() else []),
        f"In order {order}.",
    )


def _title(subject: ComparisonSubject) -> str:
    theme = subject.bank.find_theme(subject.selection.sorted_by)
    return "the overall result" if theme is None else theme.title


def _who(row: ComparedRow) -> tuple[str, str, str, str]:
    assessment = row.assessment
    collaboration = assessment.collaboration
    name = f"{row.force} ({collaboration.name})" if row.force else collaboration.name
    when = f"{assessment.round.title}, as of {uk_date(assessment.round.as_of)}"
    return name, ", ".join(collaboration.partners), collaboration.lead_force, when


def _compared(code: str, title: str, subject: ComparisonSubject) -> ComparedScore:
    rounds = {row.assessment.round.title for row in subject.rows}
    named = [(_row_name(row, with_round=len(rounds) > 1), row.score(code)) for row in subject.rows]
    figures = max(1, ceil(len(named) / _ROWS_IN_A_FIGURE))
    rows = max(1, ceil(len(named) / figures))  # as evenly as can be: no figure is left with a single row
    return ComparedScore(
        title=title,
        rows=tuple(score_row(score, subject.bank, title=name) for name, score in named),
        profiles=tuple(
            side_by_side(named[start : start + rows], bank=subject.bank) for start in range(0, len(named), rows)
        ),
        too_close=_too_close(named),
    )


def _too_close(named: Sequence[tuple[str, Score]]) -> str:
    """Whose mean could still turn out as high as the least that the highest can still have."""
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
    listed = ", ".join(close[:_NAMED]) + (f" and {len(close) - _NAMED} more" if len(close) > _NAMED else "")
    return f"Not to be told apart from {best[0]}, which has the highest mean, because their ranges meet: {listed}."


def _row_name(row: ComparedRow, *, with_round: bool) -> str:
    name = _named(row.assessment) if with_round else row.assessment.collaboration.name
    return f"{row.force} ({name})" if row.force else name


def _named(assessment: Assessment) -> str:
    return f"{assessment.collaboration.name}, {assessment.round.title}"


def _control(subject: ComparisonSubject) -> tuple[tuple[str, str], ...]:
    bank = subject.bank
    return (
        ("Title", "Comparison of assessments"),
        ("Rows", str(len(subject.rows))),
        ("Classification", subject.classification.value),
        ("Question bank", f"{bank.title}, version {bank.version}"),
        ("Bank fingerprint", bank.fingerprint),
        ("Issued", f"{uk_moment(subject.issued)} (UK time)"),
        ("Content fingerprint", _fingerprint(subject)),
    )


def _audit(subject: ComparisonSubject) -> tuple[tuple[str, str], ...]:
    names = {row.assessment.collaboration.id: row.assessment.collaboration.name for row in subject.rows}
    return tuple((name, str(subject.audit[id])) for id, name in names.items() if id in subject.audit)


def _fingerprint(subject: ComparisonSubject) -> str:
    """``sha256:`` and the hash of everything the comparison is made from but the moment of issue and audit heads."""
    content = {
        "format": "collaboration-comparison/1",
        "classification": subject.classification.value,
        "selection": subject.selection.to_query(),
        "rows": [
            {
                "assessment": str(row.assessment.id),
                "who": _who(row),
                "force": row.force,
                "scores": score_document(row.scorecard),
            }
            for row in subject.rows
        ],
        "set_aside": [f"{each.assessment.id}: {each.why}" for each in subject.set_aside],
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
