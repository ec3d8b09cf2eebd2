"""The kinds of value that stand on their own in a bank's files, and what is wrong with one that is not of its kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from assessment.bank.nodes import Scalar
from assessment.bank.problems import Rule, quoted, shortened
from assessment.bank.scalars import (
    LONGEST_NUMBER,
    control_character,
    is_date,
    misreading,
    read_number,
    read_whole,
)


class Fault(NamedTuple):
    """What is wrong with a value, and what to do about it."""

    rule: Rule
    found: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words for a reader; `longest` counts characters."""

    longest: int = 2000
    expected: str = "a text"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the words."""
        yield from _not_words(scalar)
        if scalar.is_cut_off:
            yield Fault(
                Rule.TEXT_CUT_OFF,
                'the text ends before " #", which begins a comment',
                "Put the text in quotes, or the comment on a line of its own.",
            )
        if len(scalar.text) > self.longest:
            yield Fault(
                Rule.TEXT_TOO_LONG,
                f"the text has {len(scalar.text):,} characters, more than {self.longest:,}",
                "Shorten it.",
            )
        control = control_character(scalar.text)
        if control:
            yield Fault(
                Rule.CONTROL_CHARACTER, f"the text holds the character {control}, which cannot be shown", "Delete it."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A name that other parts of the bank use. `pattern` is described by `form`."""

    pattern: re.Pattern[str]
    form: str
    longest: int = 40
    expected: str = "a code"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the code."""
        not_words = list(_not_words(scalar))
        yield from not_words
        if not not_words and not (len(scalar.text) <= self.longest and self.pattern.fullmatch(scalar.text)):
            yield Fault(Rule.CODE_PATTERN, f"{quoted(scalar.text)} is not a code of the right form", f"{self.form}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A plain decimal number."""

    expected: str = "a number"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the number."""
        if not scalar.is_bare:
            yield Fault(Rule.NOT_A_NUMBER, f"{quoted(scalar.text)} is in quotes, so it is text", _UNQUOTED)
        elif len(scalar.text) > LONGEST_NUMBER:
            yield Fault(
                Rule.NUMBER_TOO_LONG,
                f"{quoted(scalar.text)} has more than {LONGEST_NUMBER} characters",
                "Write a shorter number.",
            )
        elif re.fullmatch(r"[-+]?\.?(inf(inity)?|nan)", scalar.text, re.IGNORECASE):
            yield Fault(Rule.NOT_A_NUMBER, f"{scalar.text} is not a finite number", _UNQUOTED)
        elif read_number(scalar.text) is None:
            yield Fault(Rule.NOT_A_NUMBER, f"{quoted(scalar.text)} is not a plain decimal number", _UNQUOTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number from 0 up."""

    expected: str = "a whole number"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the number."""
        if not scalar.is_bare or read_whole(scalar.text) is None:
            yield Fault(
                Rule.NOT_WHOLE,
                f"{quoted(scalar.text)} is not a whole number",
                "Write digits only, such as 2, without quotes.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """True or false."""

    expected: str = "true or false"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the answer."""
        if not scalar.is_bare or scalar.text not in {"true", "false"}:
            yield Fault(
                Rule.NOT_TRUE_OR_FALSE,
                f"{quoted(scalar.text)} is neither true nor false",
                "Write true or false, in small letters and without quotes.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A year, a month or a day, in quotes so that no program reformats it."""

    expected: str = "a date"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the date."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]
    expected: str = "a word"

    def faults(self, scalar: Scalar) -> Iterator[Fault]:
        """What is wrong with the word."""
        if scalar.text not in self.words:
            yield Fault(
                Rule.NOT_A_CHOICE, f"{quoted(scalar.text)} is not possible here", f"Write {' or '.join(self.words)}."
            )


Alone = Text | Code | Number | Whole | Truth | Day | OneOf

_UNQUOTED: Final = "Write digits such as 1 or 0.5, without quotes."


def _not_words(scalar: Scalar) -> Iterator[Fault]:
    """That nothing is there, or something that another program would not take for words."""
    if not scalar.text.strip():
        yield Fault(
            Rule.EMPTY_TEXT, "nothing is written here", "Write the text, or remove the key if it may be left out."
        )
    elif scalar.is_bare and misreading(scalar.text):
        yield _misread(scalar)


def _misread(scalar: Scalar) -> Fault:
    return Fault(
        Rule.BARE_VALUE,
        f"{shortened(scalar.text)} without quotes can be read as {misreading(scalar.text)}, not as text",
        f"Put it in quotes: {quoted(scalar.text)}.",
    )
