"""Compare: submitted assessments on one bank version, and those that cannot stand beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessment.access import Asker, Permission
from assessment.admission import admit
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.comparison.export import comparison_csv
from assessment.comparison.table import Compared, Selection, SetAside, forces_of, selected, why_set_aside
from assessment.errors import NotFound
from assessment.report.chapters.comparison import comparison_document
from assessment.report.comparing import ComparisonSubject, comparison_content
from assessment.report.pdf import build_pdf
from assessment.rounds.assessment import Assessment, BankReference, Classification, highest
from assessment.scoring import score
from assessment.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the comparison page shows."""

    bank: Bank
    banks: tuple[BankReference, ...]
    """The bank versions that submitted assessments answer, newest first."""
    forces: tuple[str, ...]
    """Every partner force there is to filter by."""
    rows: tuple[Compared, ...]
    set_aside: tuple[SetAside, ...]
    classification: Classification
    """The highest marking of the rows."""


def open_comparison(
    store: Store, asker: Asker, library: Library, selection: Selection, *, beside: BankReference | None = None
) -> Comparison | None:
    """The comparison on a bank version (the newest that was answered, if none is named); none while there is nothing.

    Raises :class:`NotFound` when no submitted assessment answers that version.
    """
    with store.read() as unit:
        viewer = admit(unit, asker)
        viewer.require(Permission.COMPARE)
        assessments = [each for each in unit.assessments.all() if viewer.may(Permission.READ, of=each)]
        banks = _submitted_banks(assessments)
        if not banks:
            return None
        if beside is not None and beside not in banks:
            raise NotFound("No submitted assessment answers that question bank. Choose another.")
        reference = beside or banks[0]
        apart = [SetAside(assessment=each, why=why) for each in assessments if (why := why_set_aside(each, reference))]
        together = [each for each in assessments if why_set_aside(each, reference) is None]
        bank = together[0].bank.open_in(library)
        responses = unit.responses.of_all(together, {each.id: bank for each in together})
    rows = [Compared(assessment=each, scorecard=score(bank, responses.get(each.id, {}))) for each in together]
    shown = selected(rows, selection)
    return Comparison(
        bank=bank,
        banks=banks,
        forces=forces_of(rows),
        rows=shown,
        set_aside=tuple(apart),
        classification=highest(row.assessment.classification for row in shown),
    )


def open_comparison_file(
    store: Store, asker: Asker, library: Library, selection: Selection, *, fingerprint: str | None
) -> str:
    """The comparison as CSV, on the bank version with that fingerprint, or the newest."""
    chosen = _chosen(store, asker, library, selection, fingerprint=fingerprint)
    return comparison_csv(chosen.bank, chosen.rows)


def open_comparison_report(
    store: Store, asker: Asker, library: Library, selection: Selection, *, fingerprint: str | None, at: datetime
) -> bytes:
    """The comparison as a PDF, issued `at`, on the bank version with that fingerprint, or the newest."""
    chosen = _chosen(store, asker, library, selection, fingerprint=fingerprint)
    subject = ComparisonSubject(
        bank=chosen.bank,
        rows=chosen.rows,
        set_aside=chosen.set_aside,
        selection=selection,
        classification=chosen.classification,
        issued=at,
        is_example=store.is_example,
    )
    return build_pdf(comparison_document(comparison_content(subject)))


def _chosen(
    store: Store, asker: Asker, library: Library, selection: Selection, *, fingerprint: str | None
) -> Comparison:
    everything = open_comparison(store, asker, library, Selection())
    if everything is None:
        raise NotFound("No assessment is submitted yet, so there is nothing to compare.")
    beside = next((bank for bank in everything.banks if bank.fingerprint == fingerprint), everything.banks[0])
    chosen = open_comparison(store, asker, library, selection, beside=beside)
    # Nothing is ever taken back once it is submitted, so what was there a moment ago is there now.
    return everything if chosen is None else chosen


def _submitted_banks(assessments: Iterable[Assessment]) -> tuple[BankReference, ...]:
    answered = {each.bank for each in assessments if each.submitted_at is not None}
    return tuple(sorted(answered, key=lambda bank: (bank.version, bank.id, bank.fingerprint), reverse=True))
