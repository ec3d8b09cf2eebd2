"""The board's report, and the answers in the exchange format. Each comes with a name for the file."""

from datetime import datetime
from functools import partial

from assessment.access import Actor
from assessment.bank.library import Library
from assessment.codes import Event, ReportFormat
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.ids import AssessmentId
from assessment.report.report_subject import ReportSubject
from assessment.rounds.assessment import Stage
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.report_batch import build_report_as
from assessment.views.report_view import exchange_text, file_name, read_report, read_to_export


def export_report(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    *,
    form: ReportFormat = ReportFormat.PDF,
    at: datetime,
    issued: datetime | None = None,
) -> tuple[str, bytes]:
    """The report in that form, taken `at`; it says that it was issued then, or at another time that is given.

    It bears the next version number. The entry that records it holds the same: nothing can have come into the chain
    between the reading and the recording (:func:`make_and_record`), so no two issues bear one number.

    Raises as :func:`read_report` does, and :class:`NotSaved` where its issue cannot be recorded.
    """

    def read(unit: Unit) -> ExportSource[ReportSubject]:
        opened, subject = read_report(unit, actor, library, id, at=issued or at)
        return ExportSource(source=subject, about=[opened.assessment])

    def taking(subject: ReportSubject) -> ExportRecord:
        return ExportRecord(
            event=Event.REPORT_ISSUED,
            form=form.value,
            classification=subject.classification,
            bank=subject.bank.fingerprint,
            issued=subject.issued,
            is_draft=subject.is_draft,
            version=subject.version,
        )

    subject, file = make_and_record(store, actor, read=read, make=partial(build_report_as, form), taking=taking, at=at)
    return file_name(subject.collaboration, subject.round_title), file


def export_answers(store: Store, actor: Actor, library: Library, id: AssessmentId, *, at: datetime) -> tuple[str, str]:
    """The answers as a file that can be scored elsewhere, or started from again. Raises as :func:`export_report`."""

    def read(unit: Unit) -> ExportSource[AnsweredAssessment]:
        opened = read_to_export(unit, actor, library, id)
        return ExportSource(source=opened, about=[opened.assessment])

    def taking(opened: AnsweredAssessment) -> ExportRecord:
        return ExportRecord(
            event=Event.ANSWERS_EXPORTED,
            form="json",
            classification=opened.assessment.classification,
            bank=opened.bank.fingerprint,
            issued=at,
            is_draft=opened.assessment.stage is Stage.OPEN,
        )

    opened, file = make_and_record(
        store, actor, read=read, make=lambda opened: exchange_text(opened).encode(), taking=taking, at=at
    )
    return file_name(opened.assessment.collaboration.name, opened.assessment.round.title), file.decode()
