"""Checks one chain of the audit trail: every entry by its seal, and its end by the heads log."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, String, cast, select

from assessment.errors import Sentence, sentence
from assessment.store.audit_chain import FIRST_HMAC, Chain, canonical_content, seal
from assessment.store.audit_heads import NotedHead
from assessment.store.audit_reconcile import RecordedRows
from assessment.store.tables import AUDIT, AnyRow

# As text, because a value that somebody has edited may not be a time, an id or JSON.
ENTRIES_AS_TEXT: Final = select(
    AUDIT.c.chain,
    AUDIT.c.number,
    AUDIT.c.hmac,
    AUDIT.c.event,
    AUDIT.c.question,
    AUDIT.c.done_by,
    *(
        cast(AUDIT.c[name], String).label(name)
        for name in (
            "id",
            "assessment_id",
            "respondent_id",
            "operation",
            "version",
            "done_at",
            "detail",
            "digests",
        )
    ),
).order_by(AUDIT.c.chain, AUDIT.c.number)


class ChainCheck:
    """The check of one chain, from its first entry to its last or to the first that is bad."""

    def __init__(self, connection: Connection, key: bytes, chain: Chain, noted: dict[int, list[NotedHead]]) -> None:
        self._connection = connection
        self._key = key
        self._chain = chain
        self._noted = noted
        self._last_number, self._last_hmac = 0, FIRST_HMAC
        self.problems: list[Sentence] = []
        self.notes: list[Sentence] = []

    def run(self, rows: Iterable[AnyRow], recorded: RecordedRows) -> int:
        """Check the chain's rows, which come by number, and return how many there are.

        `recorded` follows the entries, for the comparison of the rows that they are about.
        """
        count = 0
        for row in rows:
            count += 1
            if not self.problems:
                self._check_entry(row)
            recorded.follow(row, is_sound=not self.problems)
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
        elif 0 < noted < self._last_number:
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
        with self._connection.execute(ENTRIES_AS_TEXT.where(AUDIT.c.chain == self._chain)) as others:
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
                assessment_id=_id(row.assessment_id),
                respondent_id=_id(row.respondent_id),
                event=row.event,
                question=row.question,
                operation=_id(row.operation),
                version=None if row.version is None else int(row.version),
                done_by=row.done_by,
                done_at=at if at.tzinfo else at.replace(tzinfo=UTC),
                detail=json.loads(row.detail),
                digests=json.loads(row.digests),
            )
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return None
        return seal(self._key, self._last_hmac, content)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
