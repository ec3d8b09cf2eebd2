"""Every key of `bank.yaml` and of a theme's file, and the kind of value it takes.

question_banks/README.md says what each key means to an author.
"""

from fractions import Fraction
from typing import Annotated, Final

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, model_validator

from assessment.bank.nodes import Scalar
from assessment.bank.values import (
    TEXT,
    CollaborationKindWord,
    CollaborationStatusWord,
    Day,
    Id,
    Name,
    Number,
    RegisterFactWord,
    ShortCode,
    StatementWord,
    StatusWord,
    SuccessorWords,
    Text,
    Title,
    Truth,
    VersionNumber,
    Whole,
    wrong_type,
)

FEWEST_LEVELS: Final = 2
MOST_LEVELS: Final = 9


class Entry(BaseModel):
    """Keys with values, and no other keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceEntry(Entry):
    """A document that the bank rests on."""

    id: Id
    title: Title
    publisher: Title
    date: Day | None = None
    press: Truth = False


class CitationEntry(Entry):
    """A source, and the place in it."""

    id: Id
    where: Title


class LevelEntry(Entry):
    """A level of the scale."""

    code: Name
    title: Title
    meaning: Text


class WordEntry(Entry):
    """A word that statements use in one meaning."""

    word: Title
    meaning: Text


class ConditionEntry(Entry):
    """The keys that a limit's condition may have; which of them belong together is checked in `limit_checks`."""

    finding: ShortCode | None = None
    question: ShortCode | None = None
    theme: Name | None = None
    at_most: Name | None = None
    themes_at_most: Name | None = None
    count: Whole | None = None


class LimitEntry(Entry):
    """A rule that caps a grade."""

    id: ShortCode
    when: ConditionEntry
    caps: Name
    at: Name
    because: Text
    source: CitationEntry


class RubricEntry(Entry):
    """The rules from levels to grades."""

    thresholds: dict[str, Number]
    minimum_coverage: Number
    evidence_expected_from: Name
    limits: list[LimitEntry]


class BankFile(Entry):
    """The file `bank.yaml`."""

    id: Id
    version: VersionNumber
    title: Title
    status: StatusWord
    sources: Annotated[list[SourceEntry], Len(1)]
    scale: Annotated[list[LevelEntry], Len(FEWEST_LEVELS, MOST_LEVELS)]
    words: list[WordEntry]
    themes: Annotated[list[Name], Len(1)]
    rubric: RubricEntry


class StatementEntry(Entry):
    """A statement: its text alone, or a record of the text and whether it is essential."""

    text: Text
    essential: Truth = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, node: object) -> object:
        if isinstance(node, Scalar):
            return {"text": node}
        if not isinstance(node, dict) or "text" not in node:
            raise wrong_type(TEXT)
        return node


class FindingEntry(Entry):
    """A fault that is asked for beside a question's statements."""

    id: ShortCode
    ask: Text
    because: Text


class AppliesWhenEntry(Entry):
    """The facts of the register that must hold for a question to be asked."""

    kind: Annotated[list[CollaborationKindWord], Len(1)] | None = None
    status: Annotated[list[CollaborationStatusWord], Len(1)] | None = None
    partners_at_least: Whole | None = None
    partners_at_most: Whole | None = None
    has_posted_staff: Truth | None = None
    shares_personal_data: Truth | None = None


class QuestionEntry(Entry):
    """A question with its statements by level."""

    code: ShortCode
    title: Title
    prompt: Text
    why: Text
    source: CitationEntry
    weight: Number = Fraction(1)
    core: Truth
    applies_when: AppliesWhenEntry | None = None
    not_applicable_when: Text | None = None
    statements: dict[str, Annotated[list[StatementEntry], Len(1)]]
    finding: FindingEntry | None = None
    evidence: Annotated[list[Text], Len(1)]


class ThemeFile(Entry):
    """A theme's file."""

    theme: Name
    title: Title
    weight: Number
    introduction: Text
    questions: Annotated[list[QuestionEntry], Len(1)]


class EquivalenceFile(Entry):
    """The file `equivalence.yaml`: what became of every question and statement of the version before."""

    to: VersionNumber
    questions: dict[str, SuccessorWords]
    statements: dict[str, SuccessorWords]


class ContradictionEntry(Entry):
    """A line of `contradictions.yaml`; that it names two of these is checked in `contradiction_checks`."""

    ticked: StatementWord | None = None
    not_applicable: ShortCode | None = None
    finding: ShortCode | None = None
    not_ticked: StatementWord | None = None
    registered: RegisterFactWord | None = None


class ContradictionsFile(Entry):
    """The file `contradictions.yaml`: what cannot be said at once of one collaboration."""

    contradictions: Annotated[list[ContradictionEntry], Len(1)]


EXPECTED: Final = {
    AppliesWhenEntry.__name__: "facts such as {has_posted_staff: true}",
    CitationEntry.__name__: '{id: …, where: "…"}',
    ContradictionEntry.__name__: "two claims such as {ticked: P1.2, not_ticked: P1.1}",
    ConditionEntry.__name__: "a condition such as {question: P1, at_most: inadequate}",
}
"""By the kind of record that is missing: what to write. Of any other kind it is "keys with values"."""
