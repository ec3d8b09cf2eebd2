"""The content of the report as values: the board's pages, the profile, every theme, and the document control."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assessment.bank.equivalence import Alike
from assessment.charts.series import Profile
from assessment.dates import uk_date, uk_moment
from assessment.report.action_lines import ActionLine, action_lines, progress_sentence
from assessment.report.board_content import Board, board
from assessment.report.content_fingerprint import content_fingerprint
from assessment.report.forces_content import ForcesSection, forces_section
from assessment.report.method_content import Method, method
from assessment.report.report_subject import PreviousRound, ReportSubject
from assessment.report.round_profile import round_profile
from assessment.report.score_rows import ScoreRow, score_row
from assessment.report.theme_content import ThemeSection, theme_section
from assessment.rounds.assessment import Classification
from assessment.rounds.names import round_named
from assessment.scoring import change_wording

STATEMENT: Final = (
    "This is a self-assessment. The collaboration itself said which statements are true of it, and the grades are "
    "worked out from its answers. It is not an HMICFRS judgment, and HMICFRS has neither checked nor endorsed it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole content of the report."""

    title: str
    collaboration: str
    occasion: str
    classification: Classification
    version: int | None
    """The number of the version; None for a preview, and when the report is made from a file."""
    is_draft: bool
    is_preview: bool
    is_example: bool
    levels: int
    issued: datetime
    control: tuple[tuple[str, str], ...]
    board: Board
    compared_with: str
    """The title of the previous round; empty where there was none."""
    scores: tuple[ScoreRow, ...]
    """The themes, and then the whole."""
    compared_in_part: tuple[str, ...]
    """What was compared with the previous round; empty where there was none, or all of it can be compared."""
    reasons: tuple[str, ...]
    """The sentences that explain the overall grade, or why there is none."""
    profile: Profile
    actions: tuple[ActionLine, ...]
    """The improvement actions, overdue first; empty where there are none."""
    progress: str
    """A sentence that counts the changes to the actions since the board's last report; empty for the first report."""
    forces: ForcesSection | None
    """How far each force stood from what is agreed; None where none answered alone."""
    themes: tuple[ThemeSection, ...]
    method: Method


def report_content(subject: ReportSubject) -> Report:
    """Return the content of the report on one assessment."""
    scorecard = subject.scorecard
    return Report(
        title=subject.bank.title,
        collaboration=subject.collaboration,
        occasion=f"{round_named(subject.round_title)}, as of {uk_date(subject.as_of)}",
        classification=subject.classification,
        version=subject.version,
        is_draft=subject.is_draft,
        is_preview=subject.is_preview,
        is_example=subject.is_example,
        levels=len(subject.bank.scale),
        issued=subject.issued,
        control=_control(subject),
        board=board(subject),
        compared_with="" if subject.previous is None else subject.previous.round_title,
        scores=tuple(_scores(subject)),
        compared_in_part=tuple(_in_part(subject)),
        reasons=scorecard.overall.grounds,
        profile=round_profile(subject.scorecard, subject.previous),
        actions=action_lines(subject),
        progress=progress_sentence(subject),
        forces=forces_section(subject),
        themes=tuple(theme_section(theme, subject) for theme in scorecard.themes),
        method=method(subject.bank),
    )


def _scores(subject: ReportSubject) -> Iterator[ScoreRow]:
    scores = (*subject.scorecard.themes, subject.scorecard.overall)
    previous = subject.previous
    changes = [None] * len(scores) if previous is None else (*previous.changes.themes, previous.changes.overall)
    for score, change in zip(scores, changes, strict=True):
        yield score_row(score, bank=subject.bank, change=change)


def _in_part(subject: ReportSubject) -> Iterator[str]:
    """Yield what was compared with the previous round, and each change of a mean over some of the questions."""
    previous = subject.previous
    if previous is None or not (said := change_wording.note(previous.changes.overall, previous.round_title)):
        return
    yield said
    scores = (*subject.scorecard.themes, subject.scorecard.overall)
    for score, change in zip(scores, (*previous.changes.themes, previous.changes.overall), strict=True):
        if change.alike is Alike.PART:
            yield f"{score.title}: {change_wording.in_cell(change, previous.round_title)}."


def _control(subject: ReportSubject) -> tuple[tuple[str, str], ...]:
    bank, before, audit = subject.bank, subject.previous, subject.audit
    return (
        ("Title", bank.title),
        *([] if subject.version is None else [("Version", _version(subject.version, is_draft=subject.is_draft))]),
        *([("Issued for", subject.issued_for)] if subject.issued_for else []),
        ("Collaboration", subject.collaboration),
        ("Partners", ", ".join(subject.partners)),
        ("Lead force", subject.lead_force),
        ("Round", subject.round_title),
        ("As of", uk_date(subject.as_of)),
        *([] if before is None else [("Compared with", _compared_with(before))]),
        ("Status", _status(subject)),
        *([("Amends", subject.amends)] if subject.amends else []),
        ("Classification", subject.classification.value),
        ("Assessment", subject.assessment_id or "Made from a file"),
        ("Question bank", f"{bank.title}, version {bank.version}"),
        ("Bank fingerprint", bank.fingerprint),
        *_decision(subject),
        (
            "Made as a preview" if subject.is_preview else "Issued",
            f"{uk_moment(subject.issued)} (UK time){', not issued' if subject.is_preview else ''}",
        ),
        ("Content fingerprint", content_fingerprint(subject)),
        *([] if audit is None else [("Audit trail", str(audit))]),
    )


def _compared_with(before: PreviousRound) -> str:
    overall = before.changes.overall
    alike = f"; {change_wording.asked_alike(overall)}" if overall.alike is Alike.PART else ""
    return f"{round_named(before.round_title)}, as of {uk_date(before.as_of)}{alike}"


def _decision(subject: ReportSubject) -> Iterator[tuple[str, str]]:
    decided = subject.decided
    if decided is None:
        return
    yield "The board decided", decided.in_report_on(subject.round_title)
    if decided.decision.changes:
        yield "Changes it asked for", decided.decision.changes


def _version(number: int, *, is_draft: bool) -> str:
    return f"{number}, DRAFT" if is_draft else str(number)


def _status(subject: ReportSubject) -> str:
    if subject.is_draft:
        return "DRAFT: not yet submitted"
    if subject.submitted is None:
        return "Submitted"
    return f"Submitted by {subject.submitted.by} on {uk_moment(subject.submitted.at)} (UK time)"
