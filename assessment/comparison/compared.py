"""The comparison: one row for each submitted assessment on one bank version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from typing import Final
from uuid import UUID

from assessment.bank.model import Bank
from assessment.errors import Sentence, sentence
from assessment.ids import AssessmentId, ForceId, QuestionCode
from assessment.rounds.assessment import Assessment, BankReference, Classification
from assessment.rounds.response import Responses
from assessment.scoring import score
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Score, Scores

BY_NAME: Final = "name"
BY_OVERALL: Final = "overall"
NEWEST_ROUND: Final = "newest"
EVERY_ROUND: Final = "every"

Range = tuple[Fraction, Fraction]
"""The lowest and the highest mean that are possible while questions are unanswered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An assessment that is compared, as far as it takes to put many in order."""

    id: AssessmentId
    classification: Classification
    range: Range | None
    """The range in the theme by which they are grouped; None without a mean, and where they are not grouped."""


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

    rounds: str = NEWEST_ROUND
    """The newest round of each collaboration, of those that match all the rest; every one; or a shared round, by id."""
    forces: frozenset[ForceId] = frozenset()
    """Forces of which at least one is a partner; none for any."""
    text: str = ""
    """Part of the name of the collaboration or of the title of the round."""
    sorted_by: str = BY_NAME

    def to_query(self) -> list[tuple[str, str]]:
        """Return the selection as the parameters of an address."""
        forces = [("force", force) for force in sorted(self.forces)]
        return [("rounds", self.rounds), *forces, ("text", self.text), ("sort", self.sorted_by)]

    @classmethod
    def from_query(cls, parameters: Iterable[tuple[str, str]]) -> "Selection":
        """Return the selection from the parameters of an address. Unknown parameters and rounds are ignored."""
        pairs = list(parameters)
        single = dict(pairs)
        return cls(
            rounds=_rounds(single.get("rounds", NEWEST_ROUND)),
            forces=frozenset(ForceId(value) for name, value in pairs if name == "force"),
            text=single.get("text", ""),
            sorted_by=single.get("sort", BY_NAME),
        )


def _rounds(text: str) -> str:
    if text in (NEWEST_ROUND, EVERY_ROUND):
        return text
    try:
        return str(UUID(text))
    except ValueError:
        return NEWEST_ROUND


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


def in_order(found: Sequence[Found], sorted_by: str) -> tuple[Found, ...]:
    """Return what was found, by name, in the order that a selection asks for."""
    if sorted_by == BY_NAME:
        return tuple(found)
    return tuple(each for group in grouped(found) for each in group)


def grouped(found: Sequence[Found]) -> tuple[tuple[Found, ...], ...]:
    """Return what was found in groups by their ranges. None is ranked.

    The range of each overlaps that of another one in its group, and of none in any other group. The group with the
    highest means comes first, and those without a mean are in one group, the last. In a group the order is that of
    `found`.
    """
    groups: list[list[tuple[int, Found]]] = []
    least = Fraction(0)
    ranges = [(place, each, each.range) for place, each in enumerate(found) if each.range is not None]
    for place, each, (lowest, highest) in sorted(ranges, key=lambda ranged: ranged[2][1], reverse=True):
        if not groups or highest < least:
            groups.append([])
            least = lowest
        groups[-1].append((place, each))
        least = min(least, lowest)
    without = tuple(each for each in found if each.range is None)
    in_name_order = (tuple(each for _, each in sorted(group, key=itemgetter(0))) for group in groups)
    return (*in_name_order, *([without] if without else []))
