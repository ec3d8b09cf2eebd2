"""The comparison: one row for each submitted assessment on one bank version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from typing import Final, TypeVar

from assessment.bank.model import Bank
from assessment.errors import Sentence, sentence
from assessment.ids import ForceId, QuestionCode
from assessment.rounds.assessment import Assessment, BankReference
from assessment.rounds.names import name_contains, name_key
from assessment.rounds.response import Responses
from assessment.scoring import score
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Score, Scores

BY_NAME: Final = "name"
BY_OVERALL: Final = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """A row of the comparison: one assessment with its scores."""

    assessment: Assessment
    scores: Scores

    @property
    def name(self) -> str:
        """Return the name of the row: that of the collaboration."""
        return self.assessment.collaboration.name

    def score(self, theme: str) -> Score:
        """Return the score of the theme with that code, or the overall score if no theme has it."""
        return self.scores.of(theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow(ScoredRow):
    """A row with its questions, for what compares them one by one."""

    questions: Mapping[QuestionCode, QuestionResult]
    """Every question that it is asked, in bank order, with the level that it reaches."""

    @classmethod
    def of(cls, assessment: Assessment, bank: Bank, responses: Responses) -> "ComparedRow":
        """Return the row of an assessment."""
        return cls(
            assessment=assessment,
            scores=score(bank, responses, lifts=False).scores,
            questions=question_results(bank, responses),
        )


Row = TypeVar("Row", bound=ScoredRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An assessment that cannot be compared with the others, and the reason."""

    assessment: Assessment
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The filters and the order that an inspector chose. `sorted_by` is a theme's code, or a constant above.

    Rows that are not sorted by name stand in the groups of :func:`grouped`.
    """

    forces: frozenset[ForceId] = frozenset()
    text: str = ""
    sorted_by: str = BY_NAME

    def to_query(self) -> list[tuple[str, str]]:
        """Return the selection as the parameters of an address."""
        forces = [("force", force) for force in sorted(self.forces)]
        return [*forces, ("text", self.text), ("sort", self.sorted_by)]

    @classmethod
    def from_query(cls, parameters: Iterable[tuple[str, str]]) -> "Selection":
        """Return the selection from the parameters of an address. Unknown parameters are ignored."""
        pairs = list(parameters)
        single = dict(pairs)
        return cls(
            forces=frozenset(ForceId(value) for name, value in pairs if name == "force"),
            text=single.get("text", ""),
            sorted_by=single.get("sort", BY_NAME),
        )


def why_set_aside(assessment: Assessment, beside: BankReference) -> Sentence | None:
    """Return the reason why an assessment cannot be compared with others on that bank version, or None if it can."""
    if assessment.is_draft:
        return sentence("not_submitted_yet", "Not submitted yet.")
    if assessment.is_amended:
        return sentence("amended", "Amended on {amended_at}.", amended_at=assessment.amended_at)
    if not assessment.counts:
        return sentence("withdrawn", "Withdrawn on {moved_at}.", moved_at=assessment.moved_at)
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


def selected(rows: Iterable[Row], selection: Selection) -> tuple[Row, ...]:
    """Return the rows that the selection asks for, in its order."""
    matching = [row for row in rows if _matches(row, selection)]
    by_name = sorted(matching, key=lambda row: name_key(row.name))
    if selection.sorted_by == BY_NAME:
        return tuple(by_name)
    return tuple(row for group in grouped(by_name, selection.sorted_by) for row in group)


def grouped(rows: Sequence[Row], theme: str) -> tuple[tuple[Row, ...], ...]:
    """Return the rows in groups by their ranges in a theme, or overall if no theme has that code. No row is ranked.

    The range of each row overlaps that of another one in its group, and of none in any other group. The group with the
    highest means comes first, and rows without a mean are in one group, the last. In a group the order is that of
    `rows`.
    """
    groups: list[list[tuple[int, Row]]] = []
    least = Fraction(0)
    with_mean = [(place, row) for place, row in enumerate(rows) if row.score(theme).claimed.mean is not None]
    for place, row in sorted(with_mean, key=lambda each: _range(each[1], theme)[1], reverse=True):
        lowest, highest = _range(row, theme)
        if not groups or highest < least:
            groups.append([])
            least = lowest
        groups[-1].append((place, row))
        least = min(least, lowest)
    without = tuple(row for row in rows if row.score(theme).claimed.mean is None)
    in_order = (tuple(row for _, row in sorted(group, key=itemgetter(0))) for group in groups)
    return (*in_order, *([without] if without else []))


def _range(row: ScoredRow, theme: str) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest mean that is possible while questions are unanswered."""
    score = row.score(theme)
    return score.lowest.mean or Fraction(0), score.highest.mean or Fraction(0)


def _matches(row: ScoredRow, selection: Selection) -> bool:
    collaboration = row.assessment.collaboration
    has_text = any(name_contains(name, selection.text) for name in (collaboration.name, row.assessment.round.title))
    return has_text and (not selection.forces or bool(selection.forces & collaboration.forces))


def forces_of(rows: Sequence[ScoredRow]) -> frozenset[ForceId]:
    """Return every partner force in the rows."""
    return frozenset(force for row in rows for force in row.assessment.collaboration.forces)
