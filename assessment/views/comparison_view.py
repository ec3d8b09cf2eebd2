"""Submitted assessments side by side on one bank version, and those that cannot be compared with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authenticate, authorise
from assessment.bank.applicability import asked_of
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Permission
from assessment.comparison.compared import (
    ComparedRow,
    ScoredRow,
    Selection,
    SetAside,
    forces_of,
    selected,
    why_set_aside,
)
from assessment.dates import uk_day
from assessment.errors import NotFound, sentence
from assessment.ids import AssessmentId, ForceId
from assessment.rounds.assessment import Assessment, BankReference, Classification, highest
from assessment.scoring.question_results import question_results
from assessment.store import Store
from assessment.store.unit import Unit

ROWS_PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The comparison that a viewer has asked for."""

    bank: Bank
    banks: tuple[BankReference, ...]
    """The bank versions that submitted assessments answer, newest first."""
    forces: Mapping[ForceId, str]
    """Every partner force with its name today, by name, to filter by."""
    rows: tuple[ScoredRow, ...]
    set_aside: tuple[SetAside, ...]
    classification: Classification
    """The highest marking of the rows."""

    def narrowed(self, selection: Selection) -> "Comparison":
        """Return the comparison with the rows that the selection asks for, in its order."""
        shown = selected(self.rows, selection)
        return replace(self, rows=shown, classification=highest(row.assessment.classification for row in shown))


def open_comparison(
    store: Store, actor: Actor, library: Library, *, beside: BankReference | None = None
) -> Comparison | None:
    """Return everything that is compared on a bank version, by default the newest, or None while nothing is submitted.

    Raise :class:`NotFound` when no submitted assessment answers that version.
    """
    with store.read() as unit:
        return read_comparison(unit, actor, library, beside=beside)


def read_comparison(
    unit: Unit, actor: Actor, library: Library, *, beside: BankReference | None = None
) -> Comparison | None:
    """Return what :func:`open_comparison` does, within a transaction that is already open."""
    viewer = authenticate(unit, actor)
    viewer.require(Permission.COMPARE)
    reached = unit.assessments.in_collaborations(viewer.collaborations_with(Permission.READ))
    assessments = [each for each in reached if viewer.may(Permission.READ, of=each)]
    banks = _submitted_banks(assessments)
    if not banks:
        return None
    if beside is not None and beside not in banks:
        raise NotFound(
            sentence(
                "comparison_bank_not_found", "No submitted assessment answers that question bank. Choose another one."
            )
        )
    reference = beside or banks[0]
    apart = [SetAside(assessment=each, why=why) for each in assessments if (why := why_set_aside(each, reference))]
    together = [each for each in assessments if why_set_aside(each, reference) is None]
    bank = together[0].bank.open_in(library)
    scores = unit.theme_scores.of_all(together, {each.id: bank for each in together})
    rows = [ScoredRow(assessment=each, scores=scores[each.id]) for each in together]
    return Comparison(
        bank=bank,
        banks=banks,
        forces=unit.forces.known().named(forces_of(rows), on=uk_day(unit.at)),
        rows=selected(rows, Selection()),
        set_aside=tuple(apart),
        classification=highest(row.assessment.classification for row in rows),
    )


def read_chosen(
    unit: Unit, actor: Actor, library: Library, selection: Selection, *, fingerprint: str | None
) -> Comparison:
    """Return the comparison on the bank version with that fingerprint, or else the newest. Raise :class:`NotFound`."""
    everything = read_comparison(unit, actor, library)
    if everything is None:
        raise NotFound(
            sentence("nothing_to_compare", "No assessment has been submitted yet, so there is nothing to compare.")
        )
    beside = next((bank for bank in everything.banks if bank.fingerprint == fingerprint), everything.banks[0])
    if beside != everything.banks[0]:
        everything = read_comparison(unit, actor, library, beside=beside) or everything
    return everything.narrowed(selection)


def with_questions(unit: Unit, compared: Comparison) -> tuple[ComparedRow, ...]:
    """Return the rows of a comparison with their questions, which are read for it."""
    assessments = [row.assessment for row in compared.rows]
    banks = {each.id: asked_of(compared.bank, each.facts) for each in assessments}
    responses = unit.responses.of_all(assessments, banks)
    return tuple(
        ComparedRow(
            assessment=row.assessment,
            scores=row.scores,
            questions=question_results(banks[row.assessment.id], responses[row.assessment.id]),
        )
        for row in compared.rows
    )


def open_with_questions(
    store: Store, actor: Actor, library: Library, ids: Sequence[AssessmentId]
) -> Mapping[AssessmentId, ComparedRow]:
    """Return a few assessments to be compared question by question. Raise :class:`NotFound` for one out of reach."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.COMPARE)
        rows = {}
        for id in ids:
            _, each = authorise(unit, actor, id, Permission.READ)
            bank = each.open_bank(library)
            rows[id] = ComparedRow.of(each, bank, unit.responses.of_all([each], {id: bank})[id])
        return rows


def _submitted_banks(assessments: Iterable[Assessment]) -> tuple[BankReference, ...]:
    answered = {each.bank for each in assessments if each.counts}
    return tuple(sorted(answered, key=lambda bank: (bank.version, bank.id, bank.fingerprint), reverse=True))
