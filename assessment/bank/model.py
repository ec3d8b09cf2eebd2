"""A bank as values: what is asked, the levels that answers reach, and the rubric that turns levels into grades."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.bank.contradictions import Contradiction
from assessment.codes import CollaborationKind, CollaborationStatus
from assessment.dates import uk_date
from assessment.ids import FindingId, LevelCode, LimitId, QuestionCode, SourceId, StatementCode, ThemeCode

OVERALL: Final = ThemeCode("overall")
"""The name of the overall grade among the themes that limits cap."""


class Status(StrEnum):
    """A draft may still change; a published version never does."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document the bank rests on. `date` is as exact as is known: ``2020-07-21``, ``2012-10``, ``2013`` or none."""

    id: SourceId
    title: str
    publisher: str
    date: str | None
    is_press: bool = False
    """It is a report by a newspaper, a broadcaster or the trade press, where nothing better was found."""

    @property
    def name(self) -> str:
        """The title, which says of a press report that it is one."""
        return f"{self.title} (press report)" if self.is_press else self.title

    @property
    def written_date(self) -> str:
        """The date in words, as ``21 July 2020``, ``October 2012`` or ``2013``; empty where there is none."""
        match (self.date or "").split("-"):
            case [year, month, day]:
                return uk_date(date(int(year), int(month), int(day)))
            case [year, month]:
                return f"{date(int(year), int(month), 1):%B} {year}"
            case [year, *_]:
                return year
            case _:
                return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source and the place in it."""

    source: SourceId
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A place on the scale. `place` counts from 1, the lowest. Its code is also the name of a grade."""

    place: int
    code: LevelCode
    title: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that statements use in one meaning."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact that is true and can be shown, or not. Its code counts through its question: ``P5.1``, ``P5.2``, …"""

    code: StatementCode
    text: str
    level: Level
    is_essential: bool
    """Nothing makes up for it: no level above its own is reached without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault that no good practice makes up for, asked with yes or no beside a question's statements."""

    id: FindingId
    ask: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliesWhen:
    """The facts of the register that must hold for a question to be asked. Empty or None: any will do."""

    kinds: frozenset[CollaborationKind]
    statuses: frozenset[CollaborationStatus]
    partners_at_least: int | None
    partners_at_most: int | None
    has_posted_staff: bool | None
    shares_personal_data: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One practice. The statements that are ticked place it on the scale."""

    code: QuestionCode
    title: str
    prompt: str
    why: str
    source: Citation
    weight: Fraction
    applies_when: AppliesWhen | None
    """What the register must say for the question to be asked; none where it is asked of every collaboration."""
    not_applicable_when: str | None
    """When "does not apply" may be given to a question that is asked; none where it may not."""
    is_core: bool
    """A first, short sitting should take it."""
    statements: tuple[Statement, ...]
    """Those of the lowest levels first. The lowest level of the scale has none."""
    finding: Finding | None
    evidence: tuple[str, ...]

    def find_statement(self, code: str) -> Statement | None:
        """The statement with that code, if there is one."""
        return next((statement for statement in self.statements if statement.code == code), None)

    def words_of(self, code: str) -> str | None:
        """The text of the statement or of the finding with that code, or None if the question has neither."""
        if self.finding is not None and self.finding.id == code:
            return self.finding.ask
        statement = self.find_statement(code)
        return None if statement is None else statement.text


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """A question that a collaboration is not asked, and the sentence that says why."""

    question: Question
    why: str

    @property
    def words(self) -> str:
        """What the question is called, and why it is not asked."""
        return f"{self.question.code} {self.question.title}. {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Questions that are scored together."""

    code: ThemeCode
    title: str
    weight: Fraction
    introduction: str
    questions: tuple[Question, ...]
    not_asked: tuple[NotAsked, ...] = ()
    """Those that the version has and the collaboration is not asked; none in a bank as it was published."""

    @property
    def every_question(self) -> tuple[Question, ...]:
        """Every question of the version: those that are asked, then those that are not."""
        return (*self.questions, *(each.question for each in self.not_asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingIsTrue:
    """Holds when the finding was answered with yes."""

    finding: FindingId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAtMost:
    """Holds when the question was given a level at or below `at_most`."""

    question: QuestionCode
    at_most: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeAtMost:
    """Holds when the theme's final grade is at or below `at_most`."""

    theme: ThemeCode
    at_most: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesAtMost:
    """Holds when at least `count` themes have a final grade at or below `at_most`."""

    at_most: Level
    count: int


Condition = FindingIsTrue | QuestionAtMost | ThemeAtMost | ThemesAtMost


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A rule that caps a grade: while `when` holds, what `caps` names is graded `at` or below."""

    id: LimitId
    when: Condition
    caps: ThemeCode
    """A theme's code, or :data:`OVERALL`."""
    at: Level
    because: str
    source: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The rules from levels to grades."""

    thresholds: Mapping[LevelCode, Fraction]
    """The least mean level, on the scale's places, for every grade but the lowest."""
    minimum_coverage: Fraction
    evidence_expected_from: Level
    limits: tuple[Limit, ...]


class Relation(StrEnum):
    """What became of a question or statement in the next version of its bank."""

    IDENTICAL = "identical"
    """Word for word the same, at the same level."""
    CLARIFIED = "clarified"
    """Other words for the same fact, at the same level."""
    RESCALED = "rescaled"
    """The same fact, at another level or with another weight."""
    SPLIT = "split"
    """Several took its place."""
    MERGED = "merged"
    """One took its place, and that of others."""
    REPLACED = "replaced"
    """Another fact is asked in its place."""
    RETIRED = "retired"
    """Nothing took its place."""

    @property
    def keeps_meaning(self) -> bool:
        """Return True where an answer to the one means the same as an answer to the other."""
        return self in {Relation.IDENTICAL, Relation.CLARIFIED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """What took the place of a question or statement: how it relates, and the codes of what is there now."""

    relation: Relation
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence:
    """What became of every question and statement of the version before."""

    version: str
    """The version before, of the bank with the same id."""
    questions: Mapping[str, Successor]
    """By the code that each had in that version."""
    statements: Mapping[str, Successor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """One version of a question bank, whole or as one collaboration is asked it.

    A published version never changes: its fingerprint says so. It stays the same where questions are not asked.
    """

    id: str
    version: str
    title: str
    status: Status
    sources: tuple[Source, ...]
    scale: tuple[Level, ...]
    """Lowest first."""
    words: tuple[Word, ...]
    themes: tuple[Theme, ...]
    rubric: Rubric
    equivalence: Equivalence | None
    """None for the first version of a bank."""
    fingerprint: str
    """``sha256:`` and 64 hexadecimal digits over the canonical content."""
    contradictions: tuple[Contradiction, ...] = ()
    """What is asked about before a submission. It is no part of the canonical content."""

    def questions(self) -> Iterator[Question]:
        """Every question that is asked, in bank order."""
        for theme in self.themes:
            yield from theme.questions

    def not_asked(self) -> Iterator[NotAsked]:
        """Every question that is not asked, in bank order."""
        for theme in self.themes:
            yield from theme.not_asked

    def every_question(self) -> Iterator[Question]:
        """Every question of the version, theme by theme: those that are asked, then those that are not."""
        for theme in self.themes:
            yield from theme.every_question

    def find_question(self, code: str) -> Question | None:
        """The question with that code, if one that is asked has it."""
        return next((question for question in self.questions() if question.code == code), None)

    def question_of(self, finding: FindingId) -> Question:
        """The question that asks the finding."""
        return next(asked for asked in self.questions() if asked.finding is not None and asked.finding.id == finding)

    def find_level(self, code: str) -> Level | None:
        """The level with that code, if there is one."""
        return next((level for level in self.scale if level.code == code), None)

    def find_theme(self, code: str) -> Theme | None:
        """The theme with that code, if there is one."""
        return next((theme for theme in self.themes if theme.code == code), None)

    def theme_of(self, question: QuestionCode) -> Theme:
        """The theme the question belongs to."""
        return next(theme for theme in self.themes if any(asked.code == question for asked in theme.questions))

    def level_at(self, place: int) -> Level:
        """The level at a place, which counts from 1."""
        return self.scale[place - 1]

    def cite(self, cited: Citation) -> str:
        """A source and the place in it, as ``HMICFRS, The Hard Yards, July 2020: page 12``."""
        source = self.source(cited.source)
        named = ", ".join(part for part in (source.publisher, source.name, source.written_date) if part)
        return f"{named}: {cited.where}"

    def source(self, id: SourceId) -> Source:
        """The listed source with that id."""
        return next(source for source in self.sources if source.id == id)
