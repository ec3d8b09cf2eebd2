"""Issues a report: makes the next version for the people it is for, keeps its files, and hands them out again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from assessment.access import Actor, Viewer
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Event, Permission, ReportFormat
from assessment.errors import InvalidInput, NotFound, ReportUnchanged, sentence
from assessment.exports.building import Builder, BuildHere
from assessment.exports.recorded_export import ExportSource, MadeFile, make_as_one_moment
from assessment.ids import AssessmentId
from assessment.report.content_fingerprint import content_fingerprint
from assessment.report.report_format import build_report_as
from assessment.report.report_subject import ReportSubject
from assessment.rounds.assessment import Assessment
from assessment.rounds.text_rules import NAME_LENGTH, clean_line
from assessment.store import Store, holding
from assessment.store.audit import DOWNLOAD_EVENTS
from assessment.store.audit_chain import chain_of
from assessment.store.unit import Unit
from assessment.views.report_versions import last_issued
from assessment.views.report_view import file_name, read_report

_HERE: Final = BuildHere()
_BATCH: Final = "whoever runs this service, who made the reports of a round"
"""Whom a version is for that a command issues."""


def issue_report(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    *,
    issued_for: str,
    at: datetime,
    issued: datetime | None = None,
    builder: Builder = _HERE,
) -> int:
    """Issue the next version of the report for those people, in words, and return its number.

    The report says that it was issued `at`, or at `issued` where that is given. Each of its files is kept, so that
    :func:`take_report` hands out exactly what was issued. No two versions have the same number.

    Raise :class:`ReportUnchanged` where nothing has changed since the last version, and :class:`InvalidInput` without
    people it is for. Raise as :func:`read_report` and :func:`make_as_one_moment` do.
    """
    people = clean_line(issued_for, field_name="line on whom it is for", most=NAME_LENGTH)
    if not people:
        raise InvalidInput(sentence("issued_for_nobody", "Say whom this version is for, then try again."))

    def read(unit: Unit) -> ExportSource[ReportSubject]:
        opened, subject = read_report(unit, actor, library, id, at=issued or at, issued_for=people)
        last = last_issued(unit, opened.assessment)
        if last is not None and last.fingerprint == content_fingerprint(subject):
            raise ReportUnchanged(
                sentence(
                    "report_unchanged",
                    "Version {version}, issued on {issued}, holds the same. Nothing has changed since, so no other "
                    "version is needed.",
                    version=last.version,
                    issued=last.issued,
                )
            )
        opened.assessment.require_reportable()
        return ExportSource(source=subject, about=[opened.assessment])

    def record(file: MadeFile[ReportSubject, dict[ReportFormat, bytes]]) -> None:
        (assessment,) = file.found.about
        made_at = file.made_at[chain_of(assessment.collaboration.id)]
        keep_version(file.unit, assessment, file.found.source, file.made, by=file.viewer, at=at, made_at=made_at)

    subject, _ = make_as_one_moment(
        store,
        actor,
        thing=id,
        permit=lambda unit: authorise(unit, actor, id, Permission.ISSUE_REPORT),
        read=read,
        make=build_every_format,
        record=record,
        permission=Permission.ISSUE_REPORT,
        unaffected_by=[event for event in DOWNLOAD_EVENTS if event is not Event.REPORT_ISSUED],
        builder=builder,
    )
    assert subject.version is not None
    return subject.version


def build_every_format(subject: ReportSubject) -> dict[ReportFormat, bytes]:
    """Return the files of a version, by their format."""
    return {report_format: build_report_as(report_format, subject) for report_format in ReportFormat}


def keep_version(
    unit: Unit,
    assessment: Assessment,
    subject: ReportSubject,
    files: Mapping[ReportFormat, bytes],
    *,
    by: Viewer,
    at: datetime,
    made_at: int,
) -> None:
    """Keep the files of the version that is being issued, and record it. `made_at` is the entry it agrees with."""
    assert subject.version is not None
    hashes = unit.report_files.add(assessment, subject.version, files)
    unit.audit.add(
        Event.REPORT_ISSUED,
        assessment=assessment,
        by=by.actor_id,
        at=at,
        version=subject.version,
        detail={
            "files": dict(hashes),
            "for": subject.issued_for,
            "fingerprint": content_fingerprint(subject),
            "classification": subject.classification.value,
            "bank": subject.bank.fingerprint,
            "issued": subject.issued.astimezone(UTC).isoformat(),
            "draft": subject.is_draft,
            "made_at": made_at,
        },
    )


def take_report(
    store: Store, actor: Actor, id: AssessmentId, version: int, report_format: ReportFormat, *, at: datetime
) -> tuple[str, bytes]:
    """Return a file name without ending, and the file of that version exactly as it was issued, and record it.

    Raise :class:`NotFound` where there is no such version, and for a DRAFT where the viewer may not read drafts.
    """
    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        entry = next((entry for number, entry in unit.issued_reports.entries(assessment) if number == version), None)
        if entry is None or (entry.detail["draft"] and not viewer.may(Permission.READ_DRAFT, of=assessment)):
            raise NotFound(
                sentence(
                    "no_such_report_version",
                    "There is no such version of this report. The Report page lists those that were issued.",
                )
            )
        sha256 = entry.files[report_format]
        file = unit.report_files.read(assessment, version, report_format, sha256=sha256)
        unit.audit.add(
            Event.REPORT_TAKEN,
            assessment=assessment,
            by=viewer.actor_id,
            at=at,
            version=version,
            detail={"form": report_format.value, "sha256": sha256}
            | {name: entry.detail[name] for name in ("classification", "bank", "issued", "draft")},
        )
    name = file_name(assessment.collaboration.name, assessment.round.title)
    return f"{name} version {version}", file


def issue_or_take(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    report_format: ReportFormat,
    *,
    at: datetime,
    issued: datetime,
) -> bytes:
    """Return the last version of the report where it holds what is stored now, and otherwise issue the next.

    A new version is for whoever runs the service. Raise as :func:`issue_report` and :func:`take_report` do.
    """
    try:
        version = issue_report(store, actor, library, id, issued_for=_BATCH, at=at, issued=issued)
    except ReportUnchanged as unchanged:
        version = int(str(unchanged.parameters["version"]))
    return take_report(store, actor, id, version, report_format, at=at)[1]
