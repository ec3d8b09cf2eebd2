"""The kinds of value that stand on their own in a bank's files, as types for pydantic.

Each is read from a :class:`Scalar`, which still knows whether it stood in quotes; what is wrong with one is reported in
its author's words, and all of it at once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Final, NamedTuple, TypeVar

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from assessment.bank.contradictions import RegisterFact
from assessment.bank.model import Relation, Status
from assessment.bank.nodes import Scalar
from assessment.bank.problems import Rule, quoted, shortened
from assessment.bank.scalars import (
    LONGEST_NUMBER,
    control_character,
    fold,
    is_date,
    misreading,
    read_number,
    read_whole,
)
from assessment.codes import CollaborationKind, CollaborationStatus

Value = TypeVar("Value")


class Fault(NamedTuple):
    """A fault of a value, and what to do about it."""

    rule: Rule
    found: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeForm:
    """The form of names that other parts of the bank use. `form` describes `pattern` to an author."""

    pattern: re.Pattern[str]
    form: str
    longest: int = 40

    def matches(self, text: str) -> bool:
        """Return whether the text is a code of this form."""
        return len(text) <= self.longest and self.pattern.fullmatch(text) is not None

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """Yield what is wrong with the code."""
        not_words = list(_not_words(scalar))
        yield from not_words
        if not not_words and not self.matches(scalar.text):
            yield Fault(Rule.CODE_PATTERN, f"{quoted(scalar.text)} is not a code of the right form", f"{self.form}.")


NAME: Final = CodeForm(
    pattern=re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"),
    form="Write small letters, digits and single underscores, beginning with a letter, such as requires_improvement",
)
ID: Final = CodeForm(
    pattern=re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
    form="Write small letters, digits and single hyphens, beginning with a letter, such as police-act",
)
VERSION: Final = CodeForm(
    pattern=re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){0,3}"),
    form='Write numbers with dots between them, in quotes, such as "2026.1"',
)
SHORT_CODE: Final = CodeForm(
    pattern=re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,2}"),
    form="Write one to three capital letters and a number, such as P1",
)
STATEMENT_CODE: Final = CodeForm(
    pattern=re.compile(rf"{SHORT_CODE.pattern.pattern}(?:\.[1-9][0-9]{{0,2}})?"),
    form="Write the code of a question, such as P1, or of a statement, such as P1.2",
)


def wrong_type(expected: str) -> PydanticCustomError:
    """Return the error that something else stands where `expected` should be."""
    return PydanticCustomError("wrong_type", "not {expected}", {"expected": expected})


def _read_by(
    expected: str, faults: Callable[[Scalar], Iterator[Fault]], value: Callable[[Scalar], Value]
) -> PlainValidator:
    """Return the validator that turns a scalar without faults into a value."""

    def read(node: object) -> Value:
        if not isinstance(node, Scalar):
            raise wrong_type(expected)
        found = list(faults(node))
        if found:
            raise PydanticCustomError("faults", "not {expected}", {"expected": expected, "faults": found})
        return value(node)

    return PlainValidator(read)


def _folded(scalar: Scalar) -> str:
    return fold(scalar.text)


def _not_words(scalar: Scalar) -> Iterator[Fault]:
    """Yield that nothing is there, or something that another program would not take for words."""
    if not scalar.text.strip():
        yield Fault(
            Rule.EMPTY_TEXT, "nothing is written here", "Write the text, or remove the key if it may be left out."
        )
    elif scalar.is_bare and misreading(scalar.text):
        yield Fault(
            Rule.BARE_VALUE,
            f"{shortened(scalar.text)} without quotes can be read as {misreading(scalar.text)}, not as text",
            f"Put it in quotes: {quoted(scalar.text)}.",
        )


def _words(longest: int) -> Callable[[Scalar], Iterator[Fault]]:
    """Return what finds the faults of words for a reader; `longest` counts characters."""

    def faults(scalar: Scalar) -> Iterator[Fault]:
        yield from _not_words(scalar)
        if scalar.is_cut_off:
            yield Fault(
                Rule.TEXT_CUT_OFF,
                'the text ends before " #", which begins a comment',
                "Put the text in quotes, or the comment on a line of its own.",
            )
        if len(scalar.text) > longest:
            found = f"the text has {len(scalar.text):,} characters, more than {longest:,}"
            yield Fault(Rule.TEXT_TOO_LONG, found, "Shorten it.")
        control = control_character(scalar.text)
        if control:
            found = f"the text holds the character {control}, which cannot be shown"
            yield Fault(Rule.CONTROL_CHARACTER, found, "Delete it.")

    return faults


_UNQUOTED: Final = "Write digits such as 1 or 0.5, without quotes."


def _not_a_number(scalar: Scalar) -> Iterator[Fault]:
    if not scalar.is_bare:
        yield Fault(Rule.NOT_A_NUMBER, f"{quoted(scalar.text)} is in quotes, so it is text", _UNQUOTED)
    elif len(scalar.text) > LONGEST_NUMBER:
        found = f"{quoted(scalar.text)} has more than {LONGEST_NUMBER} characters"
        yield Fault(Rule.NUMBER_TOO_LONG, found, "Write a shorter number.")
    elif re.fullmatch(r"[-+]?\.?(inf(inity)?|nan)", scalar.text, re.IGNORECASE):
        yield Fault(Rule.NOT_A_NUMBER, f"{scalar.text} is not a finite number", _UNQUOTED)
    elif read_number(scalar.text) is None:
        yield Fault(Rule.NOT_A_NUMBER, f"{quoted(scalar.text)} is not a plain decimal number", _UNQUOTED)


def _not_whole(scalar: Scalar) -> Iterator[Fault]:
    if not scalar.is_bare or read_whole(scalar.text) is None:
        found = f"{quoted(scalar.text)} is not a whole number"
        yield Fault(Rule.NOT_WHOLE, found, "Write digits only, such as 2, without quotes.")


def _not_true_or_false(scalar: Scalar) -> Iterator[Fault]:
    if not scalar.is_bare or scalar.text not in {"true", "false"}:
        found = f"{quoted(scalar.text)} is neither true nor false"
        yield Fault(Rule.NOT_TRUE_OR_FALSE, found, "Write true or false, in small letters and without quotes.")


def _not_a_date(scalar: Scalar) -> Iterator[Fault]:
    if not is_date(scalar.text):
        yield Fault(
            Rule.NOT_A_DATE,
            f"{quoted(scalar.text)} is not a date",
            'Write "YYYY", "YYYY-MM" or "YYYY-MM-DD", in quotes, or leave the key out.',
        )
    elif scalar.is_bare:
        yield Fault(
            Rule.BARE_VALUE,
            f"{scalar.text} stands without quotes, and another program may rewrite it",
            f"Put it in quotes: {quoted(scalar.text)}.",
        )


def _not_one_of(choices: type[StrEnum]) -> Callable[[Scalar], Iterator[Fault]]:
    """Return what finds that a word is none of the choices."""

    def faults(scalar: Scalar) -> Iterator[Fault]:
        if scalar.text not in tuple(choices):
            yield Fault(Rule.NOT_A_CHOICE, f"{quoted(scalar.text)} is not possible here", f"Write {_either(choices)}.")

    return faults


def _either(choices: type[StrEnum]) -> str:
    """Return the choices in words, as ``draft or published``."""
    *others, last = choices
    return f"{', '.join(others)} or {last}"


def _not_a_successor(scalar: Scalar) -> Iterator[Fault]:
    relation, *codes = fold(scalar.text).split() or [""]
    if relation not in tuple(Relation):
        yield Fault(Rule.NOT_A_CHOICE, f"{quoted(relation)} is not possible here", f"Begin with {', '.join(Relation)}.")
    for code in codes:
        if not STATEMENT_CODE.matches(code):
            yield Fault(Rule.CODE_PATTERN, f"{quoted(code)} is not a code of the right form", f"{STATEMENT_CODE.form}.")


def _words_of_successor(scalar: Scalar) -> tuple[Relation, tuple[str, ...]]:
    relation, *codes = fold(scalar.text).split()
    return Relation(relation), tuple(codes)


TEXT: Final = "a text"
"""The name of words, where something else stands in their place."""

Text = Annotated[str, _read_by(TEXT, _words(longest=2000), _folded)]
Title = Annotated[str, _read_by(TEXT, _words(longest=200), _folded)]
Name = Annotated[str, _read_by("a code", NAME.faults, _folded)]
Id = Annotated[str, _read_by("a code", ID.faults, _folded)]
VersionNumber = Annotated[str, _read_by("a code", VERSION.faults, _folded)]
ShortCode = Annotated[str, _read_by("a code", SHORT_CODE.faults, _folded)]
Number = Annotated[Fraction, _read_by("a number", _not_a_number, lambda scalar: Fraction(scalar.text))]
Whole = Annotated[int, _read_by("a whole number", _not_whole, lambda scalar: int(scalar.text))]
Truth = Annotated[bool, _read_by("true or false", _not_true_or_false, lambda scalar: scalar.text == "true")]
Day = Annotated[str, _read_by("a date", _not_a_date, _folded)]
StatusWord = Annotated[Status, _read_by(_either(Status), _not_one_of(Status), lambda scalar: Status(scalar.text))]
CollaborationKindWord = Annotated[
    CollaborationKind,
    _read_by("a kind", _not_one_of(CollaborationKind), lambda scalar: CollaborationKind(scalar.text)),
]
CollaborationStatusWord = Annotated[
    CollaborationStatus,
    _read_by("a status", _not_one_of(CollaborationStatus), lambda scalar: CollaborationStatus(scalar.text)),
]
RegisterFactWord = Annotated[
    RegisterFact,
    _read_by("a fact of the register", _not_one_of(RegisterFact), lambda scalar: RegisterFact(scalar.text)),
]
StatementWord = Annotated[str, _read_by("a code", STATEMENT_CODE.faults, _folded)]
SuccessorWords = Annotated[
    tuple[Relation, tuple[str, ...]], _read_by("what became of it", _not_a_successor, _words_of_successor)
]
