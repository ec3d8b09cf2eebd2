"""Makes the preview of the board's report, and exports the answers, each with a name for the file."""

from datetime import datetime
from functools import partial
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Event, ExportForm, Permission, ReportFormat
from assessment.exports.answers_tables import answers_csv, answers_workbook
from assessment.exports.building import Builder, BuildHere
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.ids import AssessmentId
from assessment.report.report_format import build_report_as
from assessment.report.report_subject import ReportSubject
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.report_view import exchange_text, file_name, read_report, read_to_export

_HERE: Final = BuildHere()


def preview_report(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    *,
    report_format: ReportFormat = ReportFormat.PDF,
    at: datetime,
    builder: Builder = _HERE,
) -> tuple[str, bytes]:
    """Return a file name without ending, and the report in that format as it would be issued now, looked at `at`.

    It says on every page that it is not issued, and has no version number. Raise as :func:`read_report` and
    :func:`make_and_record` do.
    """

    def read(unit: Unit) -> ExportSource[ReportSubject]:
        opened, subject = read_report(unit, actor, library, id, at=at)
        opened.assessment.require_reportable()
        return ExportSource(source=subject, about=[opened.assessment])

    def record_of(subject: ReportSubject) -> ExportRecord:
        return ExportRecord(
            event=Event.REPORT_PREVIEWED,
            form=report_format.value,
            classification=subject.classification,
            bank=subject.bank.fingerprint,
            issued=subject.issued,
            is_draft=subject.is_draft,
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
        builder=builder,
    )
    return f"{file_name(subject.collaboration, subject.round_title)} preview", file


def export_answers(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    *,
    form: ExportForm = ExportForm.JSON,
    at: datetime,
) -> tuple[str, bytes]:
    """Return a file name without ending, and the answers in that form. Raise as :func:`preview_report`."""

    def read(unit: Unit) -> ExportSource[AnsweredAssessment]:
        opened = read_to_export(unit, actor, library, id)
        opened.assessment.require_agreed()
        return ExportSource(source=opened, about=[opened.assessment])

    def record_of(opened: AnsweredAssessment) -> ExportRecord:
        return ExportRecord(
            event=Event.ANSWERS_EXPORTED,
            form=form.value,
            classification=opened.assessment.classification,
            bank=opened.bank.fingerprint,
            issued=at,
            is_draft=opened.assessment.is_draft,
        )

    opened, file = make_and_record(
        store,
        actor,
        thing=id,
        permit=lambda unit: authorise(unit, actor, id, Permission.READ),
        read=read,
        make=partial(_answers_as, form, at=at),
        record_of=record_of,
        at=at,
    )
    return file_name(opened.assessment.collaboration.name, opened.assessment.round.title), file


def _answers_as(form: ExportForm, opened: AnsweredAssessment, *, at: datetime) -> bytes:
    match form:
        case ExportForm.JSON:
            return exchange_text(opened).encode()
        case ExportForm.CSV:
            return answers_csv(opened).encode()
        case ExportForm.XLSX:
            return answers_workbook(opened, made=at)
