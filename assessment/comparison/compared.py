"""The comparison: one row for each submitted assessment, or for each force in it, on one bank version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from assessment.rounds.assessment import Assessment, BankReference
from assessment.scoring.scores import Score, Scorecard

BY_NAME: Final = "name"
BY_OVERALL: Final = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One assessment in the comparison. `force` is the partner a row stands for, when rows stand for forces."""

    assessment: Assessment
    scorecard: Scorecard
    force: str | None = None

    @property
    def name(self) -> str:
        """What the row is called."""
        return self.force or self.assessment.collaboration.name

    def score(self, theme: str) -> Score:
        """The score of a theme by its code, or the overall score."""
        return next((scored for scored in self.scorecard.themes if scored.theme == theme), self.scorecard.overall)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An assessment that cannot stand beside the others, and why."""

    assessment: Assessment
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What an inspector has asked to see. `sorted_by` is a theme's code, or one of the constants above."""

    forces: frozenset[str] = frozenset()
    text: str = ""
    by_force: bool = False
    sorted_by: str = BY_NAME

    def to_query(self) -> list[tuple[str, str]]:
        """The selection as the parameters of an address."""
        rows = [("rows", "forces")] if self.by_force else []
        forces = [("force", force) for force in sorted(self.forces)]
        return [*rows, *forces, ("text", self.text), ("sort", self.sorted_by)]

    @classmethod
    def from_query(cls, parameters: Iterable[tuple[str, str]]) -> "Selection":
        """The selection an address names. Parameters it does not know are left alone."""
        pairs = list(parameters)
        single = dict(pairs)
        return cls(
            forces=frozenset(value for name, value in pairs if name == "force"),
            text=single.get("text", ""),
            by_force=single.get("rows") == "forces",
            sorted_by=single.get("sort", BY_NAME),
        )


def why_set_aside(assessment: Assessment, beside: BankReference) -> str | None:
    """Why an assessment cannot stand beside others on that bank version; none when it can."""
    if assessment.submitted_at is None:
        return "Not submitted yet."
    if assessment.bank != beside:
        return (
            f"It answers {assessment.bank.id} {assessment.bank.version}, not {beside.id} {beside.version}: "
            "its questions and rules may differ."
        )
    return None


def selected(rows: Iterable[ComparedRow], selection: Selection) -> tuple[ComparedRow, ...]:
    """The rows that were asked for, in the order that was asked for."""
    if selection.by_force:
        rows = [
            replace(row, force=partner)
            for row in rows
            for partner in row.assessment.collaboration.partners
            if not selection.forces or partner in selection.forces
        ]
    kept = [row for row in rows if _is_asked_for(row, selection)]
    by_name = sorted(kept, key=lambda row: (row.name.casefold(), row.assessment.collaboration.name.casefold()))
    if selection.sorted_by == BY_NAME:
        return tuple(by_name)
    # Highest first; what has no mean comes last rather than as a zero.
    return tuple(sorted(by_name, key=lambda row: _mean(row, selection.sorted_by), reverse=True))


def _is_asked_for(row: ComparedRow, selection: Selection) -> bool:
    collaboration = row.assessment.collaboration
    text = selection.text.strip().casefold()
    named = text in collaboration.name.casefold() or text in row.assessment.round.title.casefold()
    return named and (not selection.forces or bool(selection.forces & set(collaboration.partners)))


def _mean(row: ComparedRow, theme: str) -> Fraction:
    mean = row.score(theme).claimed.mean
    return Fraction(0) if mean is None else mean


def forces_of(rows: Sequence[ComparedRow]) -> tuple[str, ...]:
    """Every partner force in the rows, by name."""
    return tuple(sorted({partner for row in rows for partner in row.assessment.collaboration.partners}))
