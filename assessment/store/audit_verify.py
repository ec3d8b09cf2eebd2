"""Checks that the audit trail is as it was written: every chain by its seals, and the end of each by the heads log."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, String, cast, select

from assessment.errors import Sentence, sentence
from assessment.store.audit_chain import FIRST_HMAC, Chain, canonical_content, seal
from assessment.store.audit_heads import HeadsLog, NotedHead
from assessment.store.audit_reconcile import find_mismatches
from assessment.store.tables import AUDIT, AnyRow

# As text, because a value that somebody has edited may not be a time, an id or JSON.
_ENTRIES_AS_TEXT: Final = select(
    AUDIT.c.chain,
    AUDIT.c.number,
    AUDIT.c.hmac,
    AUDIT.c.event,
    AUDIT.c.question,
    AUDIT.c.done_by,
    *(
        cast(AUDIT.c[name], String).label(name)
        for name in ("id", "assessment_id", "operation", "version", "done_at", "detail")
    ),
).order_by(AUDIT.c.chain, AUDIT.c.number)
_ROWS_PER_FETCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The result of a check: the numbers of entries and chains, and sentences about what is wrong."""

    entries: int
    chains: int
    problems: tuple[Sentence, ...]
    """The first bad entry of each chain. Without problems, the trail is as it was written."""
    notes: tuple[Sentence, ...]
    """Entries that could not be checked against the heads log. They are no sign of tampering."""
    answers: tuple[Sentence, ...] = ()
    """The stored answers that differ from the last save of them in the trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedHeads:
    """The content of the heads log."""

    heads: dict[Chain, dict[int, list[NotedHead]]] = field(default_factory=lambda: defaultdict(dict))
    """For each chain and number, the heads that were noted: one, unless the chain was forked."""
    unreadable_lines: int = 0
    missing: Sentence | None = None
    """Says why there is no content; None where the log was read."""


def read_noted_heads(log: HeadsLog) -> NotedHeads:
    """Return the content of the heads log.

    Read the log before the trail: then every line in it is of an entry that was committed already.
    """
    heads: dict[Chain, dict[int, list[NotedHead]]] = defaultdict(dict)
    unreadable_lines = 0
    if log.file is None:
        return NotedHeads(
            missing=sentence(
                "heads_log_not_set",
                "There is no heads log, so nobody would notice if the latest entries had been cut off. "
                "Set AUDIT_HEADS to a file.",
            )
        )
    try:
        for head in log.read():
            if head is None:
                unreadable_lines += 1
                continue
            noted = heads[head.link.chain].setdefault(head.link.number, [])
            if all(each.link != head.link for each in noted):
                noted.append(head)
    except OSError as error:
        return NotedHeads(
            missing=sentence(
                "heads_log_unreadable",
                "The heads log {file} cannot be read ({reason}), "
                "so nobody would notice if the latest entries had been cut off.",
                file=log.file,
                reason=error.strerror,
            )
        )
    return NotedHeads(heads=heads, unreadable_lines=unreadable_lines)


def verify_chains(connection: Connection, key: bytes, noted: NotedHeads) -> Verdict:
    """Check every chain from its first entry on, and its end against the heads that were noted."""
    entries = 0
    problems: list[Sentence] = []
    notes: list[Sentence] = []
    checked = set()
    rows = connection.execution_options(yield_per=_ROWS_PER_FETCH).execute(_ENTRIES_AS_TEXT)
    for name, rows_of_chain in groupby(rows, key=lambda row: row.chain):
        check = _ChainCheck(connection, key, Chain(name), noted.heads.get(Chain(name), {}))
        entries += check.run(rows_of_chain)
        checked.add(name)
        problems += check.problems
        notes += check.notes
    for chain in sorted(noted.heads.keys() - checked):
        problems.append(
            sentence(
                "audit_chain_missing",
                "{chain}: cut: the heads log notes entries 1 to {last}, but none of them is there.",
                chain=chain,
                last=max(noted.heads[chain]),
            )
        )
    if entries and noted.missing:
        problems.append(noted.missing)
    if noted.unreadable_lines:
        notes.append(
            sentence(
                "heads_log_lines_unreadable",
                "Lines of the heads log that cannot be read: {count}.",
                count=noted.unreadable_lines,
            )
        )
    return Verdict(
        entries=entries,
        chains=len(checked),
        problems=tuple(problems),
        notes=tuple(notes),
        answers=find_mismatches(connection),
    )


class _ChainCheck:
    """The check of one chain, from its first entry to its last or to the first that is bad."""

    def __init__(self, connection: Connection, key: bytes, chain: Chain, noted: dict[int, list[NotedHead]]) -> None:
        self._connection = connection
        self._key = key
        self._chain = chain
        self._noted = noted
        self._last_number, self._last_hmac = 0, FIRST_HMAC
        self.problems: list[Sentence] = []
        self.notes: list[Sentence] = []

    def run(self, rows: Iterable[AnyRow]) -> int:
        """Check the chain's rows, which come by number, and return how many there are."""
        count = 0
        for row in rows:
            count += 1
            if not self.problems:
                self._check_entry(row)
        if not self.problems:
            self._check_end()
        return count

    def _check_entry(self, row: AnyRow) -> None:
        number = self._last_number + 1
        if row.number == self._last_number > 0:
            problem = sentence(
                "audit_number_twice",
                "{chain}: forked: two entries have number {number}.",
                chain=self._chain,
                number=self._last_number,
            )
        elif row.number != number:
            problem = sentence(
                "audit_entry_deleted",
                "{chain}: entry {number} was deleted: entry {next} follows entry {last}.",
                chain=self._chain,
                number=number,
                next=row.number,
                last=self._last_number,
            )
        elif self._seal_of(row, number) != row.hmac:
            problem = self._edited_or_swapped(row, number)
        elif different := [head for head in self._noted.get(number, []) if head.link.hmac != row.hmac]:
            problem = sentence(
                "audit_entry_differs_from_heads_log",
                "{chain}: forked: entry {number} is not the one that the heads log noted at {at}.",
                chain=self._chain,
                number=number,
                at=different[0].at,
            )
        else:
            self._last_number, self._last_hmac = number, row.hmac
            return
        self.problems.append(problem)

    def _edited_or_swapped(self, row: AnyRow, number: int) -> Sentence:
        other = self._find_swapped(row, number)
        if other is None:
            return sentence(
                "audit_entry_edited",
                "{chain}: entry {number} was edited: it is not as it was written.",
                chain=self._chain,
                number=number,
            )
        return sentence(
            "audit_entry_swapped",
            "{chain}: entry {number} was swapped: it now has number {other}.",
            chain=self._chain,
            number=number,
            other=other,
        )

    def _check_end(self) -> None:
        noted = max(self._noted, default=0)
        if noted > self._last_number:
            self.problems.append(
                sentence(
                    "audit_chain_cut",
                    "{chain}: cut: entry {number} and all after it are missing. At {at} there were {count} entries.",
                    chain=self._chain,
                    number=self._last_number + 1,
                    at=self._noted[noted][0].at,
                    count=noted,
                )
            )
        elif noted < self._last_number:
            self.notes.append(
                sentence(
                    "heads_log_ends_early",
                    "{chain}: the heads log ends at entry {noted} of {last}. "
                    "If later entries had been cut off, nobody would notice.",
                    chain=self._chain,
                    noted=noted,
                    last=self._last_number,
                )
            )

    def _find_swapped(self, row: AnyRow, number: int) -> int | None:
        """Return the number that the entry written under `number` has now, or None if it is not in the chain."""
        with self._connection.execute(_ENTRIES_AS_TEXT.where(AUDIT.c.chain == self._chain)) as others:
            for other in others:
                # The seal may have been moved with the entry or left in its place.
                if other.number != number and self._seal_of(other, number) in {row.hmac, other.hmac}:
                    return int(other.number)
        return None

    def _seal_of(self, row: AnyRow, number: int) -> str | None:
        """Return the seal of the row's content under that number, or None where the content cannot be an entry's."""
        try:
            at = datetime.fromisoformat(row.done_at)
            content = canonical_content(
                chain=row.chain,
                number=number,
                id=UUID(row.id),
                assessment=_id(row.assessment_id),
                event=row.event,
                question=row.question,
                operation=_id(row.operation),
                version=None if row.version is None else int(row.version),
                by=row.done_by,
                at=at if at.tzinfo else at.replace(tzinfo=UTC),
                detail=json.loads(row.detail),
            )
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return None
        return seal(self._key, self._last_hmac, content)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
