"""The comparison, as a table and as a report. It is recorded in each assessment that has a row in it."""

from datetime import datetime

from assessment.access import Asker
from assessment.bank.library import Library
from assessment.comparison.export import comparison_csv
from assessment.comparison.table import Selection
from assessment.issuing.recording import Read, Taking, make_and_record
from assessment.report.chapters.comparison import comparison_document
from assessment.report.comparing import ComparisonSubject, comparison_content
from assessment.report.pdf import build_pdf
from assessment.report.subject import AuditHead
from assessment.store import Store
from assessment.store.audit import Event
from assessment.store.chain import chain_of
from assessment.store.unit import Unit
from assessment.views.comparison import read_chosen


def take_comparison(
    store: Store, asker: Asker, library: Library, selection: Selection, *, fingerprint: str | None, at: datetime
) -> str:
    """The comparison as CSV, on the bank version with that fingerprint, or the newest, taken `at`.

    Raises :class:`NotFound` while nothing is submitted, and :class:`NotSaved` where it cannot be recorded.
    """
    return _take(store, asker, library, selection, fingerprint=fingerprint, at=at, form="csv").decode()


def issue_comparison(
    store: Store, asker: Asker, library: Library, selection: Selection, *, fingerprint: str | None, at: datetime
) -> bytes:
    """The same as a PDF, issued `at`."""
    return _take(store, asker, library, selection, fingerprint=fingerprint, at=at, form="pdf")


def _take(
    store: Store,
    asker: Asker,
    library: Library,
    selection: Selection,
    *,
    fingerprint: str | None,
    at: datetime,
    form: str,
) -> bytes:
    def read(unit: Unit) -> Read[ComparisonSubject]:
        chosen = read_chosen(unit, asker, library, selection, fingerprint=fingerprint)
        shown = {row.assessment.id: row.assessment for row in chosen.rows}  # a force's rows share their assessment
        subject = ComparisonSubject(
            bank=chosen.bank,
            rows=chosen.rows,
            set_aside=chosen.set_aside,
            selection=selection,
            classification=chosen.classification,
            issued=at,
            is_example=unit.is_example,
            audit={
                each.collaboration.id: AuditHead(number=head.number, hmac=head.hmac)
                for each in shown.values()
                if (head := unit.audit.head(chain_of(each.collaboration.id)))
            },
        )
        return Read(source=subject, about=list(shown.values()))

    def make(subject: ComparisonSubject) -> bytes:
        if form == "csv":
            return comparison_csv(subject.bank, subject.rows).encode()
        return build_pdf(comparison_document(comparison_content(subject)))

    def taking(subject: ComparisonSubject) -> Taking:
        return Taking(
            event=Event.COMPARISON_TAKEN,
            form=form,
            classification=subject.classification,
            bank=subject.bank.fingerprint,
            issued=at,
        )

    return make_and_record(store, asker, read=read, make=make, taking=taking, at=at)[1]
