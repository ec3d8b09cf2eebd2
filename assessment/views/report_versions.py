"""The versions of an assessment's report: the last, the next, what has changed since, and what the board had before."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from assessment.codes import Event
from assessment.dates import uk_day
from assessment.report.report_subject import DecidedVersion, EarlierVersion
from assessment.rounds.assessment import Assessment
from assessment.rounds.issued_report import ReportVersion
from assessment.store.audit import AuditEntry
from assessment.store.unit import Unit


def last_issued(unit: Unit, assessment: Assessment) -> ReportVersion | None:
    """Return the last version, or None where none was issued."""
    return next(reversed(unit.issued_reports.of(assessment)), None)


def next_report_version(unit: Unit, assessment: Assessment) -> int:
    """Return the version of the next report, which stays true until the transaction ends."""
    return max((version for version, _ in unit.issued_reports.entries(assessment)), default=0) + 1


def earlier_report_version(unit: Unit, assessment: Assessment, *, at: datetime) -> EarlierVersion | None:
    """Return the version the board had before one issued `at`: the last of an earlier day that is not a DRAFT."""
    today = uk_day(at)
    had = [each for each in unit.issued_reports.of(assessment) if not each.is_draft and uk_day(each.issued) < today]
    if not had:
        return None
    last = had[-1]
    return EarlierVersion(
        version=last.version,
        issued=last.issued,
        actions=unit.improvement_actions.before(assessment, last.made_at + 1),
    )


def decided_last(unit: Unit, rounds: Iterable[Assessment | None]) -> DecidedVersion | None:
    """Return what the board decided last in the first of the rounds in which it decided anything, or None."""
    for assessment in rounds:
        decided = () if assessment is None else unit.issued_reports.decisions(assessment)
        if assessment is not None and decided:
            # A decision on an older version can be put on record later.
            last = max(decided, key=lambda each: (each.version, each.number))
            return DecidedVersion(version=last.version, round_title=assessment.round.title, decision=last.decision)
    return None


def changes_since(unit: Unit, assessment: Assessment, version: ReportVersion) -> tuple[str, ...]:
    """Return what was done to the assessment since that version was made, as ``2 actions were saved``."""
    return tuple(_changes(unit.audit.of(assessment, after=version.made_at)))


def _changes(entries: Iterable[AuditEntry]) -> Iterator[str]:
    found = list(entries)
    answers = {each.question for each in found if each.event is Event.RESPONSE_SAVED}
    actions = {each.detail["action"] for each in found if each.event is Event.IMPROVEMENT_ACTION_SAVED}
    for number, what in ((len(answers), "answer"), (len(actions), "action")):
        if number:
            yield f"{number:,} {what}{' was' if number == 1 else 's were'} saved"
    events = {each.event for each in found}
    if Event.ASSESSMENT_SUBMITTED in events:
        yield "the assessment was submitted"
    if Event.SUBMISSION_WITHDRAWN in events:
        yield "the submission was withdrawn"
    if any("classification_was" in each.detail for each in found):
        yield "the classification was changed"
    if Event.BOARD_DECIDED in events:
        yield "the board’s decision was recorded"
