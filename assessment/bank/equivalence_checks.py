"""Faults in what a version says became of the questions and statements of the version before."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assessment.bank.lock import Version, lock_above, read_lock
from assessment.bank.model import Bank, Equivalence, Question, Relation, Statement, Successor
from assessment.bank.nodes import Record
from assessment.bank.problems import Place, Problem, Rule, quoted, suggestion
from assessment.bank.reading import EQUIVALENCE_FILE_NAME, Reading, read_bank

Asked = Question | Statement


def find_equivalence_faults(reading: Reading, directory: Path) -> Iterator[Problem]:
    """Yield what is wrong with what the version in that folder says of the one published before it.

    A version that came before must be named, with a line for each of its questions and statements.
    """
    bank, record = reading.bank, reading.draft.equivalence
    if bank is None:
        return
    before = _published_before(bank, directory)
    if bank.equivalence is None or record is None:
        if before is not None:
            yield Problem(
                rule=Rule.EQUIVALENCE_MISSING,
                place=reading.draft.bank.place_of("version"),
                where="bank, version",
                found=f"{bank.id} {before} was published before, and there is no {EQUIVALENCE_FILE_NAME}",
                remedy="Add it, with a line for every question and statement of that version.",
            )
    elif bank.equivalence.version != before:
        yield Problem(
            rule=Rule.EQUIVALENCE_UNKNOWN_VERSION,
            place=record.place_of("to"),
            where="equivalence, to",
            found=f"{quoted(bank.equivalence.version)} is not the version published before this one",
            remedy=f"Write to: {quoted(before)}." if before else "Remove the file; no version was published before.",
        )
    elif old := read_bank(directory.resolve().parent / before).bank:  # otherwise its own folder is reported
        yield from _faults(record, bank.equivalence, before=old, bank=bank)


def _published_before(bank: Bank, directory: Path) -> str | None:
    """Return the newest version that is older than the bank, as the lock has it, or None."""
    own = Version(bank.id, bank.version)
    published = read_lock(lock_above(directory)).published
    earlier = [named for named in published if named.id == own.id and named.order < own.order]
    return max(earlier, key=lambda named: named.order).version if earlier else None


def _faults(record: Record, equivalence: Equivalence, *, before: Bank, bank: Bank) -> Iterator[Problem]:
    for key, given, asked_of in (
        ("questions", equivalence.questions, Bank.questions),
        ("statements", equivalence.statements, _statements),
    ):
        lines = record.record(key) or Record(place=record.place, entries={})
        old, new = ({str(each.code): each for each in asked_of(version)} for version in (before, bank))
        yield from _Lines(noun=key[:-1], lines=lines, old=old, new=new).faults(given)


def _statements(bank: Bank) -> Iterator[Statement]:
    return (statement for question in bank.questions() for statement in question.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The lines for the questions, or those for the statements."""

    noun: str
    lines: Record
    old: Mapping[str, Asked]
    new: Mapping[str, Asked]

    def faults(self, given: Mapping[str, Successor]) -> Iterator[Problem]:
        for code in [code for code in self.old if code not in given]:
            yield self._problem(
                Rule.EQUIVALENCE_LINE_MISSING,
                self.lines.place,
                code,
                "there is no line for it, and the version before asks it",
                f"Say what became of it, such as {code}: identical.",
            )
        for code, successor in given.items():
            yield from self._of_line(code, successor)
        yield from self._taken_twice(given)

    def _taken_twice(self, given: Mapping[str, Successor]) -> Iterator[Problem]:
        """Yield the lines that say of a code what another says already: two cannot both have stayed the one."""
        first: dict[str, str] = {}
        for code, successor in given.items():
            if not successor.relation.keeps_meaning or len(successor.codes) != 1:
                continue
            (new,) = successor.codes
            if first.setdefault(new, code) != code:
                found = f"{new} is what {first[new]} became already"
                remedy = "Write merged for both, or another code for one."
                yield self._problem(Rule.EQUIVALENCE_TAKEN_TWICE, self.lines.place_of(code), code, found, remedy)

    def _of_line(self, code: str, successor: Successor) -> Iterator[Problem]:
        place = self.lines.place_of(code)
        if code not in self.old:
            yield self._unknown(place, code, code, self.old, "the version before")
            return
        unknown = [each for each in successor.codes if each not in self.new]
        for each in unknown:
            yield self._unknown(place, code, each, self.new, "this version")
        if not unknown:
            yield from self._of_relation(place, code, successor)

    def _of_relation(self, place: Place, code: str, successor: Successor) -> Iterator[Problem]:
        least, most = _COUNTS[successor.relation]
        if not least <= len(successor.codes) <= most:
            named = "1 code" if len(successor.codes) == 1 else f"{len(successor.codes)} codes"
            found = f"{successor.relation} names {named}"
            remedy = f"Name {_in_words(least, most)}, or choose another word."
            yield self._problem(Rule.EQUIVALENCE_COUNT, place, code, found, remedy)
        elif successor.relation.keeps_meaning:
            differs = _difference(self.old[code], self.new[successor.codes[0]], successor.relation)
            if differs:
                found = f"{successor.codes[0]} is called {successor.relation}, but {differs}"
                remedy = "Choose the word for what was changed, or undo the change."
                yield self._problem(Rule.EQUIVALENCE_DIFFERS, place, code, found, remedy)

    def _unknown(self, place: Place, code: str, named: str, known: Collection[str], version: str) -> Problem:
        found = f"{quoted(named)} is no {self.noun} of {version}"
        return self._problem(Rule.EQUIVALENCE_UNKNOWN_NAME, place, code, found, suggestion(named, known))

    def _problem(self, rule: Rule, place: Place, code: str, found: str, remedy: str) -> Problem:
        return Problem(rule=rule, place=place, where=f"equivalence, {self.noun} {code}", found=found, remedy=remedy)


_COUNTS = {
    Relation.IDENTICAL: (1, 1),
    Relation.CLARIFIED: (1, 1),
    Relation.RESCALED: (1, 1),
    Relation.SPLIT: (2, 99),
    Relation.MERGED: (1, 1),
    Relation.REPLACED: (1, 99),
    Relation.RETIRED: (0, 0),
}
"""The fewest and most codes that each relation names."""


def _in_words(least: int, most: int) -> str:
    if most == 0:
        return "none"
    return "exactly one" if least == most else f"at least {least}"


def _difference(old: Asked, new: Asked, relation: Relation) -> str:
    """Return how the two differ where they should not; empty where they do not."""
    kept, words = (_kept(each) for each in (old, new)), (_words(each) for each in (old, new))
    if _differ(kept):
        return "its level or whether it is essential was changed" if isinstance(old, Statement) else _OF_A_QUESTION
    return "its words were changed" if relation is Relation.IDENTICAL and _differ(words) else ""


_OF_A_QUESTION: Final = "its weight, its finding, or whether it always applies was changed"


def _differ(both: Iterable[tuple[object, ...]]) -> bool:
    return len(set(both)) > 1


def _kept(asked: Asked) -> tuple[object, ...]:
    """Return what stays the same where only words were changed."""
    if isinstance(asked, Statement):
        return asked.level.place, asked.level.code, asked.is_essential
    return asked.weight, asked.finding and asked.finding.id, asked.not_applicable_when is None


def _words(asked: Asked) -> tuple[object, ...]:
    """Return the words by which it is answered."""
    if isinstance(asked, Statement):
        return (asked.text,)
    return asked.prompt, asked.not_applicable_when, asked.finding and asked.finding.ask
