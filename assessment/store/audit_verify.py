"""Whether the audit trail is as it was written: every chain by its seals, and the end of each by the heads log."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, String, cast, select

from assessment.store.audit_chain import FIRST_HMAC, Chain, canonical_content, seal
from assessment.store.audit_heads import HeadsLog, NotedHead
from assessment.store.audit_reconcile import find_mismatches
from assessment.store.tables import AUDIT, AnyRow

# As text, because what somebody has edited may be no moment, id or JSON any more.
_AS_IT_LIES: Final = select(
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
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found: how many entries there are in how many chains, and in sentences what is wrong with them."""

    entries: int
    chains: int
    problems: tuple[str, ...]
    """The first bad entry of each chain. None means that the trail is as it was written."""
    notes: tuple[str, ...]
    """What cannot be vouched for, though nothing speaks against it."""
    answers: tuple[str, ...] = ()
    """Of each answer that is not what the trail says was saved last, that it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedHeads:
    """What the heads log says."""

    heads: dict[Chain, dict[int, list[NotedHead]]] = field(default_factory=lambda: defaultdict(dict))
    """Of each chain, what was noted under each number: one head, unless the chain was forked."""
    unread: int = 0
    missing: str = ""
    """Why there is nothing; nothing where there is."""


def read_noted_heads(log: HeadsLog) -> NotedHeads:
    """What the heads log says. To be read before the trail: each line is of an entry that was kept already."""
    heads: dict[Chain, dict[int, list[NotedHead]]] = defaultdict(dict)
    unread = 0
    if log.file is None:
        return NotedHeads(missing="There is no heads log, so a cut tail would not show. Set AUDIT_HEADS to a file.")
    try:
        for head in log.read():
            if head is None:
                unread += 1
                continue
            noted = heads[head.link.chain].setdefault(head.link.number, [])
            if all(each.link != head.link for each in noted):
                noted.append(head)
    except OSError as error:
        return NotedHeads(
            missing=f"The heads log {log.file} cannot be read ({error.strerror}), so a cut tail would not show."
        )
    return NotedHeads(heads=heads, unread=unread)


def verify_chains(connection: Connection, key: bytes, noted: NotedHeads) -> Verdict:
    """Check every chain from its first entry, and its end against what was noted."""
    entries, problems, notes = 0, [], []
    walked = set()
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(_AS_IT_LIES)
    for name, several in groupby(rows, key=lambda row: row.chain):
        walk = _Walk(connection, key, Chain(name), noted.heads.get(Chain(name), {}))
        entries += walk.take(several)
        walked.add(name)
        problems += walk.problems
        notes += walk.notes
    for chain in sorted(noted.heads.keys() - walked):
        last = max(noted.heads[chain])
        problems.append(f"{chain}: cut: the heads log notes entries 1 to {last}, and none is there.")
    if entries and noted.missing:
        problems.append(noted.missing)
    if noted.unread:
        notes.append(f"Lines of the heads log that cannot be read: {noted.unread}.")
    return Verdict(
        entries=entries,
        chains=len(walked),
        problems=tuple(problems),
        notes=tuple(notes),
        answers=find_mismatches(connection),
    )


class _Walk:
    """One chain, from its first entry to its last or to the first that is bad."""

    def __init__(self, connection: Connection, key: bytes, chain: Chain, noted: dict[int, list[NotedHead]]) -> None:
        self._connection = connection
        self._key = key
        self._chain = chain
        self._noted = noted
        self._last, self._before = 0, FIRST_HMAC
        self.problems: list[str] = []
        self.notes: list[str] = []

    def take(self, rows: Iterable[AnyRow]) -> int:
        """Walk along the chain, and return how many entries it has."""
        count = 0
        for row in rows:
            count += 1
            if not self.problems:
                self._step(row)
        if not self.problems:
            self._compare_end()
        return count

    def _step(self, row: AnyRow) -> None:
        number = self._last + 1
        if row.number == self._last > 0:
            self._problem(f"forked: two entries have number {self._last}.")
        elif row.number != number:
            self._problem(f"entry {number} was deleted: entry {row.number} follows on {self._last}.")
        elif self._seal(row, number) != row.hmac:
            other = self._find_swapped(row, number)
            self._problem(
                f"entry {number} was edited: it is not as it was written."
                if other is None
                else f"entry {number} was swapped: it stands at number {other}."
            )
        elif different := [head for head in self._noted.get(number, []) if head.link.hmac != row.hmac]:
            self._problem(f"forked: entry {number} is another than the heads log noted at {different[0].at}.")
        else:
            self._last, self._before = number, row.hmac

    def _compare_end(self) -> None:
        noted = max(self._noted, default=0)
        if noted > self._last:
            at = self._noted[noted][0].at
            self._problem(f"cut: entry {self._last + 1} and what follows is gone. At {at} there were {noted} entries.")
        elif noted < self._last:
            self.notes.append(
                f"{self._chain}: the heads log ends at entry {noted} of {self._last}. "
                "If later ones were cut, it would not show."
            )

    def _find_swapped(self, row: AnyRow, number: int) -> int | None:
        """The number under which the entry now stands that was written under this one, if it is there."""
        with self._connection.execute(_AS_IT_LIES.where(AUDIT.c.chain == self._chain)) as others:
            for other in others:
                # The seal may have been moved with the entry, or left where it was.
                if other.number != number and self._seal(other, number) in {row.hmac, other.hmac}:
                    return int(other.number)
        return None

    def _seal(self, row: AnyRow, number: int) -> str | None:
        """The seal that the row's content would have under that number; none where it holds what none can be of."""
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
        return seal(self._key, self._before, content)

    def _problem(self, what: str) -> None:
        self.problems.append(f"{self._chain}: {what}")


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
