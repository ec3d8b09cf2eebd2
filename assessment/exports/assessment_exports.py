"""Exports the board's report, and the answers in the exchange format, each with a name for the file."""

from datetime import datetime
from functools import partial
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Event, Permission, ReportFormat
from assessment.exports.building import Builder, BuildHere
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.ids import AssessmentId
from assessment.report.report_format import build_report_as
from assessment.report.report_subject import ReportSubject
from assessment.rounds.assessment import Stage
from assessment.store import Store
from assessment.store.audit import DOWNLOAD_EVENTS
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.report_view import exchange_text, file_name, read_report, read_to_export

_HERE: Final = BuildHere()


def export_report(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    *,
    report_format: ReportFormat = ReportFormat.PDF,
    at: datetime,
    issued: datetime | None = None,
    builder: Builder = _HERE,
) -> tuple[str, bytes]:
    """Return a file name without ending, and the report in that format, downloaded `at`.

    The report says that it was issued `at`, or at `issued` where that is given. It carries the next version number, and
    so does the audit entry that records it: a report that another was issued before is made again
    (:func:`make_and_record`), so no two carry the same number.

    Raise as :func:`read_report` and :func:`make_and_record` do.
    """

    def read(unit: Unit) -> ExportSource[ReportSubject]:
        opened, subject = read_report(unit, actor, library, id, at=issued or at)
        return ExportSource(source=subject, about=[opened.assessment])

    def record_of(subject: ReportSubject) -> ExportRecord:
        return ExportRecord(
            event=Event.REPORT_ISSUED,
            form=report_format.value,
            classification=subject.classification,
            bank=subject.bank.fingerprint,
            issued=subject.issued,
            is_draft=subject.is_draft,
            version=subject.version,
        )

    subject, file = make_and_record(
        store,
        actor,
        thing=id,
        permit=lambda unit: authorise(unit, actor, id, Permission.READ),
        read=read,
        make=partial(build_report_as, report_format),
        record_of=record_of,
        at=at,
        unaffected_by=[event for event in DOWNLOAD_EVENTS if event is not Event.REPORT_ISSUED],
        builder=builder,
    )
    return file_name(subject.collaboration, subject.round_title), file


def export_answers(store: Store, actor: Actor, library: Library, id: AssessmentId, *, at: datetime) -> tuple[str, str]:
    """Return a file name without ending, and the answers in the exchange format. Raise as `export_report`."""

    def read(unit: Unit) -> ExportSource[AnsweredAssessment]:
        opened = read_to_export(unit, actor, library, id)
        return ExportSource(source=opened, about=[opened.assessment])

    def record_of(opened: AnsweredAssessment) -> ExportRecord:
        return ExportRecord(
            event=Event.ANSWERS_EXPORTED,
            form="json",
            classification=opened.assessment.classification,
            bank=opened.bank.fingerprint,
            issued=at,
            is_draft=opened.assessment.stage is Stage.OPEN,
        )

    opened, file = make_and_record(
        store,
        actor,
        thing=id,
        permit=lambda unit: authorise(unit, actor, id, Permission.READ),
        read=read,
        make=lambda opened: exchange_text(opened).encode(),
        record_of=record_of,
        at=at,
    )
    return file_name(opened.assessment.collaboration.name, opened.assessment.round.title), file.decode()
