"""Checks that the audit trail is as it was written, and that everything stored is as the trail says."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlalchemy import Connection

from assessment.errors import Sentence, sentence
from assessment.store.audit_chain import Chain
from assessment.store.audit_chain_check import ENTRIES_AS_TEXT, ChainCheck
from assessment.store.audit_heads import NotedHeads
from assessment.store.audit_reconcile import RecordedRows

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
    rows: tuple[Sentence, ...] = ()
    """The stored rows that are not as the trail says."""


def verify_chains(connection: Connection, key: bytes, noted: NotedHeads) -> Verdict:
    """Check every chain from its first entry to its end, which was noted, and the rows that its entries are about."""
    entries = 0
    problems: list[Sentence] = []
    notes: list[Sentence] = []
    checked = set()
    recorded = RecordedRows()
    rows = connection.execution_options(yield_per=_ROWS_PER_FETCH).execute(ENTRIES_AS_TEXT)
    for name, rows_of_chain in groupby(rows, key=lambda row: row.chain):
        check = ChainCheck(connection, key, Chain(name), noted.heads.get(Chain(name), {}))
        entries += check.run(rows_of_chain, recorded)
        checked.add(name)
        problems += check.problems
        notes += check.notes
        if name not in noted.heads and not noted.missing:
            problems.append(
                sentence(
                    "chain_not_in_heads_log",
                    "{chain}: the heads log has no line of this chain. Its lines were removed, or never written.",
                    chain=name,
                )
            )
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
        rows=recorded.mismatches(connection, key),
    )
