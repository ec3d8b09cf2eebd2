"""From files without problems to a bank. Whatever is named in them is there: the checks have seen to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assessment.bank.contradictions import Claim, ClaimKind, Contradiction
from assessment.bank.fingerprint import fingerprint
from assessment.bank.model import (
    AppliesWhen,
    Bank,
    Citation,
    Condition,
    Equivalence,
    Finding,
    FindingIsTrue,
    Level,
    Limit,
    Question,
    QuestionAtMost,
    Relation,
    Rubric,
    Source,
    Statement,
    Successor,
    Theme,
    ThemeAtMost,
    ThemesAtMost,
    Word,
)
from assessment.bank.schema import (
    AppliesWhenEntry,
    BankFile,
    CitationEntry,
    ConditionEntry,
    ContradictionEntry,
    ContradictionsFile,
    EquivalenceFile,
    FindingEntry,
    LimitEntry,
    QuestionEntry,
    RubricEntry,
    ThemeFile,
)
from assessment.ids import FindingId, LevelCode, LimitId, QuestionCode, SourceId, StatementCode, ThemeCode

Levels = Mapping[str | None, Level]


def build(
    file: BankFile,
    themes: Sequence[ThemeFile],
    equivalence: EquivalenceFile | None = None,
    contradictions: ContradictionsFile | None = None,
) -> Bank:
    """Return the bank of these files, with its fingerprint."""
    scale = tuple(
        Level(place=place, code=LevelCode(level.code), title=level.title, meaning=level.meaning)
        for place, level in enumerate(file.scale, start=1)
    )
    bank = Bank(
        id=file.id,
        version=file.version,
        title=file.title,
        status=file.status,
        sources=tuple(
            Source(
                id=SourceId(source.id),
                title=source.title,
                publisher=source.publisher,
                date=source.date,
                is_press=source.press,
            )
            for source in file.sources
        ),
        scale=scale,
        words=tuple(Word(word=word.word, meaning=word.meaning) for word in file.words),
        themes=tuple(_theme(theme, scale) for theme in themes),
        rubric=_rubric(file.rubric, {level.code: level for level in scale}),
        equivalence=_equivalence(equivalence) if equivalence else None,
        fingerprint="",
        contradictions=tuple(map(_contradiction, contradictions.contradictions)) if contradictions else (),
    )
    return replace(bank, fingerprint=fingerprint(bank))


def _citation(entry: CitationEntry) -> Citation:
    return Citation(source=SourceId(entry.id), where=entry.where)


def _theme(file: ThemeFile, scale: Sequence[Level]) -> Theme:
    return Theme(
        code=ThemeCode(file.theme),
        title=file.title,
        weight=file.weight,
        introduction=file.introduction,
        questions=tuple(_question(question, scale) for question in file.questions),
    )


def _question(entry: QuestionEntry, scale: Sequence[Level]) -> Question:
    return Question(
        code=QuestionCode(entry.code),
        title=entry.title,
        prompt=entry.prompt,
        why=entry.why,
        source=_citation(entry.source),
        weight=entry.weight,
        applies_when=_applies_when(entry.applies_when) if entry.applies_when else None,
        not_applicable_when=entry.not_applicable_when,
        is_core=entry.core,
        statements=tuple(_statements(entry, scale)),
        finding=_finding(entry.finding) if entry.finding else None,
        evidence=tuple(entry.evidence),
    )


def _applies_when(entry: AppliesWhenEntry) -> AppliesWhen:
    return AppliesWhen(
        kinds=frozenset(entry.kind or ()),
        statuses=frozenset(entry.status or ()),
        partners_at_least=entry.partners_at_least,
        partners_at_most=entry.partners_at_most,
        has_posted_staff=entry.has_posted_staff,
        shares_personal_data=entry.shares_personal_data,
    )


def _finding(entry: FindingEntry) -> Finding:
    return Finding(id=FindingId(entry.id), ask=entry.ask, because=entry.because)


def _statements(entry: QuestionEntry, scale: Sequence[Level]) -> Iterator[Statement]:
    """Yield the statements by level, whatever order the levels stand in, and count them through."""
    written = [(level, statement) for level in scale[1:] for statement in entry.statements[level.code]]
    for count, (level, statement) in enumerate(written, start=1):
        yield Statement(
            code=StatementCode(f"{entry.code}.{count}"),
            text=statement.text,
            level=level,
            is_essential=statement.essential,
        )


def _rubric(entry: RubricEntry, levels: Levels) -> Rubric:
    return Rubric(
        thresholds={LevelCode(code): least for code, least in entry.thresholds.items()},
        minimum_coverage=entry.minimum_coverage,
        evidence_expected_from=levels[entry.evidence_expected_from],
        limits=tuple(_limit(limit, levels) for limit in entry.limits),
    )


def _limit(entry: LimitEntry, levels: Levels) -> Limit:
    return Limit(
        id=LimitId(entry.id),
        when=_condition(entry.when, levels),
        caps=ThemeCode(entry.caps),
        at=levels[entry.at],
        because=entry.because,
        source=_citation(entry.source),
    )


def _condition(when: ConditionEntry, levels: Levels) -> Condition:
    if when.finding:
        return FindingIsTrue(finding=FindingId(when.finding))
    if when.question:
        return QuestionAtMost(question=QuestionCode(when.question), at_most=levels[when.at_most])
    if when.theme:
        return ThemeAtMost(theme=ThemeCode(when.theme), at_most=levels[when.at_most])
    return ThemesAtMost(at_most=levels[when.themes_at_most], count=when.count or 0)


def _equivalence(file: EquivalenceFile) -> Equivalence:
    return Equivalence(
        version=file.to,
        questions={code: _successor(code, *words) for code, words in file.questions.items()},
        statements={code: _successor(code, *words) for code, words in file.statements.items()},
    )


def _contradiction(entry: ContradictionEntry) -> Contradiction:
    first, second = (Claim(kind=kind, of=str(of)) for kind in ClaimKind if (of := getattr(entry, kind)) is not None)
    return Contradiction(first=first, second=second)


def _successor(code: str, relation: Relation, codes: tuple[str, ...]) -> Successor:
    """Return what took the place of that code. One successor of the same code need not be named."""
    has_own_code = not codes and relation not in {Relation.SPLIT, Relation.RETIRED}
    return Successor(relation=relation, codes=(code,) if has_own_code else codes)
