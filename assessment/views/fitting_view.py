"""What an assessment would ask by what the register says now of its collaboration."""

from dataclasses import dataclass

from assessment.access import Viewer
from assessment.bank.applicability import Facts, comes_and_goes
from assessment.bank.library import Library
from assessment.bank.model import NotAsked, Question
from assessment.codes import Permission
from assessment.rounds.assessment import Assessment
from assessment.store.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """The facts as the register has them now, with the questions that come and go if they are taken over."""

    facts: Facts
    comes: tuple[Question, ...]
    goes: tuple[NotAsked, ...]


def read_fitting(unit: Unit, viewer: Viewer, library: Library, assessment: Assessment) -> Fitting | None:
    """Return what the viewer can take over, within an open transaction; None where no question comes or goes."""
    if assessment.is_settled or not viewer.may(Permission.MANAGE_COLLABORATION, of=assessment):
        return None
    entry = unit.register.find(assessment.collaboration.id)
    if entry is None:
        return None
    facts = entry.facts_on(assessment.round.as_of)
    comes, goes = comes_and_goes(assessment.bank.open_in(library), assessment.facts, facts)
    return Fitting(facts=facts, comes=comes, goes=goes) if comes or goes else None
