"""The board's report, and the answers in the exchange format. Each comes with a name for the file."""

from datetime import datetime
from functools import partial

from assessment.access import Asker
from assessment.bank.library import Library
from assessment.issuing.recording import Read, Taking, make_and_record
from assessment.report.subject import ReportSubject
from assessment.rounds.assessment import Stage
from assessment.store import Store
from assessment.store.audit import Event
from assessment.store.unit import Unit
from assessment.terms import AssessmentId
from assessment.views.many import Form, report_in
from assessment.views.opening import Opened
from assessment.views.report import exchange_text, file_name, read_report, read_to_export


def issue_report(
    store: Store,
    asker: Asker,
    library: Library,
    id: AssessmentId,
    *,
    form: Form = Form.PDF,
    at: datetime,
    issued: datetime | None = None,
) -> tuple[str, bytes]:
    """The report in that form, taken `at`; it says that it was issued then, or at another time that is given.

    It bears the next version number. The entry that records it holds the same: nothing can have come into the chain
    between the reading and the recording (:func:`make_and_record`), so no two issues bear one number.

    Raises as :func:`read_report` does, and :class:`NotSaved` where its issue cannot be recorded.
    """

    def read(unit: Unit) -> Read[ReportSubject]:
        opened, subject = read_report(unit, asker, library, id, at=issued or at)
        return Read(source=subject, about=[opened.assessment])

    def taking(subject: ReportSubject) -> Taking:
        return Taking(
            event=Event.REPORT_ISSUED,
            form=form.value,
            classification=subject.classification,
            bank=subject.bank.fingerprint,
            issued=subject.issued,
            is_draft=subject.is_draft,
            version=subject.version,
        )

    subject, file = make_and_record(store, asker, read=read, make=partial(report_in, form), taking=taking, at=at)
    return file_name(subject.collaboration, subject.round_title), file


def export_answers(store: Store, asker: Asker, library: Library, id: AssessmentId, *, at: datetime) -> tuple[str, str]:
    """The answers as a file that can be scored elsewhere, or started from again. Raises as :func:`issue_report`."""

    def read(unit: Unit) -> Read[Opened]:
        opened = read_to_export(unit, asker, library, id)
        return Read(source=opened, about=[opened.assessment])

    def taking(opened: Opened) -> Taking:
        return Taking(
            event=Event.EXPORTED,
            form="json",
            classification=opened.assessment.classification,
            bank=opened.bank.fingerprint,
            issued=at,
            is_draft=opened.assessment.stage is Stage.OPEN,
        )

    opened, file = make_and_record(
        store, asker, read=read, make=lambda opened: exchange_text(opened).encode(), taking=taking, at=at
    )
    return file_name(opened.assessment.collaboration.name, opened.assessment.round.title), file.decode()
