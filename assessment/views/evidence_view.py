"""The evidence of an assessment: each item once, with what rests on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank, Theme
from assessment.codes import Permission
from assessment.ids import AssessmentId, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.named_evidence import NamedEvidence, named_evidence
from assessment.store import Store
from assessment.views.page_numbers import nearest_page

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChoice:
    """Which items are shown."""

    theme: str = ""
    """The code of a theme that they support; empty for all."""
    is_over: bool = False
    """True for those that were no longer valid on the day that the answers describe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """A page of the items that were chosen, by title."""

    assessment: Assessment
    bank: Bank
    items: tuple[NamedEvidence, ...]
    choice: EvidenceChoice
    theme: Theme | None
    number: int
    """How many were chosen."""
    in_theme: int
    """How many support the theme, or how many there are."""
    over: int
    """How many of those were no longer valid on the day that the answers describe."""
    page: int
    pages: int
    has_alone: bool
    """True where what was named by those who answered alone stands among them."""


def open_evidence(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    choice: EvidenceChoice = EvidenceChoice(),
    *,
    page: int = 1,
    answers_of: RespondentId | None = None,
) -> EvidencePage:
    """Return a page of the evidence of the answers that are meant and, once released, of those given alone.

    What was typed alone stays with those who may read drafts. Raise as :func:`open_assessment` does.
    """
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ, answers_of=answers_of)
        bank = assessment.open_bank(library)
        released = assessment.released if viewer.may(Permission.READ_DRAFT, of=assessment) else ()
        as_answered = [assessment, *(replace(assessment, seen_by=each.id) for each in released)]
        own, *alone = unit.responses.evidence_of(as_answered, bank)
    found = named_evidence(own, dict(zip((each.name for each in released), alone, strict=True)))
    theme = bank.find_theme(choice.theme)
    in_theme = found if theme is None else tuple(_supporting(theme, found))
    over = tuple(each for each in in_theme if not each.item.is_valid_on(assessment.round.as_of))
    chosen = over if choice.is_over else in_theme
    shown, pages = nearest_page(page, len(chosen), size=PER_PAGE)
    return EvidencePage(
        assessment=assessment,
        bank=bank,
        items=chosen[(shown - 1) * PER_PAGE : shown * PER_PAGE],
        choice=choice,
        theme=theme,
        number=len(chosen),
        in_theme=len(in_theme),
        over=len(over),
        page=shown,
        pages=pages,
        has_alone=bool(released),
    )


def _supporting(theme: Theme, found: Iterable[NamedEvidence]) -> Iterable[NamedEvidence]:
    codes = {question.code for question in theme.questions}
    return (each for each in found if not codes.isdisjoint(each.every_question))
