"""From a draft without problems to a bank. Whatever is asked for here is there: the checks have seen to it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from assessment.bank.draft import BankDraft, DraftTheme
from assessment.bank.fingerprint import fingerprint
from assessment.bank.model import (
    Bank,
    Citation,
    Condition,
    Finding,
    FindingIsTrue,
    Level,
    Limit,
    Question,
    QuestionAtMost,
    Rubric,
    Source,
    Statement,
    Status,
    Theme,
    ThemeAtMost,
    ThemesAtMost,
    Word,
)
from assessment.bank.nodes import Record, Scalar
from assessment.bank.scalars import fold
from assessment.ids import FindingId, LevelCode, LimitId, QuestionCode, SourceId, StatementCode, ThemeCode

Thing = TypeVar("Thing")


def build(draft: BankDraft) -> Bank:
    """The bank, with its fingerprint."""
    record = draft.bank
    scale = tuple(_level(item.record, place) for place, item in enumerate(draft.levels, start=1))
    bank = Bank(
        id=_text(record, "id"),
        version=_text(record, "version"),
        title=_text(record, "title"),
        status=Status(_text(record, "status")),
        sources=tuple(_source(item.record) for item in draft.sources),
        scale=scale,
        words=tuple(
            Word(word=_text(item.record, "word"), meaning=_text(item.record, "meaning")) for item in draft.words
        ),
        themes=tuple(_theme(theme, scale) for theme in draft.themes),
        rubric=_rubric(draft, {level.code: level for level in scale}),
        fingerprint="",
    )
    return replace(bank, fingerprint=fingerprint(bank))


def _there(thing: Thing | None) -> Thing:
    if thing is None:
        raise LookupError("a bank was built from a draft that was not checked")
    return thing


def _text(record: Record, key: str) -> str:
    return _there(record.text(key))


def _number(record: Record, key: str) -> Fraction:
    return _there(record.number(key))


def _texts(record: Record, key: str) -> tuple[str, ...]:
    return tuple(fold(item.text) for item in _there(record.listing(key)).each(Scalar))


def _source(record: Record) -> Source:
    return Source(
        id=SourceId(_text(record, "id")),
        title=_text(record, "title"),
        publisher=_text(record, "publisher"),
        date=record.text("date"),
    )


def _citation(record: Record) -> Citation:
    source = _there(record.record("source"))
    return Citation(source=SourceId(_text(source, "id")), where=_text(source, "where"))


def _level(record: Record, place: int) -> Level:
    return Level(
        place=place,
        code=LevelCode(_text(record, "code")),
        title=_text(record, "title"),
        meaning=_text(record, "meaning"),
    )


def _theme(theme: DraftTheme, scale: tuple[Level, ...]) -> Theme:
    return Theme(
        code=ThemeCode(theme.code),
        title=_text(theme.record, "title"),
        weight=_number(theme.record, "weight"),
        introduction=_text(theme.record, "introduction"),
        questions=tuple(_question(item.record, scale) for item in theme.questions),
    )


def _question(record: Record, scale: tuple[Level, ...]) -> Question:
    finding = record.record("finding")
    return Question(
        code=QuestionCode(_text(record, "code")),
        title=_text(record, "title"),
        prompt=_text(record, "prompt"),
        why=_text(record, "why"),
        source=_citation(record),
        weight=_number(record, "weight") if "weight" in record.entries else Fraction(1),
        not_applicable_when=record.text("not_applicable_when"),
        is_core=_text(record, "core") == "true",
        statements=tuple(_statements(record, scale)),
        finding=None if finding is None else _finding(finding),
        evidence=_texts(record, "evidence"),
    )


def _statements(record: Record, scale: tuple[Level, ...]) -> Iterator[Statement]:
    given = _there(record.record("statements"))
    nodes = [(level, node) for level in scale[1:] for node in _there(given.listing(level.code)).items]
    for count, (level, node) in enumerate(nodes, start=1):
        yield Statement(
            code=StatementCode(f"{_text(record, 'code')}.{count}"),
            text=_text(node, "text")
            if isinstance(node, Record)
            else fold(_there(node if isinstance(node, Scalar) else None).text),
            level=level,
            is_essential=isinstance(node, Record) and node.text("essential") == "true",
        )


def _finding(record: Record) -> Finding:
    return Finding(id=FindingId(_text(record, "id")), ask=_text(record, "ask"), because=_text(record, "because"))


def _rubric(draft: BankDraft, levels: dict[LevelCode, Level]) -> Rubric:
    rubric = _there(draft.rubric)
    thresholds = _there(rubric.record("thresholds"))
    return Rubric(
        thresholds={LevelCode(code): _number(thresholds, code) for code in thresholds.entries},
        minimum_coverage=_number(rubric, "minimum_coverage"),
        evidence_expected_from=levels[LevelCode(_text(rubric, "evidence_expected_from"))],
        limits=tuple(_limit(item.record, levels) for item in draft.limits),
    )


def _limit(record: Record, levels: dict[LevelCode, Level]) -> Limit:
    return Limit(
        id=LimitId(_text(record, "id")),
        when=_condition(_there(record.record("when")), levels),
        caps=ThemeCode(_text(record, "caps")),
        at=levels[LevelCode(_text(record, "at"))],
        because=_text(record, "because"),
        source=_citation(record),
    )


def _condition(when: Record, levels: dict[LevelCode, Level]) -> Condition:
    if "themes_at_most" in when.entries:
        return ThemesAtMost(at_most=levels[LevelCode(_text(when, "themes_at_most"))], count=int(_text(when, "count")))
    if "finding" in when.entries:
        return FindingIsTrue(finding=FindingId(_text(when, "finding")))
    at_most = levels[LevelCode(_text(when, "at_most"))]
    if "theme" in when.entries:
        return ThemeAtMost(theme=ThemeCode(_text(when, "theme")), at_most=at_most)
    return QuestionAtMost(question=QuestionCode(_text(when, "question")), at_most=at_most)
