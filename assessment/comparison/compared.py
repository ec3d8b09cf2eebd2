"""The comparison: one row for each submitted assessment, or for each force in it, on one bank version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from assessment.bank.model import Bank
from assessment.errors import Sentence, sentence
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment, BankReference
from assessment.rounds.names import name_contains, name_key
from assessment.rounds.response import Responses
from assessment.scoring import score
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Score, Scorecard

BY_NAME: Final = "name"
BY_OVERALL: Final = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """A row of the comparison: one assessment or, if rows are by force, one partner force (`force`) in it."""

    assessment: Assessment
    scorecard: Scorecard
    questions: Mapping[QuestionCode, QuestionResult]
    """Every question in bank order, with the level that it reaches."""
    force: str | None = None

    @classmethod
    def of(cls, assessment: Assessment, bank: Bank, responses: Responses) -> "ComparedRow":
        """Return the row of an assessment."""
        return cls(
            assessment=assessment,
            scorecard=score(bank, responses, lifts=False),
            questions=question_results(bank, responses),
        )

    @property
    def name(self) -> str:
        """Return the name of the row: the force, or the collaboration."""
        return self.force or self.assessment.collaboration.name

    def score(self, theme: str) -> Score:
        """Return the score of the theme with that code, or the overall score if no theme has it."""
        return next((scored for scored in self.scorecard.themes if scored.theme == theme), self.scorecard.overall)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An assessment that cannot be compared with the others, and the reason."""

    assessment: Assessment
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The filters and the order that an inspector chose. `sorted_by` is a theme's code, or a constant above."""

    forces: frozenset[str] = frozenset()
    text: str = ""
    by_force: bool = False
    sorted_by: str = BY_NAME

    def to_query(self) -> list[tuple[str, str]]:
        """Return the selection as the parameters of an address."""
        rows = [("rows", "forces")] if self.by_force else []
        forces = [("force", force) for force in sorted(self.forces)]
        return [*rows, *forces, ("text", self.text), ("sort", self.sorted_by)]

    @classmethod
    def from_query(cls, parameters: Iterable[tuple[str, str]]) -> "Selection":
        """Return the selection from the parameters of an address. Unknown parameters are ignored."""
        pairs = list(parameters)
        single = dict(pairs)
        return cls(
            forces=frozenset(value for name, value in pairs if name == "force"),
            text=single.get("text", ""),
            by_force=single.get("rows") == "forces",
            sorted_by=single.get("sort", BY_NAME),
        )


def why_set_aside(assessment: Assessment, beside: BankReference) -> Sentence | None:
    """Return the reason why an assessment cannot be compared with others on that bank version, or None if it can."""
    if assessment.submitted_at is None:
        return sentence("not_submitted_yet", "Not submitted yet.")
    if assessment.bank != beside:
        return sentence(
            "answers_another_bank",
            "It answers {id} {version}, not {beside_id} {beside_version}: its questions and rules may differ.",
            id=assessment.bank.id,
            version=assessment.bank.version,
            beside_id=beside.id,
            beside_version=beside.version,
        )
    return None


def selected(rows: Iterable[ComparedRow], selection: Selection) -> tuple[ComparedRow, ...]:
    """Return the rows that the selection asks for, in its order."""
    if selection.by_force:
        rows = [
            replace(row, force=partner)
            for row in rows
            for partner in row.assessment.collaboration.partners
            if not selection.forces or partner in selection.forces
        ]
    matching = [row for row in rows if _matches(row, selection)]
    by_name = sorted(matching, key=lambda row: (name_key(row.name), name_key(row.assessment.collaboration.name)))
    if selection.sorted_by == BY_NAME:
        return tuple(by_name)
    # The highest mean comes first; rows without a mean come last.
    return tuple(sorted(by_name, key=lambda row: _mean(row, selection.sorted_by), reverse=True))


def _matches(row: ComparedRow, selection: Selection) -> bool:
    collaboration = row.assessment.collaboration
    has_text = any(name_contains(name, selection.text) for name in (collaboration.name, row.assessment.round.title))
    return has_text and (not selection.forces or bool(selection.forces & set(collaboration.partners)))


def _mean(row: ComparedRow, theme: str) -> Fraction:
    mean = row.score(theme).claimed.mean
    return Fraction(0) if mean is None else mean


def forces_of(rows: Sequence[ComparedRow]) -> tuple[str, ...]:
    """Return every partner force in the rows, sorted by name."""
    return tuple(sorted({partner for row in rows for partner in row.assessment.collaboration.partners}, key=name_key))
