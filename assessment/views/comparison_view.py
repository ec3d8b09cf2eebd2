"""Submitted assessments side by side on one bank version, and those that cannot be compared with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate, authorise
from assessment.bank.applicability import asked_of
from assessment.bank.library import Library
from assessment.bank.model import OVERALL, Bank
from assessment.codes import Permission, WhySetAside
from assessment.comparison.compared import (
    BY_NAME,
    ComparedRow,
    Found,
    ScoredRow,
    Selection,
    SetAside,
    in_order,
    why_set_aside,
)
from assessment.dates import uk_day
from assessment.errors import NotFound, sentence
from assessment.ids import AssessmentId, ForceId
from assessment.rounds.assessment import BankReference, Classification, highest
from assessment.scoring.question_results import question_results
from assessment.store import Store
from assessment.store.comparison_search import ComparisonCounts
from assessment.store.unit import Unit
from assessment.views.page_numbers import nearest_page

_EVERYTHING: Final = Selection()
ROWS_PER_PAGE: Final = 20
MOST_SET_ASIDE: Final = 50
"""How many of those that are not compared are named on the page, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonChoices:
    """What the comparison can be filtered by."""

    bank: Bank
    """The newest bank version that is compared, by whose themes the rows can be grouped."""
    banks: tuple[BankReference, ...]
    """The bank versions that submitted assessments answer, newest first."""
    forces: Mapping[ForceId, str]
    """Every partner force with its name today, by name."""
    rounds: Mapping[str, str]
    """The title of each round that an administrator made, by its id, the one that opened last first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every row that a viewer has asked for."""

    bank: Bank
    force_names: tuple[str, ...]
    """The names that the forces which the selection asks for have today."""
    round_title: str
    """The title of the round that the selection asks for; empty where it asks for none."""
    rows: tuple[ScoredRow, ...]
    set_aside: tuple[SetAside, ...]
    """Those that cannot be compared with the rows, whatever is asked for; the newest first."""
    classification: Classification
    """The highest marking of the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """A page of the comparison that a viewer has asked for."""

    bank: Bank
    reference: BankReference
    found: tuple[Found, ...]
    """Everything that is compared, in the order that was asked for."""
    rows: Mapping[AssessmentId, ScoredRow]
    """The rows of the page in their order, then those that are drawn and stand on another page."""
    page: int
    pages: int
    left_out: Mapping[WhySetAside, int]
    """How many assessments are not compared, by the reason."""
    set_aside: tuple[SetAside, ...]
    """At most :data:`MOST_SET_ASIDE` of those that cannot be compared with the rows; the newest first."""
    classification: Classification
    """The highest marking of what was found."""

    @property
    def on_page(self) -> tuple[Found, ...]:
        """Return what stands on the page."""
        return self.found[(self.page - 1) * ROWS_PER_PAGE : self.page * ROWS_PER_PAGE]


def open_comparison_choices(store: Store, actor: Actor, library: Library) -> ComparisonChoices | None:
    """Return what the comparison can be filtered by, or None while nothing is submitted."""
    with store.read() as unit:
        viewer = _viewer(unit, actor)
        banks = tuple(unit.comparison_search.counts(viewer.readable).counting)
        if not banks:
            return None
        partners = unit.comparison_search.forces(viewer.readable)
        return ComparisonChoices(
            bank=banks[0].open_in(library),
            banks=banks,
            forces=unit.forces.known().named(partners, on=uk_day(unit.at)),
            rounds={str(each.id): each.title for each in unit.rounds.shared()},
        )


def open_comparison(
    store: Store,
    actor: Actor,
    library: Library,
    selection: Selection = _EVERYTHING,
    *,
    beside: BankReference | None = None,
    page: int = 1,
    drawn: Collection[AssessmentId] = (),
) -> ComparisonPage | None:
    """Return a page of what is compared on a bank version, by default the newest, or None while nothing is submitted.

    Those that are to be `drawn` are read too, as far as they are found. A page that does not exist is the nearest that
    does. Raise :class:`NotFound` when no submitted assessment answers that version.
    """
    with store.read() as unit:
        viewer = _viewer(unit, actor)
        counts = unit.comparison_search.counts(viewer.readable)
        if not counts.counting:
            return None
        reference, bank, found = _find(unit, viewer, library, counts, selection, beside=beside)
        page, pages = nearest_page(page, len(found), size=ROWS_PER_PAGE)
        wanted = [each.id for each in found[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]]
        wanted += [each.id for each in found if each.id in drawn and each.id not in wanted]
        left_out = {
            **counts.others,
            WhySetAside.ANOTHER_BANK: sum(counts.counting.values()) - counts.counting[reference],
            WhySetAside.NOT_SOUGHT: counts.counting[reference] - len(found),
        }
        return ComparisonPage(
            bank=bank,
            reference=reference,
            found=found,
            rows=_read_rows(unit, bank, wanted),
            page=page,
            pages=pages,
            left_out={why: number for why, number in left_out.items() if number},
            set_aside=_read_set_aside(unit, viewer, reference, most=MOST_SET_ASIDE),
            classification=highest(each.classification for each in found),
        )


def read_chosen(
    unit: Unit, actor: Actor, library: Library, selection: Selection, *, fingerprint: str | None
) -> Comparison:
    """Return the comparison on the bank version with that fingerprint, or else the newest. Raise :class:`NotFound`."""
    viewer = _viewer(unit, actor)
    counts = unit.comparison_search.counts(viewer.readable)
    if not counts.counting:
        raise NotFound(
            sentence("nothing_to_compare", "No assessment has been submitted yet, so there is nothing to compare.")
        )
    beside = next((bank for bank in counts.counting if bank.fingerprint == fingerprint), None)
    reference, bank, found = _find(unit, viewer, library, counts, selection, beside=beside)
    known = unit.forces.known()
    titles = {str(each.id): each.title for each in unit.rounds.shared()}
    return Comparison(
        bank=bank,
        force_names=tuple(known.named(selection.forces & known.by_id.keys(), on=uk_day(unit.at)).values()),
        round_title=titles.get(selection.rounds, ""),
        rows=tuple(_read_rows(unit, bank, [each.id for each in found]).values()),
        set_aside=_read_set_aside(unit, viewer, reference, most=None),
        classification=highest(each.classification for each in found),
    )


def _viewer(unit: Unit, actor: Actor) -> Viewer:
    viewer = authenticate(unit, actor)
    viewer.require(Permission.COMPARE)
    return viewer


def _find(
    unit: Unit,
    viewer: Viewer,
    library: Library,
    counts: ComparisonCounts,
    selection: Selection,
    *,
    beside: BankReference | None,
) -> tuple[BankReference, Bank, tuple[Found, ...]]:
    """Return the bank version that is compared on, and what is compared, in order."""
    reference = beside or next(iter(counts.counting))
    if reference not in counts.counting:
        raise NotFound(
            sentence(
                "comparison_bank_not_found", "No submitted assessment answers that question bank. Choose another one."
            )
        )
    bank = reference.open_in(library)
    theme = bank.find_theme(selection.sorted_by)
    code = None if selection.sorted_by == BY_NAME else OVERALL if theme is None else theme.code
    found = unit.comparison_search.find(viewer.readable, reference, selection, code)
    return reference, bank, in_order(found, selection.sorted_by)


def _read_rows(unit: Unit, bank: Bank, ids: Sequence[AssessmentId]) -> dict[AssessmentId, ScoredRow]:
    """Return the row of each assessment, in the order of the ids."""
    assessments = {each.id: each for each in unit.assessments.of_ids(ids)}
    scores = unit.theme_scores.of_all(tuple(assessments.values()), dict.fromkeys(ids, bank))
    return {id: ScoredRow(assessment=assessments[id], scores=scores[id]) for id in ids}


def _read_set_aside(unit: Unit, viewer: Viewer, beside: BankReference, *, most: int | None) -> tuple[SetAside, ...]:
    ids = unit.comparison_search.set_aside(viewer.readable, beside, most=most)
    return tuple(
        SetAside(assessment=each, why=why)
        for each in unit.assessments.of_ids(ids)
        if (why := why_set_aside(each, beside)) is not None
    )


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
