"""Exports the comparison as CSV and as a PDF, recorded in the audit trail of every assessment that has a row in it."""

from datetime import datetime
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.codes import Event, Permission
from assessment.comparison.compared import Selection
from assessment.comparison.comparison_csv import comparison_csv
from assessment.exports.building import Builder, BuildHere
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.report.chapters.comparison_chapter import comparison_document
from assessment.report.comparison_content import comparison_content
from assessment.report.comparison_subject import ComparisonSubject
from assessment.report.pdf_report import build_pdf
from assessment.report.report_subject import AuditHead
from assessment.store import Store
from assessment.store.audit_chain import chain_of
from assessment.store.unit import Unit
from assessment.views.comparison_view import read_chosen, with_questions

_HERE: Final = BuildHere()
_COMPARISON: Final = "comparison"
"""Comparisons count as one thing: each is about nearly everything, so of all of them one is made at a time."""


def export_comparison_csv(
    store: Store, actor: Actor, library: Library, selection: Selection, *, fingerprint: str | None, at: datetime
) -> str:
    """Return the comparison as CSV, on the bank version with that fingerprint or else the newest, downloaded `at`.

    Raise :class:`NotFound` while nothing is submitted, and :class:`NotSaved` where it cannot be recorded.
    """
    return _export(store, actor, library, selection, fingerprint=fingerprint, at=at, form="csv").decode()


def export_comparison_pdf(
    store: Store,
    actor: Actor,
    library: Library,
    selection: Selection,
    *,
    fingerprint: str | None,
    at: datetime,
    builder: Builder = _HERE,
) -> bytes:
    """Return the comparison as a PDF, issued `at`. Raise as :func:`export_comparison_csv` does."""
    return _export(store, actor, library, selection, fingerprint=fingerprint, at=at, form="pdf", builder=builder)


def _export(
    store: Store,
    actor: Actor,
    library: Library,
    selection: Selection,
    *,
    fingerprint: str | None,
    at: datetime,
    form: str,
    builder: Builder = _HERE,
) -> bytes:
    def read(unit: Unit) -> ExportSource[ComparisonSubject]:
        chosen = read_chosen(unit, actor, library, selection, fingerprint=fingerprint)
        shown = {row.assessment.id: row.assessment for row in chosen.rows}
        subject = ComparisonSubject(
            bank=chosen.bank,
            rows=with_questions(unit, chosen),
            set_aside=chosen.set_aside,
            selection=selection,
            with_forces=chosen.force_names,
            of_round=chosen.round_title,
            classification=chosen.classification,
            issued=at,
            is_example=unit.is_example,
            audit={
                each.collaboration.id: AuditHead(number=head.number, hmac=head.hmac)
                for each in shown.values()
                if (head := unit.audit.head(chain_of(each.collaboration.id)))
            },
        )
        return ExportSource(source=subject, about=list(shown.values()))

    def record_of(subject: ComparisonSubject) -> ExportRecord:
        return ExportRecord(
            event=Event.COMPARISON_EXPORTED,
            form=form,
            classification=subject.classification,
            bank=subject.bank.fingerprint,
            issued=at,
        )

    def permit(unit: Unit) -> None:
        authenticate(unit, actor).require(Permission.COMPARE)

    make = _csv if form == "csv" else _pdf
    return make_and_record(
        store,
        actor,
        thing=_COMPARISON,
        permit=permit,
        read=read,
        make=make,
        record_of=record_of,
        at=at,
        builder=builder,
    )[1]


def _csv(subject: ComparisonSubject) -> bytes:
    return comparison_csv(subject.bank, subject.rows).encode()


def _pdf(subject: ComparisonSubject) -> bytes:
    return build_pdf(comparison_document(comparison_content(subject)))
