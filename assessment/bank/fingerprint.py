"""The content of a bank version in 64 digits: equal content has one fingerprint, however its files are wrapped.

The content is written out key by key rather than taken from the classes, so that renaming a field in the code never
changes the fingerprint of a bank that was published before.
"""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from assessment.bank.model import (
    AppliesWhen,
    Bank,
    Citation,
    Condition,
    Equivalence,
    Finding,
    FindingIsTrue,
    Limit,
    Question,
    QuestionAtMost,
    Rubric,
    Successor,
    Theme,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.bank.scalars import fold

Content = str | int | list["Content"] | dict[str, "Content"]


def fingerprint(bank: Bank) -> str:
    """Return ``sha256:`` and the hash of the canonical content.

    Canonical content: JSON with sorted keys and no white space, in UTF-8; texts composed (NFC) and on one line; numbers
    as fractions in lowest terms (``4/5``, ``1``); keys without a value left out; everything but the status.
    """
    canonical = json.dumps(_content(bank), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _content(bank: Bank) -> Content:
    return {
        "id": bank.id,
        "version": bank.version,
        "title": fold(bank.title),
        "sources": [
            _given(
                id=source.id,
                title=source.title,
                publisher=source.publisher,
                date=source.date,
                press="true" if source.is_press else None,
            )
            for source in bank.sources
        ],
        "scale": [_given(code=level.code, title=level.title, meaning=level.meaning) for level in bank.scale],
        "words": [_given(word=word.word, meaning=word.meaning) for word in bank.words],
        "themes": [_theme(theme) for theme in bank.themes],
        "rubric": _rubric(bank.rubric),
        **_equivalence(bank.equivalence),
    }


def _equivalence(equivalence: Equivalence | None) -> dict[str, Content]:
    return (
        {}
        if equivalence is None
        else {
            "equivalence": {
                "to": equivalence.version,
                "questions": _successors(equivalence.questions),
                "statements": _successors(equivalence.statements),
            }
        }
    )


def _successors(successors: Mapping[str, Successor]) -> Content:
    return {code: [each.relation, *each.codes] for code, each in successors.items()}


def _given(**texts: str | None) -> dict[str, Content]:
    """Return the texts that are there. A key that later versions add changes no fingerprint where it is not used."""
    return {key: fold(text) for key, text in texts.items() if text is not None}


def _numbers(numbers: Mapping[str, Fraction]) -> dict[str, Content]:
    return {key: str(number) for key, number in numbers.items()}


def _citation(citation: Citation) -> Content:
    return _given(id=citation.source, where=citation.where)


def _theme(theme: Theme) -> Content:
    return {
        **_given(theme=theme.code, title=theme.title, introduction=theme.introduction),
        **_numbers({"weight": theme.weight}),
        "questions": [_question(question) for question in theme.questions],
    }


def _question(question: Question) -> Content:
    return {
        **_given(
            code=question.code,
            title=question.title,
            prompt=question.prompt,
            why=question.why,
            not_applicable_when=question.not_applicable_when,
        ),
        **_numbers({"weight": question.weight}),
        **_applies_when(question.applies_when),
        "source": _citation(question.source),
        "core": question.is_core,
        "statements": [
            {"level": statement.level.code, "text": fold(statement.text), "essential": statement.is_essential}
            for statement in question.statements
        ],
        **_finding(question.finding),
        "evidence": [fold(item) for item in question.evidence],
    }


def _applies_when(facts: AppliesWhen | None) -> dict[str, Content]:
    if facts is None:
        return {}
    given: dict[str, Content | None] = {
        "kind": [*sorted(facts.kinds)],
        "status": [*sorted(facts.statuses)],
        "partners_at_least": facts.partners_at_least,
        "partners_at_most": facts.partners_at_most,
        "has_posted_staff": facts.has_posted_staff,
        "shares_personal_data": facts.shares_personal_data,
    }
    named: dict[str, Content] = {key: value for key, value in given.items() if value is not None and value != []}
    return {"applies_when": named}


def _finding(finding: Finding | None) -> dict[str, Content]:
    return {} if finding is None else {"finding": _given(id=finding.id, ask=finding.ask, because=finding.because)}


def _rubric(rubric: Rubric) -> Content:
    return {
        **_numbers({"minimum_coverage": rubric.minimum_coverage}),
        "thresholds": _numbers({str(code): least for code, least in rubric.thresholds.items()}),
        "evidence_expected_from": rubric.evidence_expected_from.code,
        "limits": [_limit(limit) for limit in rubric.limits],
    }


def _limit(limit: Limit) -> Content:
    return {
        **_given(id=limit.id, caps=limit.caps, at=limit.at.code, because=limit.because),
        "when": _condition(limit.when),
        "source": _citation(limit.source),
    }


def _condition(condition: Condition) -> Content:
    match condition:
        case FindingIsTrue():
            return {"finding": condition.finding}
        case QuestionAtMost():
            return {"question": condition.question, "at_most": condition.at_most.code}
        case ThemeAtMost():
            return {"theme": condition.theme, "at_most": condition.at_most.code}
        case ThemesAtMost():
            return {"themes_at_most": condition.at_most.code, "count": condition.count}
        case _:
            assert_never(condition)
