"""The files of a rating: the cases, and what a reader ticked for each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from assessment.bank.model import Bank, Level, Question, Theme
from assessment.ids import LevelCode, QuestionCode, StatementCode

Ticks: TypeAlias = Mapping[str, frozenset[StatementCode]]
"""The statements that a reader ticked, by the id of the case."""


Key = TypeVar("Key")
Value = TypeVar("Value")
Content = TypeVar("Content")


class RatingFileUnusable(ValueError):
    """A file of cases or ticks that cannot be used; says which, and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Invented practice, told as facts. `intended` is the level that its author had in mind."""

    id: str
    theme: Theme
    question: Question
    facts: str
    told_on: date
    """The facts are those of this day."""
    intended: Level


class _CaseInFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    question: str
    intended: str
    facts: str


class _CasesFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    told_on: date
    cases: list[_CaseInFile]


_CASES = TypeAdapter(_CasesFile)
_TICKS = TypeAdapter(dict[str, list[str]])


def read_cases(path: Path, bank: Bank) -> tuple[Case, ...]:
    """The cases in the order of the file. Raises :class:`RatingFileUnusable`."""
    questions = {question.code: (theme, question) for theme in bank.themes for question in theme.questions}
    levels = {level.code: level for level in bank.scale}
    content, cases = _read(path, _CASES), []
    for told in content.cases:
        theme, question = _looked_up(questions, QuestionCode(told.question), f"{path}: {told.id}: question")
        intended = _looked_up(levels, LevelCode(told.intended), f"{path}: {told.id}: intended level")
        cases.append(
            Case(
                id=told.id,
                theme=theme,
                question=question,
                facts=told.facts,
                told_on=content.told_on,
                intended=intended,
            )
        )
    twice = [id for id, times in Counter(case.id for case in cases).items() if times > 1]
    if twice:
        raise RatingFileUnusable(f"{path}: these ids stand for more than one case: {', '.join(twice)}")
    if not cases:
        raise RatingFileUnusable(f"{path}: there are no cases")
    return tuple(cases)


def read_ticks(path: Path, cases: tuple[Case, ...]) -> Ticks:
    """What a reader ticked, for exactly these cases. Raises :class:`RatingFileUnusable`."""
    ticked = _read(path, _TICKS)
    ids = {case.id for case in cases}
    if unknown := sorted(ticked.keys() - ids):
        raise RatingFileUnusable(f"{path}: there are no such cases: {', '.join(unknown)}")
    if left_out := sorted(ids - ticked.keys()):
        raise RatingFileUnusable(f"{path}: these cases are not placed: {', '.join(left_out)}")
    for case in cases:
        codes = {statement.code for statement in case.question.statements}
        if strange := [code for code in ticked[case.id] if code not in codes]:
            raise RatingFileUnusable(
                f"{path}: {case.id}: question {case.question.code} has no statement {', '.join(strange)}"
            )
    return {case.id: frozenset(StatementCode(code) for code in ticked[case.id]) for case in cases}


def _read(path: Path, form: TypeAdapter[Content]) -> Content:
    try:
        return form.validate_python(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise RatingFileUnusable(f"{path}: cannot be read ({error.strerror})") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise RatingFileUnusable(f"{path}: is not YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise RatingFileUnusable(f"{path}: {place}: {first['msg']}") from error


def _looked_up(values: Mapping[Key, Value], key: Key, place: str) -> Value:
    if key not in values:
        raise RatingFileUnusable(f"{place}: the bank has no {key}")
    return values[key]
